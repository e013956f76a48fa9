"""Which cue governs a quotation by the build of its sentence: the one that touches the marks, if any does."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.extract.quotes.clauses.factuality import Factuality
from corpus.extract.quotes.clauses.frames import Frame
from corpus.extract.quotes.cues.cue_words import CueKind
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.model import MentionKind


@dataclass(frozen=True, slots=True)
class GovernmentReach:
    """How far from a quotation the cue stands that governs it. Set by hand."""

    far: int = 120  # characters between a cue and the words it may still tell
    near: int = 60  # characters between a cue and the words it tells without doubt
    chain: int = 40  # characters between "quoted" and "as saying"


_REACH = GovernmentReach()

_PARTICIPLE = "ing"  # of English: recalled Ann Lee "telling" her
_END = re.compile(r"[.;!?](?:\s|$)")
_SPEAKS = frozenset(
    {CueKind.SAY, CueKind.TELL, CueKind.REPORT, CueKind.CALL, CueKind.ASK, CueKind.PLEDGE, CueKind.THINK}
)
_SAYS = frozenset({CueKind.SAY, CueKind.TELL, CueKind.REPORT, CueKind.ASK})
_TAGS = _SAYS | {CueKind.MENTION, CueKind.SO}  # behind the words
_HOLDS = frozenset({CueKind.STAND, CueKind.SHOW, CueKind.ACT})  # these tell words only where they touch
_NOUN = frozenset({"det", "owner", "prep"})  # what stands before a cue that is a noun: her remark, the report


class Governor(NamedTuple):
    frame: Frame
    alone: bool  # whether nothing else may tell who spoke
    spoken: bool = False  # whether the words are somebody's speech, no title and no nickname

    def tags(self, text: str, segment: Segment) -> bool:
        """Whether a comma or a call leads from the words to who spoke: “Shame on you!” the crowd shouted; „Das“,
        sagte Roth."""
        if self.frame.cue.span.start < segment.outer.end or not self.spoken:
            return False
        return self.frame.passive or text[segment.span.end - 1] in ",?!…" or text.startswith(",", segment.outer.end)


def governor(
    text: str,
    statement: Statement,
    segment: Segment,
    frames: Sequence[Frame],
    helpers: frozenset[str] = frozenset(),
    that: frozenset[str] = frozenset(),
) -> Governor | None:
    verbs = [frame for frame in frames if _unreal(frame) or not (_is_noun(frame) or _is_clause(frame, frames))]
    verbs = [frame for frame in verbs if not (_untold(frame, segment) or _granted(text, frame, frames, that))]
    behind, before = _behind(text, statement, segment, verbs, helpers), _before(text, statement, segment, verbs)
    if behind and before:
        gap = text[before.cue.span.end : segment.outer.start].strip()
        ended = bool(_END.search(gap)) or (gap.endswith(",") and not _unreal(before))
        aside = (
            gap.endswith(("—", "–")) and text[segment.span.end - 1] in ",?!"
        )  # but Becker denies it — “why?” she asked
        if ended or aside or _closes(text, segment, before, behind):
            before = None
    if before:
        gap = text[before.cue.span.end : segment.outer.start].strip()
        spoken = before.passive or (before.cue.kind in _SAYS and gap.endswith(":"))
        alone = _alone_before(before, gap) and not _under(text, before, frames, that)
        return Governor(before, alone=_unreal(before) or alone, spoken=spoken)
    if not behind:
        return None
    whole = behind.cue.kind in _SPEAKS and not text[statement.span.start : segment.outer.start].strip()
    return Governor(behind, alone=_certain(behind), spoken=behind.passive or behind.cue.kind in _TAGS or whole)


def _is_noun(frame: Frame) -> bool:
    """Whether the cue is a noun for what was said, not for the saying: her remark, the report."""
    gerund = frame.led == "prep" and frame.cue.word.endswith("ing")
    return frame.led in _NOUN and not gerund and frame.cue.kind is not CueKind.ACCORDING


def _is_clause(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether what stands before the verb is a clause, so that it tells nobody's words: in "Starr said the case
    reminds him" nobody reminds in words."""
    first = next((s for s in frame.subjects if s.side == "before" and s.link not in ("first", "dropped")), None)
    return bool(first and not first.mention and any(_tells(other) and other.cue.span in first.span for other in frames))


def _tells(frame: Frame) -> bool:
    return frame.cue.kind is not CueKind.ACCORDING and not _is_noun(frame)


def _unreal(frame: Frame) -> bool:
    return frame.passive or (frame.factuality is not Factuality.SAID and frame.cue.kind is not CueKind.THINK)


def _untold(frame: Frame, segment: Segment) -> bool:
    """Whether the cue behind the words only tells what was left out, and denies none of them: “...”, sin
    especificar cómo."""
    return _unreal(frame) and frame.led == "prep" and frame.cue.span.start >= segment.outer.end


def _granted(text: str, frame: Frame, frames: Sequence[Frame], that: frozenset[str]) -> bool:
    """Whether the verb that is denied is no verb of saying, so that the words stand: Ann Lee said that she does not ask
    for “...”."""
    if not _unreal(frame) or frame.passive or frame.cue.kind in (*_SAYS, CueKind.CALL):
        return False
    return _under(text, frame, frames, that)


def _closes(text: str, segment: Segment, before: Frame, behind: Frame) -> bool:
    """The plan calls for a change that is “far from enough,” Ann Lee said: the tag closes the whole sentence."""
    if behind.cue.kind is CueKind.ACCORDING or _unreal(before) or text[segment.span.end - 1] not in ",?!":
        return False
    gap = text[before.cue.span.end : segment.outer.start].strip()
    return before.cue.kind not in _SAYS or not (len(gap) <= 2 or gap.endswith(":"))


def _alone_before(frame: Frame, gap: str) -> bool:
    """Whether the cue before the words tells alone who spoke: somebody stands before it, nothing parts it from them."""
    named = any(subject.side == "before" and subject.link in ("touch", "apposition") for subject in frame.subjects)
    touching = len(gap) <= 2 or gap.endswith(":")
    return named and _tight(gap) and (frame.cue.kind in _SPEAKS or touching) and _certain(frame)


def _under(text: str, frame: Frame, frames: Sequence[Frame], that: frozenset[str]) -> bool:
    """Whether the words stand inside what somebody is said to have said: Ann Lee said that growers value “the
    opinion of all”. The sentence alone does not tell whose such words are."""
    if frame.cue.kind in _SAYS:
        return False
    for other in frames:
        between = text[other.cue.span.end : frame.cue.span.start]
        if other.cue.kind in _SAYS and other.said() and not that.isdisjoint(between.split()[:3]):
            return True
    return False


def _certain(frame: Frame) -> bool:
    """Whether it is certain who is meant: not where "the laid-back resident" has to be looked for among those named
    before."""
    near = frame.ranked()[0] if frame.subjects else None
    if near and near.mention and near.mention.kind is MentionKind.DESCRIPTION:
        return False
    return any(s.mention or s.side == "before" for s in frame.subjects) or len(frame.subjects) != 1


def _tight(gap: str) -> bool:
    return len(gap) <= _REACH.near and "," not in gap[:-1] and not _END.search(gap)


def _behind(
    text: str, statement: Statement, segment: Segment, frames: Sequence[Frame], helpers: frozenset[str]
) -> Frame | None:
    """The frame of the tag behind the words: “...,” said Ann Lee; “...,” Ann Lee said; “...,” Tom Becker quoted Ann
    Lee as saying."""
    if not segment.closed:
        return None
    end = segment.outer.end
    if text[segment.span.end - 1] == "." and _announces(text, segment, statement):
        return None  # “So it is.” He added, “And so it was.”
    later = [frame for frame in frames if frame.cue.span.start >= end and frame.cue.kind not in _HOLDS]
    names = {(m.span.start, m.span.end) for m in statement.mentions}
    first = next((f for f in later if _touches(text, end, _start(f, end), helpers, names)), None)
    if not first:
        return None
    return _last_of_tag(text, first, later)


def _announces(text: str, segment: Segment, statement: Statement) -> bool:
    """Whether what stands behind a quotation leads on to the next one."""
    after = next((s for s in statement.segments if s.outer.start >= segment.outer.end), None)
    return after is not None and text[segment.outer.end : after.outer.start].rstrip()[-1:] in (",", ":")


def _touches(text: str, end: int, start: int, helpers: frozenset[str], names: Collection[tuple[int, int]]) -> bool:
    """Whether a tag touches the marks: between them stand only a comma, the helper of its verb («...», a dit Ann
    Lee) or who quotes."""
    gap = text[end:start]
    bare = gap.strip(" ,—–-\u00a0")
    if len(gap) <= 12 and all(word in helpers for word in bare.replace("-", " ").split()):
        return True
    return (end + len(gap) - len(gap.lstrip(" ,—–-\u00a0")), start - 1) in names


def _last_of_tag(text: str, first: Frame, later: Sequence[Frame]) -> Frame:
    """A volunteer coordinator, Ann Lee said; Tom Becker quoted Ann Lee as saying: the last cue before a comma."""
    last = first
    for frame in later:
        between = text[last.cue.span.end : frame.cue.span.start]
        if not 0 < len(between) <= _REACH.chain or any(mark in between for mark in ',.;:—“"'):
            continue
        hung = frame.cue.word.endswith(_PARTICIPLE) or frame.cue.word == "say"
        quoted = hung and any(s.mention and s.link == "touch" and s.side == "before" for s in frame.subjects)
        beside = bool(frame.subjects) and frame.subjects[0].link != "first"
        if quoted or (beside and last.cue.kind not in _SAYS and frame.cue.kind in _SAYS):
            last = frame
    return last


def _start(frame: Frame, floor: int) -> int:
    led = [s.span.start for s in frame.subjects if s.side == "before" and s.link != "first" and s.span.start >= floor]
    return min([frame.cue.span.start, *led])


def _before(text: str, statement: Statement, segment: Segment, frames: Sequence[Frame]) -> Frame | None:
    """The nearest cue before the words that no end of a sentence parts from them."""
    ahead = [f for f in frames if f.cue.span.end <= segment.outer.start]
    while ahead and ahead[-1].cue.kind in (*_HOLDS, CueKind.MENTION) and not _adjoins(text, segment, ahead[-1]):
        ahead.pop()
    if len(ahead) > 1 and ahead[-1].cue.kind is CueKind.THINK and not _adjoins(text, segment, ahead[-1]):
        ahead.pop()
    led = (
        bool(ahead) and text[ahead[-1].cue.span.end : segment.outer.start].strip() == ":"
    )  # en la que se advirtió: «...»
    if ahead and not led and ahead[-1].passive and not ahead[-1].subjects and any(f.said() for f in ahead[:-1]):
        return None  # she says on her page that people are advised to “stay in”: she tells it
    if not ahead or segment.outer.start - ahead[-1].cue.span.end > _REACH.far:
        return None
    found = ahead[-1]
    between = [
        s for s in statement.segments if found.cue.span.end <= s.outer.start and s.outer.end <= segment.outer.start
    ]
    start = found.cue.span.end
    for other in between:
        if text[other.outer.end : segment.outer.start].strip(" ,") not in ("", "and", "or", "und", "y", "et", "e", "&"):
            return None
        start = max(start, other.outer.end)
    return None if _END.search(text, start, segment.outer.start) else found


def _adjoins(text: str, segment: Segment, frame: Frame) -> bool:
    gap = text[frame.cue.span.end : segment.outer.start].strip()
    return len(gap) <= 4 or gap.endswith(":")

"""Finds verbs of saying that no list has, by where they stand beside the marks and how they end: “I would not,”
chuckled Ann Lee. Ann Lee corrected herself: “We will.” «No iremos», tercia Ana López."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.quotes.cues.cue_words import Cue, CueKind, trie
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.languages import lexicon
from corpus.model import Mention, MentionKind, Span

_ENDS = frozenset(",.?!…—–-")
_GAP = re.compile(r"[\s,]{0,2}(?:[—–]\s?)?")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_BREAK = re.compile(
    r"\n|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.?!][”\"’»]?\s|[”\"»]\s"
)  # not behind Mr. and Sen.
_LITTLE = ("helpers", "joins", "prepositions", "determiners", "be", "perfect")


@dataclass(frozen=True, slots=True)
class UnlistedVerbs:
    """When a verb that nobody listed is taken for a cue. Set by hand: shorter is more often something else."""

    quoted: int = 3  # words between the marks: fewer are as often a title, with what it is the title of behind it
    letters: int = 4  # of a verb told by its ending; shorter words with such an ending are mostly something else
    before: int = 160  # characters before a colon that may be whoever speaks and what they do
    particles: int = 2  # words between a verb and its subject: shot back Ann Lee


_RULES = UnlistedVerbs()


def find(
    text: str, segments: Sequence[Segment], mentions: Sequence[Mention], listed: Sequence[Cue], code: str
) -> list[Cue]:
    """The cues besides those listed."""
    known = {at for cue in listed for at in range(cue.span.start, cue.span.end)}
    by_ending = [span for span in _by_ending(text, segments, code) if span.end - 1 not in known]
    found = [Cue(span, span.of(text).lower(), CueKind.REPORT) for span in by_ending]
    return found + _by_place(text, segments, mentions, [*listed, *found], code)


@dataclass(frozen=True, slots=True)
class _Endings:
    """How the third persons of a language end."""

    behind: re.Pattern[str]  # a word behind a mark, with the comma and the pronouns that stand between
    past: tuple[str, ...]
    present: tuple[str, ...]  # also those of nouns: they count only before whoever speaks
    speaker: re.Pattern[str]
    other: frozenset[str]  # words with such endings that are no verbs


def _by_ending(text: str, segments: Sequence[Segment], code: str) -> Iterator[Span]:
    endings = _endings(code)
    if endings is None:
        return
    for segment in segments:
        if not segment.dialogue and text.count(" ", segment.span.start, segment.span.end) + 1 < _RULES.quoted:
            continue
        match = endings.behind.match(text, segment.outer.end)
        if (
            match
            and (match["dash"] or match["comma"] or text[segment.span.end - 1] in "?!…")
            and _is_verb(text, match, endings)
        ):
            yield Span(*match.span("verb"))


def _is_verb(text: str, match: re.Match[str], endings: _Endings) -> bool:
    word = match["verb"]
    if len(word) < _RULES.letters or word in endings.other:
        return False
    if word.endswith(endings.past):
        return True
    return word.endswith(endings.present) and endings.speaker.match(text, match.end()) is not None


def _by_place(
    text: str, segments: Sequence[Segment], mentions: Sequence[Mention], cues: Sequence[Cue], code: str
) -> list[Cue]:
    rules = _rules(code)
    at = {mention.span.start: mention for mention in mentions}
    taken = {cue.span.start for cue in cues}
    found: dict[int, Cue] = {}
    for number, segment in enumerate(segments):
        ahead = segments[number - 1].outer.end if number else 0
        behind = segments[number + 1].outer.start if number + 1 < len(segments) else len(text)
        if segment.closed and (span := _behind(text, segment, behind, at, rules)):
            found[span.start] = Cue(span, span.of(text).lower(), CueKind.REPORT)
        if span := _owning(text, segment, ahead, rules):
            found[span.start] = Cue(span, span.of(text).lower(), CueKind.CALL)
        if span := _announcing(text, segment, ahead, mentions, taken, rules):
            found[span.start] = Cue(span, span.of(text).lower(), CueKind.MENTION)
    return [cue for start, cue in sorted(found.items()) if not any(other.span.overlaps(cue.span) for other in cues)]


@dataclass(frozen=True, slots=True)
class _Rules:
    shape: re.Pattern[str]
    no_verbs: frozenset[str]
    owning: re.Pattern[str]
    helpers: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    particles: frozenset[str]  # shot back, cut in
    behind_names: bool  # whether the verb may stand behind the name: English


def _owning(text: str, segment: Segment, ahead: int, rules: _Rules) -> Span | None:
    """The verb by which somebody owns the words that follow: Ann Lee stood by her description of the plan as “...”."""
    start = max(ahead, segment.outer.start - _RULES.before, text.rfind("\n", 0, segment.outer.start))
    match = rules.owning.search(text, start, segment.outer.start)
    return Span(*match.span("verb")) if match else None


def _behind(text: str, segment: Segment, end: int, at: Mapping[int, Mention], rules: _Rules) -> Span | None:
    gap = _GAP.match(text, segment.outer.end, end)
    start = gap.end() if gap else segment.outer.end
    stopped = text[segment.span.end - 1] in _ENDS or "," in text[segment.outer.end : start]
    if text[segment.span.end - 1] == "." and "," not in text[segment.outer.end : start]:
        return None  # “It is over.” Reyes nodded.
    if not stopped or start == segment.outer.end:
        return None
    line = text.find("\n", start, end)
    end = line if line >= 0 else end
    named = at.get(start)
    if named and named.kind is not MentionKind.PRONOUN:
        return _verb_at(text, named.span.end + 1, end, rules) if rules.behind_names else None
    word = _verb_at(text, start, end, rules)
    if not word:
        return None
    nexts = list(_words(text, word.end, end, _RULES.particles + 1))
    for place, other in enumerate(nexts):
        if other.start() in at or (not place and other[0].lower() in rules.determiners):
            return word
        if other[0][0].isupper() and not text[word.end : other.start()].strip().strip("”’"):
            return word
        if other[0] not in rules.particles:
            return None
    return None


def _verb_at(text: str, start: int, end: int, rules: _Rules) -> Span | None:
    match = _WORD.match(text, start, end)
    if not match or not match[0].islower() or match[0] in rules.no_verbs or not rules.shape.fullmatch(match[0]):
        return None
    return Span(match.start(), match.end())


def _words(text: str, start: int, end: int, most: int) -> Iterator[re.Match[str]]:
    for number, match in enumerate(_WORD.finditer(text, start, end)):
        if number == most:
            return
        yield match


def _announcing(
    text: str, segment: Segment, ahead: int, mentions: Sequence[Mention], taken: set[int], rules: _Rules
) -> Span | None:
    """The verb that announces the words behind a colon: Ann Lee did not mince her words: “...”."""
    left = text[max(ahead, segment.outer.start - _RULES.before) : segment.outer.start].rstrip()
    if not left.endswith(":") or segment.dialogue:
        return None
    floor = max(ahead, segment.outer.start - _RULES.before)
    breaks = [match.end() for match in _BREAK.finditer(left)]
    start = floor + (breaks[-1] if breaks else 0)
    stop = floor + len(left) - 1
    if any(start <= place < stop for place in taken):
        return None
    opening = _WORD.search(text, start, stop)
    named = next((m for m in mentions if opening and m.span.start == opening.start() and m.span.end < stop), None)
    if not named:
        return None
    word = _WORD.match(text, named.span.end + 1, stop)
    if not word or not word[0].islower() or (word[0] in rules.no_verbs and word[0] not in rules.helpers):
        return None
    return Span(word.start(), word.end())


@lru_cache(maxsize=16)
def _endings(code: str) -> _Endings | None:
    words = lexicon(code, "cues")
    past, present = words.list("past_endings"), words.list("present_endings")
    if not past:
        return None
    pronouns = "|".join(re.escape(one) + (" " if one[-1].isalpha() else "") for one in words.list("clitics"))
    articles = "|".join(map(re.escape, words.list("determiners")))
    return _Endings(
        re.compile(rf"(?:(?P<dash>[—–―-] ?)|(?P<comma>,?)[ \u00a0])(?:{pronouns}){{0,2}}(?P<verb>[^\W\d_A-ZÀ-Þ]+)\b"),
        past,
        present,
        re.compile(rf"(?:-(?:t-)?\w+)? (?:(?:{articles})\b|[A-ZÀ-Þ])|[.,;]|$"),
        frozenset().union(
            *(words.words(key) for key in _LITTLE),
            lexicon(code, "pronouns").words("persons"),
            lexicon(code, "stopwords").words("words"),
        ),
    )


@lru_cache(maxsize=16)
def _rules(code: str) -> _Rules:
    words, tags, pronouns = lexicon(code, "cues"), lexicon(code, "frames"), lexicon(code, "pronouns")
    keys = ("joins", "prepositions", "determiners", "helpers", "negations")
    little = frozenset().union(*(words.words(key) for key in keys)) | tags.words("no_tags")
    little |= frozenset().union(*(pronouns.words(key) for key in ("persons", "plural", "male", "female")))
    shape = "".join(tags.list("tag_shape")) or r"\w+"
    owning, own, claims = (trie(tags.list(key)) or "(?!)" for key in ("owning", "own", "claims"))
    return _Rules(
        re.compile(rf"(?:{shape})|(?:{'|'.join(map(re.escape, tags.list('tags'))) or '(?!)'})"),
        little - tags.words("tags"),
        re.compile(rf"\b(?P<verb>{owning})\b[^.;:“”\"\n]{{0,30}}\b{own}\s+(?:\w+\s+)?{claims}\b[^.;:“”\"\n]*\Z"),
        words.words("helpers"),
        words.words("determiners"),
        pronouns.words("persons"),
        words.words("prepositions") | tags.words("particles"),
        bool(tags.list("tags_behind_names")),
    )

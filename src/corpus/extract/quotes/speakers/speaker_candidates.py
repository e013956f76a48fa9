"""All the ways a quotation may have come by its speaker, each with the features that speak for or against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.extract.quotes.clauses.cue_arguments import Subject
from corpus.extract.quotes.clauses.frames import Frame
from corpus.extract.quotes.clauses.government import Governor, governor
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.extract.quotes.speakers import correction_notes, cue_places, introduced_names, narrator
from corpus.extract.quotes.speakers.cue_places import form
from corpus.extract.quotes.speakers.dropped_subjects import heirs, joined_to
from corpus.extract.quotes.speakers.features import Way
from corpus.extract.quotes.speakers.introduced_names import introduced, opens_with
from corpus.extract.quotes.speakers.nobody_features import void
from corpus.extract.quotes.speakers.quotation_reach import AROUND
from corpus.extract.quotes.speakers.rejected_words import unsaid
from corpus.extract.quotes.speakers.speaker_resolution import POSSESSIVE, Cast, Memory, Speaker
from corpus.model import Gender, Mention, Span

_DASHES = frozenset({*"―—–-", "--"})
SETTLED = "settled"  # the sentence is so built that one cue alone tells who spoke
SPOKEN = "spoken"  # a tag behind a comma, a question: whoever is meant by it, somebody speaks
NOBODY = "nobody"  # the words are a title, a placard, a nickname: nobody is quoted


class Candidate(NamedTuple):
    """A tuple, for it is made by the thousand and so in half the time."""

    speaker: Speaker | None  # None: nobody is quoted
    cue: str | None
    features: tuple[str, ...]
    way: Way
    frame: Frame | None = None
    own: bool = False  # the cue stands in the sentence of the quotation


@dataclass(frozen=True, slots=True)
class Scene:
    """One article as its statements, the frames of each, and the people."""

    text: str
    statements: Sequence[Statement]
    frames: Sequence[Sequence[Frame]]  # of each statement those that tell who said something
    cast: Cast
    rules: Grammar
    code: str  # of the language
    repeated: frozenset[Span] = frozenset()  # stretches between marks that stand there more than once
    read: Sequence[Sequence[Frame]] = ()  # of each statement all frames, denied ones and passives too
    voices: Mapping[Span, str | None] = field(default_factory=dict)  # who speaks in the turns of a transcript
    stories: Sequence[int] = ()  # where another dispatch in the same file begins

    def told(self, statement: Statement) -> Sequence[Frame]:
        """The cues of a statement that somebody stands beside."""
        frames = self.frames[statement.number]
        return [frame for frame in frames if not frame.dropped] if self.rules.drops else frames


def candidates(scene: Scene, statement: Statement, number: int, memory: Memory) -> list[Candidate]:
    """`number` is the segment's place in the statement."""
    segment = statement.segments[number]
    mood = _mood(scene, statement)
    if memory.speaker and (on := _run_on(scene, statement, segment, mood, memory)):
        return [Candidate(Speaker(memory.speaker, segment.span, "carried"), None, (on,), Way.CARRY)]
    if told := [*_closed_later(scene, statement, segment, memory), *_given(scene, statement, segment, memory)]:
        return told
    rules = scene.rules
    ruling = governor(
        scene.text, statement, segment, scene.read[statement.number], rules.helpers | rules.clefts, rules.that
    )
    if why := unsaid(
        scene.text, scene.statements, scene.read[statement.number], statement, segment, ruling, scene.code
    ):
        return [Candidate(None, None, (NOBODY, why), Way.NOBODY)]
    if narrator.speaks(scene.text, statement, segment, ruling, memory, rules):
        return [Candidate(None, None, (SPOKEN,), Way.NOBODY)]
    built = _settled(scene, statement, number, ruling, mood, memory) or _introduced(
        scene, statement, segment, mood, memory
    )
    if built:
        return built
    if segment.dialogue and (turn := list(_framed(scene, statement, number, memory))):
        return turn  # —Renunció —respondió Ana Gil—. Y se lo agradezco.
    found = list(_agreeing(scene, statement, segment, _around(scene, statement, number, mood, memory)))
    if segment.dialogue and found:
        return found  # a dash opens speech, never a title
    tag = ruling.frame if ruling and ruling.tags(scene.text, segment) else None
    by_tag = [candidate for candidate in found if tag and candidate.frame is tag and not rules.drops]
    if tag and rules.drops:
        found = _of_tag(found, tag)
    sure = by_tag or (tag and (_is_body(scene, tag) or scene.cast.aged(tag.main().span)))
    if (segment.closed or not found or not _goes_on(scene, statement)) and not sure:
        found.append(_nobody(scene.text, statement, segment, mood, memory))
    found = by_tag or found
    return [candidate._replace(features=(*candidate.features, SPOKEN)) for candidate in found] if tag else found


def _settled(
    scene: Scene, statement: Statement, number: int, ruling: Governor | None, mood: str, memory: Memory
) -> list[Candidate]:
    """Whoever the build of the sentence alone tells."""
    if not ruling or not ruling.alone or not cue_places.subject_is_sure(scene.text, ruling, scene.rules):
        return []
    segment = statement.segments[number]
    found = [one for one in _framed(scene, statement, number, memory) if one.frame is ruling.frame]
    found = [one._replace(features=(*one.features, SETTLED)) for one in found]
    found = list(_agreeing(scene, statement, segment, found)) or found
    if ruling.tags(scene.text, segment):
        return [one._replace(features=(*one.features, SPOKEN)) for one in found]
    if found and not (ruling.spoken or segment.dialogue):
        found.append(_nobody(scene.text, statement, segment, mood, memory))
    return found


def _around(scene: Scene, statement: Statement, number: int, mood: str, memory: Memory) -> list[Candidate]:
    """Everybody whom the statement, its neighbours and what was said before offer."""
    segment = statement.segments[number]
    found = [*_framed(scene, statement, number, memory), *_neighbours(scene, statement, mood, memory)]
    unnamed = _unnamed(scene, statement, segment)
    if unnamed:
        found.extend(_inherited(scene, statement, number, unnamed, mood, memory))
    if not unnamed or mood == "told":
        found.extend(_carried(scene, statement, number, mood, memory))
        found.extend(_bare(scene, statement, segment, mood, memory))
    return found


def _is_body(scene: Scene, frame: Frame) -> bool:
    """Whether the noun behind the verb is a body that speaks, and not what is said: «...», advirtió la organización."""
    words = frame.main().span.of(scene.text).lower().split()
    return frame.main().side == "after" and words[0] in scene.rules.determiners and words[-1] in scene.rules.groups


def _of_tag(found: list[Candidate], frame: Frame) -> list[Candidate]:
    """The candidates that the tag leaves: in "«...», aseguró la mandataria. Vecinos gritaban" anyone named around,
    but none of the neighbours."""
    if frame.main().mention is None:
        return found
    meant = {one.speaker.name for one in found if one.frame is frame and one.speaker}
    return [one for one in found if one.speaker and (one.speaker.name in meant or one.speaker.form == "name")]


def _given(scene: Scene, statement: Statement, segment: Segment, memory: Memory) -> Iterator[Candidate]:
    """Whom a correction, or a tag without a verb ("Dunne to Lowell:"), gives the words."""
    after = scene.statements[statement.number + 1] if statement.number + 1 < len(scene.statements) else None
    if named := correction_notes.owner(scene.text, statement, segment, after, scene.code):
        speaker = Speaker(named.person or named.span.of(scene.text), named.span, "name")
        yield Candidate(speaker, None, (Way.NEXT, "form.name", SETTLED, SPOKEN), Way.NEXT)
    if not statement.cues and not statement.mentions:
        yield from (one for one in _announced(scene, statement, segment, memory) if SETTLED in one.features)


def _closed_later(scene: Scene, statement: Statement, segment: Segment, memory: Memory) -> Iterator[Candidate]:
    """The candidates of a quotation whose marks close some lines on. The tag behind the closing mark tells who said
    all of it: “We left. / Nobody stayed”, said Ann Lee."""
    if segment.closed or segment is not statement.segments[-1]:
        return
    for other in scene.statements[statement.number + 1 : statement.number + AROUND.lines]:
        if not other.segments:
            continue
        last = other.segments[0]
        if last.outer.start != last.span.start or last.outer.start != other.span.start or not last.closed:
            return
        for candidate in _framed(scene, other, 0, memory):
            if (
                candidate.frame
                and candidate.frame.cue.span.start >= last.outer.end
                and "cue.nearest" in candidate.features
            ):
                yield candidate
        return


def _agreeing(scene: Scene, statement: Statement, segment: Segment, found: list[Candidate]) -> Iterator[Candidate]:
    """Where "she said" stands beside the words, or "consultada" opens the sentence, no man spoke them."""
    near = min(scene.told(statement), key=lambda frame: abs(cue_places.distance(frame, segment)), default=None)
    told = scene.cast.told(near.ranked()[0]) if near else _asked(scene, statement)
    for candidate in found:
        if not told or not candidate.speaker or scene.cast.may_be(candidate.speaker.name, told):
            yield candidate


def _asked(scene: Scene, statement: Statement) -> Gender | None:
    opening = scene.rules.asked.match(scene.text, statement.span.start) if scene.rules.asked else None
    return None if opening is None else Gender.FEMALE if opening["ending"].startswith("a") else Gender.MALE


def _goes_on(scene: Scene, statement: Statement) -> bool:
    """The next line opens its marks again: no title, no nickname runs over lines."""
    after = scene.statements[statement.number + 1].segments if statement.number + 1 < len(scene.statements) else []
    return bool(after) and after[0].continued


def _run_on(scene: Scene, statement: Statement, segment: Segment, mood: str, memory: Memory) -> str:
    """The press opens the marks again on every line of one speech and closes them on its last."""
    if segment.continued and mood == "mute":
        return "carry.continued"
    return "carry.open" if mood == "untold" and _left_open(scene, statement, memory) else ""


def _left_open(scene: Scene, statement: Statement, memory: Memory) -> bool:
    """Whether the sentence before opened marks and never closed them: a slip, and the speech goes on in this
    sentence."""
    before = scene.statements[statement.number - 1].segments if statement.number else []
    return bool(before) and not before[-1].closed and memory.speaker_unit >= statement.number - 1


def _mood(scene: Scene, statement: Statement) -> str:
    """Whether the statement tells itself who speaks."""
    if scene.told(statement):
        return "told"
    if statement.cues:
        return "mute"  # a cue without anybody beside it, Spanish "añadió": whoever spoke goes on
    words = statement.span.end - statement.span.start - sum(len(segment.outer) for segment in statement.segments)
    return "mute" if words < 4 else "untold"


def _framed(scene: Scene, statement: Statement, number: int, memory: Memory) -> Iterator[Candidate]:
    segment = statement.segments[number]
    frames = scene.told(statement)
    distances = [cue_places.distance(frame, segment) for frame in frames]
    nearest = min(distances, default=0)
    under = False  # Rubio noted that Sheinbaum has explained: what follows is Rubio's
    for frame, distance in zip(frames, distances, strict=True):
        way, where = (
            cue_places.way(segment, frame),
            cue_places.where(scene.text, statement, segment, frame, scene.rules),
        )
        named = any(form(subject) == "name" and subject.link != "first" for subject in frame.subjects)
        for place, subject in enumerate(frame.ranked()):
            features = (
                *where,
                f"cue.{frame.cue.kind}",
                f"{way}.{subject.side}.{subject.link}",
                f"choice.{min(place, 2)}",
                "cue.nearest" if distance == nearest else "cue.other",
                "cue.under" if under else "cue.free",
                f"led.{frame.led}",
                f"then.{frame.then}",
                f"link.{subject.link}.{form(subject)}",
                f"first.led.{frame.led}" if subject.link == "first" else "not.first",
                f"{subject.side}.{frame.cue.kind}",
                "beside.name" if named and subject.mention is None else "alone",
            )
            for speaker, read in scene.cast.meanings(subject, memory, statement):
                yield Candidate(speaker, frame.cue.word, features + read, way, frame, own=True)
        that = scene.text[frame.cue.span.end : frame.cue.span.end + 10].split()[:1]
        under = under or not scene.rules.that.isdisjoint(that)


def framed(scene: Scene, statement: Statement, frame: Frame, where: Way, memory: Memory) -> Iterator[Candidate]:
    """Who may have said what a cue reports in the reporter's words; `where` the cue stands seen from those."""
    if frame.dropped and (first := joined_to(scene.text, statement, scene.told(statement), frame, scene.rules)):
        yield from framed(scene, statement, first, where, memory)
        return
    if frame.dropped:
        for name, left_out in heirs(frame.cue.word, statement, memory, scene.rules):
            features = (where, *_as_before(scene, statement, name, "mute", memory), *left_out)
            yield Candidate(Speaker(name, frame.cue.span, "carried"), frame.cue.word, features, where, frame)
        return
    for place, subject in enumerate(frame.ranked()):
        features = (f"{where}.{subject.side}.{subject.link}", f"choice.{min(place, 2)}")
        for speaker, read in scene.cast.meanings(subject, memory, statement):
            yield Candidate(speaker, frame.cue.word, features + read, where, frame)


def _neighbours(scene: Scene, statement: Statement, mood: str, memory: Memory) -> Iterator[Candidate]:
    for step, word in ((-1, Way.PREV), (1, Way.NEXT)):
        at = statement.number + step
        if not 0 <= at < len(scene.statements):
            continue
        other = scene.statements[at]
        same = "par" if other.paragraph == statement.paragraph else "break"
        quoted = "quoting" if other.segments else "plain"
        frames = scene.told(other)
        for frame in frames[-1:] if step < 0 else frames[:1]:
            for place, subject in enumerate(frame.ranked()[:2]):
                features = (
                    word,
                    f"{word}.{same}.{mood}",
                    f"{word}.{quoted}.{mood}",
                    f"{word}.cue.{frame.cue.kind}",
                    f"{word}.choice.{place}",
                    f"{word}.led.{frame.led}",
                    f"{word}.then.{frame.then}",
                    f"{word}.{subject.link}.{form(subject)}",
                )
                for speaker, read in scene.cast.meanings(subject, memory, other):
                    yield Candidate(speaker, frame.cue.word, features + read, word, frame)


def _carried(scene: Scene, statement: Statement, number: int, mood: str, memory: Memory) -> Iterator[Candidate]:
    if memory.speaker:
        speaker = Speaker(memory.speaker, statement.segments[number].span, "carried")
        yield Candidate(speaker, None, _as_before(scene, statement, memory.speaker, mood, memory), Way.CARRY)


def _unnamed(scene: Scene, statement: Statement, segment: Segment) -> Frame | None:
    """The cue nearest to a quotation, where nobody stands beside it."""
    if not scene.rules.drops:
        return None
    near = min(scene.frames[statement.number], key=lambda frame: abs(cue_places.distance(frame, segment)), default=None)
    return near if near and near.dropped else None


def _inherited(
    scene: Scene, statement: Statement, number: int, frame: Frame, mood: str, memory: Memory
) -> Iterator[Candidate]:
    segment = statement.segments[number]
    where = cue_places.where(scene.text, statement, segment, frame, scene.rules)
    for name, left_out in heirs(frame.cue.word, statement, memory, scene.rules):
        told = (
            *_as_before(scene, statement, name, mood, memory),
            f"drop.{where[0]}",
            f"drop.{where[2]}",
            f"drop.{mood}",
        )
        way = Way.CARRY if name == memory.speaker else Way.BARE
        speaker = Speaker(name, segment.span, "carried")
        yield Candidate(speaker, frame.cue.word, (*told, *left_out), way, frame, own=True)


def _as_before(scene: Scene, statement: Statement, name: str, mood: str, memory: Memory) -> tuple[str, ...]:
    """The features of whoever went on speaking, or was named last, as in languages that leave no subject out."""
    if name != memory.speaker:
        return ("bare", f"bare.prev.{mood}")
    away = statement.number - memory.speaker_unit
    before = scene.statements[memory.speaker_unit]
    where = "unit" if away == 0 else "par" if before.paragraph == statement.paragraph else "break"
    return ("carry", f"carry.{where}.{mood}", f"carry.{min(away, 4)}.{mood}")


def _bare(scene: Scene, statement: Statement, segment: Segment, mood: str, memory: Memory) -> Iterator[Candidate]:
    ahead = [m for m in statement.mentions if m.span.end <= segment.outer.start]
    after = [m for m in statement.mentions if m.span.start >= segment.outer.end]
    chosen = [("first", ahead[0])] if ahead else []
    if len(ahead) > 1:
        chosen.append(("last", ahead[-1]))
    if after:
        chosen.append(("after", after[0]))
    for place, mention in chosen:
        subject = Subject(mention.span, mention, "before", "first")
        features = ("bare", f"bare.{place}.{mood}", *_beside(scene.text, segment, mention))
        for speaker, read in scene.cast.meanings(subject, memory, statement):
            yield Candidate(speaker, None, features + read, Way.BARE)
    yield from _announced(scene, statement, segment, memory)
    if statement.number and mood != "told":
        before = scene.statements[statement.number - 1]
        for mention in before.mentions[:1]:
            subject = Subject(mention.span, mention, "before", "first")
            for speaker, read in scene.cast.meanings(subject, memory, before):
                yield Candidate(speaker, None, ("bare", f"bare.prev.{mood}", *read), Way.BARE)


def _introduced(scene: Scene, statement: Statement, segment: Segment, mood: str, memory: Memory) -> list[Candidate]:
    mention = introduced(scene.text, statement, segment, scene.rules)
    if mention is None:
        return []
    told = scene.cast.meanings(Subject(mention.span, mention, "before", "first"), memory, statement)
    found = [Candidate(speaker, None, ("bare", "bare.announced", *read), Way.BARE) for speaker, read in told]
    if opens_with(statement, mention):
        return [one._replace(features=(*one.features, SPOKEN)) for one in found]
    return [*found, _nobody(scene.text, statement, segment, mood, memory)] if found else []


def _announced(scene: Scene, statement: Statement, segment: Segment, memory: Memory) -> Iterator[Candidate]:
    announced, tag = introduced_names.announced(scene.text, statement, segment, scene.rules)
    subject = Subject(announced, None, "before", "first") if announced else None
    for speaker, read in scene.cast.meanings(subject, memory, statement) if subject else ():
        yield Candidate(speaker, None, ("bare", "bare.colon", *read, *((SETTLED, SPOKEN) if tag else ())), Way.BARE)


def _beside(text: str, segment: Segment, mention: Mention) -> Iterator[str]:
    """How a name without a cue stands to the quotation: signed with it, or owning something."""
    between = text[segment.outer.end : mention.span.start].strip()
    if between in _DASHES:
        yield "bare.signed"
    elif text[mention.span.end : segment.outer.start].strip() == ":":
        yield "bare.announced"
    if text[mention.span.end : mention.span.end + 2] in POSSESSIVE:
        yield "bare.owner"


def _nobody(text: str, statement: Statement, segment: Segment, mood: str, memory: Memory) -> Candidate:
    return Candidate(None, None, (NOBODY, *void(text, statement, segment, mood, memory)), Way.NOBODY)


def place(speaker: Speaker | None) -> Span | None:
    return speaker.span if speaker and speaker.form != "carried" else None

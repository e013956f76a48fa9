"""Decides who said what stands between marks, reading from the first line to the last as a reader does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.linear_model import LinearModel
from corpus.extract.document import Document
from corpus.extract.quotes.clauses.frames import Frame, frames
from corpus.extract.quotes.clauses.noun_phrases import cannot_speak
from corpus.extract.quotes.cues import cue_words, openers, unlisted_verbs
from corpus.extract.quotes.cues.cue_words import Cue
from corpus.extract.quotes.cues.function_words import grammar
from corpus.extract.quotes.cues.statements import Statement, statements
from corpus.extract.quotes.indirect import contrasts, indirect_quotes
from corpus.extract.quotes.spans import direct_speech, posts, transcripts
from corpus.extract.quotes.spans.direct_speech import SpeechWeights
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.extract.quotes.speakers import headline_quotes, joint_speakers
from corpus.extract.quotes.speakers.choice import choose, likeliest, share_of_nobody, weighed
from corpus.extract.quotes.speakers.confidence import Features, Rivals, agreed, certainty, features, told_features
from corpus.extract.quotes.speakers.features import Way
from corpus.extract.quotes.speakers.rejected_words import REJECTED
from corpus.extract.quotes.speakers.speaker_candidates import (
    SETTLED,
    SPOKEN,
    Candidate,
    Scene,
    candidates,
    framed,
    place,
)
from corpus.extract.quotes.speakers.speaker_resolution import Cast, Memory
from corpus.extract.quotes.speakers.utterances import grouped
from corpus.languages import fitted
from corpus.model import MentionKind, Quote, QuoteKind, Span

_MARKED = frozenset("„“«»‚‘'\"")  # before the name of a paper


@dataclass(frozen=True, slots=True)
class AttributionRules:
    """What is sure of a speaker where no fitted curve says it, and which of several ways to one is shown. Set by hand:
    labels and interviews are of their speakers but for slips of the layout; whoever has no rival and no sign stays
    below what is shown."""

    labelled: float = 0.97  # confidence, 0 to 1, that a label is of its speaker
    answered: float = 0.9  # the same that an interview is of the one who answers
    speech: int = 100  # characters from which on what is spoken is speech, whatever its marks
    unsettled: float = 0.45  # the most one is sure of a speaker that nobody is likelier than


RULES = AttributionRules()

_ENDS = frozenset(",.?!…—–")
_BEFORE = frozenset(".?!…:\n”“»’\"'")  # what stands before the first mark of a sentence: an end, a colon, a quotation


def attribute(document: Document) -> tuple[Quote, ...]:
    """Every quotation of the article with its speaker, in text order."""
    scene = stage(document)
    decisions = list(decide(scene, load_weights(document.language)))
    marked = [decision.quote for decision in decisions if decision.quote]
    settled = {decision.quote.span for decision in decisions if decision.quote and decision.settled}
    unmarked = [*posts.find(document, marked), *headline_quotes.again(scene, marked)]
    found = sorted([*marked, *unmarked], key=lambda quote: (quote.span.start, -quote.span.end))
    return tuple(grouped(scene, tuple(agreed(found, settled))))


@dataclass(frozen=True, slots=True)
class Weights:
    speaker: LinearModel
    indirect: indirect_quotes.Table
    confidence: LinearModel = field(default_factory=LinearModel)
    told: LinearModel = field(default_factory=LinearModel)  # the same of what is told in the reporter's words
    speech: SpeechWeights = field(default_factory=SpeechWeights)


class Decision(NamedTuple):
    """What was chosen for a segment or for a cue, and what one must know to choose again."""

    quote: Quote | None
    segment: Segment | None = None
    candidates: Sequence[Candidate] = ()
    statement: Statement | None = None
    number: int = 0
    taken: tuple[Span, ...] = ()
    frame: Frame | None = None
    features: Features = ()  # by which it is told how sure the choice is
    settled: bool = False  # one cue alone tells who spoke


def decide(scene: Scene, weights: Weights) -> Iterator[Decision]:
    memory = Memory()
    repeated = headline_quotes.repeated(scene)
    coming = [*reversed(scene.stories)]
    for statement in scene.statements:
        while coming and statement.span.end > coming[-1]:
            memory = Memory(begin=coming.pop())
        heard = False
        rejected: list[Span] = []
        inside: list[Quote] = []
        for number, segment in enumerate(statement.segments):
            if segment.span in repeated:
                continue
            decision = _marked(scene, statement, number, memory, weights)
            if decision.quote and decision.quote.speaker:
                inside.append(decision.quote)
            heard = heard or bool(decision.quote and decision.quote.speaker)
            rejected += [segment.outer for candidate in decision.candidates if REJECTED in candidate.features]
            yield decision
        taken: list[Span] = []
        for number, frame in enumerate(scene.frames[statement.number]):
            quotes, found = _unmarked(scene, statement, number, taken, memory, weights)
            quotes = tuple(q for q in quotes if not any(frame.cue.span < one and one in q.span for one in rejected))
            quotes = tuple(_by_whom_it_quotes(quote, inside) for quote in quotes)
            first = quotes[0] if quotes else None
            yield Decision(first, statement=statement, number=number, taken=tuple(taken), frame=frame, features=found)
            yield from map(Decision, quotes[1:])
            taken += (quote.span for quote in quotes)
            if first and first.speaker and not heard:
                memory.hear(first.speaker, statement.number, first.confidence, first.confidence)
        if not heard and not taken:
            _overhear(scene, statement, memory, weights)
        memory.note(statement, scene.cast.namings(statement, statement.span.end))


def _by_whom_it_quotes(told: Quote, inside: Sequence[Quote]) -> Quote:
    """What one cue tells, partly between marks, one person said: the marks are read with more care."""
    for quote in inside:
        if quote.span in told.span and quote.cue == told.cue and quote.speaker != told.speaker:
            outside = quote.speaker_span is None or quote.speaker_span not in told.span
            return replace(told, speaker=quote.speaker, speaker_span=quote.speaker_span) if outside else told
    return told


def _overhear(scene: Scene, statement: Statement, memory: Memory, weights: Weights) -> None:
    """Whoever acts beside a cue is in a reader's mind, even where no words of theirs are told."""
    for frame in scene.told(statement)[:1]:
        said = [candidate for candidate in framed(scene, statement, frame, Way.BEFORE, memory) if candidate.speaker]
        if not said:
            return
        candidate, share = choose(said, weights.speaker)
        if candidate.speaker and candidate.speaker.form != "phrase":
            memory.hear(candidate.speaker.name, statement.number, share, share)


def _marked(scene: Scene, statement: Statement, number: int, memory: Memory, weights: Weights) -> Decision:
    segment = statement.segments[number]
    if segment.turn:
        return Decision(_turn(scene, statement, segment, memory), segment)
    choices = candidates(scene, statement, number, memory)
    parts = weighed(choices, weights.speaker)
    candidate, share = likeliest(choices, parts)
    nobody = share_of_nobody(choices, parts)
    if not _is_speech(scene, segment, choices, nobody, bool(candidate.speaker), weights):
        return Decision(None, segment, choices)
    if not candidate.speaker:
        return Decision(_unsettled(scene, statement, segment, choices, nobody, memory, weights), segment, choices)
    if _is_mute(scene, candidate):
        return Decision(Quote(segment.span, _kind(scene.text, segment)), segment, choices)
    name = candidate.speaker.name
    carried = len(choices) == 1 and not candidate.frame
    if carried:
        share = memory.sure  # nothing was chosen: whoever spoke goes on, as sure as it was they
    found = features(scene.text, segment, candidate, share, memory, Rivals(len(choices) == 1, nobody))
    confidence = certainty(share, found, weights.confidence)
    if carried:
        confidence = min(confidence, memory.confidence)
    if scene.cast.is_pronoun(name):
        confidence = min(confidence, RULES.unsettled)  # nobody is called so
    sure = min(share, memory.sure) if candidate.speaker.form == "carried" else share
    memory.hear(name, statement.number, sure, confidence)
    kind = _kind(scene.text, segment)
    quote = Quote(segment.span, kind, name, place(candidate.speaker), candidate.cue, round(confidence, 3))
    settled = SETTLED in candidate.features
    return Decision(_together(scene, statement, candidate, quote), segment, choices, features=found, settled=settled)


def _is_mute(scene: Scene, candidate: Candidate) -> bool:
    """Whether what was taken for the speaker is nobody who can speak."""
    speaker = candidate.speaker
    if speaker is None or speaker.form != "phrase":
        return False
    if scene.text[max(0, speaker.span.start - 1) : speaker.span.start] in _MARKED:
        return False  # „Die Zeit“ speaks, time does not
    return cannot_speak(speaker.name, scene.rules) or scene.cast.genitive(speaker.name) is not None


def _turn(scene: Scene, statement: Statement, segment: Segment, memory: Memory) -> Quote | None:
    """A turn of a transcript, whose label says who speaks."""
    if segment.span not in scene.voices:
        return None
    name = scene.voices[segment.span]
    if name is None:
        return Quote(segment.span, QuoteKind.DIRECT)
    sure = RULES.labelled if segment.label else RULES.answered
    memory.hear(name, statement.number, sure, sure)
    return Quote(segment.span, QuoteKind.DIRECT, name, segment.label, None, sure)


def _is_speech(
    scene: Scene, segment: Segment, choices: Sequence[Candidate], nobody: float, spoken: bool, weights: Weights
) -> bool:
    """Whether somebody's words are kept as such; `nobody`: the share of it that they are nobody's; `spoken`: they were
    found to have a speaker."""
    if segment.dialogue or not weights.speech.model:
        return spoken or segment.dialogue
    if any(SPOKEN in candidate.features for candidate in choices):
        return True
    if spoken and len(segment.span) > RULES.speech:
        return True  # no title is so long: what follows would cost a tenth of attribution
    again = segment.span in scene.repeated
    shape = tuple(direct_speech.shape(scene.text, segment, scene.code, again=again))
    told = any(candidate.speaker for candidate in choices)
    likely = direct_speech.likely(shape, nobody, told, weights.speech.model)
    return weights.speech.takes(likely, direct_speech.size(scene.text, segment), told=spoken)


def _unsettled(
    scene: Scene,
    statement: Statement,
    segment: Segment,
    choices: Sequence[Candidate],
    nobody: float,
    memory: Memory,
    weights: Weights,
) -> Quote:
    """The quotation where no guess is good: with the best there is, and a confidence far from certain."""
    kind = _kind(scene.text, segment)
    somebody = [candidate for candidate in choices if candidate.speaker]
    if not somebody:
        if any(SPOKEN in one.features for one in choices):
            memory.forget(statement.number)
        return Quote(segment.span, kind)
    candidate, share = choose(somebody, weights.speaker)
    assert candidate.speaker
    share *= 1 - nobody
    found = features(scene.text, segment, candidate, share, memory, Rivals(len(choices) == 1, nobody))
    confidence = min(certainty(share, found, weights.confidence), RULES.unsettled)
    memory.hear(candidate.speaker.name, statement.number, share, confidence)
    return Quote(
        segment.span, kind, candidate.speaker.name, place(candidate.speaker), candidate.cue, round(confidence, 3)
    )


def _unmarked(
    scene: Scene, statement: Statement, number: int, taken: Sequence[Span], memory: Memory, weights: Weights
) -> tuple[tuple[Quote, ...], Features]:
    """What a cue tells in the reporter's words: nothing, a stretch, or one before its speaker and one behind."""
    frame = scene.frames[statement.number][number]
    option, share = indirect_quotes.choose(scene, statement, number, taken, weights.indirect)
    if option.span is None or option.span in taken:
        return (), ()
    other = indirect_quotes.other_half(scene, statement, number, option)
    spans = sorted([option.span, other]) if other else [option.span]
    where = Way.AFTER if option.side == "back" else Way.BEFORE
    told = [span for span in spans if frame.cue.span not in span]  # who is told about is not who tells it
    said = [
        candidate
        for candidate in framed(scene, statement, frame, where, memory)
        if candidate.speaker and not any(candidate.speaker.span in span for span in told)
    ]
    spoken: Candidate | None = None
    found: Features = ()
    if said:
        spoken, confidence = choose(said, weights.speaker)
        found = told_features(spoken, confidence, share)
        share *= certainty(confidence, found, weights.told)  # told at all, and by them
    if spoken and _is_mute(scene, spoken):
        spoken = None
    name = spoken.speaker.name if spoken and spoken.speaker else None
    share = min(share, RULES.unsettled) if name and scene.cast.is_pronoun(name) else share
    stands = place(spoken.speaker) if spoken else None
    spans = [contrasts.cut(scene.text, statement, span, name, scene.code) for span in spans]
    quotes = [Quote(span, QuoteKind.INDIRECT, name, stands, frame.cue.word, round(share, 3)) for span in spans]
    return tuple(_together(scene, statement, spoken, quote) if spoken else quote for quote in quotes), found


def _together(scene: Scene, statement: Statement, candidate: Candidate, quote: Quote) -> Quote:
    """The quotation with everybody who said it, where several are named side by side."""
    if not candidate.speaker or not candidate.frame:
        return quote
    together = joint_speakers.beside(scene.text, statement, candidate.speaker, candidate.frame.cue.span, scene.rules)
    if not together:
        return quote
    first, *others = [mention.person or mention.span.of(scene.text) for mention in together]
    return replace(quote, speaker=first, speaker_span=together[0].span, joint=tuple(others))


def stage(document: Document) -> Scene:
    """The document as attribution reads it: each statement with its cues and who may stand beside them."""
    text, code = document.text, document.language
    document.segments = _but_nicknames(document)
    listed = _outside_names(document, cue_words.find(text, document.segments, code))
    unlisted = unlisted_verbs.find(text, document.segments, document.mentions, listed, code)
    found = statements(document, sorted([*listed, *unlisted], key=lambda cue: cue.span.start) if unlisted else listed)
    for statement in found:
        if lead := openers.find(text, statement, code) or openers.written(text, statement, code):
            statement.cues.insert(0, lead)
    cast = Cast(text, document.people, document.mentions, code, document.antecedents)
    again = direct_speech.repeated(text, document.segments)
    read = [frames(text, statement, code) for statement in found]
    said = [list(filter(Frame.said, one)) for one in read]
    voices = transcripts.speakers(document)
    return Scene(text, found, said, cast, grammar(code), code, again, read, voices, document.stories)


def _but_nicknames(document: Document) -> Sequence[Segment]:
    """What stands between marks, but for what is a part of a name: Rosa “Patches” Molina."""
    names = [one.span for one in document.mentions if one.kind is MentionKind.NAME]
    starts = [name.start for name in names]

    def nicked(outer: Span) -> bool:
        at = bisect_left(starts, outer.start) - 1
        return at >= 0 and outer.end < names[at].end

    return tuple(segment for segment in document.segments if not nicked(segment.outer))


def _outside_names(document: Document, cues: Sequence[Cue]) -> list[Cue]:
    """The cues that are no part of a name, in a language that writes no verb with a capital: Jonas Weiß."""
    if not grammar(document.language).nominatives:
        return list(cues)
    names = [one.span for one in document.mentions if one.kind is MentionKind.NAME and len(one.span) > 1]
    starts = [name.start for name in names]

    def named(cue: Cue) -> bool:
        at = bisect_left(starts, cue.span.start) - 1
        return at >= 0 and cue.span.end <= names[at].end

    return [cue for cue in cues if not named(cue)]


def _kind(text: str, segment: Segment) -> QuoteKind:
    """Whether the words are a whole sentence (direct) or a part of one. German and Spanish set the comma outside
    the marks („Das hält“, sagte sie): there they are whole when a sentence begins with them."""
    start, end = segment.span.start, segment.span.end
    if not text[start].isupper():
        return QuoteKind.MIXED
    ended = not segment.closed or segment.dialogue or text[end - 1] in _ENDS
    return QuoteKind.DIRECT if ended or (_opens(text, segment) and _ends_outside(text, segment)) else QuoteKind.MIXED


def _opens(text: str, segment: Segment) -> bool:
    before = text[max(0, segment.outer.start - 8) : segment.outer.start].rstrip(" \t")
    return not before or before[-1] in _BEFORE


def _ends_outside(text: str, segment: Segment) -> bool:
    behind = text[segment.outer.end : segment.outer.end + 2].lstrip(" ")
    return not behind or behind[0] in ",.\n—–-"


@lru_cache(maxsize=16)
def load_weights(code: str) -> Weights:
    told, spoken = fitted("indirect", code), fitted("attribution", code)
    table = indirect_quotes.by_side(told.numbers("weights"), told.numbers("decision")["least"])
    return Weights(
        LinearModel(spoken.numbers("speaker")),
        table,
        LinearModel(fitted("confidence", "world").numbers("weights")),
        LinearModel(told.numbers("confidence")),
        direct_speech.load(code),
    )

"""Whether the words between marks are what somebody said, or a title, a name, a nickname, a word spoken about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.folding import fold, words
from corpus.analysis.linear_model import LinearModel, Measured, Registry, logit, probability
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.languages import fitted, foreign, lexicon
from corpus.model import Span

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_STOPS = frozenset(",.?!…")
_INNER = re.compile(r"[.!?…;]\s+\S")
_LAST = re.compile(r"(?P<before>\w\W{1,3})?(?P<word>[^\W\d_]+) \Z")  # the word right before the marks
_ACRONYM = re.compile(r"[^\S\n]*\(")
_SIZES = ((1, "one"), (3, "few"), (6, "some"), (12, "clause"), (25, "sentence"))  # words


@dataclass(frozen=True, slots=True)
class SpeechSizes:
    """What the fitted model (tools/fit_direct_speech.py) calls few words, how far before the marks is looked, and what
    keeps its logits finite. Set by hand."""

    few: int = 3  # words: so few are as often a nickname as speech
    led: int = 60  # characters before the marks that may introduce a title
    doubt: float = 1e-3  # share that nothing is surer than


_LIMITS = SpeechSizes()


SPEECH = Registry(
    {
        "bias": "always",
        "size.{size}": "how many words stand between the marks",
        "capitals": "no word of content begins with a small letter",
        "capitals.nouns": "the same where every noun has a capital",
        "capitals.clause": "such words with a person and a verb among them",
        "capitals.phrase": "such words without both",
        "names": "several words begin with a capital",
        "persons": "I, we, you stand among them",
        "verb": "a form of to be, to have, can, will does",
        "begins.{letter}": "what they begin with",
        "led.line": "the marks open a line",
        "led.stop": "the sign before the marks: the end of a sentence",
        "led.colon": "a colon",
        "led.pause": "a comma, a dash",
        "led.little": "the word before the marks: a function word",
        "led.word": "any other",
        "led.titled": "one that introduces a title, a slogan, a name",
        "led.near.titled": "such a word somewhat further off",
        "led.called": "so-called",
        "led.placard": "what is written on",
        "led.noun.{several}": "a noun, where nouns have a capital, before such as begins with one; words",
        "led.article.{several}": "an article before such",
        "verbless.{several}": "such words without a verb",
        "noun.verbless.{several}": "a noun before such words without a verb: das Fachblatt „La Nuova Era“",
        "holds.thing": "such words name what they are: „Preis der Stadt“",
        "ends{stop}": "the sign with which they end",
        "then{stop}": "the sign behind the marks",
        "then.bracket": "a bracket stands behind them, as of an acronym",
        "then.line": "the line ends behind them",
        "then.small": "the sentence goes on in small letters",
        "then.capital": "with a capital",
        "then.other": "with something else",
        "then.verb": "with a verb, behind a capital: A Chair by the Door was her shortest book",
        "sentences": "a sentence ends among them",
        "comma.inside": "a comma stands among them",
        "foreign": "they are of another language",
        "repeated": "they stand between marks elsewhere, too",
        "runs.over": "the marks do not close on their line",
        "nobody": "the logit of the share of nobody among the ways they may have come by a speaker",
        "only.nobody": "there is no such way",
    },
    size=(*(name for _, name in _SIZES), "long"),
    letter=("small", "capital", "other"),
    several=("few", "many"),
    stop=(",", ".", "?", "!", ";", ":"),
)


@dataclass(frozen=True, slots=True)
class SpeechWeights:
    """The model of the features below, and how likely a stretch must be somebody's words to be kept."""

    model: LinearModel = field(default_factory=LinearModel)
    least: Mapping[str, float] = field(default_factory=dict)

    def takes(self, likely: float, size: int, *, told: bool) -> bool:
        """`told`: the sentence around says who speaks, and they were found."""
        key = ("few" if size <= _LIMITS.few else "many") + (".told" if told else "")
        return likely >= self.least.get(key, 0.5)


@lru_cache(maxsize=16)
def load(code: str) -> SpeechWeights:
    """One model for all languages; how careful to be is each language's own."""
    found = fitted("direct_speech", "world")
    return SpeechWeights(LinearModel(found.numbers("weights")), found.numbers("least") | found.numbers(f"least_{code}"))


class _Known(NamedTuple):
    """What of a language tells speech from names."""

    little: frozenset[str]
    persons: frozenset[str]  # I, we, you
    verbs: frozenset[str]  # forms of to be and to have, "can", "will"
    titled: frozenset[str]  # nouns and verbs that introduce a title, a slogan, a name
    placards: frozenset[str]  # what is written on
    called: frozenset[str]  # "so-called"
    articles: frozenset[str]
    things: tuple[str, ...]  # how nouns end that name what bears a name: -preis, -gesetz
    nouns: bool  # whether nouns begin with a capital


@lru_cache(maxsize=16)
def _known(code: str) -> _Known:
    marks = lexicon(code, "marks")
    lists = [lexicon(code, "stopwords").list("words")]
    lists += [marks.list(key) for key in ("persons", "verbs", "titled", "placards", "called")]
    lists.append(lexicon(code, "cues").list("determiners"))
    little, persons, verbs, titled, placards, called, articles = (frozenset(map(fold, each)) for each in lists)
    things, nouns = tuple(map(fold, marks.list("things"))), bool(marks.list("capital_nouns"))
    return _Known(little, persons, verbs, titled, placards, called, articles, things, nouns)


def likely(shape: Iterable[str], nobody: float, told: bool, model: LinearModel) -> float:
    """How likely somebody's words, by their look and by who may have said them."""
    return probability(model.total(shape) + model.measured(spoken(nobody, told)))


def spoken(nobody: float, told: bool) -> Measured:
    """How likely the words are said by somebody. `nobody` is the share of nobody among those who may have said
    them; `told`: somebody may have."""
    return [("nobody", logit(nobody, _LIMITS.doubt))] if told else [("only.nobody", 1.0)]


def repeated(text: str, segments: Sequence[Segment]) -> frozenset[Span]:
    """What stands between marks more than once, as the title of a film does."""
    said = [(" ".join(words(segment.span.of(text))), segment.span) for segment in segments]
    counts = Counter(words for words, _ in said)
    return frozenset(span for words, span in said if counts[words] > 1)


def size(text: str, segment: Segment) -> int:
    return sum(1 for _ in _WORD.finditer(text, segment.span.start, segment.span.end))


def shape(text: str, segment: Segment, code: str, *, again: bool) -> Iterator[str]:
    """What speaks for and against, by the look of it; `again`: it stands between marks elsewhere, too."""
    known, span = _known(code), segment.span
    said = [match.group() for match in _WORD.finditer(text, span.start, span.end)]
    yield "bias"
    yield next((f"size.{name}" for most, name in _SIZES if len(said) <= most), "size.long")
    low = [fold(word) for word in said]
    yield from _capitals(said, low, known)
    if not known.persons.isdisjoint(low):
        yield "persons"
    if not known.verbs.isdisjoint(low):
        yield "verb"
    first = text[span.start : span.start + 2].lstrip("¡¿[(…")[:1]
    yield "begins.small" if first.islower() else "begins.capital" if first.isupper() else "begins.other"
    yield from _before(text, segment.outer, known)
    if known.nouns and first.isupper():
        yield from _named(text, segment, said, low, known)
    yield from _behind(text, segment)
    if text[segment.outer.end : segment.outer.end + 1] == " " and first.isupper():
        following = _WORD.match(text, segment.outer.end + 1)
        if following and fold(following.group()) in known.verbs:
            yield "then.verb"  # “A Chair by the Door” was her shortest book
    if _INNER.search(text, span.start, span.end):
        yield "sentences"
    if "," in text[span.start : span.end - 1]:
        yield "comma.inside"
    if foreign(span.of(text), code):
        yield "foreign"
    if again:
        yield "repeated"
    if not segment.closed or segment.continued:
        yield "runs.over"


def _capitals(said: Sequence[str], low: Sequence[str], known: _Known) -> Iterator[str]:
    content = [word for word, folded in zip(said, low, strict=True) if folded not in known.little]
    if len(said) > 1 and not any(word[0].islower() for word in content):
        clause = not (known.persons.isdisjoint(low) and known.verbs.isdisjoint(low))
        yield "capitals.nouns" if known.nouns else "capitals"
        yield "capitals.clause" if clause else "capitals.phrase"
    if sum(not word[0].islower() for word in said) > 1:
        yield "names"


def _before(text: str, outer: Span, known: _Known) -> Iterator[str]:
    start = text.rfind("\n", 0, outer.start) + 1
    led = text[max(start, outer.start - _LIMITS.led) : outer.start].rstrip()
    if not led:
        yield "led.line"
        return
    if led[-1] in ".!?…":
        yield "led.stop"
    elif led[-1] == ":":
        yield "led.colon"
    elif led[-1] in ",;—–-":
        yield "led.pause"
    last = [fold(word) for word in _WORD.findall(led)[-3:]]
    if last and led[-1].isalnum():
        yield "led.little" if last[-1] in known.little else "led.word"
    if not known.titled.isdisjoint(last[-2:]):
        yield "led.titled"
    elif not known.titled.isdisjoint(last):
        yield "led.near.titled"
    if not known.called.isdisjoint(last[-1:]):
        yield "led.called"
    if not known.placards.isdisjoint(last):
        yield "led.placard"


def _named(text: str, segment: Segment, said: Sequence[str], low: Sequence[str], known: _Known) -> Iterator[str]:
    """What speaks for a name between the marks: a noun or an article right before it, no verb in it (die
    Gewerkschaft „Öffentliche Dienste“, der „Preis der Stadt“). Only a language that writes nouns with a capital
    shows which words are nouns."""
    if text[segment.span.end - 1] in _STOPS:
        return
    several = "few" if len(said) <= _LIMITS.few else "many"
    verbless = not any(_may_be_verb(word, folded, known) for word, folded in zip(said, low, strict=True))
    if verbless:
        yield f"verbless.{several}"
        if any(folded.endswith(known.things) for folded in low[: _LIMITS.few]):
            yield "holds.thing"
    match = _LAST.search(text[max(0, segment.outer.start - _LIMITS.led) : segment.outer.start])
    if match and match["word"][0].isupper() and match["before"]:
        yield f"led.noun.{several}"
        if verbless:
            yield f"noun.verbless.{several}"
    elif match and fold(match["word"]) in known.articles:
        yield f"led.article.{several}"


def _may_be_verb(word: str, folded: str, known: _Known) -> bool:
    return folded in known.verbs or (
        word[0].islower() and folded not in known.little and folded.endswith(("t", "n", "te"))
    )


def _behind(text: str, segment: Segment) -> Iterator[str]:
    end = segment.outer.end
    last, behind = text[segment.span.end - 1], text[end : end + 2]
    if last in _STOPS:
        yield f"ends{'.' if last in '.…' else last}"
    if _ACRONYM.match(text, end):
        yield "then.bracket"
    elif not behind.strip() or behind[0] == "\n":
        yield "then.line"
    elif behind[0] in ",.;:":
        yield f"then{behind[0]}"
    elif len(behind) == 2 and behind[0].isspace():
        yield "then.small" if behind[1].islower() else "then.capital" if behind[1].isupper() else "then.other"

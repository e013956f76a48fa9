"""Who said what stands between marks, as an editor marks it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from corpus.extract import extract
from corpus.extract.quotes.cues.function_words import grammar
from corpus.extract.quotes.speakers.bodies import Bodies
from corpus.extract.quotes.speakers.confidence import agreed
from corpus.model import Article, Quote, QuoteKind, Span

CASES = Path(__file__).parents[1] / "marked"
MARK = re.compile(r"\{([QNXSCIPL])(?:=([^|}]*))?\|([^{}]*)\}")
SHOWN = 0.7  # confidence from which a name is shown
KINDS = {
    "Q": {QuoteKind.DIRECT, QuoteKind.MIXED},
    "I": {QuoteKind.INDIRECT},
    "P": {QuoteKind.POST},
    "L": {QuoteKind.PULL},
}


@dataclass(slots=True)
class Case:
    text: str = ""
    quotes: list[tuple[str, Span, str | None]] = field(default_factory=list)  # letter, words, full name
    nobody: list[Span] = field(default_factory=list)
    not_said: list[tuple[Span, str]] = field(default_factory=list)  # words, and whose they are not
    speaker: str | None = None
    cue: str | None = None


def read(line: str) -> Case:
    case, at = Case(), 0
    for mark in MARK.finditer(line):
        case.text += line[at : mark.start()].replace(" / ", "\n")
        letter, name, words = mark.groups()
        span = Span(len(case.text), len(case.text) + len(words))
        if letter == "S":
            case.speaker = words
        elif letter == "C":
            case.cue = words.lower()
        elif letter == "N":
            case.nobody.append(span)
        elif letter == "X":
            case.not_said.append((span, name or ""))
        else:
            case.quotes.append((letter, span, name))
        case.text, at = case.text + words, mark.end()
    case.text += line[at:].replace(" / ", "\n")
    return case


def _cases() -> list[object]:
    found: list[object] = []
    for path in sorted(CASES.glob("quotes_*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                code = path.stem.removeprefix("quotes_")
                found.append(pytest.param(code, line, id=f"{code} line {number}"))
    return found


@pytest.mark.parametrize(("code", "line"), _cases())
def test_quotations_are_attributed_as_an_editor_marks_them(code: str, line: str) -> None:
    case = read(line)
    quotes = extract(Article("a", "a.txt", case.text, language=code)).quotes
    for letter, span, name in case.quotes:
        found = [quote for quote in quotes if quote.span == span and quote.kind in KINDS[letter]]
        assert found, f"not found: {span.of(case.text)}; found were {[q.span.of(case.text) for q in quotes]}"
        assert found[0].speaker == (case.speaker if name is None else name or None)
        if case.cue and len(case.quotes) == 1:
            assert (found[0].cue or "").lower() == case.cue
    for span in case.nobody:
        assert not [quote for quote in quotes if quote.span == span], f"nobody said {span.of(case.text)}"
    for span, name in case.not_said:
        given = [quote for quote in quotes if quote.span.overlaps(span) and quote.confidence >= SHOWN]
        assert name not in [quote.speaker for quote in given], f"{name} did not say {span.of(case.text)}"


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("de", "„Wir bauen die Brücke in diesem Jahr“, sagte Katrin Ostermann in Köln.", QuoteKind.DIRECT),
        ("es", "«No hay ninguna razón para adelantar nada», dijo Ramón Estévez.", QuoteKind.DIRECT),
        ("en", "“The bridge will open in May”, said Tom Becker.", QuoteKind.DIRECT),
        ("en", "“We will open it in—” Tom Becker said, and stopped.", QuoteKind.DIRECT),
        ("de", "Katrin Ostermann sprach von „Schmerz, den niemand will“, wie sie sagte.", QuoteKind.MIXED),
        ("en", "Tom Becker said the bridge “will open in May”.", QuoteKind.MIXED),
    ],
)
def test_a_whole_sentence_is_told_from_a_part_by_how_the_language_sets_its_comma(
    code: str, text: str, kind: QuoteKind
) -> None:
    quotes = extract(Article("a", "a.txt", text, language=code)).quotes
    assert [quote.kind for quote in quotes if quote.kind in KINDS["Q"]] == [kind]


@pytest.mark.parametrize(
    ("plain", "doubtful"),
    [
        (
            "“We will not yield to anyone,” said Ann Lee.",
            "Ann Lee left. Eva Stone stayed. “We will not yield to anyone.”",
        ),
        ("“We will not yield to anyone,” said Ann Lee.", "“We will not yield to anyone,” said the people next door."),
        ("“We will not yield to anyone,” said Ann Lee.", "Ann Lee spoke of “odd hats”."),
    ],
)
def test_a_name_beside_its_verb_is_surer_than_a_guess_a_phrase_or_few_words(plain: str, doubtful: str) -> None:
    sure = extract(Article("a", "a.txt", plain, language="en")).quotes[0].confidence
    others = extract(Article("a", "a.txt", doubtful, language="en")).quotes
    assert all(0.0 < other.confidence < sure < 1.0 for other in others if other.kind in KINDS["Q"])


def test_words_that_go_on_over_lines_are_no_surer_than_those_they_began_with() -> None:
    text = "Eva Stone met Ann Lee. “We were afraid all night.\n“Nobody came to help us.\n“And nobody will,” she said."
    first, *rest = extract(Article("a", "a.txt", text, language="en")).quotes
    assert rest[0].speaker == first.speaker
    assert rest[0].confidence <= first.confidence


def test_nobody_is_sure_of_a_speaker_another_reading_disputes() -> None:
    told = Quote(Span(0, 40), QuoteKind.INDIRECT, "a spokeswoman", confidence=0.8)
    marked = Quote(Span(10, 30), QuoteKind.MIXED, "Tom Becker", confidence=0.9)
    beside = Quote(Span(50, 60), QuoteKind.DIRECT, "Tom Becker", confidence=0.9)
    assert [quote.confidence for quote in agreed([told, marked, beside])] == [0.45, 0.45, 0.9]
    same = replace(marked, speaker="a spokeswoman")
    assert list(agreed([told, same])) == [told, same]


def test_how_a_text_ends_says_nothing_of_its_first_word() -> None:
    text = 'The year said: "We will never know what they did to us." It was late. He liked "jazz"'
    assert extract(Article("a", "a.txt", text, language="en")).quotes[0].speaker is None


def test_a_single_letter_is_no_body_that_a_noun_takes_up_again() -> None:
    text = "La Defensoría del Pueblo escribió en su cuenta de X. Nadie respondió."
    met = Bodies(text, (), "es", grammar("es")).meant("group", "entidad", 0, len(text))
    assert [body.name for body in met] == ["Defensoría del Pueblo"]

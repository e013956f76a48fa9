"""What verify is built of, piece by piece: words as they are compared, marks, talk beside a quotation, cuts, pieces."""

from __future__ import annotations

import pytest

from corpus.model import Article, Quote, QuoteKind, Span
from corpus.verify import chatter, denials, sense
from corpus.verify.alignment import Difference
from corpus.verify.joined import cut_between, pieces
from corpus.verify.marked import by_lines, marked
from corpus.verify.sent import sent
from corpus.verify.tokens import spelt_out, tokens, written_alike
from corpus.verify.utterances import Stretch, between, goes_on, inquit


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Ann's co-op", "ann s co op"),
        ("1,200 and 1 200 and 1.200", "1200 and 1200 and 1200"),
        ("12,5 is not 12,500", "12 5 is not 12500"),
        ("$5 is 20%", "$ 5 is 20 %"),
        ("har-\nbour har\u00adbour har\u200bbour", "harbour harbour harbour"),
        ("ÉTÉ Öl", "ete ol"),
    ],
)
def test_words_are_compared_without_case_accents_and_line_ends(text: str, keys: str) -> None:
    assert [token.key for token in tokens(text)] == keys.split()


def test_a_word_knows_its_place_in_the_whole_text() -> None:
    assert [(token.start, token.end) for token in tokens("We dig on.", 3, 6)] == [(3, 6)]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("co-op", "coop", True),
        ("e-mail", "email", True),
        ("we’ll", "well", True),
        ("coop", "coop", False),
        ("20-30", "2030", False),
        ("co-op", "hoop", False),
        ("a - - - - b", "ab", False),
    ],
)
def test_a_sign_inside_of_a_word_makes_no_other_word(one: str, other: str, alike: bool) -> None:
    assert written_alike(one, other) is alike
    assert written_alike(other, one) is alike


@pytest.mark.parametrize(
    ("asked", "keys"), [({"baeume"}, ["baeume", "hier"]), ({"baume"}, ["baume", "hier"]), (set(), ["baume", "hier"])]
)
def test_an_umlaut_is_spelt_out_where_it_was_sent_so(asked: set[str], keys: list[str]) -> None:
    text = "Bäume hier"
    assert spelt_out(tokens(text), text, asked) == keys


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "we dig on" and left.', ["we dig on"]),
        ("“One,” she said. “Two.”", ["One,", "Two."]),
        ("« Un », dit-elle.", ["Un"]),
        ("»Eins«, sagte sie.", ["Eins"]),
        ("„Eins“ und ‚zwei‘", ["Eins"]),
        ("It is ‘one’ of two.", ["one"]),
        ("“He told me ‘no’ again.”", ["He told me ‘no’ again."]),
        ("``Old'' marks", ["Old"]),
        ("“She called it «odd» then.”", ["She called it «odd» then."]),
        ("“One line\n“and the next.”", ["One line\n“and the next."]),
        ("Don't, and the dogs' bowls", []),
        ('Only one " here', []),
        ("“” is nothing", []),
        ("“ spaced ”", ["spaced"]),
    ],
)
def test_what_stands_between_marks(text: str, inside: list[str]) -> None:
    found = marked(text)
    assert [one.span.of(text) for one in found] == inside
    assert all(one.span in one.outer and one.outer.of(text)[0] not in "abc" for one in found)


def test_lines_are_read_one_by_one() -> None:
    text = "“One\n“Two.”\n‘three’"
    assert [one.span.of(text) for one in by_lines(text)] == ["Two."]
    assert [one.span.of("‘a b’\n‘c d’") for one in by_lines("‘a b’\n‘c d’")] == ["a b", "c d"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("can anyone confirm this quote: We dig on until winter", "We dig on until winter"),
        ("We dig on until winter. please check this quote?", "We dig on until winter."),
        ("We dig on until winter #lund", "We dig on until winter"),
        ("We dig on until winter 🙂", "We dig on until winter"),
        ("We dig on until winter https://example.org", "We dig on until winter"),
        ("We dig on. Until winter comes", "We dig on. Until winter comes"),
        ("Ann Lee: We dig on until winter", "Ann Lee: We dig on until winter"),
    ],
)
def test_talk_beside_a_text_without_marks_is_no_part_of_it(text: str, left: str) -> None:
    assert chatter.trimmed(text).of(text) == left


def stretch(text: str, *quoted: str, speaker: str | None = "Ann Lee", language: str = "en", key: str = "a") -> Stretch:
    article = Article(key, f"{key}.txt", text, language)
    spans = tuple(Span(text.index(one), text.index(one) + len(one)) for one in quoted or (text,))
    quotes = tuple(Quote(span, QuoteKind.DIRECT, speaker) for span in spans) if quoted else ()
    return Stretch(article, spans, quotes)


@pytest.mark.parametrize(
    ("printed", "gone", "changes"),
    [
        ("We will not raise the fees this year", "not", True),
        ("We will raise the fees, I can promise, this year", "I can promise", False),
        ("We will pay for all of it if the council agrees", "if the council agrees", True),
        ("The fees rise. Nobody likes it. We pay", "rise. Nobody likes it. We", True),
        ("We will raise the small fees this year", "small", False),
        ("We raise the fees, but not the rents, this year", "but not the rents", False),
    ],
)
def test_a_cut_that_takes_out_a_denial_or_a_condition_changes_the_sense(printed: str, gone: str, changes: bool) -> None:
    whole = stretch(printed)
    words, cut = whole.keys, [token.key for token in tokens(gone)]
    at = next(n for n in range(len(words)) if words[n : n + len(cut)] == cut)
    assert sense.cut_changes(whole, Difference(at, at, at, at + len(cut))) is changes


@pytest.mark.parametrize(("put", "turns"), [("not", True), ("the mayor", False), ("never", True)])
def test_a_denial_put_in_turns_the_sense(put: str, turns: bool) -> None:
    assert sense.put_changes(stretch("We will go"), put) is turns


@pytest.mark.parametrize(
    ("printed", "kept", "turned"),
    [
        ("I do not believe the mayor lied to us", "the mayor lied to us", "I do not believe"),
        ("I believe the mayor lied to us", "the mayor lied to us", None),
        ("Nobody came. The mayor lied to us", "The mayor lied to us", None),
        ("We do not have to go there now", "to go there now", None),
        ("I do not say, and you know it, that the mayor lied to us", "the mayor lied to us", None),
    ],
)
def test_the_words_before_a_fragment_may_turn_it_round(printed: str, kept: str, turned: str | None) -> None:
    whole = stretch(printed)
    at = len(tokens(printed[: printed.index(kept)]))
    found = sense.before_turns(whole, at, at + len(tokens(kept)))
    assert (found.of(printed) if found else None) == turned


@pytest.mark.parametrize(
    ("line", "denied"),
    [
        ("The mayor never said “we will go”.", True),
        ("The mayor denied saying “we will go”.", True),
        ("The mayor said “we will go”.", False),
        ("She never came. The mayor said “we will go”.", False),
    ],
)
def test_an_article_may_say_that_nobody_said_so(line: str, denied: bool) -> None:
    assert denials.denied(stretch(line, "we will go"), Span(line.index("we will"), line.index("go") + 2)) is denied


@pytest.mark.parametrize(
    ("text", "other", "rest"),
    [
        ("“One,” she said, “two.”", "Ann Lee", True),
        ("“One.” Nobody moved. “Two.”", "Ann Lee", False),
        ("“One.”\n“Two.”", "Ann Lee", True),
        ("“One.”\n“Two.”", "Bo Ray", False),
        ("“One,” she said, “two.”", "Bo Ray", True),
        ("“One.” “Two.”", None, True),
        ("“One,” she said: “Two.”", "Ann Lee", False),
        ("“One,” she said\nand left. “Two.”", "Ann Lee", False),
    ],
)
def test_a_quotation_goes_on_behind_he_said(text: str, other: str | None, rest: bool) -> None:
    spans = [one.span for one in marked(text)] if "\n“" not in text else [one.span for one in by_lines(text)]
    first, then = (Quote(span, QuoteKind.DIRECT, who) for span, who in zip(spans, ("Ann Lee", other), strict=True))
    assert goes_on(text, first, then) is rest


def test_halves_of_one_utterance_go_on_whatever_stands_between() -> None:
    one, other = Quote(Span(0, 3), QuoteKind.DIRECT, group=1), Quote(Span(9, 12), QuoteKind.DIRECT, group=1)
    assert goes_on("abc nothing def", one, other)
    assert not goes_on("abc, said. def", one, Quote(Span(9, 12), QuoteKind.DIRECT, group=2))


@pytest.mark.parametrize(
    ("text", "words", "reporters"),
    [
        ("We dig - he said - until winter", "he said", True),
        ("We dig, he said, until winter", "he said", False),
        ("We dig - for coal - until winter", "for coal", False),
        ("We dig - he said", "he said", False),
    ],
)
def test_he_said_between_dashes_is_the_reporters(text: str, words: str, reporters: bool) -> None:
    whole = stretch(text)
    at = len(tokens(text[: text.index(words)]))
    assert inquit(whole, at, at + len(tokens(words))) is reporters


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("No.\nShe said “we dig on now” twice.\nNo.", "dig on", "we dig on now"),
        ("She said we dig on now.", "dig on", None),
        ("“No.” We dig on. “No.”", "dig on", None),
    ],
)
def test_the_marks_around_words_are_found_in_their_paragraph(text: str, words: str, found: str | None) -> None:
    span = between(Article("a", "a", text), Span(text.index(words), text.index(words) + len(words)))
    assert (span.of(text) if span else None) == found


def test_what_is_shown_of_halves_leaves_out_what_stands_between() -> None:
    whole = stretch("“We dig on,” she said, “until winter.”", "We dig on,", "until winter.")
    assert whole.shown(1, 4) == "dig on, until"
    assert whole.span(0, 3).of(whole.article.text) == "We dig on"
    assert (whole.span(5, 5), whole.span(1, 1)) == (Span(36, 36), Span(4, 4))
    assert [record.text for record in whole.records(0, 2)] == ["We dig on,"]
    assert stretch("Nobody came.").records(0, 1)[0].kind == "sentence"


FIRST = "“We dig on until winter.” The mayor left. “Nobody pays for it.”"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("We dig on until winter. Nobody pays for it.", [(0, 5), (5, 9)]),
        ("We dig on … pays for it", [(0, 3), (3, 6)]),
        ("We dig on until winter. Somebody pays for it.", []),
        ("We dig on until winter.", []),
        ("We dig on until winter Nobody pays for it", []),
    ],
)
def test_pieces_of_several_quotations_are_told_apart(text: str, at: list[tuple[int, int]]) -> None:
    printed = [stretch(FIRST, "We dig on until winter."), stretch(FIRST, "Nobody pays for it.")]
    found = pieces(sent(text, [Span(0, len(text))]), printed)
    assert [(piece.first, piece.last) for piece in found] == at
    assert all(piece.stretch.keys[piece.at : piece.to] for piece in found)


@pytest.mark.parametrize(
    ("text", "article", "speaker", "whole"),
    [
        ("We dig on … pays for it", FIRST, "Ann Lee", True),
        ("We dig on until winter. Nobody pays for it.", FIRST, "Ann Lee", False),
        ("We dig on … pays for it", FIRST, "Bo Ray", False),
        ("We dig on … pays for it", FIRST.replace("left", "left" + " early" * 200), "Ann Lee", False),
        ("pays for it … We dig on", FIRST, "Ann Lee", False),
    ],
)
def test_marked_cuts_tell_all_of_it_within_one_speech(text: str, article: str, speaker: str, whole: bool) -> None:
    printed = [stretch(article, "We dig on until winter."), stretch(article, "Nobody pays for it.", speaker=speaker)]
    printed = [Stretch(printed[0].article, one.spans, one.quotes) for one in printed]
    given = sent(text, [Span(0, len(text))])
    found = pieces(given, printed)
    assert len(found) == 2
    assert cut_between(found, given) is whole

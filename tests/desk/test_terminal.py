"""The chat in a terminal: what a person types, and what comes back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.desk import Desk
from bot.terminal import Chat, pipe
from bot.terminal.prompt import Completions
from bot.terminal.typeset import Face
from corpus.library import Library
from corpus.model import Article, Extraction, Quote, QuoteKind, Sentence, Span
from corpus.progress import Progress
from tests.newsroom import EXTRACTION


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    library = Library.open(f"sqlite:///{tmp_path_factory.mktemp('chat') / 'corpus.db'}")
    library.put([EXTRACTION, *(_speech(number) for number in range(7))])
    yield Desk(library, page_size=3)
    library.close()


def _speech(number: int) -> Extraction:
    text = f"“Ships number {number} sail at dawn,” Bo Nye said."
    quote = Quote(Span(1, text.index("n,”") + 1), QuoteKind.DIRECT, "Bo Nye", None, "said", 0.95)
    article = Article(f"s{number}", f"s{number}.txt", text, "en")
    return Extraction(article, sentences=(Sentence(Span(0, len(text))),), quotes=(quote,))


@pytest.fixture
def chat(desk: Desk) -> Chat:
    return Chat(desk, Face())


def _pages(text: str) -> str:
    return text.rsplit("\n", 1)[-1]


def test_next_and_back_turn_the_page(chat: Chat) -> None:
    assert _pages(chat.answer("/quote Bo Nye")) == "Page 1 of 3"
    assert _pages(chat.answer("next")) == "Page 2 of 3"
    assert _pages(chat.answer("n")) == "Page 3 of 3"
    assert chat.answer("next") == "This is the last page."
    assert _pages(chat.answer("back")) == "Page 2 of 3"
    assert _pages(chat.answer("b")) == "Page 1 of 3"
    assert chat.answer("back") == "This is the first page."


def test_what_names_nothing_is_refused_in_the_language_of_the_turn(chat: Chat) -> None:
    assert chat.answer("¿cuándo?") == "«¿cuándo?» no nombra nada que buscar; añada una persona o un tema."
    assert chat.answer("/quote since: ayer") == "No hay nada que buscar; nombre a alguien o un tema."
    assert "No existe el artículo" in (told := chat.answer("/article Zzz")) and "; /articles" in told
    assert chat.answer("when?").startswith("“when?” names nothing")


def test_what_happened_in_some_days_is_their_timeline(chat: Chat) -> None:
    assert chat.answer("What happened last week?").startswith("No dated sentence found between")


def test_days_that_end_before_they_begin_are_refused(chat: Chat) -> None:
    told = chat.answer("/quote Nye since: 2026-12-01 until: 2026-01-01")
    assert "2026-12-01" in told and len(told.splitlines()) == 1


def test_a_number_opens_its_card_on_whatever_page_it_is(chat: Chat) -> None:
    """Cards are numbered over all pages: three on each of three."""
    chat.answer("/quote Bo Nye")
    assert chat.answer("3").startswith("In context")
    assert _pages(chat.answer("back")) == "Page 1 of 3"
    assert chat.answer("5").startswith("In context")
    assert _pages(chat.answer("back")) == "Page 2 of 3"
    assert chat.answer("2").startswith("In context")
    assert _pages(chat.answer("back")) == "Page 1 of 3"
    assert _pages(chat.answer("page 3")) == "Page 3 of 3"
    assert chat.answer("page 9") == "There is no page 9; there are 3."
    assert chat.answer("40") == "There is nothing with the number 40."


def test_the_way_back_leads_through_every_step(chat: Chat) -> None:
    chat.answer("/quote Bo Nye")
    chat.answer("2")
    chat.answer("article")
    assert chat.answer("back").startswith("In context")
    assert "Nye" in chat.answer("back")
    assert chat.answer("back") == "This is the first page."
    chat.answer("2")
    chat.answer("/quote storm")
    assert chat.answer("back") == "This is the first page."  # a new question begins anew


def test_a_word_and_a_number_follow_a_card(chat: Chat) -> None:
    chat.answer("/quote storm")
    context = chat.answer("context")
    assert context.startswith("In context") and "Lee thanked the crews." in context
    chat.answer("/quote Bo Nye")
    assert "Ships number" in chat.answer("context 2")
    chat.answer("/quote Bo Nye")
    assert "Ships number" in chat.answer("a 3")


def test_turning_before_asking_is_told(chat: Chat) -> None:
    assert chat.answer("next") == "There is nothing to turn yet; ask something first."


def test_a_command_is_no_step(chat: Chat) -> None:
    chat.answer("/articles")
    assert chat.answer("help").startswith("What I can do")


def test_an_error_is_a_sentence_and_the_talk_goes_on(chat: Chat) -> None:
    assert chat.answer("/dance").startswith("There is no command /dance")
    assert chat.answer("/quote ?!").startswith("There is no word to look for")
    assert "Ann Lee" in chat.answer("/quote storm")


def test_the_hint_names_what_can_be_typed(chat: Chat) -> None:
    assert chat.hint() == ""
    chat.answer("/quote Bo Nye")
    assert chat.hint() == "article 1-3 · context 1-3 · correct 1-3 · next"
    chat.answer("next")
    assert chat.hint() == "article 4-6 · context 4-6 · correct 4-6 · next · back"
    chat.answer("5")
    assert chat.hint() == "article · correct · back"


def test_a_pipe_gives_one_answer_a_line_and_ends(desk: Desk) -> None:
    out = io.StringIO()
    pipe(desk, io.StringIO("/quote storm\n\n  \n/dance\nquit\n/quote Bo Nye\n"), out)
    first, second = out.getvalue().split("\n\n", 1)[0], out.getvalue().split("\n\n")[-1]
    assert "quote" in first
    assert "“We will not yield to the storm,”" in out.getvalue()
    assert second.startswith("There is no command /dance") and "Nye" not in out.getvalue()
    assert "\x1b" not in out.getvalue()


def test_a_pipe_in_an_odd_encoding_is_answered_all_the_same(desk: Desk) -> None:
    sent = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n/quote storm\n"), encoding="utf-8")
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    pipe(desk, sent, out)
    out.seek(0)
    assert "We will not yield to the storm," in out.read()


def _completed(desk: Desk, line: str) -> list[str]:
    return [found.text for found in Completions(desk).get_completions(Document(line), CompleteEvent())]


def test_commands_are_completed_after_a_slash(desk: Desk) -> None:
    assert _completed(desk, "/qu") == ["/quote "]
    assert _completed(desk, "/ar") == ["/articles ", "/article "]
    assert _completed(desk, "qu") == []


@pytest.mark.parametrize("line", ["/quote An", "/who An", "quotes by An", "/quote x speaker:An", "what did An"])
def test_names_are_completed_where_a_name_is_due(desk: Desk, line: str) -> None:
    assert "Ann Lee" in _completed(desk, line)


def test_the_words_of_a_question_are_left_alone(desk: Desk) -> None:
    assert _completed(desk, "when will an") == []
    assert _completed(desk, '/verify "An') == []


def test_a_bar_is_drawn_only_after_a_second() -> None:
    out, times = io.StringIO(), iter([0.0, 0.5, 1.5, 1.55, 2.0, 3.0])
    progress = Progress(out, lambda: next(times))
    progress(1, 10)
    assert out.getvalue() == ""
    progress(2, 10)
    assert out.getvalue().endswith("2 of 10")
    progress(3, 10)  # too soon after the last
    assert out.getvalue().endswith("2 of 10")
    progress(10, 10)
    assert out.getvalue().endswith("10 of 10")
    progress.end()
    assert out.getvalue().endswith("\r\x1b[K")


def test_a_number_picks_a_choice(chat: Chat) -> None:
    shown = chat.answer("/who Ann Lee")
    number = next(line.split()[0] for line in shown.splitlines() if line.endswith("Quotes (2)"))
    assert chat.answer(number).startswith("2 quotes by Ann Lee.")


def test_a_number_of_a_card_opens_its_context(chat: Chat) -> None:
    chat.answer("/quote Ann Lee")
    assert chat.answer("2").startswith("In context")
    assert chat.answer("7") == "There is nothing with the number 7."


def test_after_an_error_nothing_is_offered(chat: Chat) -> None:
    chat.answer("/quote Bo Nye")
    chat.answer("/dance")
    assert chat.hint() == ""
    assert _pages(chat.answer("next")) == "Page 2 of 3"


def test_ctrl_c_takes_back_a_line_and_on_an_empty_one_ends(desk: Desk, tmp_path: Path) -> None:
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    from bot.terminal.prompt import reader

    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        read = reader(desk, tmp_path / "history")
        keys.send_text("/quote somebody\x03/help\r")
        assert read() == "/help"
        keys.send_text("\x03")
        with pytest.raises(KeyboardInterrupt):
            read()


def test_a_draft_is_checked_by_its_file(chat: Chat, tmp_path: Path) -> None:
    draft = tmp_path / "my draft.txt"
    draft.write_text("“Nobody at all has ever said these words,” Ann Lee said.", encoding="utf-8")
    told = chat.answer(f"check {draft}")
    assert told.startswith("1 quotation: 1 not in the archive.")
    assert "Nobody at all has ever said these words" in told
    assert chat.answer("check no such file.txt") == "There is no file no such file.txt; check the path."
    assert chat.answer("/check nothere.docx") == "There is no file nothere.docx; check the path."
    assert chat.answer("check that nobody ever said this").startswith("Not found")


def test_a_correction_is_completed_by_what_can_be_corrected_and_by_whom(desk: Desk) -> None:
    assert {"speaker: ", "merge: ", "nobody", "hide"} <= set(_completed(desk, "correct 2 "))
    assert _completed(desk, "/correct 2 sp") == ["speaker: ", "split: "]
    for line in ("correct 2 speaker: Bo", "correct merge: Bo", "/correct 1 split: Bo"):
        assert _completed(desk, line) == ["Bo Nye"], line

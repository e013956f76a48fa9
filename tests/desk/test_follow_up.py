"""What goes on from the question before: "and Rubio?", "what about last week?"."""

from __future__ import annotations

import pytest

from bot.follow_up import follow_up, understood
from bot.reply import Reply, Request

SAID = {"query": "What did the mayor say about the water?"}


@pytest.mark.parametrize(
    ("command", "options", "text", "expected"),
    [
        ("quote", {"query": "Helena Marsh"}, "and Rubio?", {"query": "Rubio"}),
        ("quote", {"query": "Helena Marsh"}, "and the strike?", {"query": "the strike", "speaker": "Helena Marsh"}),
        ("quote", {"query": "water", "speaker": "Marsh"}, "y Rubio?", {"query": "water", "speaker": "Rubio"}),
        ("ask", SAID, "what about Rubio?", {"query": "What did Rubio say about the water?"}),
        ("ask", SAID, "und the strike?", {"query": "What did the mayor say about the strike?"}),
        ("ask", {"query": "¿Qué dijo Marsh sobre el agua?"}, "¿y Rubio?", {"query": "¿Qué dijo Rubio sobre el agua?"}),
        ("ask", {"query": "O que disse Marsh sobre a água?"}, "e Rubio?", {"query": "O que disse Rubio sobre a água?"}),
        ("ask", {"query": "Qu'a dit Marsh sur l'eau ?"}, "et la grève ?", {"query": "Qu'a dit Marsh sur la grève?"}),
        ("who", {"query": "Marsh"}, "and Rubio", {"query": "Rubio"}),
        (
            "ask",
            SAID,
            "what about the acting director?",
            {"query": "What did the acting director say about the water?"},
        ),
        (
            "ask",
            {"query": "¿Qué dijo Marsh sobre el agua?"},
            "¿y la ministra?",
            {"query": "¿Qué dijo la ministra sobre el agua?"},
        ),
    ],
)
def test_a_short_question_keeps_the_rest_of_the_one_before(
    command: str, options: dict[str, str], text: str, expected: dict[str, str]
) -> None:
    followed = follow_up(text, Request.of(command, options))
    assert followed is not None
    assert (followed.command, dict(followed.options)) == (command, expected)


# (the question before, what is asked then, what is understood)
ASKED_ALONE = (
    ("Did Ashby resign?", "when?", "When did Ashby resign?"),
    ("Who resigned?", "and why?", "Why resigned?"),
    ("Why did Ashby resign?", "when", "When did Ashby resign?"),
    ("¿Dimitió la alcaldesa?", "¿y cuándo?", "¿Cuándo dimitió la alcaldesa?"),
    ("¿Quién dimitió?", "¿por qué?", "¿Por qué dimitió?"),
    ("Ist Ashby zurückgetreten?", "und wann?", "Wann ist Ashby zurückgetreten?"),
    ("Did Ashby resign?", "¿cuándo?", "When did Ashby resign?"),
    ("Did Ashby resign?", "and Castell?", "Did Castell resign?"),
    ("Where was the Maid of Orran built?", "and the Solveig?", "Where was the Solveig built?"),
    ("Who is the mayor of Holm?", "and the harbour director?", "Who is the harbour director?"),
    ("What did the mayor say about Ashby?", "and Rubio?", "What did Rubio say about Ashby?"),
)


@pytest.mark.parametrize(("before", "then", "understood_as"), ASKED_ALONE)
def test_when_why_and_another_name_are_asked_of_the_question_before(before: str, then: str, understood_as: str) -> None:
    followed = follow_up(then, Request.of("ask", {"query": before}))
    assert followed == Request.of("ask", {"query": understood_as})


def test_when_is_asked_of_questions_only() -> None:
    assert follow_up("when?", Request.of("quote", {"query": "Ashby"})) is None
    assert follow_up("when?", None) is None


@pytest.mark.parametrize(
    "text", ["what about last week?", "and yesterday?", "y ayer?", "und am Freitag?", "et hier ?", "e ontem?"]
)
def test_a_time_narrows_the_question_before(text: str) -> None:
    followed = follow_up(text, Request.of("ask", SAID))
    assert followed is not None
    assert followed.option("query") == SAID["query"]
    assert followed.option("since") and followed.option("until")


@pytest.mark.parametrize("text", ["Rubio", "and who is that man over there in the red coat", "Android phones", "and?"])
def test_what_asks_something_of_its_own_follows_nothing(text: str) -> None:
    assert follow_up(text, Request.of("ask", SAID)) is None
    assert follow_up("and Rubio?", None) is None


def test_a_name_after_a_question_that_named_nobody_asks_what_they_said() -> None:
    followed = follow_up("¿y Castell?", Request.of("ask", {"query": "¿Hay peligro?"}))
    assert followed == Request.of("quote", {"query": "Castell"})


def test_it_is_said_how_a_question_was_understood() -> None:
    asked = Reply(Request.of("ask", {**SAID, "since": "2026-11-16"}), note="“yes”")
    assert understood(asked).note == f"Understood as “{SAID['query']}, since 16 November 2026”. “yes”"
    quoted = Reply(Request.of("quote", {"query": "Marsh"}), note="3 quotes for “Marsh”.")
    assert understood(quoted) == quoted


@pytest.mark.parametrize(
    ("text", "query", "person", "asked"),
    [
        ("How old is she?", "Who is the head of Norbank?", "Ida Berg", "How old is Ida Berg?"),
        ("what did he say about the dam?", "When did Karl Voss resign?", "", "what did Karl Voss say about the dam?"),
        ("Wie alt ist sie?", "Wer ist die Chefin?", "Ida Berg", "Wie alt ist Ida Berg?"),
        ("¿Qué dijo ella?", "¿Quién es la alcaldesa?", "Ana Gil", "¿Qué dijo Ana Gil?"),
        ("did the mayor say whether she would go?", "Who is the head of Norbank?", "Ida Berg", None),
        ("did Moe say whether she would go?", "Who is the head of Norbank?", "Ida Berg", None),
        ("did Moe say whether she would go?", "Is the dam safe?", "", None),
        ("how old is she?", "Is the dam safe?", "", None),
        ("she", "Who is the head of Norbank?", "Ida Berg", None),
    ],
)
def test_she_is_whom_the_answer_before_named(text: str, query: str, person: str, asked: str | None) -> None:
    found = follow_up(text, Request.of("ask", {"query": query}), person)
    assert (found.option("query") if found else None) == asked

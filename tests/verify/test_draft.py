"""A draft before it is printed: its quotations with their verdicts, the exit status, the page to be passed on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from corpus import limits
from corpus.cli import draft_check
from corpus.errors import UnreadableFile, WrongUse
from corpus.ingest.confined import Bounds
from corpus.library import Library
from corpus.model import Article
from corpus.report import page
from corpus.results import Draft, Query, Ruling, Verdict

ARTICLE = """Ferry will sail again

5 May 2025

“The ferry will sail again before the first frost,” said Hanna Voss, the harbour master of Lund. “We have found the
leak, and it was smaller than a coin.”

Ole Brink, who runs the bakery on the quay, was less sure. “I have heard that promise in three different winters,” he
said.

The repair cost 310,000 crowns, the town of Lund said, and took 14 weeks.
"""
FERRY = "The ferry will sail again before the first frost"
LEAK = "We have found the leak, and it was smaller than a coin"
PROMISE = "I have heard that promise in three different winters"
DRAFT = f"""# The ferry is back

“{FERRY},” said Hanna Voss. “{LEAK}.”

“{PROMISE.replace("three", "two")},” Ole Brink said. “{LEAK},” Brink added.

“Nobody on this quay will ever row again,” Voss told reporters. “We will sell the bakery and buy a bigger boat,” she
said [unchecked].

The repair cost 130,000 crowns, the town of Lund said.
"""


def _lines(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("drafts")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "ferry.txt").write_text(_lines(ARTICLE), encoding="utf-8")
    library = Library.open(f"sqlite:///{folder}/index.db")
    library.sweep(folder / "seeds")
    yield library
    library.close()


def test_a_draft_of_too_many_quotations_is_refused(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.verify.draft.QUOTATIONS", 4)
    assert len(library.check(Article("draft", "draft.md", DRAFT)).verdicts) == 5  # halves that are judged apart
    monkeypatch.setattr("corpus.verify.draft.QUOTATIONS", 3)
    with pytest.raises(WrongUse, match="has 4 quotations, and 3 is the most") as caught:
        library.check(Article("draft", "draft.md", DRAFT))
    assert caught.value.code == "too_many_quotations" and limits.QUOTATIONS >= 500


def test_a_long_draft_is_read_in_a_process_with_limits(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    long = Article("draft", "draft.md", DRAFT + "\nNobody spoke on the quay." * 3000)

    def here(article: Article) -> object:
        raise AssertionError("read here")

    with monkeypatch.context() as patched:
        patched.setattr("corpus.extract.extract", here)
        with pytest.raises(AssertionError):
            library.check(Article("draft", "draft.md", DRAFT))
    assert library.check(long).verdicts[0].ruling is Ruling.EXACT
    monkeypatch.setattr("corpus.ingest.bounded.confined", _ended)
    with pytest.raises(UnreadableFile, match=r"draft\.md cannot be read: it took too long"):
        library.check(long)


def _ended(work: object, batches: list[list[Any]], lost: Callable[[Any, str], Any], *, bounds: Bounds) -> Any:
    return [[lost(batches[0][0], "it took too long")]]


def checked(library: Library, text: str) -> Draft:
    return library.check(Article("d", "d.txt", _lines(text)))


def test_every_quotation_of_a_draft_has_its_verdict(library: Library) -> None:
    draft = checked(library, DRAFT)
    assert [one.ruling for one in draft.verdicts] == [
        Ruling.EXACT,
        Ruling.ALTERED,
        Ruling.MISATTRIBUTED,
        Ruling.NOT_FOUND,
        Ruling.NOT_FOUND,
    ]
    assert [one.unchecked for one in draft.verdicts] == [False, False, False, False, True]
    text = draft.article.text
    assert [text[one.span.start : one.span.end].split()[0] for one in draft.verdicts] == [
        "The",
        "I",
        "We",
        "Nobody",
        "We",
    ]
    assert [(edit.given, edit.printed) for edit in draft.verdicts[1].edits] == [("two", "three")]


def test_the_first_line_says_how_many_are_what(library: Library) -> None:
    assert draft_check.headline(checked(library, DRAFT).verdicts) == (
        "5 quotations: 1 exact, 1 altered, 1 not Brink's, 1 not in the archive, 1 marked as unchecked"
    )
    assert draft_check.headline(()) == "no quotations"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"“{FERRY},” said Hanna Voss.", 0),
        ("A draft without any quotation.", 0),
        ("“Nobody on this quay will ever row again,” Hanna Voss said [unchecked].", 0),
        ("“Nobody on this quay will ever row again,” Hanna Voss said.", 3),
        (f"“{FERRY.replace('first', 'last')},” said Hanna Voss.", 1),
        (f"“{FERRY},” said Ole Brink.", 1),
        (f"“Nobody will ever row again on this quay,” Voss said. “{FERRY},” said Ole Brink.", 1),
        (f"“{PROMISE}. {LEAK},” Voss said.", 1),
    ],
)
def test_the_exit_status_can_stand_before_a_publish_button(library: Library, text: str, status: int) -> None:
    assert draft_check.max_status([checked(library, text)]) == status


def test_a_figure_that_differs_is_worth_a_look_and_one_that_does_not_is_not(library: Library) -> None:
    draft = checked(library, DRAFT)
    assert [(one.span.of(draft.article.text), one.figure.text) for one in draft.doubts] == [
        ("130,000 crowns", "310,000 crowns")
    ]
    assert checked(library, "The repair cost 310,000 crowns, the town of Lund said.").doubts == ()
    assert checked(library, "The concert cost 130,000 crowns, the town of Bergen said.").doubts == ()


def test_a_draft_leaves_no_trace(library: Library) -> None:
    before = library.status()
    checked(library, DRAFT)
    assert library.status() == before


def test_the_command_line_tells_each_file(library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, missing = tmp_path / "good.md", tmp_path / "none.txt"
    good.write_text(f"“{FERRY},” said Hanna Voss.\n", encoding="utf-8")
    assert draft_check.check(library, [good], as_json=True, report=None) == 0
    row = json.loads(capsys.readouterr().out)
    (quote,) = row["quotes"]
    assert (row["id"], quote["verdict"], quote["speaker"], quote["claimed"]) == (
        "good",
        "exact",
        "Hanna Voss",
        "Hanna Voss",
    )
    assert quote["text"] == good.read_text(encoding="utf-8")[quote["start"] : quote["end"]]
    assert draft_check.check(library, [good, missing], as_json=False, report=None) == 1
    told = capsys.readouterr()
    assert told.out.startswith("good.md: 1 quotation: 1 exact\n1. exact: “The ferry")
    assert "none.txt" in told.err


class _Page(HTMLParser):
    """What a page links to, and what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if tag == "a" else []
        self.loads += [tag] if tag in ("script", "link", "img", "iframe", "object") else []
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_holds_all_and_loads_nothing(library: Library) -> None:
    html = page([checked(library, DRAFT + "\n\n<script>alert(1)</script> & “x”\n")], library.named)
    found = _Page()
    found.feed(html)
    assert (found.loads, found.open) == ([], [])
    assert all(link.startswith("#") and link[1:] in found.ids for link in found.links)
    assert len(found.ids) == len(set(found.ids)) == 10  # five quotations and five notes
    assert "http:" not in html and "https:" not in html and "url(" not in html
    assert "&lt;script&gt;" in html and 'class="misattributed"' in html
    assert "Hanna Voss" in html and "<ins>two</ins>" in html


def test_the_page_speaks_the_language_of_the_draft(library: Library) -> None:
    html = page([checked(library, "«El barco no volverá nunca más a este muelle», dijo Hanna Voss.")], library.named)
    assert '<html lang="es">' in html and "No está en el archivo" in html


def test_the_page_shows_both_halves_of_what_was_said(library: Library) -> None:
    html = page([checked(library, f"“{FERRY}. {LEAK}.” Hanna Voss said.")], library.named)
    assert f"{FERRY}, … {LEAK}." in html.replace("frost …", "frost, …") and html.count("<blockquote") == 1


def test_a_page_of_nothing_says_so(library: Library) -> None:
    assert "no quotations" in page([checked(library, "Nothing was said.")], library.named)


def test_who_opens_the_next_paragraph_is_not_accused(library: Library) -> None:
    text = f"Hanna Voss said this: “{FERRY}”.\n\nOle Brink, the baker, said: “{PROMISE}.”"
    assert [one.ruling for one in checked(library, text).verdicts] == [Ruling.EXACT, Ruling.EXACT]
    text = f"Voss, the harbour master, called it a coin: “{LEAK}”.\n\nOle Brink, the baker, said: “{PROMISE}.”"
    assert [one.ruling for one in checked(library, text).verdicts] == [Ruling.EXACT, Ruling.EXACT]


@pytest.mark.parametrize(
    ("claimed", "name"),
    [
        ("Marco Rubio", "Rubio"),
        ("Ann Lee, the mayor", "Lee"),
        ("the mayor, Ann Lee", "Lee"),
        ("Juan Ramón De la Fuente", "De la Fuente"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("the mayor", ""),
        (None, ""),
    ],
)
def test_the_surname_of_who_was_named_is_told(claimed: str | None, name: str) -> None:
    assert Verdict(Query(), Ruling.MISATTRIBUTED, claimed=claimed).accused == name

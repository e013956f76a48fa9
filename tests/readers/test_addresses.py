"""The same address however it was copied, the moment a page says it was changed, and where readers find both."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import readers
from corpus.readers.addresses import canonical, moment
from corpus.readers.days import day_of


@pytest.mark.parametrize(
    "copied",
    [
        "https://www.post.example/2026/03/flood",
        "http://post.example/2026/03/flood/",
        "https://m.post.example/2026/03/flood/amp",
        "https://post.example/2026/03/flood?utm_source=mail&fbclid=1#comments",
        " HTTPS://POST.example/2026/03/flood/index.html ",
    ],
)
def test_an_address_is_the_same_however_it_was_copied(copied: str) -> None:
    assert canonical(copied) == "post.example/2026/03/flood"


def test_what_tells_articles_apart_stays_in_an_address() -> None:
    assert canonical("https://post.example/read?b=2&id=7") == "post.example/read?b=2&id=7"
    assert canonical("https://post.example/read?id=8") != canonical("https://post.example/read?id=7")


@pytest.mark.parametrize(
    "other",
    ["", "/flood", "https://post.example/", "mailto:a@post.example", "http://[::1", "https://localhost/a", "x" * 9000],
)  # fmt: skip
def test_what_is_no_address_of_an_article_is_none(other: str) -> None:
    assert canonical(other) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-02T10:00:00+02:00", "2026-03-02T08:00:00Z"),
        ("2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z"),
        ("Mon, 02 Mar 2026 10:00:00 +0200", "2026-03-02T08:00:00Z"),
        ("2026-03-02", "2026-03-02T00:00:00Z"),
        ("yesterday", ""),
        ("0001-01-01T00:00:00+14:00", ""),
        ("", ""),
    ],
)
def test_a_moment_is_told_in_one_way(written: str, meant: str) -> None:
    assert moment(written) == meant


PAGE = """<html><head><link rel="canonical" href="https://www.post.example/flood?utm_medium=x">
<meta property="article:modified_time" content="2026-03-02T10:00:00+02:00"></head>
<body><article><h1>Flood</h1><p>The river rose over the quay and into the streets of the old town today.</p></article>
</body></html>"""
FEED = """<rss version="2.0"><channel><title>Post</title><item><title>Flood</title>
<link>https://post.example/flood?ref=rss</link><description>The river rose.</description></item></channel></rss>"""
TEXT = "---\ntitle: Flood\nurl: https://post.example/flood\nupdated: 2026-03-02T08:00:00Z\n---\nThe river rose.\n"


@pytest.mark.parametrize(
    ("name", "holds", "changed"),
    [("a.html", PAGE, "2026-03-02T08:00:00Z"), ("a.rss", FEED, ""), ("a.md", TEXT, "2026-03-02T08:00:00Z")],
)
def test_a_file_tells_where_it_is_published_and_when_it_was_changed(
    tmp_path: Path, name: str, holds: str, changed: str
) -> None:
    (tmp_path / name).write_text(holds)
    article = readers.read(tmp_path / name, tmp_path)
    assert (article.address, article.modified) == ("post.example/flood", changed)
    assert article.seen.endswith("Z") and len(article.seen) == len("2026-03-02T08:00:00Z")


@pytest.mark.parametrize(
    "written", ["Mon, 02 Mar 99999999999 10:00:00 GMT", "2 Mar 99999999999999999999", "2026-02-31"]
)
def test_a_day_that_cannot_be_is_none(written: str) -> None:
    assert day_of(written) is None


@pytest.mark.parametrize(
    ("written", "day"),
    [("01:38:07 PM IST Nov 20, 2019", "2019-11-20"), ("10:00 OCT 3, 2019", "2019-10-03"),
     ("10:30, 3 September 2019", "2019-09-03"), ("10:30 | 2019-09-03", "2019-09-03"), ("12:11:2019", None)],
)  # fmt: skip
def test_a_clock_before_a_day_takes_nothing_from_it(written: str, day: str | None) -> None:
    assert day_of(written) == day

"""Feeds that are polled: what is new becomes articles, what fails is recorded and left alone for a while."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
from aiohttp import web

from bot.desk import Desk
from bot.polling import Polling
from bot.reply import Request
from bot.settings import FaultySettings, Settings, load
from bot.terminal.typeset import Face, typeset
from corpus.feeds.entries import NoFeed, parts
from corpus.feeds.polling import Polled, Polls, Wanted
from corpus.library import Library
from corpus.results import Query
from tests.feeds.loopback import Names, Site, here, served

LONG = "The river rose over the quay and into the streets of the old town. " * 12
HOUR = 3600.0
FACE = Face()


def item(key: str, title: str, words: str, host: str = "post.example") -> str:
    return (
        f"<item><title>{title}</title><link>http://{host}/{key}</link><guid>{key}</guid>"
        f"<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description>{words}</description></item>"
    )


def rss(*items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>The Post</title>{"".join(items)}</channel></rss>'.encode()


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with served(Site()) as site:
        yield site


@pytest.fixture
def clock() -> Clock:
    return Clock()


def polls(site: Site, folder: Path, clock: Clock, *, pages: bool = False) -> Polls:
    hosts = frozenset({site.host}) if pages else frozenset[str]()
    return Polls(Wanted((site.url("/feed"),), folder, 15, hosts), lookup=here, clock=clock)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


async def test_every_new_entry_becomes_an_article_of_its_own(tmp_path: Path, site: Site, clock: Clock) -> None:
    folder = tmp_path / "feeds"
    site.pages["/feed"] = rss(item("flood", "Flood in town", LONG), item("fair", "The fair opens", "It opens today."))
    assert [one.fresh for one in await polls(site, folder, clock).due()] == [2]
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    library.sweep(folder)
    rows = sorted(library.articles(Query()), key=lambda row: row.title or "")
    assert [(row.title, row.outlet) for row in rows] == [("Flood in town", "The Post"), ("The fair opens", "The Post")]
    assert ["#brief-" in row.path for row in rows] == [False, True]
    library.close()


async def test_a_feed_is_asked_when_its_time_has_come_and_only_for_what_is_new(
    tmp_path: Path, site: Site, clock: Clock
) -> None:
    day = "Mon, 02 Mar 2026 10:00:00 GMT"

    def feed(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304)
        return web.Response(body=rss(item("a", "A", LONG)), headers={"ETag": '"1"', "Last-Modified": day})

    site.pages["/feed"] = feed
    assert [one.fresh for one in await polls(site, tmp_path, clock).due()] == [1]
    assert await polls(site, tmp_path, clock).due() == []
    clock.now += 15 * 60
    assert [(one.fresh, one.reason) for one in await polls(site, tmp_path, clock).due()] == [(0, "")]
    assert site.asked[-1].headers["If-Modified-Since"] == day


@pytest.mark.parametrize("wrong", [10 * 365 * 24 * HOUR, -10 * 365 * 24 * HOUR])
async def test_a_clock_that_was_wrong_keeps_no_feed_waiting(
    tmp_path: Path, site: Site, clock: Clock, wrong: float
) -> None:
    """It was noted years ahead or ago when the feed is due; put right, the clock asks at the usual times."""
    site.pages["/feed"] = rss(item("a", "A", LONG))
    clock.now += wrong
    assert len(await polls(site, tmp_path, clock).due()) == 1
    clock.now -= wrong
    assert len(await polls(site, tmp_path, clock).due()) == 1
    assert await polls(site, tmp_path, clock).due() == []
    clock.now += 15 * 60
    assert len(await polls(site, tmp_path, clock).due()) == 1


async def test_an_entry_that_changes_is_kept_beside_what_it_was(tmp_path: Path, site: Site, clock: Clock) -> None:
    folder = tmp_path / "feeds"
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    for told in ("twelve", "fifteen"):
        site.pages["/feed"] = rss(item("a", "Flood in the town", f"{LONG} We lost {told} boats."))
        assert [one.fresh for one in await polls(site, folder, clock).due()] == [1]
        clock.now += HOUR
    library.sweep(folder)
    (row,) = library.articles(Query())
    assert len(library.versions(row.id)) == 2
    library.close()


async def test_what_a_feed_lists_no_more_stays(tmp_path: Path, site: Site, clock: Clock) -> None:
    for key in ("a", "b"):
        site.pages["/feed"] = rss(item(key, key.upper(), LONG))
        await polls(site, tmp_path / "feeds", clock).due()
        clock.now += HOUR
    assert len(files(tmp_path / "feeds")) == 2


async def test_a_feed_that_fails_is_asked_less_and_less_often(tmp_path: Path, site: Site, clock: Clock) -> None:
    asked = []
    for quarter in range(8 * 24 * 4):
        if found := await polls(site, tmp_path, clock).due():
            assert "it answers 404" in found[0].reason
            asked.append(quarter)
        clock.now += HOUR / 4
    waits = [later - earlier for earlier, later in pairwise(asked)]
    assert waits[:4] == [2, 4, 8, 16]
    assert set(waits[6:]) == {24 * 4}  # no less than once a day


async def test_a_host_that_wants_to_be_left_alone_is(tmp_path: Path, site: Site, clock: Clock) -> None:
    site.pages["/feed"] = lambda request: web.Response(status=429, headers={"Retry-After": str(int(5 * HOUR))})
    await polls(site, tmp_path, clock).due()
    clock.now += 4 * HOUR
    assert await polls(site, tmp_path, clock).due() == []
    clock.now += 2 * HOUR
    assert len(await polls(site, tmp_path, clock).due()) == 1


async def test_the_page_of_a_summary_is_fetched_only_from_a_host_that_is_named(
    tmp_path: Path, site: Site, clock: Clock
) -> None:
    page = f"<html><body><article><h1>The fair opens</h1><p>{LONG}</p></article></body></html>".encode()
    site.pages |= {"/fair": page, "/feed": rss(item("fair", "The fair opens", "It opens today.", site.host))}
    await polls(site, tmp_path / "summaries", clock).due()
    assert [file.suffix for file in files(tmp_path / "summaries")] == [".xml"]
    await polls(site, tmp_path / "pages", clock, pages=True).due()
    (kept,) = files(tmp_path / "pages")
    assert (kept.suffix, kept.read_bytes()) == (".html", page)


async def test_a_page_that_programs_are_asked_to_leave_is_left(tmp_path: Path, site: Site, clock: Clock) -> None:
    site.pages |= {
        "/robots.txt": b"User-agent: *\nDisallow: /fair",
        "/fair": b"<html><body><p>no</p></body></html>",
        "/feed": rss(item("fair", "The fair opens", "It opens today.", site.host)),
    }
    await polls(site, tmp_path / "feeds", clock, pages=True).due()
    assert [file.suffix for file in files(tmp_path / "feeds")] == [".xml"]
    assert "/fair" not in [request.path for request in site.asked]


@pytest.mark.parametrize(("status", "kept"), [(404, ".html"), (403, ".html"), (429, ".xml"), (500, ".xml")])
async def test_a_host_that_has_no_rules_is_not_one_that_is_too_busy_to_tell_them(
    tmp_path: Path, site: Site, clock: Clock, status: int, kept: str
) -> None:
    site.pages |= {
        "/robots.txt": lambda request: web.Response(status=status),
        "/fair": f"<html><body><p>{LONG}</p></body></html>".encode(),
        "/feed": rss(item("fair", "The fair opens", "It opens today.", site.host)),
    }
    await polls(site, tmp_path / "feeds", clock, pages=True).due()
    assert [file.suffix for file in files(tmp_path / "feeds")] == [kept]


@pytest.mark.parametrize("blocked", ["feeds", "feeds/post.example", "feeds.state.json"])
async def test_what_cannot_be_written_is_told_and_the_other_feeds_are_asked(
    tmp_path: Path, site: Site, clock: Clock, blocked: str
) -> None:
    folder = tmp_path / "feeds"
    site.pages |= {path: rss(item(path[1:], "A", LONG)) for path in ("/feed", "/other")}
    wanted = polls(site, folder, clock)
    wanted.wanted = Wanted((site.url("/feed"), site.url("/other")), folder, 15)
    in_the_way = tmp_path / blocked.replace("post.example", f"post.example_{site.port}")
    in_the_way.parent.mkdir(exist_ok=True)
    if blocked.endswith("json"):
        in_the_way.mkdir()
    else:
        in_the_way.write_text("a file where a folder should be")
    found = await wanted.due()
    assert [one.url for one in found] == list(wanted.wanted.feeds)
    assert all("cannot be written" in one.reason for one in found)
    asked = len(site.asked)
    assert await wanted.due() == [] and len(site.asked) == asked  # remembered, though it is not written
    clock.now += HOUR / 4
    assert len(await wanted.due()) == (2 if blocked.endswith("json") else 0)  # a failure of the feed is one


@pytest.mark.parametrize(
    ("holds", "reason"),
    [
        (b"<!DOCTYPE html><html><body>no feed<br></body></html>", "it is a page, no feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "it is JSON; of feeds RSS and Atom are read"),
        (b"<opml><body/></opml>", "it is no feed"),
        (b"", "it is no feed"),
        (b"The feed has moved.", "it is no feed"),
        (b"<rss><channel><item></item></channel></rss>", "there is no entry in it"),
        (b'<rss xmlns:a="http://[o"><channel><item><a:b/><title>A</title></item></channel></rss>', "it is damaged"),
        (b"\x00\xff\x00", "it holds bytes that are no text"),
        (b'<!DOCTYPE r [<!ENTITY a "aaaa">]><rss><channel><item><title>&a;</title></item></channel></rss>', "entities"),
    ],
)
async def test_a_bad_feed_is_recorded_with_the_reason(
    tmp_path: Path, site: Site, clock: Clock, holds: bytes, reason: str
) -> None:
    site.pages["/feed"] = holds
    (polled,) = await polls(site, tmp_path / "feeds", clock).due()
    assert reason in polled.reason and not files(tmp_path / "feeds")


def test_the_index_is_told_of_a_feed_that_fails_and_of_its_recovery(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    wanted = Polls(Wanted(("http://127.0.0.1/feed",), tmp_path / "feeds"))
    Polling(library, wanted).poll()
    (failure,) = library.status().failures
    assert (failure.path, "its host is a number" in failure.reason) == ("http://127.0.0.1/feed", True)
    library.told_of("http://127.0.0.1/feed", "")
    assert library.status().failures == ()
    library.close()


def test_a_key_in_the_address_of_a_feed_is_neither_shown_nor_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    urls = tuple(f"http://127.0.0.1/feed?key=secret{n}" for n in (1, 2))
    polling = Polling(library, Polls(Wanted(urls, tmp_path / "feeds")))
    polling.poll()
    (failure,) = library.status().failures
    assert failure.path == "http://127.0.0.1/feed"
    polling.tell(Polled(urls[0], fresh=3))
    assert [one.path for one in library.status().failures] == ["http://127.0.0.1/feed"]  # the other one still fails
    polling.tell(Polled(urls[1], fresh=3))
    assert library.status().failures == ()
    library.told_of("http://127.0.0.1/feed", "it answers 404")  # by a run before
    Polling(library, Polls(Wanted(urls, tmp_path / "feeds"))).tell(Polled(urls[0]))
    assert library.status().failures == ()
    assert "secret" not in caplog.text and "127.0.0.1" in caplog.text
    library.close()


@pytest.mark.parametrize("feeds", [("http://127.0.0.1/feed?key=1",), ()])
def test_a_feed_that_is_set_no_longer_does_not_fail_for_ever(tmp_path: Path, feeds: tuple[str, ...]) -> None:
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bad.txt").write_bytes(b"")
    library.sweep(tmp_path / "seeds")
    for url in ("https://old.example/feed", "http://127.0.0.1/feed"):
        library.told_of(url, "it answers 404")
    Polling(library, Polls(Wanted(feeds, tmp_path / "feeds")) if feeds else None).forget()
    left = [one.path for one in library.status().failures]
    assert left == [*(["http://127.0.0.1/feed"] if feeds else []), "seeds/bad.txt"]
    library.close()


def test_entries_of_atom_and_rdf_are_taken_apart_too() -> None:
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><id>1</id><title>A</title></entry></feed>'
    rdf = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b"<channel><title>P</title></channel><item><title>A</title></item><item><title>B</title></item></rdf:RDF>"
    )
    assert [len(parts(atom)), len(parts(rdf))] == [1, 2]
    assert all(b"<title>P</title>" in part.data for part in (*parts(atom), *parts(rdf)))
    with pytest.raises(NoFeed, match="no entry"):
        parts(b"<rss/>")


@pytest.mark.parametrize("wrong", ["feeds: [post.example/rss]", "feeds: ['ftp://post.example/']", "pages_from: [7]"])
def test_a_setting_that_names_no_feed_is_a_fault(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "config.yaml").write_text(wrong)
    with pytest.raises(FaultySettings):
        load(tmp_path / "config.yaml", {})


def test_without_a_setting_no_feed_is_asked() -> None:
    assert Settings().polls() is None
    assert Settings(feeds=("https://post.example/rss",)).polls() is not None


def page(words: str = LONG) -> bytes:
    return f"<html><body><article><h1>The fair opens</h1><p>{words}</p></article></body></html>".encode()


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/json", "nonsense"])
async def test_what_a_feed_is_called_by_its_host_does_not_matter(
    tmp_path: Path, site: Site, clock: Clock, kind: str
) -> None:
    feed = rss(item("a", "A", LONG))
    site.pages["/feed"] = lambda request: web.Response(body=feed, headers={"Content-Type": kind})
    assert [one.fresh for one in await polls(site, tmp_path, clock).due()] == [1]


def test_a_feed_that_breaks_off_gives_the_entries_before() -> None:
    """What is half an entry now is whole with the next question."""
    whole = rss(item("a", "A", LONG), item("b", "B", f"{LONG} It is over."))
    names = [part.name for part in parts(whole)]
    for end in (b"It is", b"</item>", b"<description>", b"<title>B"):
        cut = whole[: whole.rindex(end) + len(end) // 2]
        assert [part.name for part in parts(cut)] == names[:1]
    assert [part.name for part in parts(whole[:-9])] == names  # between two entries nothing is half


@pytest.mark.parametrize(
    ("head", "label", "encoding"),
    [("", None, "utf-8"), ("", None, "cp1252"), ("<?xml version='1.0' encoding='utf-8'?>", None, "cp1252"),
     ("<?xml version='1.0' encoding='iso-8859-1'?>", None, "cp1252"), ("", "ISO-8859-1", "cp1252"),
     ("<?xml version='1.0' encoding='utf-16'?>", None, "utf-16"), ("\n <?xml version='1.0'?>", None, "utf-8"),
     ("\ufeff<?xml version='1.0'?>", None, "utf-8"), ("<?xml version='1.0' encoding='koi8-r'?>", "koi8-r", "utf-8")],
)  # fmt: skip
def test_curly_marks_of_a_feed_are_kept_whatever_it_is_in(head: str, label: str | None, encoding: str) -> None:
    words = "“The café is open,” said Zoë."
    (part,) = parts((head + rss(item("a", "A", words)).decode()).encode(encoding), label)
    assert words in part.data.decode()


def test_the_page_of_an_entry_is_the_one_its_alternate_link_names() -> None:
    links = "".join(
        f'<link rel="{rel}" href="http://post.example/{rel}"/>' for rel in ("self", "enclosure", "alternate", "edit")
    )
    feed = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title>{links}<summary>s</summary></entry></feed>'
    )
    (part,) = parts(feed.encode())
    assert part.link == "http://post.example/alternate" and not part.whole


def test_a_picture_of_an_entry_is_none_of_its_words() -> None:
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    picture = "<media:title>A boat</media:title><media:content url='a.jpg'>A boat</media:content>"
    bare = rss(item("", "Flood", "It came.")).replace(b"<guid></guid>", b"")
    told = bare.replace(b"<item>", f"<item>{picture}".encode()).replace(b"<rss ", f"<rss {media} ".encode())
    (one,), (other,) = parts(bare), parts(told)
    assert one.name == other.name and not other.whole


async def test_what_comes_of_a_feed_is_answered_and_what_fails_is_told_by_status(
    tmp_path: Path, site: Site, clock: Clock
) -> None:
    """From the host to the answer: a page of a summary, a summary as such, the reason, and its recovery."""
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    site.pages |= {
        "/fair": page(f"{LONG} “We open the gates at noon,” said Ann Lee."),
        "/feed": rss(item("fair", "The fair opens", "It opens today.", site.host), item("b", "Brief", "A short one.")),
    }
    names = Names(site, {"post.example": ["127.0.0.1"], "inside.example": ["10.0.0.5"]})
    urls = (site.url("/feed"), site.url("/gone"), "http://inside.example/feed")
    wanted = Polls(Wanted(urls, tmp_path / "feeds", 15, frozenset({site.host})), lookup=names, clock=clock)
    polling, desk = Polling(library, wanted), Desk(library)
    for polled in await wanted.due():
        polling.tell(polled)
    library.sweep(tmp_path / "feeds")
    (card,) = desk.answer(Request.of("quote", {"query": "gates"})).cards
    assert card.heading == "Ann Lee"
    shown = typeset(desk.answer(Request.of("articles")), FACE)
    assert "“Brief”" in shown and shown.count("summary in a feed") == 1
    state = typeset(desk.answer(Request.of("status", {})), FACE)
    assert "it answers 404" in state and "inside.example leads to 10.0.0.5, which is no public address" in state
    clock.now += HOUR
    site.pages["/gone"] = site.pages["/feed"]
    for polled in await wanted.due():
        polling.tell(polled)
    assert "404" not in typeset(desk.answer(Request.of("status", {})), FACE)
    library.close()

"""Which words of a saved page are its article, and what the page tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import HtmlElement

from corpus.model import Article, Basis, BlockKind
from corpus.readers import read
from corpus.readers.web.body import _keep_the_rest
from corpus.readers.web.pieces import divided, numbers, runs
from corpus.readers.web.tree import parse

PROSE = (
    "The harbor of Eastport reopened on Monday after crews had cleared the channel of wrecks, the harbor master said.",
    "Ships had waited outside for two days, and three of them had turned back to Westport before the storm was over.",
    "“We are glad,” said Ann Lee, who runs a ferry with two boats between the islands and the town on the mainland.",
    "Repairs will cost $4 million, according to the council, which meets on Thursday to say who will pay for them.",
)
PARAGRAPHS = "".join(f"<p>{words}</p>" for words in PROSE)


def page(folder: Path, body: str, head: str = "") -> Article:
    path = folder / "page.html"
    path.write_text(f'<html lang="en"><head>{head}</head><body>{body}</body></html>', encoding="utf-8")
    return read(path, folder)


def lines(article: Article) -> list[str]:
    return article.text.split("\n\n")


@pytest.mark.parametrize(
    "wrapper",
    [
        '<form action="/"><div>{}</div></form>',
        "<noscript>{}</noscript>",
        '<div aria-hidden="true">{}</div>',
        '<div role="dialog" class="modal-content">{}</div>',
        '<div hidden style="display: none">{}</div>',
        "<aside><div>{}</div></aside>",
        '<div class="comment-free related">{}</div>',
    ],
)
def test_no_wrapper_hides_the_article(tmp_path: Path, wrapper: str) -> None:
    assert lines(page(tmp_path, wrapper.format(PARAGRAPHS))) == list(PROSE)


def test_what_stands_around_the_article_stays_out(tmp_path: Path) -> None:
    around = (
        '<nav><ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul></nav>',
        '<div id="cookie-consent"><p>We use cookies to make this page better for you and our partners.</p></div>',
        '<div class="related-stories"><h3>More</h3><p><a href="/c">A whale was seen off Westport</a></p></div>',
        '<section id="comments"><p>Bob: I never liked that ferry, and neither did my mother.</p></section>',
        '<p><a href="/d">Whale seen off Westport: the pictures</a></p>',
        "<p>Read more: The storm of the century</p>",
        "<footer>© Daily Harbor</footer>",
    )
    body = (
        f"{around[0]}{around[1]}<article>{PARAGRAPHS}{around[4]}{around[5]}</article>{''.join(around[2:4])}{around[6]}"
    )
    assert lines(page(tmp_path, body)) == list(PROSE)


def test_an_article_divided_into_boxes_is_read_whole(tmp_path: Path) -> None:
    box = '<div class="chunks"><div class="body">{}</div></div>'
    long = [f"{PROSE[number % 4]} It was day {number}." for number in range(16)]
    first, second = ("".join(f"<p>{words}</p>" for words in half) for half in (long[:6], long[6:]))
    other = '<aside class="x"><p>Buy a boat at the docks, the best boats of the coast, today and every day.</p></aside>'
    assert lines(page(tmp_path, f"<main>{box.format(first)}{other}{box.format(second)}</main>")) == long


def test_a_short_sentence_between_paragraphs_is_one_of_them(tmp_path: Path) -> None:
    """As where the reader's own tool takes it for clutter."""
    tree = parse(
        f"<html><body><div>{PARAGRAPHS}<p>There are two.</p><p>Photo</p><p><a>Read it.</a></p>{PARAGRAPHS}</div>"
    )
    assert tree is not None
    found = list(divided(tree, None))
    for piece in found:
        piece.runs = [run._replace(kept=piece.text in PROSE) for run in piece.runs]
    _keep_the_rest(found)
    assert [piece.text for piece in found if piece.kept] == [*PROSE, "There are two.", *PROSE]


def test_a_caption_is_read_as_it_is_seen(tmp_path: Path) -> None:
    label = '<span class="off-screen">Image caption </span>'
    boats = (
        f"<figure><img src='a.jpg'><figcaption>{label}Three boats of the fleet lie in the harbor.</figcaption></figure>"
    )
    rights = "<figure><figcaption>1996-98 Softpix of Eastport Inc., All rights reserved</figcaption></figure>"
    first, *rest = PROSE
    text = f"<article><p>{first}</p>{boats}{rights}{''.join(f'<p>{words}</p>' for words in rest)}</article>"
    assert lines(page(tmp_path, text)) == [first, "Three boats of the fleet lie in the harbor.", *rest]


def test_teasers_at_the_end_are_other_articles(tmp_path: Path) -> None:
    teasers = "".join(
        f'<div class="x"><a href="/{number}">Whale seen off the coast of {place}</a> It was long, they said.</div>'
        for number, place in enumerate(("Westport", "Northport", "Southport"))
    )
    assert lines(page(tmp_path, f"<article>{PARAGRAPHS}{teasers}</article>")) == list(PROSE)
    headed = "<div><h4><a href='/w'>Whale seen off the coast</a></h4><p>It was as long as a ship</p></div>"
    assert lines(page(tmp_path, f"<article>{PARAGRAPHS}{headed}</article>")) == list(PROSE)


@pytest.mark.parametrize("heading", ["<h3>Top stories</h3>", "<p>Top Stories:</p>", "<h2>You may also like</h2>"])
def test_what_stands_below_a_heading_of_other_articles_is_none_of_this_one(tmp_path: Path, heading: str) -> None:
    others = "<p>The council of Westport voted to build a new bridge over the river before the winter.</p>" * 2
    article = page(tmp_path, f"<article><h1>Harbor</h1>{PARAGRAPHS}{heading}{others}</article>")
    assert lines(article)[1:] == list(PROSE)


def test_a_heading_of_other_articles_above_the_article_ends_nothing(tmp_path: Path) -> None:
    article = page(tmp_path, f"<article><h1>Harbor</h1><p>Top stories</p>{PARAGRAPHS}</article>")
    assert PROSE[-1] in article.text


def test_what_may_be_done_with_a_copy_is_no_news(tmp_path: Path) -> None:
    notice = (
        "<p>This copy is for your personal, non-commercial use only. To order presentation-ready copies for handing on "
        "to your colleagues, clients or customers, use the form below and choose what you need.</p>"
    )
    assert lines(page(tmp_path, f"<article><h1>Harbor</h1>{notice}{PARAGRAPHS}</article>"))[1:] == list(PROSE)


def test_words_in_marks_are_no_clutter_whatever_they_begin_with(tmp_path: Path) -> None:
    said = "“Follow us to the harbor,” she said."
    assert (
        lines(page(tmp_path, f"<article>{PARAGRAPHS}<p>{said}</p><p>Follow us on Facebook</p></article>"))[-1] == said
    )


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Follow the harbor desk on Instagram, Facebook and YouTube."),
        ("en", "There is more to tell. Sign up for our free newsletter today and get it in your inbox."),
        ("en", "Listen to Harbor Radio live at noon on weekdays, or listen back here."),
        ("en", "Copyright ©2024 Harbor Press & Company. All Rights Reserved"),
        ("en", "© Harbor Press 2024"),
        ("en", "ann.lee@harbor.example"),
        ("en", "twitter.example/annlee"),
        ("en", "Write to Ann Lee at ann.lee@harbor.example"),
        ("en", "More harbor news: https://harbor.example/news and https://harbor.example/ships"),
        ("en", "DON'T MISS <a href='/a'>Whale seen off Westport after the storm, says the coast guard</a> [PICTURES]"
               " <a href='/b'>The ferry that came back from the ice, and who was on it all the time</a> [INSIGHT]"),
        ("es", "Siga al puerto en Facebook e Instagram."),
        ("es", "Suscríbase gratis: cada mañana en su correo, con nuestro boletín."),
        ("de", "Folgen Sie dem Hafen auf Facebook."),
        ("fr", "Suivez le port sur Instagram et YouTube."),
        ("pt", "Acompanhe o porto no Instagram."),
    ],
)  # fmt: skip
def test_what_stands_at_the_ends_for_readers_is_none_of_the_article(tmp_path: Path, language: str, line: str) -> None:
    path = tmp_path / "page.html"
    head = f'<html lang="{language}"><head><meta name="author" content="Ann Lee"></head>'
    path.write_text(f"{head}<body><article>{PARAGRAPHS}<p>{line}</p></article></body></html>", encoding="utf-8")
    assert lines(read(path, tmp_path)) == list(PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "“Follow me on Facebook,” Lee said.",
        "Copyright law is older than the harbor, and nobody there has read it.",
        "Anyone who saw the boat may write to the police at tips@police.example or call the station in Eastport.",
        "Getting on Facebook took the harbor four years.",
        "The wreck is listed at www.wrecks.example.",
    ],
)
def test_a_last_paragraph_of_news_stays(tmp_path: Path, line: str) -> None:
    assert lines(page(tmp_path, f"<article>{PARAGRAPHS}<p>{line}</p></article>"))[-1] == line


def test_the_first_words_stay_though_they_stand_in_no_paragraph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What tells the article from the rest may drop them, when no element of their own holds them."""
    lead = "Following the storm of Saturday, Eastport plans to build a longer wall at the end of its harbor this year"
    head = f'<meta property="og:description" content="{lead[:90]}...">'
    content = f'<div class="content">{lead}.<br><br>{"<br><br>".join(PROSE)}</div>'

    def kept(tree: HtmlElement) -> frozenset[int]:
        return frozenset(n for _, words, _ in runs(tree) if words and "Following" not in words for n in numbers(words))

    monkeypatch.setattr("corpus.readers.web.body._kept", kept)
    assert lines(page(tmp_path, content, head)) == [f"{lead}.", *PROSE]
    assert lines(page(tmp_path, content)) == list(PROSE)
    about = f'<p class="summary">{lead}.</p>{content.replace(lead, "A wall is planned")}'
    assert lines(page(tmp_path, about, head)) == ["A wall is planned.", *PROSE]


def test_headings_captions_posts_and_lists_keep_their_place(tmp_path: Path) -> None:
    body = (
        f"<article><p>{PROSE[0]}</p><figure><img src='a.jpg'><figcaption>Ships wait outside Eastport on Sunday."
        f"</figcaption></figure><p>{PROSE[1]}</p><h2>What was said</h2><blockquote class='twitter-tweet'>"
        "<p>The port is open.</p>&mdash; Port of Eastport (@eastport) <a href='x'>May 6, 2024</a></blockquote>"
        f"<p>{PROSE[2]}</p><ul><li>The pier needs new piles.</li><li>The crane is lost.</li></ul>"
        f"<p>{PROSE[3]}</p></article>"
    )
    article = page(tmp_path, body)
    assert lines(article) == [
        PROSE[0],
        "Ships wait outside Eastport on Sunday.",
        PROSE[1],
        "What was said",
        "The port is open.",
        "— Port of Eastport (@eastport) May 6, 2024",
        PROSE[2],
        "The pier needs new piles.\nThe crane is lost.",
        PROSE[3],
    ]
    assert [(block.kind, block.span.of(article.text)) for block in article.blocks] == [
        (BlockKind.CAPTION, "Ships wait outside Eastport on Sunday."),
        (BlockKind.HEADING, "What was said"),
        (BlockKind.POST, "The port is open."),
        (BlockKind.SIGNATURE, "— Port of Eastport (@eastport) May 6, 2024"),
    ]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("<q>We will not yield</q>, she said.", "“We will not yield”, she said."),
        ("<q>We will <b>not</b></q>, she said.", "“We will not”, she said."),
        ("<q>“We will not”</q>, she said.", "“We will not”, she said."),
        ("It costs <del>three</del> <ins>four</ins> million.", "It costs four million."),
        ("It costs <s>three</s> four million.", "It costs four million."),
        ("The mayor<br>was silent.", "The mayor was silent."),
        ("The mayor <br/> was<br>silent.", "The mayor was silent."),
        ("The mayor was silent.<br><br>The clerk was not.", "The mayor was silent.\n\nThe clerk was not."),
        ("On <time>Monday</time> it rained.", "On Monday it rained."),
        ("It is so.<sup>[1]</sup> It was.", "It is so. It was."),
        ("A&nbsp;B &amp; C\u00ad D", "A B & C\u00ad D"),
    ],
)
def test_marks_breaks_and_struck_words(tmp_path: Path, written: str, read_as: str) -> None:
    article = page(tmp_path, f"<article><p>{PROSE[0]}</p><p>{written}</p><p>{PROSE[1]}</p></article>")
    assert "\n\n".join(lines(article)[1:-1]) == read_as


def test_a_quotation_element_has_the_marks_of_its_language(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text('<html lang="de"><body><p><q>Nein</q>, sagte sie.</p></body></html>', encoding="utf-8")
    assert read(path).text == "„Nein“, sagte sie."


def test_the_title_stands_once_and_the_byline_not_at_all(tmp_path: Path) -> None:
    head = (
        '<title>Harbor reopens | Daily Harbor</title><meta property="og:site_name" content="Daily Harbor">'
        '<meta name="author" content="Nora Quist">'
    )
    logo = "<header><h1 class='logo'>Daily Harbor</h1></header>"
    body = f"{logo}<article><h1>Harbor reopens</h1><p>By Nora Quist, 6 May 2024, 9:30</p>{PARAGRAPHS}</article>"
    article = page(tmp_path, body, head)
    assert lines(article) == ["Harbor reopens", "6 May 2024, 9:30", *PROSE]  # the page tells the day nowhere else
    assert article.title and article.title.text == "Harbor reopens" and article.outlet == "Daily Harbor"


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Harbor reopens - Daily Harbor</title>", "<h1>Daily Harbor</h1>", "Harbor reopens"),
        ("<title>Daily Harbor: Harbor reopens after storm</title>", "", "Harbor reopens after storm"),
        ("<title>Storm – what we know – Daily Harbor</title>", "", "Storm – what we know"),
        ("", "<h1>Harbor reopens</h1>", "Harbor reopens"),
        (
            '<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": "Harbor reopens"}</script>',
            "",
            "Harbor reopens",
        ),
    ],
)
def test_the_title_is_the_articles_and_not_the_sites(tmp_path: Path, head: str, heading: str, title: str) -> None:
    site = '<meta property="og:site_name" content="Daily Harbor">'
    found = page(tmp_path, f"{heading}<article>{PARAGRAPHS}</article>", head + site).title
    assert found and found.text == title


def _meta(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{value}">'


def _linked(kind: str, day: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "{kind}", "datePublished": "{day}"}}</script>'


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (_meta("article:published_time", "2024-05-06T10:00Z"), "", "2024-05-06"),
        (_meta("article:published_time", "2024-05-06T23:30:00-04:00"), "", "2024-05-06"),
        (
            _meta("article:published_time", "2024-05-07T02:00:00Z"),
            '<time datetime="2024-05-06T22:00:00-04:00">',
            "2024-05-06",
        ),
        (_meta("DC.date", "2024-05-06"), "", "2024-05-06"),
        (_meta("pubdate", "20240506"), "", "2024-05-06"),
        (_meta("article:published", "May 6, 2024"), "", "2024-05-06"),
        (_meta("date", "0001-01-01T00:00:00"), "", None),
        (_meta("date", "0001-01-01T00:00:00"), '<time datetime="2024-05-06">', "2024-05-06"),
        (_linked("NewsArticle", "2024-05-06"), "", "2024-05-06"),
        (_linked("VideoObject", "2020-01-01"), "", None),
        (_linked("VideoObject", "2020-01-01") + _linked("NewsArticle", "2024-05-06"), "", "2024-05-06"),
        ('<link rel="canonical" href="https://x.example/2024/05/06/harbor">', "", "2024-05-06"),
        ('<link rel="canonical" href="https://x.example/harbor-2024">', "", None),
        ("", '<time datetime="2024-05-06">6 May</time>', "2024-05-06"),
        ("", '<aside><time datetime="2020-01-01">old</time></aside>', None),
        ("", '<div class="related"><article><time datetime="2020-01-01">old</time> Whales</article></div>', None),
        ("", '<section class="comments"><time datetime="2025-01-01">now</time></section>', None),
    ],
)
def test_the_day_is_the_articles_own(tmp_path: Path, head: str, body: str, day: str | None) -> None:
    published = page(tmp_path, f"<article>{body}{PARAGRAPHS}</article>", head).published
    assert published is not None
    assert (published.value if published.basis is Basis.METADATA else None) == day


def test_a_clock_in_the_head_of_the_page_is_no_day(tmp_path: Path) -> None:
    clock = '<header><time datetime="2026-01-01">Today</time></header>'
    body = f"{clock}<article><p>Published 2 May 2024</p>{PARAGRAPHS}</article>"
    article = page(tmp_path, body)
    assert article.published is not None and article.published.basis is Basis.FILE
    assert lines(article)[0] == "Published 2 May 2024"  # the day is found in the text
    told = page(tmp_path, body, _meta("date", "2024-05-03"))
    assert told.published is not None and told.published.value == "2024-05-03"


def test_a_page_in_german_is_german_whatever_its_template_says(tmp_path: Path) -> None:
    words = "<p>Der Hafen ist wieder offen, sagte die Leiterin am Montag, und die Schiffe dürfen einlaufen.</p>" * 5
    assert page(tmp_path, f"<article>{words}</article>").language == "de"
    assert page(tmp_path, f"<article>{PARAGRAPHS}</article>").language == "en"
    assert page(tmp_path, f"<article>{words[:110]}</article>").language == "en"  # too little to speak against it


def test_an_outlet_is_a_name_and_no_address(tmp_path: Path) -> None:
    for told, outlet in (("https://www.harbor.example", "harbor.example"), ("Harbor | News for all", "Harbor")):
        assert page(tmp_path, PARAGRAPHS, f'<meta property="og:site_name" content="{told}">').outlet == outlet


def test_a_page_nested_too_deeply_for_a_tree_is_read_all_the_same(tmp_path: Path) -> None:
    for tag in ("b", "div", "p", "blockquote"):
        assert page(tmp_path, f"<{tag}>" * 5_000 + "The words." + f"</{tag}>" * 5_000).text == "The words."

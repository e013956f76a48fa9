"""The day a page says it was published: its own, never a comment's, a video's, another article's or a clock's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from corpus.readers.days import day_of, in_address, near
from corpus.readers.web.linked_data import Linked

_METAS = (  # best first
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "article.published",
    "published-date",
    "article_date_original",
    "originalpublicationdate",
    "displaydate",
    "date",
)
_UTC = re.compile(r"T?\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]00:?00|UTC|GMT)\s*$", re.I)
_OTHERS = re.compile(
    r"comment|reply|related|teaser|sidebar|most-|recommend|latest|trending|widget|clock|today|current-?(?:date|time)|video|"
    r"ticker|weather|copyright|event",
    re.I,
)
_MARKED = re.compile(r"publish|pub-?date|entry-date|post(?:ed|-?date)\b", re.I)
_OWN_LIST = re.compile(
    r"\b(?:entry|post|article)-?(?:meta|info|date)|byline|dateline|(?:modified|publish\w*|posted)-?(?:on|date|time)",
    re.I,
)
_OTHER_TYPES = re.compile(r"Comment|VideoObject|ImageObject|Event|Review$")
_BESIDE = frozenset("aside nav footer figure li blockquote".split())


def published(tree: HtmlElement, metas: dict[str, str], linked: Linked, addresses: list[str]) -> str | None:
    """YYYY-MM-DD. The publisher's own day where one is told beside that of Greenwich."""
    told = [linked.published, *_microdata(tree), *(metas.get(name, "") for name in _METAS), *_times(tree)]
    days = [(day, value) for value in told if value for day in [day_of(value)] if day]
    if not days:
        return next(filter(None, map(in_address, addresses)), None)
    day, value = days[0]
    if not _UTC.search(value):
        return day
    local = (other for other, said in days if not _UTC.search(said))
    return next((other for other in (*local, *filter(None, map(in_address, addresses))) if near(other, day)), day)


def _microdata(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iterfind(".//*[@itemprop]"):
        if "datePublished" in element.get("itemprop", "").split() and not _anothers(element, None):
            yield element.get("content") or element.get("datetime") or element.text_content()


def _times(tree: HtmlElement) -> Iterator[str]:
    """Of `<time>` elements: those marked as the day of publication, then the first within the article, then the only
    day outside it."""
    home = max(tree.iter("article"), key=_weight, default=None)
    times = [element for element in tree.iter("time") if not _anothers(element, home)]
    marked = [
        time
        for time in times
        if "pubdate" in time.attrib or _MARKED.search(f"{time.get('class', '')} {time.get('itemprop', '')}")
    ]
    inside = [time for time in times if home is not None and home in time.iterancestors()]
    said = [time.get("datetime") or time.text_content() for time in (*marked, *inside)]
    yield from said
    if not said and len({day_of(time.get("datetime") or time.text_content()) for time in times}) == 1:
        yield times[0].get("datetime") or times[0].text_content()


def _class_of_list(item: HtmlElement) -> str:
    above = item.getparent()
    return above.get("class", "") if above is not None else ""


def _weight(element: HtmlElement) -> int:
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def _anothers(element: HtmlElement, home: HtmlElement | None) -> bool:
    """Whether it stands in something beside the article, or in a part of the article that is dated itself."""
    for above in element.iterancestors():
        if above is home:
            return False
        named = f"{above.get('class', '')} {above.get('id', '')}"
        if (
            (above.tag in _BESIDE and not (above.tag == "li" and _OWN_LIST.search(f"{named} {_class_of_list(above)}")))
            or (above.tag == "article" and home is not None)
            or (above.tag == "header" and above.find(".//h1") is None)
            or (above.tag not in ("body", "html") and _OTHERS.search(named))
            or _OTHER_TYPES.search(above.get("itemtype", ""))
        ):
            return True
    return False

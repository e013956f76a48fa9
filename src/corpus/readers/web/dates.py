"""The day a page says it was published: its own, never a comment's, a video's, another article's or a clock's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from email.utils import parsedate

from lxml.html import HtmlElement

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
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}\S*)?\s*$")
_SLASHED = re.compile(r"\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_FIRST = re.compile(r"\s*(?:[a-z]+day,?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.I)
_DAY_FIRST = re.compile(r"\s*(?:[a-z]+day,?\s+)?(\d{1,2})\.?(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})\b", re.I)
_UTC = re.compile(r"T?\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]00:?00|UTC|GMT)\s*$", re.I)
_ADDRESS = re.compile(
    r"[/_-]((?:19|20)\d\d)[/_-]?(\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/_-]?(\d{1,2})(?=[/_.-]|$)",
    re.I,
)
_OTHERS = re.compile(
    r"comment|reply|related|teaser|sidebar|most-|recommend|latest|trending|widget|clock|today|current-?(?:date|time)|video|"
    r"ticker|weather|copyright|event",
    re.I,
)
_OTHER_TYPES = re.compile(r"Comment|VideoObject|ImageObject|Event|Review$")
_BESIDE = frozenset("aside nav footer figure li blockquote".split())
_EARLIEST = 1700


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
    return next((other for other in (*local, *filter(None, map(in_address, addresses))) if _near(other, day)), day)


def day_of(value: str) -> str | None:
    """The day as it is written, without regard to the clock and the zone behind it."""
    for pattern in (_ISO, _COMPACT, _SLASHED):
        match = pattern.match(value)
        if match:
            return _day(*map(int, match.groups()))
    match = _MONTH_FIRST.match(value)
    if match and match.group(1).lower() in _MONTHS:
        return _day(int(match.group(3)), _month(match.group(1)), int(match.group(2)))
    match = _DAY_FIRST.match(value)
    if match and match.group(2).lower() in _MONTHS:
        return _day(int(match.group(3)), _month(match.group(2)), int(match.group(1)))
    mail = parsedate(value)
    return _day(*mail[:3]) if mail else None


def in_address(address: str) -> str | None:
    match = _ADDRESS.search(address)
    return _day(int(match.group(1)), _month(match.group(2)), int(match.group(3))) if match else None


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS.index(written.lower()) + 1


def _day(year: int, month: int, day: int) -> str | None:
    """None for what is no day, or none an article could be of: programs that know no date write the year 1 or 1970."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if year >= _EARLIEST and found != date(1970, 1, 1) else None


def _near(one: str, other: str) -> bool:
    return abs(date.fromisoformat(one) - date.fromisoformat(other)) <= timedelta(days=1)


def _microdata(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iterfind(".//*[@itemprop]"):
        if "datePublished" in element.get("itemprop", "").split() and not _anothers(element, None):
            yield element.get("content") or element.get("datetime") or element.text_content()


def _times(tree: HtmlElement) -> Iterator[str]:
    """Of `<time>` elements: those marked as the day of publication, then the first within the article, then the only
    day outside it."""
    home = max(tree.iter("article"), key=_weight, default=None)
    times = [element for element in tree.iter("time") if not _anothers(element, home)]
    marked = [time for time in times if "pubdate" in time.attrib or "publish" in time.get("class", "").lower()]
    inside = [time for time in times if home is not None and home in time.iterancestors()]
    said = [time.get("datetime") or time.text_content() for time in (*marked, *inside)]
    yield from said
    if not said and len({day_of(time.get("datetime") or time.text_content()) for time in times}) == 1:
        yield times[0].get("datetime") or times[0].text_content()


def _weight(element: HtmlElement) -> int:
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def _anothers(element: HtmlElement, home: HtmlElement | None) -> bool:
    """Whether it stands in something beside the article, or in a part of the article that is dated itself."""
    for above in element.iterancestors():
        if above is home:
            return False
        named = f"{above.get('class', '')} {above.get('id', '')}"
        if (
            above.tag in _BESIDE
            or (above.tag == "article" and home is not None)
            or (above.tag == "header" and above.find(".//h1") is None)
            or (above.tag not in ("body", "html") and _OTHERS.search(named))
            or _OTHER_TYPES.search(above.get("itemtype", ""))
        ):
            return True
    return False

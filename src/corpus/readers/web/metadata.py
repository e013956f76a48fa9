"""What a page tells of its article beside the words: title, outlet, language, authors and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from corpus.readers.addresses import canonical, moment
from corpus.readers.web.dates import published
from corpus.readers.web.linked_data import Linked, linked

_SPACE = re.compile(r"\s+")
_SEPARATOR = re.compile(r"\s+[|–—·•»«-]+\s+|\s*[|»]\s*|:\s+")
_SLOGAN = re.compile(r"\s*\|\s*")
_WORD = re.compile(r"\w+")
_LOGO = re.compile(r"logo|brand|masthead|site-(?:title|name)", re.I)
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "twitter:creator")
_MODIFIED = ("article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified", "last-modified")
_LEADS = ("og:description", "description", "twitter:description")
_LANGUAGE = re.compile(r"[a-z]{2}(?=[_-]|$)", re.I)


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str = ""
    outlet: str = ""
    published: str | None = None
    language: str = ""
    authors: tuple[str, ...] = ()
    address: str = ""
    modified: str = ""
    lead: str = ""  # its first words, or a line about it


def metadata(tree: HtmlElement) -> Metadata:
    metas, about = _metas(tree), linked(tree)
    addresses = [address for address in (_canonical(tree), metas.get("og:url", "")) if address]
    outlet = next(filter(None, (metas.get("og:site_name"), about.outlet, *map(metas.get, _OUTLETS))), "")
    return Metadata(
        title=_title(tree, metas, about, outlet, addresses),
        outlet=_name_of(outlet),
        published=published(tree, metas, about, addresses),
        language=language(tree, metas, about),
        authors=tuple(_authors(tree, metas, about)),
        address=next(filter(None, map(canonical, addresses)), ""),
        modified=next(filter(None, map(moment, (about.modified, *(metas.get(name, "") for name in _MODIFIED)))), ""),
        lead=next((metas[name].rstrip(" .…") for name in _LEADS if name in metas), ""),
    )


def _name_of(outlet: str) -> str:
    """Without the slogan behind it, and an address without what is no name in it."""
    if "://" in outlet:
        return (urlsplit(outlet).hostname or "").removeprefix("www.")
    return _SLOGAN.split(outlet)[0]


def language(tree: HtmlElement, metas: dict[str, str] | None = None, about: Linked | None = None) -> str:
    metas = metas or {}
    told = (tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), metas.get("content-language"))
    found = (
        _LANGUAGE.match(value) for value in (*told, about.language if about else "", metas.get("og:locale")) if value
    )
    return next((match.group().lower() for match in found if match), "")


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first content of each name, in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = squeezed(meta.get("content") or "")
        for key in ("property", "name", "http-equiv"):
            name = (meta.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _canonical(tree: HtmlElement) -> str:
    link = next((link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower()), None)
    return (link.get("href") or "").strip() if link is not None else ""


def _authors(tree: HtmlElement, metas: dict[str, str], about: Linked) -> Iterator[str]:
    yield from about.authors
    yield from (metas[name] for name in _AUTHORS if metas.get(name))
    for element in tree.iterfind(".//*[@rel='author']"):
        yield squeezed(element.text_content())


# ------------------------------------------------------------------ title
def _title(tree: HtmlElement, metas: dict[str, str], about: Linked, outlet: str, addresses: list[str]) -> str:
    """The headline as the page prints it, where it is the one the page tells machines; else the one told."""
    page = next(
        (squeezed(element.text_content()) for element in tree.iter("title") if element.getparent() is not None), ""
    )
    sites = {folded(name) for name in (outlet, about.outlet, *map(_host, addresses)) if name} - {""}
    told = [
        without_site(name, sites)
        for name in (metas.get("og:title"), about.headline, metas.get("twitter:title"))
        if name
    ]
    told += [without_site(page, sites)] if page else []
    told = [name for name in told if name and folded(name) not in sites]
    printed = [name for name in _headings(tree) if folded(name) not in sites]
    for name in printed:
        if any(_alike(name, other) for other in (*told, page)):
            return name
    return next(iter(told), next(iter(printed), ""))


def _headings(tree: HtmlElement) -> Iterator[str]:
    """The words of every `h1` that is no logo."""
    for heading in tree.iter("h1"):
        named = " ".join(
            f"{e.get('class', '')} {e.get('id', '')}" for e in (heading, *list(heading.iterancestors())[:2])
        )
        home = any(
            (link.get("href") or "").rstrip("/").count("/") in (0, 2) for link in heading.iter("a") if link.get("href")
        )
        words = squeezed(heading.text_content())
        if words and not _LOGO.search(named) and not (home and len(words.split()) < 5):
            yield words


def without_site(title: str, sites: set[str]) -> str:
    """Without the outlet's name, the section's and the like behind or before it."""
    parts = _SEPARATOR.split(title)
    marks = [match.group() for match in _SEPARATOR.finditer(title)]
    while len(parts) > 1 and _is_site(parts[-1], sites):
        parts.pop()
        marks.pop()
    while len(parts) > 1 and _is_site(parts[0], sites):
        parts.pop(0)
        marks.pop(0)
    return "".join(a + b for a, b in zip(parts, [*marks, ""], strict=True)).strip()


def _is_site(part: str, sites: set[str]) -> bool:
    words = folded(part)
    return any(
        words == site or (len(words) >= 4 and (words in site or (site in words and len(words) < 2.5 * len(site))))
        for site in sites
    )


def _alike(one: str, other: str) -> bool:
    a, b = folded(one), folded(other)
    return bool(a) and (a == b or (len(a) > 15 and a in b) or (len(b) > 15 and b in a))


def _host(address: str) -> str:
    host = urlsplit(address).hostname if "://" in address else ""
    parts = (host or "").removeprefix("www.").split(".")
    return parts[-3] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2] if len(parts) > 1 else ""


def folded(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


def squeezed(text: str) -> str:
    return _SPACE.sub(" ", text).strip()

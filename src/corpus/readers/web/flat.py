"""The words of a page without a look at its tree: for pages nested so deeply that no tree is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

_BREAKS = frozenset("p div li ul ol blockquote h1 h2 h3 h4 h5 h6 td tr table section article main br hr pre".split())
_WORDLESS = frozenset("script style template svg head title noscript nav footer aside form".split())


def paragraphs(page: str) -> Iterator[str]:
    flat = _Flat()
    flat.feed(page)
    flat.close()
    for part in "".join(flat.parts).split("\n\n"):
        words = " ".join(part.split())
        if words:
            yield words


class _Flat(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.within: list[str] = []  # open elements whose words are not the page's

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _WORDLESS:
            self.within.append(tag)
        if tag in _BREAKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if self.within and tag == self.within[-1]:
            self.within.pop()
        if tag in _BREAKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.parts.append(data.replace("\n", " "))

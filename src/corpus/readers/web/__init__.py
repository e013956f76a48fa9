"""Saved web pages: the words of the article in its order, without menus, advertising and what readers said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.errors import UnreadableFile
from corpus.languages import codes, detect
from corpus.model import Basis, Published
from corpus.readers.encodings import decoded, label_of
from corpus.readers.found import Found, Paragraph, assembled

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"\w+")
_BY = re.compile(r"\b(?:by|von|por|par|di|de|and|und|y|et|e|text|texto|texte|written|author|autora?|auteur)\b", re.I)


@dataclass(frozen=True, slots=True)
class PageHead:
    """Where on a page its title and its byline may stand once more. Set by hand."""

    head: int = 6  # paragraphs among which the title may stand again
    enough: int = 300  # characters that tell the language
    byline: int = 120  # characters of one at most
    more: int = 3  # words a byline may have beside the names


_LIMITS = PageHead()


def fits(head: bytes) -> bool:
    return bool(_HTML.match(head))


def read(data: bytes, shown: str) -> tuple[Found, ...]:
    text, remark = decoded(data, shown, label=label_of(data))
    return (replace(of_page(text, shown), remarks=(remark,) if remark else ()),)


def of_page(text: str, shown: str) -> Found:
    from corpus.readers.web import body, flat, metadata, tree  # here, because most folders hold no page

    page = tree.parse(text)
    about = metadata.metadata(page) if page is not None else metadata.Metadata()
    found: list[Paragraph] = []
    if page is not None:
        tree.prepare(page, about.language)
        found = body.paragraphs(
            page,
            dated=about.published is not None,
            language=about.language,
            title=about.title,
            lead=about.lead,
            authors=about.authors,
        )
    found = found or [Paragraph(words) for words in flat.paragraphs(text)]
    if not found:
        raise UnreadableFile(shown, "there are no words of an article in it", "save its text as a plain file", "empty")
    found = [part for part in _without_title(found, about.title) if not _is_byline(part, about.authors)]
    article = assembled(
        found,
        title=about.title,
        outlet=about.outlet,
        published=Published(about.published, Basis.METADATA) if about.published else None,
        language=about.language,
        address=about.address,
        modified=about.modified,
    )
    return replace(article, language=_spoken(article.text, article.language))


def _spoken(text: str, told: str) -> str:
    """What the page says, but for a language of ours that its words speak against: templates are copied unread."""
    if told not in codes() or len(text) < _LIMITS.enough:
        return told
    return detect(text)


def of_fragment(markup: str) -> list[Paragraph]:
    """All the words of a piece of a page, such as an entry of a feed."""
    from corpus.readers.web import body, flat, tree

    if "<" not in markup and "&" not in markup:
        return [Paragraph(" ".join(markup.split()))] if markup.strip() else []
    page = tree.parse(markup)
    if page is None:
        return [Paragraph(words) for words in flat.paragraphs(markup)]
    tree.prepare(page, "")
    return body.everything(page)


def _without_title(found: list[Paragraph], title: str) -> list[Paragraph]:
    """The title is put above the text, so it does not stand in it again."""
    same = "".join(_WORD.findall(title.lower()))
    head = [part for part in found[: _LIMITS.head] if "".join(_WORD.findall(part.words.lower())) != same]
    return [*head, *found[_LIMITS.head :]] or found


def _is_byline(part: Paragraph, authors: Sequence[str]) -> bool:
    """Whether it has no words but "By", names of the authors, and what goes with them."""
    if part.kind is not None or len(part.words) > _LIMITS.byline:
        return False
    rest = words = part.words.lower()
    for name in sorted(authors, key=len, reverse=True):
        rest = rest.replace(name.lower(), " ")
    return rest != words and len(_LETTERS.findall(_BY.sub(" ", rest))) <= _LIMITS.more

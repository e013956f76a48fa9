"""Other people's words made harmless for Discord: the same letters are seen, and nothing pings, links or formats."""

from __future__ import annotations

import re

from bot.discord.limits import units
from corpus.limits import crop

# Nothing of these is seen; they hide words, turn the reading direction round or break our own marks. The joiners
# (200C, 200D) belong to the spelling of Persian, Hindi and of emoji and stay between two letters that are not ASCII.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_GAPS = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*){2,}")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Accents piled on one letter cover the lines above: four in a row are more than any language writes.
_PILED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)

# A backslash before punctuation shows that character and nothing else, wherever it stands.
_MARKUP = re.compile(
    r"[\\*_~|`\[\]<>]"  # emphasis, spoilers, code, masked links, and everything Discord writes as <...>
    r"|@(?!everyone|here)"
    r"|:(?=//)|:(?=[^\s:]{0,40}:)"  # a bare link; the code of an emoji
    r"|(?m:^[^\S\n]*)(?:#{1,3}(?=\s|$)|-#|[-+](?=\s|$))"  # a heading, small print, a list
)
_NUMBERED = re.compile(r"(?m)^([^\S\n]*\d+)([.)])(?=\s|$)")
_EVERYBODY = re.compile(r"@(?=everyone|here)")


def clean(text: str) -> str:
    """The text without what cannot be seen; line breaks are kept, never more than one empty line in a row."""
    text = _SURROGATES.sub("\ufffd", text)
    text = _JOINERS.sub("", _UNSEEN.sub("", _BREAKS.sub("\n", text)))
    return _PILED.sub(r"\1", _GAPS.sub("\n\n", text))


def escape(text: str) -> str:
    """Text for a place where Discord reads Markdown."""
    text = _MARKUP.sub(_backslash, clean(text))
    # Some places look for these two before they look at backslashes; an unseen letter inside ends the matter.
    return _EVERYBODY.sub("@\u200b", _NUMBERED.sub(r"\1\\\2", text))


def plain(text: str, limit: int) -> str:
    """Text for a place that shows it as it is (a button, a choice): one line, cut to the limit."""
    line = " ".join(clean(text).split())
    return crop(line, limit, units)


def fit(text: str, limit: int) -> str:
    """`escape(text)`, cut so that what is sent has at most `limit` units and no backslash stands alone at the end."""
    text = clean(text)
    whole = escape(text) if units(text) <= limit else None
    if whole is not None and units(whole) <= limit:
        return whole
    size = limit
    while size > 0:
        shown = escape(crop(text, size, units))
        over = units(shown) - limit
        if over <= 0:
            return shown
        size -= max(1, over // 2)
    return ""


def _backslash(found: re.Match[str]) -> str:
    matched = found.group()
    mark = matched.lstrip()
    return matched[: len(matched) - len(mark)] + "\\" + mark

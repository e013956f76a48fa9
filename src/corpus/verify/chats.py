"""Who sent a line of a chat that somebody forwards: "[10:32] Ann: …". That is not who said what it quotes."""

from __future__ import annotations

import re

_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_WHEN = rf"(?:{_DAY},?\s+(?:at\s+)?)?{_CLOCK}"
_NAME = r"[^\s>:\[\]\"“”„«»][^:\n\[\]\"“”„«»]{0,39}"
_GAP = r"[^\S\n]"  # within a line, so that no run of spaces is looked through again for each of its places
_LABEL = re.compile(
    rf"^[ \t>]*+(?:[\[(]{_WHEN}[\])]{_GAP}*+[-–]?{_GAP}*+{_NAME}:|{_WHEN}{_GAP}++[-–]{_GAP}++{_NAME}:"
    rf"|{_NAME},?{_GAP}*+[\[(](?:{_DAY}{_GAP}+)?{_CLOCK}[\])](?::|{_GAP}*$)"
    rf"|{_NAME}(?:{_GAP}{{2,}}+|{_GAP}*+[—–]{_GAP}*+){_WHEN}{_GAP}*$)",
    re.M | re.I,
)


def masked(text: str) -> str:
    """The text with blanks in the place of who sent its lines and when, so that everything stands where it stood."""
    return _LABEL.sub(lambda label: re.sub(r"[^\n]", " ", label.group()), text)

"""What Discord accepts, as numbers: a body beyond them is refused whole, so nothing is sent unmeasured."""

from __future__ import annotations

CONTENT = 2000
COMPONENTS = 40  # in one message, nested ones counted
TEXT = 4000  # in all text displays of one message
BUTTONS = 5  # in one row
CUSTOM_ID = 100
LABEL = 80
URL = 512
CHOICES = 25
CHOICE = 100  # name and value of an autocomplete choice
NAME = 32  # of a command or an option
DESCRIPTION = 100
FORM_TITLE = 45
FORM_LABEL = 45
FORM_TITLE_TEXT = 300  # of a title typed into one
FORM_TEXT = 4000  # what a person can type into one field of a form


def units(text: str) -> int:
    """The length as Discord's clients count it: a letter outside the basic plane counts as two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2

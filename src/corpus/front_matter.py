"""Where an article's front matter stands: YAML between two lines of dashes at the very beginning."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrontMatterSize:
    """How much may stand between the two lines of dashes. Set by hand: what goes on longer is no front matter, but an
    article with two such lines."""

    longest: int = 20_000  # characters


_SIZE = FrontMatterSize()

FRONT_MATTER = re.compile(
    rf"---[ \t]*\r?\n(.{{0,{_SIZE.longest}}}?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
)

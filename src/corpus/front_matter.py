"""Where an article's front matter stands: YAML between two lines of dashes at the very beginning."""

from __future__ import annotations

import re

_LONGEST = 20_000  # characters: what goes on longer is no front matter, but an article with two lines of dashes
FRONT_MATTER = re.compile(rf"---[ \t]*\r?\n(.{{0,{_LONGEST}}}?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)

"""Which extraction this is, so that a better one reads every file again, and an edited comment none.

VERSION is raised by hand with the first change after a release that lets other things be found. `make seal` ends a
release: it writes down which version that is and the digest of all that it depends on. The tests hold that whatever is
sealed has not changed. Until the next seal the version is at work, and every edit of these rooms counts.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

HOME = Path(__file__).parent
VERSION = 4
SEALED = 4  # the version that was released last
DIGEST = "e3a4f80d8f01a267"  # of its rooms, comments left out

# What decides what is found in a file, below src/corpus.
ROOMS = ("analysis", "extract", "front_matter.py", "languages", "model.py", "quantities", "readers")
# Words and weights beside them that only the questions need.
NOT_READ = (
    "questions.toml",
    "opposites.toml",
    "summary.toml",
    "verify.toml",
    "world/countries.toml",
    "world/offices.toml",
    "world/translations.toml",
    "languages/translations.py",
    "weights/ask/world.toml",
)


def files(home: Path = HOME) -> list[Path]:
    """Every file of the rooms, in an order that is the same on every machine."""
    found = [path for room in ROOMS for path in ([home / room] if room.endswith(".py") else (home / room).rglob("*"))]
    read = (path for path in found if path.suffix in (".py", ".toml") and not path.as_posix().endswith(NOT_READ))
    return sorted(read, key=lambda path: path.as_posix())


@cache
def stamp(home: Path = HOME) -> str:
    """What is noted beside every file that was read."""
    if VERSION == SEALED:
        return str(VERSION)
    total = 0
    for path in files(home):
        total = zlib.crc32(path.read_bytes(), total)
    return f"{VERSION}+{total:08x}"

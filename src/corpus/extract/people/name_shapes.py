"""How names are written: capitals, initials, what is shortened before them and the small words inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from corpus.languages import lexicon

WORLD = "world"  # lists that belong to no one language
UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(n) for n in (*range(0x100, 0x250), *range(0x1E00, 0x1F00)) if chr(n).isupper())
_INITIAL = rf"(?:[{UPPER}]\.)+(?:-[{UPPER}]\.)?"
_WORD = rf"(?![LDCSNJ]['’][a-zà-ÿ]{{3}})(?:[dlDLO]['’])?[{UPPER}]\w*(?:['’-]\w+)*"
_NICKNAME = rf"[\"“'‘(]{_WORD}(?: {_WORD})?[\"”'’)] "


class Shapes(NamedTuple):
    token: re.Pattern[str]  # one word of a name
    run: re.Pattern[str]  # a run of capitals, in which names may stand
    nickname: re.Pattern[str]  # Wilfredo "El Chele" Cálix
    inside: re.Pattern[str]  # a small word between two words of a name
    surname: re.Pattern[str]  # a last surname with its small words: "de la Torre"


@lru_cache(maxsize=1)
def shapes() -> Shapes:
    words = lexicon(WORLD, "names")
    shortened, inside = _any(words.list("abbreviated")), _any(words.list("inside"))
    token = rf"(?:(?:{_any(words.list('hyphened'))})-)?(?:(?:{shortened})\.|{_INITIAL}|{_WORD})"
    return Shapes(
        token=re.compile(token),
        run=re.compile(  # one look at the first letter spares a look at all that may follow: twice as fast
            rf"(?=[(aeudlDL{UPPER}])(?<![\w@#’'-])(?:\({_WORD}\) )?{token}"
            rf"(?:[ \u00a0] {{0,3}}(?:(?:{inside}) |{_NICKNAME})?{token})*(?:, [JS]r\.?)?"
        ),
        nickname=re.compile(_NICKNAME),
        inside=re.compile(rf" (?:{inside}) "),
        surname=re.compile(rf"(?<= )(?:{_any(words.list('before_surnames'))}) [{UPPER}]\w+$"),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)).replace("\\ ", " ")


@lru_cache(maxsize=8)
def listed(key: str) -> frozenset[str]:
    """Small words of names, of all languages together: "particles", "suffixes", "saints" ..."""
    return lexicon(WORLD, "names").words(key)

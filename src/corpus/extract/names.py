"""Where the names of people stand: runs of capitals, what is cut off them, and how much speaks for a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.extract.vocabulary import Is, Vocabulary, gender_of, vocabulary
from corpus.language import lexicon
from corpus.model import Gender

_UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(n) for n in (*range(0x100, 0x250), *range(0x1E00, 0x1F00)) if chr(n).isupper())
_INITIAL = rf"(?:[{_UPPER}]\.)+(?:-[{_UPPER}]\.)?"
_ABBREVIATED = (
    r"(?:Messrs|Mrs|Mr|Ms|Mx|Dra|Dr|Prof|Sens|Sen|Reps|Rep|Gov|Gen|Gral|Col|Cnel|Lt|Sgt|Capt|Cpt|Cpl|Maj|Adm|Brig|Cmdr|Pvt"
    r"|Rev|Hon|Pres|Srta|Sra|Sr|Dña|St|Ste|Mme|Mlle|Supt|Det|Insp|Atty|Lic|Ing|Jr|Hr)\."
)
_WORD = rf"(?:[dlDLO]['’])?[{_UPPER}]\w*(?:['’-]\w+)*"
TOKEN = re.compile(rf"(?:(?:al|el|ad|as|ash|an|at|ul)-)?(?:{_ABBREVIATED}|{_INITIAL}|{_WORD})")
_PARTICLE = (
    r"(?:de la|de las|de los|de l['’]|del|de|dos|das|da|do|della|di|du|van der|van den|van de|van|von der"
    r"|von und zu|von|ter|ten|der|den|zu|bin|ibn|al|el|ul|la|las|los|af|av)"
)
_NICKNAME = rf"[\"“'‘(]{_WORD}(?: {_WORD})?[\"”'’)] "
RUN = re.compile(
    rf"(?<![\w@#’'-])(?:\({_WORD}\) )?{TOKEN.pattern}"
    rf"(?:[ \u00a0](?:{_PARTICLE} |{_NICKNAME})?{TOKEN.pattern})*(?:, [JS]r\.?)?"
)
_LOWERED = re.compile(r"(?<![\w'’-])[a-zà-ÿ]{3,}")
_AGE = re.compile(r", (?:\d\d|aged \d\d|de \d\d años|\d\d Jahre)\b")
_COUNTRY = re.compile(rf"\s?(?:[\w ]{{0,12}})?\((?:[{_UPPER}][\w.]*)(?: [{_UPPER}]\w+)?\)")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run that may be a name; offsets are in the run, `title` is where its title starts."""

    start: int
    end: int
    words: tuple[str, ...]
    title: int | None
    gender: Gender | None
    traits: tuple[str, ...]


@dataclass(slots=True)
class Candidate:
    start: int
    end: int
    words: tuple[str, ...]
    title: int | None  # where the words before the name that say what the person is begin
    gender: Gender | None  # of the title
    traits: list[str] = field(default_factory=list)
    score: float = 0.0

    @property
    def key(self) -> tuple[str, ...]:
        return self.words


def find(text: str, code: str) -> list[Candidate]:
    """The names of people in text order, without titles and possessives."""
    found = candidates(text, code)
    weights = _weights()
    bias = weights.get("bias", 0.0)
    for one in found:
        one.score = bias + sum(weights.get(trait, 0.0) for trait in one.traits)
    return [one for one in found if one.score > 0]


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return lexicon("world", "name_weights").numbers("weights")


def candidates(text: str, code: str) -> list[Candidate]:
    words = vocabulary(code)
    found: list[Candidate] = []
    before: re.Match[str] | None = None
    for run in RUN.finditer(text):
        for piece in pieces(run.group(), code):
            start, end = run.start() + piece.start, run.start() + piece.end
            title = None if piece.title is None else run.start() + piece.title
            one = Candidate(start, end, piece.words, title, piece.gender, list(piece.traits))
            if before is not None:
                _reach_back(text, one, run, before, words)
            one.traits += _context(text, one, words)
            found.append(one)
        before = run
    _document(text, found)
    return found


def _reach_back(text: str, one: Candidate, run: re.Match[str], before: re.Match[str], words: Vocabulary) -> None:
    """`U.S. Secretary` of `State Marco Rubio`: the title began in the run before."""
    if run.start() - before.end() > 8 or text[before.end() : run.start()] not in (" of ", " of the ", " for "):
        return
    if one.start > run.start() and words.of(before.group().rsplit(" ", 1)[-1]) & Is.TITLE:
        one.title = before.start()
        if "titled" not in one.traits:
            one.traits.append("titled")


# ---------------------------------------------------------------- inside a run


@lru_cache(maxsize=50_000)
def pieces(run: str, code: str) -> tuple[Piece, ...]:
    """The parts of a run that may be names. The same runs come again and again, so the answers are kept."""
    words = vocabulary(code)
    if run.lower() in words.phrases:
        return ()
    tokens = [(m.start(), m.end(), m.group()) for m in TOKEN.finditer(run)]
    shout = run.isupper() and len(run) > 4
    found = []
    for chunk in _chunks(tokens, words):
        piece = _piece(run, chunk, words, shout)
        if piece is not None:
            found.append(piece)
    return tuple(found)


Token = tuple[int, int, str]


def _chunks(tokens: list[Token], words: Vocabulary) -> Iterable[list[Token]]:
    """Words that no name holds part a run."""
    chunk: list[Token] = []
    for token in tokens:
        if words.of(token[2]) & Is.STOP and token[2] != "Will":
            if chunk:
                yield chunk
            chunk = []
            continue
        chunk.append(token)
        if token[2].endswith(("'s", "’s")):  # "England's Andy Caddick"
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def _piece(run: str, chunk: list[Token], words: Vocabulary, shout: bool) -> Piece | None:
    bits = [words.of(_bare(token[2].rstrip("."))) | (words.of(token[2])) for token in chunk]
    first, title, gender = _title(chunk, bits, words)
    last = len(chunk)
    first = _strip_left(chunk, bits, first, last)
    while last > first and bits[last - 1] & (Is.CALENDAR | Is.HONORIFIC) and not bits[last - 1] & Is.FORENAME:
        last -= 1
    if first >= last:
        return None
    name, kinds = chunk[first:last], bits[first:last]
    start, end = name[0][0], name[-1][1]
    if start > 0 and run[start - 1] == "(" and run[end - 1 : end] != ")" and ")" in run[start:end]:
        start -= 1
    word = name[-1][2]
    end -= len(word) - len(_bare(word))
    if run[end : end + 4] in (", Jr", ", Sr"):
        end = len(run)
    said = tuple(_bare(token[2]) for token in name)
    traits = _traits(said, kinds, words, shout)
    if run[start:end].lower() in words.phrases:
        traits.append("place phrase")
    if title is not None:
        traits.append("titled")
    if gender is not None or any(bits[n] & Is.HONORIFIC for n in range(first)):
        traits.append("honoured")
    if first > 0 and title is None:
        traits.append("cut left")
    if end < len(run) - 2 and run[end : end + 2] in ("'s", "’s"):
        traits.append("owns a name")
    if chunk[0][0] > 2 and run[chunk[0][0] - 3 : chunk[0][0] - 1] in ("'s", "’s"):
        traits.append("owned")
    if " " in run[start:end] and re.search(_PARTICLE + " ", run[start:end]):
        traits.append("particle")
    return Piece(start, end, said, title, gender, tuple(traits))


def _title(chunk: list[Token], bits: list[int], words: Vocabulary) -> tuple[int, int | None, Gender | None]:
    """-> index of the first word after the title, where the title starts, the gender it tells."""
    for n in range(len(chunk) - 2, -1, -1):
        if not bits[n] & Is.RANK:
            continue
        if (
            bits[n] & Is.FORENAME
            and n == 0
            and len(chunk) == 2
            and not bits[n + 1] & Is.FORENAME
            and not chunk[0][2].endswith(".")
        ):
            continue  # Dean Smith, Earl Warren
        if n > 0 and bits[n - 1] & Is.FORENAME and not bits[n - 1] & Is.PLACE and bits[n] & Is.SURNAME:
            continue  # Stephen King Jr
        told = words.honorifics.get(chunk[n][2].lower().rstrip("."), "")
        start = 0
        while start < n and bits[start] & Is.CALENDAR:
            start += 1
        return n + 1, chunk[start][0], Gender(told) if told else None
    return 0, None, None


_NO_FIRST = Is.DEMONYM | Is.PLACE | Is.BODY | Is.MODIFIER | Is.CALENDAR


def _strip_left(chunk: list[Token], bits: list[int], first: int, last: int) -> int:
    """Nationalities, places and bodies before a name: `German Steffi Graf`."""
    while first < last - 1:
        here, after = bits[first], bits[first + 1]
        shouted = chunk[first][2].isupper() and len(chunk[first][2]) > 2
        if here & _NO_FIRST and not here & Is.EITHER and (not here & Is.FORENAME or after & Is.FORENAME):
            if here & Is.BODY and not after & Is.FORENAME:
                return first
            first += 1
        elif shouted and not chunk[first + 1][2].isupper():
            first += 1
        else:
            return first
    return first


def _traits(said: tuple[str, ...], kinds: list[int], words: Vocabulary, shout: bool) -> list[str]:
    size = len(said)
    head = "one" if size == 1 else "first"
    traits = [f"size {min(size, 5)}", *_word_traits(head, said[0], kinds[0])]
    if kinds[0] & Is.COMMON and not kinds[0] & (Is.PLACE | Is.BODY | Is.DEMONYM | Is.CALENDAR):
        traits.append(f"{head} common")
    if size == 1 and kinds[0] & Is.FORENAME and not kinds[0] & (Is.SURNAME | Is.PLACE | Is.BODY | Is.DEMONYM):
        traits.append("forename only")
    if size > 1:
        traits += _word_traits("last", said[-1], kinds[-1])
        if any(kind & Is.BODY and not kind & Is.SURNAME for kind in kinds[1:]):
            traits.append("body inside")
        if any(_initial(word) for word in said[:-1]):
            traits.append("initial")
        if kinds[0] & Is.FORENAME and kinds[-1] & Is.SURNAME:
            traits.append("forename surname")
        if any(kind & Is.SUFFIX for kind in kinds[1:]):
            traits.append("suffix")
    if any(any(letter.isdigit() for letter in word) for word in said):
        traits.append("digit")
    if shout:
        traits.append("shout")
    if words.code == "de":
        traits.append("de one" if size == 1 else "de more")
    return traits


def _initial(word: str) -> bool:
    return len(word) <= 4 and word.endswith(".") and word[0].isupper()


_TOLD = (
    (Is.FEMALE | Is.MALE | Is.EITHER, "forename"),
    (Is.SURNAME, "surname"),
    (Is.PLACE, "place"),
    (Is.DEMONYM, "demonym"),
    (Is.BODY, "body"),
    (Is.RANK, "rank"),
    (Is.MODIFIER, "modifier"),
    (Is.CALENDAR, "calendar"),
)


def _word_traits(position: str, word: str, kind: int) -> list[str]:
    traits = [f"{position} {label}" for bit, label in _TOLD if kind & bit]
    if _initial(word):
        traits.append(f"{position} initial")
    elif word.isupper() and len(word) > 1:
        traits.append(f"{position} acronym")
    if not traits:
        traits.append(f"{position} unknown")
    if "-" in word:
        traits.append(f"{position} hyphen")
    return traits


# ---------------------------------------------------------------- around a name


def _context(text: str, one: Candidate, words: Vocabulary) -> list[str]:
    begin = one.start if one.title is None else one.title
    before = text[max(0, begin - 20) : begin]
    if not before or before[-1] == "\n":
        traits = ["opens", "line start"]
    elif before[-1] not in " \u00a0":
        traits = ["opens" if before[-1] in _OPENING else "glued"]
    else:
        word = before.split()[-1] if not before.isspace() else "."
        traits = [_prior(word, words)]
    if len(one.words) == 1:
        traits[0] = "one " + traits[0]
    return traits + _follow(text, one, words)


_OPENING = "\"“«‘'„—–"


def _prior(word: str, words: Vocabulary) -> str:
    """What the word before a name says."""
    if word[-1] in '.!?:;)”»"’–—-•*…':
        return "opens"
    if word[-1] == ",":
        return "after comma"
    low = word.lower()
    if low in words.places_follow:
        return "after place word"
    if low in words.before_names:
        return "after name word"
    if low in _ARTICLES:
        return "after article"
    if low in _JOINING:
        return "after and"
    if low[0].isdigit():
        return "after number"
    if low in _HOLDING:
        return f"after {_HOLDING[low]}"
    if word.islower():
        return "after deed" if word.endswith(("ed", "s", "ing")) else "after small"
    return "after capital"


_ARTICLES = frozenset("the el la los las der die das a an un una le les this that".split())
_JOINING = frozenset("by and with y con und mit por von & or e".split())
_HOLDING = {
    **dict.fromkeys(("of", "de", "del"), "of"),
    **dict.fromkeys(("to", "for", "about", "against", "a", "para", "contra", "zu", "für"), "to"),
    **dict.fromkeys(
        ("that", "when", "while", "as", "because", "if", "after", "before", "que", "cuando", "dass", "but"), "that"
    ),
    **dict.fromkeys(("his", "her", "their", "su", "sus", "sein", "seine", "ihr", "ihre"), "his"),
}


def _follow(text: str, one: Candidate, words: Vocabulary) -> list[str]:
    end = one.end
    mark = text[end : end + 1]
    if mark in ("'", "’"):
        return ["possessive"]
    if mark == "-":
        return ["before hyphen"]
    if mark == " ":
        word = text[end + 1 : end + 24].split(" ", 1)[0].rstrip(".,;:!?")
        trait = _deed(text, end, word, words)
        return [trait, "one " + trait] if trait and len(one.words) == 1 else [trait] if trait else []
    if mark != ",":
        return ["closes"] if mark in (".", "\n", "") else []
    if _AGE.match(text, end):
        return ["age"]
    word = text[end + 2 : end + 12].split(" ", 1)[0]
    if word.lower() in ("who", "quien", "whose", "der", "die"):
        return ["before who"]
    return ["before comma name" if word[:1].isupper() else "before comma"]


def _deed(text: str, end: int, word: str, words: Vocabulary) -> str:
    """What the word after a name says."""
    if word in words.after_names:
        return "before deed"
    if word in _BEING:
        return "before being"
    if word.startswith("(") and _COUNTRY.match(text, end):
        return "country follows"
    if word in ("and", "y", "und", "or"):
        return "before and"
    if word.islower():
        return "before past" if word.endswith(("ed", "ó")) else "before s" if word.endswith("s") else "before small"
    return ""


_BEING = frozenset(
    "is was has had would will could did does can may might should never also es fue era ha había ist war hat wird".split()
)


# ---------------------------------------------------------------- in the whole text

_PERSONAL = re.compile(r"(?:\b(?:[Ss]?[Hh]e|[Hh]is|[Hh]er|él|ella|er|sie)\b[^§]{1,400}?){3}")
_RANKED = frozenset({"titled", "honoured", "before who", "age"})
_SHARED = (
    "titled",
    "honoured",
    "before deed",
    "before who",
    "age",
    "after place word",
    "after article",
    "country follows",
)


def _document(text: str, found: list[Candidate]) -> None:
    """What other places in the text say: the same words elsewhere, a fuller name with this surname, a small letter."""
    small = frozenset(_LOWERED.findall(text))
    personal = _PERSONAL.search(text) is not None
    elsewhere: dict[tuple[str, ...], set[str]] = {}
    surnames: set[str] = set()
    forenames: set[str] = set()
    for one in found:
        elsewhere.setdefault(one.words, set()).update(trait for trait in one.traits if trait in _SHARED)
        if len(one.words) > 1 and _full(one):
            surnames.add(one.words[-1].lower())
            forenames.add(one.words[0].lower())
    for one in found:
        one.traits += [f"elsewhere {trait}" for trait in elsewhere[one.words]]
        last = one.words[-1].lower()
        if len(one.words) == 1:
            if last in surnames:
                one.traits.append("surname of a full name")
            elif last in forenames:
                one.traits.append("forename of a full name")
        if (
            "one place" in one.traits
            and not elsewhere[one.words] & _RANKED
            and last not in surnames
            and last not in forenames
        ):
            one.traits.append("only a place")
        if personal and len(one.words) == 1:
            one.traits.append("one in a personal text")
            if "one forename" in one.traits:
                one.traits.append("forename in a personal text")
        if last in small:
            one.traits.append("small elsewhere")


_AGAINST = frozenset({"body inside", "last body", "place phrase", "digit", "last place", "first body"})


def _full(one: Candidate) -> bool:
    return _AGAINST.isdisjoint(one.traits) and not {"first forename", "titled"}.isdisjoint(one.traits)


def gender(words: tuple[str, ...], code: str) -> Gender | None:
    """What the forename tells; of a word alone only where it is a forename and nothing else."""
    bits = vocabulary(code).of(words[0])
    if len(words) > 1 or not bits & (Is.SURNAME | Is.PLACE):
        return gender_of(bits)
    return None

"""Runs of capitals: the parts of one that may be a name, and what their words say for and against it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.people.name_lexicon import Is, Vocabulary, vocabulary
from corpus.extract.people.name_shapes import WORLD, listed, shapes
from corpus.languages import lexicon
from corpus.model import Gender

_POSSESSIVE = re.compile(r"['’]s?$")
_CONTRACTED = re.compile(r"(?:n['’]t|['’](?:ve|re|ll|d|s|m))$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run that may be a name; offsets are in the run, `title` is where its title starts."""

    start: int
    end: int
    words: tuple[str, ...]
    title: int | None
    gender: Gender | None
    features: tuple[str, ...]


@lru_cache(maxsize=4_000)
def pieces(run: str, code: str) -> tuple[Piece, ...]:
    """The parts of a run that may be names. The same runs come again and again, so the answers are kept."""
    words = vocabulary(code)
    if run.lower() in words.phrases:
        return ()
    tokens = [(m.start(), m.end(), m.group()) for m in shapes().token.finditer(run)]
    shout = run.isupper() and len(run) > 4
    found = []
    for chunk in _chunks(run, tokens, words):
        piece = _piece(run, chunk, words, shout)
        if piece is not None:
            found.append(piece)
    return tuple(found)


Token = tuple[int, int, str]


def _chunks(run: str, tokens: list[Token], words: Vocabulary) -> Iterable[list[Token]]:
    """Words that no name holds part a run, and so do particles that are none here."""
    chunk: list[Token] = []
    passed = _place_ahead(run, tokens, words)
    nickname = shapes().nickname.search(run)
    for token in tokens[passed:]:
        if chunk and nickname and nickname.start() < token[0] < nickname.end():
            chunk.append(token)  # Wilfredo "El Chele" Cálix
            continue
        if chunk and _parts(run[chunk[-1][1] : token[0]].strip(), chunk, words.of(token[2]), words):
            yield chunk
            chunk = []
        if chunk and token[2] in words.surname_articles and _opens_surname(tokens, token, chunk, words):
            chunk.append(token)
            continue
        if _stops(token[2], words) and not (chunk and _surname(chunk[-1][2], token[2], words)):
            if chunk:
                yield chunk
            chunk = []
            continue
        chunk.append(token)
        if token[2].endswith(("'s", "’s")) or (words.genitive and _owns(token[2], words)):  # "England's Andy Caddick"
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _opens_surname(tokens: list[Token], token: Token, chunk: list[Token], words: Vocabulary) -> bool:
    """Whether an article with a capital opens the surname: in `Yann Le Bihan` it stands behind a forename, and the
    rest follows at once."""
    after = next((one for one in tokens if one[0] == token[1] + 1), None)
    if after is None or len(chunk) > 1 or token[0] != chunk[-1][1] + 1 or _stops(after[2], words):
        return False
    return any(words.of(part) & Is.FORENAME for part in (chunk[-1][2], *chunk[-1][2].split("-")))


def _owns(word: str, words: Vocabulary) -> bool:
    """Whether a word is a surname with the s of the genitive: `Vogts Haltung`."""
    stem = words.of(word[:-1]) if word[-1] == "s" else 0
    return bool(stem & (Is.SURNAME | Is.PLACE)) and not words.of(word) & Is.FORENAME


def _parts(between: str, chunk: list[Token], after: int, words: Vocabulary) -> bool:
    """Whether a small word stands between two names, or between a name and another word, rather than inside one
    name: `Angela Merkel den Vorschlag`, `Neil Shubin von der University`, `Ana Ruiz de Madrid`."""
    if not between:
        return False
    if between in words.parting:
        return True
    if between.split()[0] not in listed("to_places"):
        return False
    if _begins_anew(chunk, after, words):
        return True
    if len(chunk) < 2:
        return False
    if words.genitive:  # in German the name is whole once it has a surname
        return (between == "zu" and bool(after & Is.FORENAME)) or not words.of(chunk[-1][2]) & Is.FORENAME
    return bool(after & (Is.PLACE | Is.BODY | Is.WORD)) and not after & Is.SURNAME


def _place_ahead(run: str, tokens: list[Token], words: Vocabulary) -> int:
    """How many words of a known place stand before a forename: two in `São Paulo Francisco Rossi`."""
    for size in (2, 3):
        named = len(tokens) > size + 1 and words.of(tokens[size][2]) & Is.COMMON
        if named and run[tokens[0][0] : tokens[size - 1][1]].lower() in words.phrases:
            return size
    return 0


def _begins_anew(chunk: list[Token], after: int, words: Vocabulary) -> bool:
    """Whether a name begins behind the small word: a forename stands there, and no name has begun before it (`el
    Gobierno de Tony Blair`)."""
    if words.genitive or not after & Is.COMMON or after & (Is.PLACE | Is.BODY):
        return False
    return not any(words.of(token[2]) & (Is.FORENAME | Is.SURNAME) for token in chunk)


def _surname(before: str, word: str, words: Vocabulary) -> bool:
    """Whether a common word is a surname, because it follows a forename: `Mary Child`, `Tom Page`."""
    return len(word) > 3 and word != "Will" and bool(words.of(before) & Is.COMMON and words.of(word) & Is.SURNAME)


def _stops(word: str, words: Vocabulary) -> bool:
    if words.of(word) & Is.STOP:
        return word != "Will"
    cut = _CONTRACTED.search(word)  # "There's", "We've"
    return cut is not None and bool(words.of(word[: cut.start()]) & Is.STOP)


def _bare(word: str, words: Vocabulary) -> str:
    bare = _POSSESSIVE.sub("", word)
    if words.genitive and len(bare) > 4 and bare[-1] == "s" and not words.of(bare):
        stem = words.of(bare[:-1])  # Merkels
        if stem & (Is.FORENAME | Is.SURNAME | Is.PLACE) and not stem & Is.WORD:
            return bare[:-1]
    return bare


def _piece(run: str, chunk: list[Token], words: Vocabulary, shout: bool) -> Piece | None:
    bits = [words.of(_bare(token[2].rstrip("."), words)) | words.of(token[2]) for token in chunk]
    first, title, gender = _title(chunk, bits, words)
    last = len(chunk)
    first = _strip_left(chunk, bits, first, last, words)
    while last > first and bits[last - 1] & (Is.CALENDAR | Is.HONORIFIC) and not bits[last - 1] & Is.FORENAME:
        last -= 1
    if first >= last:
        return None
    name, kinds = chunk[first:last], bits[first:last]
    start, end = name[0][0], name[-1][1]
    if start > 0 and run[start - 1] == "(" and run[end - 1 : end] != ")" and ")" in run[start:end]:
        start -= 1
    word = name[-1][2]
    end -= len(word) - len(_bare(word, words))
    if run[end : end + 4] in (", Jr", ", Sr"):
        end = len(run)
    said = tuple(_bare(token[2], words) for token in name)
    features = _features(said, kinds, words, shout)
    if run[start:end].lower() in words.phrases:
        features.append("place phrase")
    if title is not None:
        features.append("titled")
    before = chunk[first - 1][2].lower().rstrip(".") if first else ""
    if before in listed("saints"):
        features.append("sainted")
    elif gender is not None or (first and bits[first - 1] & Is.HONORIFIC):
        features.append("honoured")
    if first > 0 and title is None:
        features.append("cut left")
    if end < len(run) - 2 and run[end : end + 2] in ("'s", "’s"):
        features.append("owns a name")
    if chunk[0][0] > 2 and run[chunk[0][0] - 3 : chunk[0][0] - 1] in ("'s", "’s"):
        features.append("owned")
    if shapes().inside.search(run[start:end]):
        features.append("particle")
    return Piece(start, end, said, title, gender, tuple(features))


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


def _strip_left(chunk: list[Token], bits: list[int], first: int, last: int, words: Vocabulary) -> int:
    """Where the name begins once nationalities, places and bodies before it are passed: `German Steffi Graf`. Where
    every noun has a capital, any noun is passed."""
    if words.genitive:
        named = (n for n in range(first, last - 1) if bits[n] & Is.FORENAME and not bits[n] & (Is.WORD | Is.PLACE))
        first = next(named, first)
    else:
        first += _called(chunk[first][2].lower(), bits[first : first + 2], last - first, words)
    while first < last - 1:
        here, after = bits[first], bits[first + 1]
        shouted = chunk[first][2].isupper() and len(chunk[first][2]) > 2
        personal = here & Is.EITHER or (here & Is.COMMON and not here & (Is.DEMONYM | Is.PLACE))
        if here & _NO_FIRST and not personal and (not here & Is.FORENAME or after & Is.FORENAME):
            if here & Is.BODY and not after & Is.FORENAME:
                return first
            first += 1
        elif shouted and not chunk[first + 1][2].isupper():
            first += 1
        else:
            return first
    return first


def _called(word: str, bits: list[int], size: int, words: Vocabulary) -> bool:
    """Whether a run opens with what somebody is or suffered: Biochemist Paul Berger, Understated Becker."""
    if size > 2:
        return not bits[0] & Is.FORENAME and bool(bits[1] & Is.COMMON) and word.endswith(words.callings)
    return size == 2 and not bits[0] and len(word) > 6 and word.endswith(words.deeds)


def _features(said: tuple[str, ...], kinds: list[int], words: Vocabulary, shout: bool) -> list[str]:
    size = len(said)
    head = "one" if size == 1 else "first"
    named = "known" if kinds[0] & Is.FORENAME and not kinds[0] & Is.WORD else "unknown"
    features = [
        f"size {min(size, 5)}",
        f"{'one' if size == 1 else 'more'} {named} forename",
        *_word_features(head, said[0], kinds[0]),
    ]
    if kinds[0] & Is.COMMON and not kinds[0] & (Is.PLACE | Is.BODY | Is.DEMONYM | Is.CALENDAR):
        features.append(f"{head} common")
    if size == 1 and kinds[0] & Is.FORENAME and not kinds[0] & (Is.SURNAME | Is.PLACE | Is.BODY | Is.DEMONYM):
        features.append("forename only")
    if size > 1:
        if named == "unknown" and said[0].endswith(_declined()):
            features.append("inflected")
        features += _word_features("last", said[-1], kinds[-1])
        if any(kind & Is.BODY and not kind & Is.SURNAME for kind in kinds[1:]):
            features.append("body inside")
        if any(_initial(word) for word in said[:-1]):
            features.append("initial")
        if kinds[0] & Is.FORENAME and kinds[-1] & Is.SURNAME:
            features.append("forename surname")
        if any(kind & Is.SUFFIX for kind in kinds[1:]):
            features.append("suffix")
    if any(map(str.isdigit, "".join(said))):
        features.append("digit")
    if shout:
        features.append("shout")
    return features


@lru_cache(maxsize=1)
def _declined() -> tuple[str, ...]:
    return lexicon(WORLD, "names").list("declined")


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
    (Is.WORD, "word"),
)


def _word_features(position: str, word: str, kind: int) -> list[str]:
    features = [f"{position} {label}" for bit, label in _TOLD if kind & bit]
    if kind & Is.BODY and kind & Is.SURNAME:  # Hill, Woods, King
        features.remove(f"{position} body")
        features.append(f"{position} body or surname")
    if kind & Is.SUFFIX:
        return features or [f"{position} suffix"]
    if _initial(word):
        features.append(f"{position} initial")
    elif word.isupper() and len(word) > 1:
        features.append(f"{position} acronym")
    if not features:
        features.append(f"{position} unknown")
        if word[-1:].islower():
            features.append(f"{position} ends {word[-2:].lower()}")
    if "-" in word:
        features.append(f"{position} hyphen")
    if word.endswith("s") and not kind & (Is.FORENAME | Is.SURNAME):
        features.append(f"{position} plural")
    return features

"""What people are: the words before a name, the apposition beside it, and descriptions that stand for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.people import appositions, noun_first
from corpus.extract.people.callings import Calling, offices, read
from corpus.extract.people.name_lexicon import Is, beginning, nested, vocabulary
from corpus.extract.people.name_spans import Candidate
from corpus.languages import lexicon
from corpus.model import Gender, Span

_WORD = re.compile(r"[\w.’'-]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_BEFORE_COMMA = re.compile(r"[^,;:.!?\n\"“”]{3,90}, $")
_SMALL_BEFORE = re.compile(r"(?:[\w.’'-]+ ){1,4}$")
_NEAR_BEFORE = re.compile(r"(?:[\w.’'-]+ ){1,3}$")
_LAST = re.compile(r"[\w.’'-]+\Z")
_OWNER = re.compile(r"(?:^|(?<= ))[A-ZÀ-Þ][\w.&-]*(?: [A-ZÀ-Þ][\w.&-]*){0,3}['’]s ")
_NEVER = r"(?!)"
_CLOSING = (",", ".", ")", ";", "")  # behind a name that stands in apposition


@dataclass(frozen=True, slots=True)
class RoleSizes:
    """How long the words are that begin a role. Set by hand."""

    article: int = 5  # characters: an article, or the shortest name with the s of the genitive


_SIZES = RoleSizes()


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The small words of a language in and around a role."""

    article: re.Pattern[str]  # where a role begins, and no part of it
    apposition: re.Pattern[str]  # between a comma and the next mark, its group, without its article
    opening: re.Pattern[str]  # what a role before a comma begins behind; its group is the word before that
    since: re.Pattern[str]  # "since Monday", before a role
    joined: re.Pattern[str]  # the first of two departments: "Health and"
    tying: frozenset[str]  # behind these stands whose the noun before is
    determining: frozenset[str]  # these begin another noun phrase


@dataclass(frozen=True, slots=True)
class Nouns:
    """The role nouns of a language, in lower case, with the gender they tell."""

    gender: dict[str, Gender | None]
    kin: frozenset[str]
    nations: dict[str, str]
    endings: tuple[tuple[str, Gender | None], ...]  # of compounds
    adjectives: frozenset[str]
    qualifiers: frozenset[str]
    then: frozenset[str]
    stops: frozenset[str]
    verbs: frozenset[str]
    polite: frozenset[str]  # Mr, Mrs: no role
    found: re.Pattern[str]
    phrasing: Phrasing
    relatives: frozenset[str]  # who, whose: what they open is no apposition
    unnamed: frozenset[str]  # the articles of anybody: a
    shortened: frozenset[str]  # what has a stop that ends no sentence: Inc.

    def __contains__(self, word: str) -> bool:
        return word in self.gender or self._ending(word) is not None

    def told(self, word: str) -> Gender | None:
        """The gender a role noun tells."""
        if word in self.gender:
            return self.gender[word]
        ending = self._ending(word)
        return ending[1] if ending else None

    def _ending(self, word: str) -> tuple[str, Gender | None] | None:
        if len(word) < 8:
            return None
        return next((pair for pair in self.endings if word.endswith(pair[0])), None)


@lru_cache(maxsize=32)
def nouns(code: str) -> Nouns:
    told: tuple[tuple[str, Gender | None], ...] = (("either", None), ("male", Gender.MALE), ("female", Gender.FEMALE))
    gender = {**offices(code).written, **{word: value for key, value in told for word in nested(code, "roles", key)}}
    titles = lexicon(code, "titles")
    short = titles.table("short")
    polite = frozenset(word for word in titles.table("honorifics") if word not in short)
    listed = nested(code, "titles", "endings")
    endings: tuple[tuple[str, Gender | None], ...] = tuple(
        (word, Gender.FEMALE if word.endswith("in") else Gender.MALE) for word in listed
    )
    endings += tuple((word, None) for word in offices(code).endings)
    the = _phrases(code)["determiners"].split("|")
    found = re.compile(rf"{beginning([*the, *map(str.capitalize, the)])} (?=([\w.’'-]+(?: [\w.’'-]+){{0,5}}))")
    kin, adjectives, qualifiers, then, stops, verbs = (
        frozenset(nested(code, "roles", key)) for key in ("kin", "adjectives", "qualifiers", "then", "stops", "verbs")
    )
    nations = vocabulary(code).nations
    relatives = lexicon(code, "frames").words("relatives") - lexicon(code, "cues").words("determiners")
    return Nouns(
        gender,
        kin,
        nations,
        endings,
        adjectives,
        qualifiers,
        then,
        stops,
        verbs,
        polite,
        found,
        _phrasing(code),
        relatives,
        lexicon(code, "pronouns").words("unnamed"),
        lexicon(code, "sentences").words("before_name") | lexicon(code, "sentences").words("inside"),
    )


@lru_cache(maxsize=32)
def _phrasing(code: str) -> Phrasing:
    words = {key: nested(code, "roles", key) for key in ("articles", "openers", "and", "tying", "determining")}
    article, opener, joining = ("|".join(words[key]) or _NEVER for key in ("articles", "openers", "and"))
    return Phrasing(
        article=re.compile(rf"(?:{article}) ", re.IGNORECASE),
        apposition=re.compile(rf", (?:(?:{article}) )?([^,;:!?\n\"“”()]{{3,90}}?)(?=[,;!?)\n]|\.\s|\.$|$)"),
        opening=re.compile(rf"(?:^|(?<= ))(?:(\w+) )?(?:{opener}) ", re.IGNORECASE),
        since=re.compile(_phrases(code).get("since", _NEVER)),
        joined=re.compile(rf"\b([A-Z]\w+) (?:{joining}) $"),
        tying=frozenset(words["tying"]),
        determining=frozenset(words["determining"]),
    )


def said_of(text: str, name: Candidate, code: str) -> Iterator[Span]:
    """The roles given beside this name."""
    known = nouns(code)
    start = name.start if name.title is None else name.title
    if name.title is not None and name.title < name.start:
        first = _joined_title(text, name.title, code)
        own = _courteous(text[first : name.start], code)  # what stands before is a role of its own
        span = _trimmed(text, first if own else _qualified(text, first, known), name.start, known)
        if span is not None and span.of(text).lower().rstrip(".") not in known.polite:
            yield span
    if offices(code).leading:
        yield from filter(None, (appositions.before(text, start, code), appositions.behind(text, name.end, code)))
        return
    before = text[max(0, start - 100) : start]
    comma = _BEFORE_COMMA.search(before) if before.endswith((", ", ", \n")) else None
    if comma is not None:
        begin = start - len(comma.group())
        span = _appositive(text, begin, start - 2, known) or _owned(text, begin, start - 2, known, code)
        if span is not None and not _in_clause(text, begin, span, name.end, known):
            yield span
    elif (name.title is None or _courteous(text[name.title : name.start], code)) and not _idle(before, known):
        small = _SMALL_BEFORE.search(before[-50:])
        if small is not None:
            words = small.group().split()
            if words[-1].lower() in known:
                whole = _with_modifiers(text, start, words, known)
                whole = Span(_qualified(text, whole.start, known), whole.end)
                yield _trimmed(text, whole.start, whole.end, known) or whole
    after = known.phrasing.apposition.match(text, name.end)
    if after is not None and after.group(1).split(" ", 1)[0].lower() in known.relatives:
        return  # Ann Lee, whose father, Bob, sailed
    if after is not None and _head(after.group(1), known) is not None and not _goes_on(after.group(1), known):
        since = known.phrasing.since.match(text, after.start(1), after.end(1))
        yield Span(since.end() if since else after.start(1), after.end(1))


def _courteous(title: str, code: str) -> bool:
    """Whether a title is but how somebody is addressed, behind what they are: "medical director Dr Ann Lee"."""
    courtesies = lexicon(code, "titles").table("honorifics")
    return all(word.rstrip(".").lower() in courtesies for word in title.split())


def _joined_title(text: str, start: int, code: str) -> int:
    """Where a title begins that names two departments: `Health and Environment Minister`."""
    led = _phrasing(code).joined.search(text, max(0, start - 30), start)
    word = text[start : start + 20].split(" ", 1)[0]
    known = vocabulary(code)
    if led and known.of(led.group(1)) & Is.MODIFIER and known.of(word) & Is.MODIFIER:
        return led.start()
    return start


def _qualified(text: str, start: int, known: Nouns) -> int:
    """Where a role begins if the word before it changes what it says: `Former harbour director`."""
    led = _NEAR_BEFORE.search(text[max(0, start - 60) : start])
    words = led.group().split() if led else []
    for size in range(1, len(words) + 1):
        word = words[-size].lower()
        if word in known.qualifiers or (size == 1 and words[-1] in known.then):
            return start - len(" ".join(words[-size:])) - 1
        if not words[-size].islower() or word in known.stops or word in known.verbs:
            break
    return start


def _idle(before: str, known: Nouns) -> bool:
    """Whether the word before a name is seen at once to be no role."""
    if not before.endswith(" "):
        return not before.endswith(" \n")
    last = _LAST.search(before[-50:-1].rsplit(" ", 1)[-1])
    return last is None or last.group().lower() not in known


def _trimmed(text: str, start: int, end: int, known: Nouns) -> Span | None:
    while end > start and text[end - 1] in " (\u00a0":
        end -= 1
    article = known.phrasing.article.match(text, start, end)
    start = article.end() if article else start
    return Span(start, end) if end > start else None


def _appositive(text: str, start: int, end: int, known: Nouns) -> Span | None:
    """The role before a comma, from the last article that a role follows: `the Secretary of the Interior, `."""
    words = text[start:end]
    if owned := _OWNER.search(words):  # Clearwell's chief executive
        phrase = words[owned.end() :]
        if _head(phrase, known) is not None and not _goes_on(phrase, known):
            return Span(start + owned.start(), end)
    for article in reversed(list(known.phrasing.opening.finditer(words))):
        phrase = words[article.end() :]
        inside = (article.group(1) or "").lower() in known.phrasing.tying
        # "a spokeswoman for the president, Ann Lee": the name is that of the nearer noun
        inside |= article.group().lower().split()[-1] == "a" and " the " in phrase
        if not inside and _head(phrase, known) is not None and not _goes_on(phrase, known):
            return Span(start + article.end(), end)
    return None


def _in_clause(text: str, begin: int, role: Span, behind: int, known: Nouns) -> bool:
    """Asked if he was called as a witness, Lee said: what is anybody's, inside a clause, is no apposition."""
    article = text[begin : role.start].split()[-1:]
    unnamed = bool(article) and article[0] in known.unnamed and role.start - begin >= _SIZES.article
    return unnamed and text[behind : behind + 1] not in _CLOSING


def _owned(text: str, start: int, end: int, known: Nouns, code: str) -> Span | None:
    """Vogts Sprecherin, before a comma and her name: in German no article stands before what is somebody's."""
    if not vocabulary(code).genitive:
        return None
    *_, owner, noun = ("", "", *text[start:end].split(" "))
    if len(owner) < _SIZES.article or not owner[0].isupper() or owner[-1] != "s" or noun.lower() not in known:
        return None
    return Span(end - len(owner) - len(noun) - 1, end)


def _with_modifiers(text: str, start: int, words: list[str], known: Nouns) -> Span:
    """Where a role begins once the words are taken along that say which: `Surrey captain`, `former head coach`.
    Capitals and hyphens are, verbs are not."""
    size = 1
    while size < len(words) and not _ends(words[-size - 1], known) and _says_which(words[-size - 1], known):
        size += 1
    length = len(" ".join(words[-size:])) + 1
    return Span(start - length, start - 1)


def _says_which(word: str, known: Nouns) -> bool:
    return word[:1].isupper() or "-" in word or word in known.adjectives


def _ends(word: str, known: Nouns) -> bool:
    """Whether a sentence ends behind a word: it does behind "Star.", not behind "U.S.", "St." or "Inc."."""
    bare = word[:-1]
    return word.endswith(".") and len(bare) > 1 and "." not in bare and bare.lower() not in known.shortened


def _head(phrase: str, known: Nouns) -> str | None:
    """The role noun a noun phrase is about: the last before the first preposition."""
    head = None
    for n, word in enumerate(phrase.split()):
        low = word.strip(".,’'").lower()
        if low in known.stops or n > 6 or (n and low in known.phrasing.determining):
            break
        if low in known:
            head = low
    return head


def _goes_on(phrase: str, known: Nouns) -> bool:
    """Whether a verb follows the role: then it is the subject of a clause and tells nothing about the name before
    it."""
    words = [word.strip(".,’'").lower() for word in phrase.split()]
    last = max((n for n, word in enumerate(words[:8]) if word in known), default=0)
    then = words[last + 1] if last + 1 < len(words) else ""
    return bool(words[last + 1 :]) and (then not in known.stops or then in known.verbs)


@dataclass(frozen=True, slots=True)
class Description:
    start: int
    end: int
    calling: Calling


def descriptions(text: str, code: str, names: frozenset[int]) -> Iterator[Description]:
    """`the U.S. official`, `la jefa de la diplomacia`: definite phrases about one person, no name right after.
    `names`: where the names of people begin."""
    spans = _noun_first(text, code, names) if offices(code).leading else _noun_last(text, code)
    for start, end in spans:
        yield Description(start, end, read(text[start:end], code))


def _noun_first(text: str, code: str, names: frozenset[int]) -> Iterator[tuple[int, int]]:
    last = 0
    for article in _articles(code).finditer(text):
        end = noun_first.end(text, article.end(), code, names) if article.start() >= last else None
        if end is not None:
            last = end
            yield article.start(), end


@lru_cache(maxsize=32)
def _articles(code: str) -> re.Pattern[str]:
    the = _phrases(code)["determiners"].split("|")
    return re.compile(rf"{beginning([*the, *map(str.capitalize, the)])}(?: |(?<=[lL])['’])")


def _noun_last(text: str, code: str) -> Iterator[tuple[int, int]]:
    known = nouns(code)
    complement = _complement(code)
    for match in known.found.finditer(text):
        end, head = _headed(text, match, known)
        if head is not None and end is not None:
            yield match.start(), _complemented(text, end, complement, known)


def _headed(text: str, match: re.Match[str], known: Nouns) -> tuple[int | None, str | None]:
    """-> where the last of the role nouns that stand together ends, and that noun."""
    end = head = None
    for word in _WORD.finditer(text, match.start(1), match.end(1)):
        written = word.group()
        bare = written.rstrip(".")
        if bare.endswith(("'", "’", "'s", "’s")):
            bare = _POSSESSIVE.sub("", bare)
        low = bare.lower()
        if low in known:
            end, head = word.start() + len(bare), low
        elif head is not None or low in known.stops:
            break
        ended = len(bare) < len(written)  # a possessive, or the end of the sentence
        if ended and (head is not None or not written.endswith(".") or written.islower()):
            break  # but for "the U.S. official"
    return end, head


def _complemented(text: str, end: int, complement: re.Pattern[str] | None, known: Nouns) -> int:
    """Where `of the Mexican Ministry of Health`, `of U.S. diplomacy` after the noun ends."""
    end = _with_nation(text, end, known)
    more = complement.match(text, end) if complement is not None else None
    if more is None or more.end() == end:
        return end
    last = text[end : more.end()].rsplit(" ", 1)[-1]
    if last.lower() in known.nations and (noun := _SMALL_NOUN.match(text, more.end())):
        return noun.end()
    whole = more.end() - 1 if last.endswith(".") and last.count(".") == 1 else more.end()
    return _with_nation(text, whole, known)


def _with_nation(text: str, end: int, known: Nouns) -> int:
    """Where a role ends if the country follows it as an adjective: `el canciller peruano`."""
    word = _SMALL_NOUN.match(text, end)
    return word.end() if word and word.group()[1:] in known.nations else end


_SMALL_NOUN = re.compile(r" [a-zà-ÿ]{4,}")


@lru_cache(maxsize=32)
def _complement(code: str) -> re.Pattern[str] | None:
    return re.compile(_phrases(code)["complement"])


def _phrases(code: str) -> dict[str, str]:
    return lexicon(code, "titles").table("phrases")

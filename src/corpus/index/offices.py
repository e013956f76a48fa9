"""What people are called, as words an index finds them by: offices in the words of any language, and "Dr", "Ms"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.analysis.folding import fold, words
from corpus.analysis.spelling import stems
from corpus.index import appointments, departures
from corpus.index.passages import empty_words
from corpus.languages import codes, lexicon
from corpus.model import Extraction, MentionKind, Span

_ABOUT, _SPEAKER = "~", "@"


@dataclass(frozen=True, slots=True)
class OfficeReach:
    """How far from a name its office stands, and by how many letters two trades are akin. Set by hand:
    a shorter root makes strangers akin, and what stands farther off belongs to somebody else."""

    root: int = 6  # letters by which "hydrologist" and "hidróloga" are akin
    rooted: int = 7  # letters of the shortest word that is compared so
    before: int = 70  # characters before a name
    title: int = 25  # characters of a title before a name


_LIMITS = OfficeReach()

_BEFORE = re.compile(r"([^\W\d_][\w’'-]*\.?) $")
_NOUNS = r"[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*){0,5}"
_WORD = re.compile(r"[^\W\d_]+")
_FEW_WORDS = r"[^\W\d_]+(?: [^\W\d_]+){0,2}"
_NAME = r"[A-ZÀ-Þ][\w’-]*(?: [A-ZÀ-Þ][\w’-]*)*"


def find(found: Extraction) -> Iterator[tuple[str, Span, str]]:
    """Each role and each title of a person, with the words it is found by: its own, whose it is, and what is said
    around it."""
    text, language = found.article.text, found.article.language
    title = _around(found.article.title.text if found.article.title else "", language)
    sentences = [sentence.span for sentence in found.sentences]
    held = [(person.name, role) for person in found.people for role in person.roles]
    called = {person.name: (person.name, *person.aliases) for person in found.people}
    spans = [span for _, span in held]
    told = [*held, *_titled(found), *_apposed(found, spans), *_given_up(found, spans)]
    told += [*_seat_given_up(found, spans), *_taken(found, spans), *_formerly(found, spans)]
    for name, span in dict.fromkeys(told):
        own = set(keys(_own(span.of(text), language), language))
        whose = {_SPEAKER + word for spelling in called.get(name, (name,)) for word in words(spelling)}
        beside = _around(_beside(text, span, sentences), language)
        if own:
            yield name, span, " ".join(sorted({*own, *whose, *title, *beside}))
    for name, span in departures.find(found):
        yield name, span, " ".join(sorted(set(departures.keys(name))))


def _own(role: str, language: str) -> str:
    """The role without the office of somebody else: "the mayor's sister" holds none."""
    if _kin(language).isdisjoint(words(role)):
        return role
    owned = _said("owners", r".*(?:{})\s+").match(role)
    return role[owned.end() :] if owned else _said("of", r"\s(?i:{})\s").split(role, maxsplit=1)[0]


@lru_cache(maxsize=16)
def _kin(language: str) -> frozenset[str]:
    """Words for whose somebody is, that are no office themselves."""
    listed = map(fold, lexicon(language, "titles").table("roles").get("kin", "").split())
    return frozenset(word for word in listed if not _named().get(word))


def _beside(text: str, span: Span, sentences: list[Span]) -> str:
    """The sentence of a role with the one before it, or with all that opens its paragraph."""
    at = next((n for n, sentence in enumerate(sentences) if sentence.overlaps(span)), None)
    if at is None:
        return ""
    paragraph = text.rfind("\n", 0, sentences[at].start) + 1
    return text[min(paragraph, sentences[max(0, at - 1)].start) : sentences[at].end]


def _titled(found: Extraction) -> Iterator[tuple[str, Span]]:
    """The "Dr" of "Dr Marsh": each kind before a person's name once."""
    text, seen = found.article.text, set()
    for mention in found.mentions:
        if mention.kind is not MentionKind.NAME or mention.person is None:
            continue
        start = mention.span.start
        before = _BEFORE.search(text, max(0, start - _LIMITS.title), start)
        key = fold(before[1]).rstrip(".") if before else ""
        if before and key in titles() and (mention.person, key) not in seen:
            seen.add((mention.person, key))
            yield mention.person, Span(before.start(1), before.end(1))


def _apposed(found: Extraction, known: list[Span]) -> Iterator[tuple[str, Span]]:
    """What stands between commas beside a name, whatever noun it is: "Jon Lund, the banana importer,"."""
    text = found.article.text
    for mention in found.mentions:
        if mention.kind is not MentionKind.NAME or mention.person is None:
            continue
        after = _behind(found.article.language).match(text, mention.span.end)
        after = None if after and after[1].split()[0].endswith(_finite()) else after
        before = _ahead().search(text[max(0, mention.span.start - _LIMITS.before) : mention.span.start])
        spans = [Span(after.start(1), after.end(1))] if after else []
        if before:
            end = mention.span.start - len(before[0])
            spans.append(Span(end + before.start(1) - before.start(), end + before.end(1) - before.start()))
        for span in spans:
            if not any(span.overlaps(other) for other in known):
                yield mention.person, span


@lru_cache(maxsize=16)
def _behind(language: str) -> re.Pattern[str]:
    """A noun with its article between a comma and the next mark."""
    articles = lexicon("world", "office_changes").table("articles").get(language, "the").split()
    return re.compile(rf", (?:{'|'.join(articles)})(?: |(?<=['’]))({_NOUNS})(?=[,.;)\n])")


def _formerly(found: Extraction, held: list[Span]) -> Iterator[tuple[str, Span]]:
    """What somebody was, in one word with the office, before the name: "el exdirector del puerto Ana Gil"."""
    text = found.article.text
    for mention in found.mentions:
        if mention.kind is MentionKind.NAME and mention.person:
            before = _once_of().search(text, max(0, mention.span.start - _LIMITS.before), mention.span.start)
            span = Span(before.start(1), before.end(1)) if before and _parts(fold(before[2])) else None
            if span and not any(span.overlaps(other) for other in held):
                yield mention.person, span


def _given_up(found: Extraction, held: list[Span]) -> Iterator[tuple[str, Span]]:
    """The office somebody is said to leave: "dimitió el viernes como alcalde de Holm"."""
    text = found.article.text
    for place in _leaving(found.article.language).finditer(text):
        office = _office(text, Span(*place.span(1)))
        whose = _named_before(found, place.start())
        if office and whose and not any(office.overlaps(other) for other in held):
            yield whose, office


def _seat_given_up(found: Extraction, held: list[Span]) -> Iterator[tuple[str, Span]]:
    """What somebody leaves in place of an office: "dejó este martes la Secretaría de Obras"."""
    text = found.article.text
    for place in _quitting(found.article.language).finditer(text):
        whose = _named_before(found, place.start()) if fold(place["seat"]) in _seats() else None
        of = _said("of_name", rf" (?:{{}}) ({_NAME}|[^\W\d_]+)").match(text, place.end())
        span = Span(place.start("seat"), of.end() if of else place.end())
        if whose and not any(span.overlaps(other) for other in held):
            yield whose, span


@lru_cache(maxsize=16)
def _quitting(language: str) -> re.Pattern[str]:
    """What says that somebody leaves what is named behind it."""
    source = lexicon("world", "offices").table("quitting").get(language, r"\b\B")
    return re.compile(rf"{source}(?P<seat>[^\W\d_]+)")


@lru_cache(maxsize=1)
def _seats() -> dict[str, str]:
    """The office whose seat a word is, folded."""
    return {
        word: office for office, listed in lexicon("world", "offices").table("seats").items() for word in listed.split()
    }


def _taken(found: Extraction, held: list[Span]) -> Iterator[tuple[str, Span]]:
    """The office somebody is given: "the board named Ida Berg director"."""
    given = appointments.given(found.article.text, found.mentions, found.article.language, _LIMITS.before)
    for name, words_of in given:
        office = _office(found.article.text, words_of)
        if office and not any(office.overlaps(other) for other in held):
            yield name, office


def _office(text: str, within: Span) -> Span | None:
    """From the first of these words to the last that is an office, with how it is held, and with what it is of where
    that is a name or a field."""
    said = list(_WORD.finditer(text, within.start, within.end))
    nouns = [word.end() for word in said if _is("offices", word[0])]
    if not nouns:
        return None
    held = _WORD.match(text, nouns[-1] + 1)
    end = held.end() if held and _is("manners", held[0]) else nouns[-1]
    of = _said("of_name", rf" (?:{{}}) (?P<field>{_NAME}|[^\W\d_]+)").match(text, end)
    if of and of["field"][0].islower() and not _is("fields", of["field"]):
        of = None
    return Span(within.start, of.end() if of else end)


def _is(part: str, word: str) -> bool:
    return not known(part).isdisjoint(asked(fold(word)))


def _named_before(found: Extraction, place: int) -> str | None:
    """The person named last before it in its sentence."""
    start = next((one.span.start for one in found.sentences if one.span.start <= place < one.span.end), place)
    named = [one.person for one in found.mentions if one.person and start <= one.span.start < one.span.end <= place]
    return named[-1] if named else None


@lru_cache(maxsize=8)
def _said(part: str, around: str) -> re.Pattern[str]:
    """A pattern with what a part has in all languages."""
    return re.compile(around.format(_any(part)), re.S)


def _any(part: str) -> str:
    return "|".join(lexicon("world", "offices").table(part).values())


@lru_cache(maxsize=1)
def _finite() -> tuple[str, ...]:
    return tuple(" ".join(lexicon("world", "offices").table("finite").values()).split())


@lru_cache(maxsize=1)
def _once_of() -> re.Pattern[str]:
    """An "exdirector", with whose it was."""
    return re.compile(rf"\b(([Ee]x-?[a-zà-ÿ]{{4,}})(?: (?:{_any('once_of')})[ ]?[^\W\d_]+){{0,2}}),? $")


@lru_cache(maxsize=1)
def _ahead() -> re.Pattern[str]:
    """What stands before it: "The banana importer, Jon Lund"."""
    says, articles = (_any(part) for part in ("says", "opening_articles"))
    return re.compile(rf"(?:^|[.\n“\"] ?|\b(?:{says})\s)(?:(?:{articles}) )?({_NOUNS}), $")


@lru_cache(maxsize=1)
def respelt() -> tuple[tuple[str, str], ...]:
    """How languages spell the same root: "ph" is "f"."""
    return tuple(lexicon("world", "offices").table("respelt").items())


@lru_cache(maxsize=16)
def _leaving(language: str) -> re.Pattern[str]:
    """What says that an office is left, with the words after it."""
    source = lexicon("world", "offices").table("left").get(language)
    return re.compile(f"(?:{source.replace(' *$', ' ')})({_FEW_WORDS})" if source else r"\b\B")


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """The words, folded, that stand before a name and are no part of it."""
    return frozenset(fold(word) for code in codes() for word in lexicon(code, "titles").table("honorifics"))


def keys(text: str, language: str) -> Iterator[str]:
    """What the words of an office are found by: the office they are in any language, else their stem, and for long
    words their root; the seat of an office by the office, too."""
    empty = empty_words(language)
    listed = words(text)
    for word in listed:
        if word not in empty:
            yield from _keys(word, language)
    if listed and listed[0] in _seats() and (len(listed) == 1 or listed[1] in empty):  # no "ministry official"
        yield from asked(_seats()[listed[0]])


def asked(word: str) -> frozenset[str]:
    """The keys a word may have, in whatever language it was typed."""
    return frozenset(key for language in codes() for key in _keys(word, language))


def wider(word: str) -> frozenset[str]:
    """The keys of offices that a wider word may mean: a union's leader is its general secretary."""
    table = lexicon("world", "offices").table("wider")
    of = {word, word.removesuffix("s"), *(_named().get(word, ()))}
    return frozenset(key for one in of for other in table.get(one, "").split() for key in asked(other))


def spelt_out(asked: Iterable[str]) -> list[str]:
    """The words with short forms written out: "PM" is "prime minister", "exalcalde" somebody who was it."""
    short = lexicon("world", "offices").table("short")
    return [word for one in asked for word in short.get(one, _once(one)).split()]


def _once(word: str) -> str:
    office = word.removeprefix("ex")
    return f"ex {office}" if office != word and _named().get(office) else word


def left(text: str, start: int, language: str) -> bool:
    """Whether what is said before an office says that it is held no more."""
    return leaving(text, start, language) is not None


def leaving(text: str, start: int, language: str) -> int | None:
    """Where the words before an office begin that say that it is held no more: the "stepped down as" before it."""
    said = [pattern.search(text, max(0, start - 60), start) for pattern in _left(language)]
    found = [place for place in said if place and not departures.to_come(text, place, language)]
    seat = _WORD.match(text, start)
    if seat and fold(seat[0]) in _seats():
        found += [
            one for one in _quitting(language).finditer(text, max(0, start - 60), seat.end()) if one.end() == seat.end()
        ]
    return min((place.start() for place in found), default=None)


def gone(text: str, office: Span, language: str) -> bool:
    """Whether what is said behind an office and the name beside it says that it is left: "director Ida Berg quit"; not
    "Mayor Berg quit as head of the choir"."""
    pattern = _gone(language)
    found = pattern.match(text, office.end) if pattern else None
    other = _said("quit_as", r" (?:{}) ([^,.;\n]+)").match(text, found.end()) if found else None
    listed = {key for key in keys(other[1], language) if key in known("offices")} if other else set()
    return found is not None and (not listed or not listed.isdisjoint(keys(office.of(text), language)))


@lru_cache(maxsize=16)
def _gone(language: str) -> re.Pattern[str] | None:
    source = lexicon("world", "offices").table("gone").get(language)
    if source is None:
        return None
    name = rf"{_NAME}(?: (?:{_any('in_names')}) {_NAME})*"
    aside = rf"(?:,[^,.;\n]{{1,{_LIMITS.before}}})?"
    return re.compile(rf"(?:,? {name})?{aside},?(?: (?:{_any('day_left')}))? {source}\b")


@lru_cache(maxsize=16)
def _left(language: str) -> tuple[re.Pattern[str], ...]:
    listed = lexicon("world", "offices")
    return tuple(re.compile(source) for part in ("left", "once") if (source := listed.table(part).get(language)))


@lru_cache(maxsize=4_000)
def _keys(word: str, language: str) -> tuple[str, ...]:
    if known := _named().get(word):
        return known
    if parts := _parts(word):
        return parts
    root = (_root(word),) if len(word) >= _LIMITS.rooted else ()
    return (*stems([word], language), *root)


def _around(text: str, language: str) -> set[str]:
    empty = empty_words(language)
    listed = [word for word in words(text) if word not in empty]
    known = (key for word in listed for key in (_named().get(word) or _parts(word) or stems([word], language)))
    return {_ABOUT + key for key in known}


def _parts(word: str) -> tuple[str, ...]:
    """What a compound is made of: "finanzminister", "exministra"."""
    if word.startswith("ex") and (known := _named().get(word[2:])):
        return ("former", *known)
    for ending in _endings():
        before = word.removesuffix(ending)
        if len(before) > 3 and before != word:
            of = _named().get(before) or _named().get(before.removesuffix("s")) or (_root(before),)
            return (*of, *_named().get(ending, ()))
    return ()


def compound(word: str) -> tuple[str, frozenset[str]] | None:
    """What comes first in a compound, with its keys: the "verkehr" of "verkehrsminister"."""
    for ending in () if _named().get(word) else _endings():
        before = word.removesuffix(ending)
        if len(before) > 3 and before != word:
            bare = before.removesuffix("s")
            return bare, frozenset(_named().get(before) or _named().get(bare) or (_root(before),))
    return None


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    listed = lexicon("world", "offices").table("compounds").get("de", "").split()
    return tuple(sorted(listed, key=len, reverse=True))


@lru_cache(maxsize=1)
def _named() -> dict[str, tuple[str, ...]]:
    """word -> the offices it may be"""
    found: dict[str, tuple[str, ...]] = {}
    for part in ("offices", "fields", "manners"):
        for office, listed in lexicon("world", "offices").table(part).items():
            for word in listed.split():
                found[word] = tuple(dict.fromkeys((*found.get(word, ()), office)))
    return found


@lru_cache(maxsize=4)
def known(part: str) -> frozenset[str]:
    """The keys of offices, of fields or of manners."""
    return frozenset(lexicon("world", "offices").table(part))


def _root(word: str) -> str:
    for one, other in respelt():
        word = word.replace(one, other)
    return word[: _LIMITS.root]

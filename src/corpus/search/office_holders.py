"""Who holds an office, and who held it before, by what people are called: "the mayor", "ministro de hacienda"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from corpus.analysis.folding import fold, words
from corpus.index import ABOUT, Candidate, Name, Part, Shelf, Store, Wanted, offices
from corpus.index.passages import empty_words
from corpus.languages import codes, lexicon
from corpus.model import Span
from corpus.search import countries, leading, succession, tenure
from corpus.search.tenure import Holder


@dataclass(frozen=True, slots=True)
class HolderRules:
    """What is looked at for who holds an office, and how well a place must fit the office asked for. Set by hand."""

    looked_at: int = 200  # the newest places where somebody is called so
    words: int = 8  # of an office, at most
    unlisted: int = 3  # words where none of them is known to be an office
    root: int = 4  # letters, at least, that the forms of one word of a language share: "alcalde", "alcaldesa"
    ending: int = 5  # letters, at most, in which they differ
    own: float = 1.0  # worth, 0 to 1, of an asked word that is one of the office's
    beside: float = 0.6  # the same of a field that is only spoken of beside it: another minister may be meant


_RULES = HolderRules()

_EXCLUSIVE = frozenset({"deputy", "prime", "former"})  # a deputy mayor is no mayor
_WORD = re.compile(r"[^\W\d_][\w-]*")
_POSSESSIVE = re.compile(r"['’]s?\s")
_HEAD_FIRST = frozenset({"es", "fr", "pt"})  # "presidenta de la asociación"; in the others "union president"


@dataclass(frozen=True, slots=True)
class _Sought:
    """The words of an office with the keys each is found by."""

    own: dict[str, frozenset[str]]
    heads: Sequence[str]
    compound: frozenset[str]  # words right before the office's: "fire" of "fire chief"

    @property
    def leading(self) -> bool:
        """Whether it is asked who leads something, in whatever office."""
        listed = [offices.asked(word) & offices.known("offices") for word in self.heads]
        return all(keys and keys <= leading.words_for() for keys in listed)

    @classmethod
    def of(cls, asked: Sequence[str], office: Sequence[str], heads: Sequence[str], wide: bool) -> _Sought:
        spelt = offices.spelt_out(asked)
        before = {one for one, other in pairwise(spelt) if other in heads and one not in heads}
        return cls({word: _keys(word, wide and word in heads) for word in office}, heads, frozenset(before))


def holders(store: Store, asked: Sequence[str], collections: tuple[str, ...]) -> tuple[Holder, ...]:
    """The people who are called by these words, who holds the office now first; nobody: an empty tuple."""
    left = [word for word in offices.spelt_out(asked) if "former" not in offices.asked(word)]
    if is_office(left) and len(left) < len(offices.spelt_out(asked)):
        before = [one for one in holders(store, left, collections) if one.until]
        if before:  # all they say, since they left as well
            return tuple(replace(one, since="", until="") for one in before)
    of, rest = countries.asked(asked)
    if of and is_office(rest):
        return tuple(one for one in _holders(store, rest, collections) if _of_country(one, of))
    return succession.followed(store, _holders(store, asked, collections), collections)


def of_country(asked: Sequence[str]) -> bool:
    """Whether an office of a country is asked for."""
    of, rest = countries.asked(asked)
    return bool(of) and is_office(rest)


def _of_country(one: Holder, of: frozenset[str]) -> bool:
    """Whether somebody is called so of one of these countries: a president of Mexico is none of the United States."""
    return any(of & countries.of(row.origin.text, row.start, row.end) for row in one.rows)


def _holders(store: Store, asked: Sequence[str], collections: tuple[str, ...]) -> tuple[Holder, ...]:
    office = content(asked)
    if not 0 < len(office) <= _RULES.words:
        return ()
    for heads, wide in _readings(office):
        found = _called(store, _Sought.of(asked, office, heads, wide), collections)
        if found:
            found = _as_written(found, heads)
            return _with_successors(store, found, _Sought.of(asked, heads, heads, wide), collections)
        if len(heads) < len(office) and (found := _of_the_article(store, asked, heads, office, collections)):
            return found
    return ()


def _as_written(found: tuple[Holder, ...], heads: Sequence[str]) -> tuple[Holder, ...]:
    """Those who are called so in the language it was asked in, where one of them holds the office: "the mayor" is no
    "alcalde" as long as there is a mayor."""
    written = tuple(one for one in found if is_written(one, heads))
    return written if any(not one.until for one in written) else found


def is_written(one: Holder, heads: Sequence[str]) -> bool:
    """Whether somebody is called by these very words, not by those of another language."""
    roots = tuple(head[: max(_RULES.root, len(head) - _RULES.ending)] for head in heads)
    return any(root in fold(row.text) for row in one.rows for root in roots)


def left_on(store: Store, names: Sequence[str], role: str, collections: tuple[str, ...]) -> str:
    """The day until which somebody was what they are called here; empty where nothing says that it is over, or where it
    is no office."""
    asked = words(role)
    heads = _nouns(content(asked))
    if not heads:
        return ""
    groups = tuple(offices.asked(word) for word in heads)
    wanted = Wanted(Part.ROLES, groups, speakers=tuple(names), limit=_RULES.looked_at, collections=collections)
    held = _held(store.find(wanted), _Sought.of(asked, heads, heads, False))
    return next((one.until for one in tenure.ended(store, held, collections)), "")


def leads_otherwise(store: Store, name: str, article: str, asked: Sequence[str], collections: tuple[str, ...]) -> bool:
    """Whether somebody is called by offices in an article none of which leads anything, where the leader is asked for:
    its chief engineer is not the head of the agency."""
    office = content(asked)
    heads = _nouns(office)
    sought = _Sought.of(asked, office, heads, False)
    if not heads or not sought.leading:
        return False
    wanted = Wanted(Part.ROLES, speakers=(name,), article=article, limit=_RULES.looked_at, collections=collections)
    rows = [row for row in store.find(wanted) if is_office(words(row.text))]
    wide = _Sought.of(asked, office, heads, True)
    return bool(rows) and not any(_headed(row, one) for row in rows for one in (sought, wide))


def longer(asked: int, names: Iterable[Name]) -> bool:
    """Whether somebody has a name of more words than were asked for: "King" is Stephen King, "port director" nobody."""
    return any(name.people and len([w for w in words(name.name) if w not in empty()]) > asked for name in names)


def content(asked: Sequence[str]) -> list[str]:
    """The words of an office that say something, short forms written out."""
    said = dict.fromkeys(offices.spelt_out(asked))
    return [word for word in said if word not in empty() | leading.newly() and len(word) > 1]


def is_office(asked: Sequence[str]) -> bool:
    """Whether one of the words is an office in some language: "mayor", not "benzene"."""
    return any(not offices.known("offices").isdisjoint(offices.asked(word)) for word in content(asked))


@lru_cache(maxsize=1)
def empty() -> frozenset[str]:
    """Words that say nothing on their own in some language."""
    return frozenset().union(*map(empty_words, codes()))


def _readings(office: list[str]) -> Iterable[tuple[list[str], bool]]:
    """Which of the words must be the office's own; last of all in a wider sense."""
    if nouns := _nouns(office):
        yield nouns, False
        yield nouns, True
        return
    office = [word for word in office if not _manner(offices.asked(word))]
    if not office or len(office) > _RULES.unlisted:
        return
    yield office, False
    for word in dict.fromkeys((office[-1], office[0])):
        yield [word], False
        if offices.wider(word):
            yield [word], True


def _nouns(office: Iterable[str]) -> list[str]:
    return [word for word in office if not offices.known("offices").isdisjoint(offices.asked(word))]


def _of_the_article(
    store: Store, asked: Sequence[str], heads: Sequence[str], office: Sequence[str], collections: tuple[str, ...]
) -> tuple[Holder, ...]:
    """Who is called so where the article has the other words as a name, further off: the captain of the Solveig."""
    own = [word for word in office if word in heads or _listed(word)]
    others = [word for word in office if word not in own]
    found = _called(store, _Sought.of(asked, own, heads, False), collections)
    return tuple(one for one in found if all(_named_in(one.rows[0].origin.text, word) for word in others))


def _named_in(text: str, word: str) -> bool:
    written = [said for said in _WORD.findall(text) if len(said) == len(word) and fold(said) == word]
    return bool(written) and all(said[0].isupper() for said in written)


def _called(store: Store, sought: _Sought, collections: tuple[str, ...]) -> tuple[Holder, ...]:
    own = sought.own
    groups = tuple(
        keys if word in sought.heads or _manner(keys) else keys | {ABOUT + key for key in keys}
        for word, keys in own.items()
    )
    rows = store.find(Wanted(Part.ROLES, groups, limit=_RULES.looked_at, collections=collections))
    others = [word for word in own if word not in sought.heads and not _listed(word)]
    known = not offices.known("offices").isdisjoint(key for head in sought.heads for key in own[head])
    kept = _of_compound(sought, [row for row in rows if not known or _has(row, others)])
    if others and kept and known:
        listed = [group for word, group in zip(own, groups, strict=True) if word not in others]
        kept = _also(store, kept, listed, collections)
    return tenure.ordered(tenure.ended(store, _held(kept, sought), collections))


def _also(
    store: Store, rows: list[Candidate], groups: Sequence[frozenset[str]], collections: tuple[str, ...]
) -> list[Candidate]:
    """With where the same people are called so without what it is of: later articles need not say of which country."""
    names = tuple(dict.fromkeys(row.speaker for row in rows if row.speaker))
    wanted = Wanted(Part.ROLES, tuple(groups), speakers=names, limit=_RULES.looked_at, collections=collections)
    seen = {(row.origin.id, row.start) for row in rows}
    return [*rows, *(row for row in store.find(wanted) if (row.origin.id, row.start) not in seen)]


def _of_compound(sought: _Sought, rows: list[Candidate]) -> list[Candidate]:
    """Where a compound is asked for, who is called by its first part too: a minister of finance is no
    "Verkehrsminister". What is no field, the article may say elsewhere: the "Konzernchefin" of the "Bahn"."""
    for first, keys in filter(None, map(offices.compound, sought.own)):
        own = [
            row for row in rows if first in fold(row.text) or keys & set(offices.keys(row.text, row.origin.language))
        ]
        field = not offices.known("fields").isdisjoint(keys)
        rows = own if own or field else [row for row in rows if first in words(row.origin.text)]
    return rows


def _listed(word: str) -> bool:
    return any(not offices.known(part).isdisjoint(offices.asked(word)) for part in ("offices", "fields", "manners"))


def _has(row: Candidate, others: Sequence[str]) -> bool:
    """Whether the article has these very words: who is named beside something "parado" is no mayor of Paris."""
    if not others:
        return True
    said = fold(row.origin.text)
    return all(word.removesuffix("s") in said for word in others)


def _with_successors(
    store: Store, found: tuple[Holder, ...], sought: _Sought, collections: tuple[str, ...]
) -> tuple[Holder, ...]:
    """Where who held the office left it: who is called so since then, of nothing else, and is named beside the one
    before. What it is the office of, the later articles need not say."""
    left = found[0].until
    if not left:
        return found
    known = {name for one in found for name in one.names}
    articles = {row.origin.id for one in found for row in one.rows}
    later = [
        one
        for one in _called(store, sought, collections)
        if not one.until and one.last >= left and known.isdisjoint(one.names) and not _of_another(one, found)
    ]
    return (*(one for one in later if not articles.isdisjoint(_where(store, one, collections))), *found)


def _where(store: Store, one: Holder, collections: tuple[str, ...]) -> set[str]:
    """The articles that name somebody."""
    shelves = [Shelf(name=name, limit=_RULES.looked_at, collections=collections) for name in one.names]
    return {row.id for shelf in shelves for row in store.articles(shelf)}


def _of_another(one: Holder, found: tuple[Holder, ...]) -> bool:
    """Whether the office is said to be of something that the one before it was not of."""
    before = {word for holder in found for row in holder.rows for word in words(row.text)}
    return any(len(of := parts(row.text)) > 1 and before.isdisjoint(words(of[-1])) for row in one.rows)


def parts(office: str) -> list[str]:
    """The office itself, then what it is of."""
    return _of().split(office)


@lru_cache(maxsize=1)
def _of() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(lexicon('world', 'offices').table('part_of').values())})\s", re.IGNORECASE)


def _keys(word: str, wide: bool) -> frozenset[str]:
    if wide:
        return offices.wider(_singular(word)) | offices.wider(word)
    return offices.asked(word)


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _manner(keys: frozenset[str]) -> bool:
    return not offices.known("manners").isdisjoint(keys)


def _held(rows: Iterable[Candidate], sought: _Sought) -> list[Holder]:
    """The people of these rows with the days on which they are called so."""
    asked = frozenset().union(*sought.own.values())
    by_name: dict[str, list[tuple[Candidate, float, bool]]] = {}
    for row in rows:
        language = row.origin.language
        whole = frozenset(offices.keys(row.text, language))
        of = leading.behind(row) if len(parts(row.text)) > 1 else frozenset()
        first = frozenset(offices.keys(parts(row.text)[0], language)) or whole
        gone = ("former" in whole and "former" not in asked) or _left(row)
        others = (_EXCLUSIVE - {"former"}) & first - asked
        if row.speaker and not others and _headed(row, sought):
            by_name.setdefault(row.speaker, []).append((row, _weight(sought, whole | of), gone))
    found = []
    for names in _people(by_name):
        listed = [one for name in names for one in by_name[name]]
        best = max(weight for _, weight, _ in listed)
        found.append(_holder(names, listed, best))
    return found


def _left(row: Candidate) -> bool:
    """Whether what is said before it, or behind it and the name, says that it is held no more."""
    text, language = row.origin.text, row.origin.language
    return offices.left(text, row.start, language) or offices.gone(text, Span(row.start, row.end), language)


def _headed(row: Candidate, asked: _Sought) -> bool:
    """Whether the person is called by the asked office itself, rather than it being what their office is of. For an
    office that is in no list: whether it is the very noun."""
    language = row.origin.language
    sought = frozenset().union(*(asked.own[head] for head in asked.heads))
    said = words(parts(_POSSESSIVE.split(row.text)[-1])[0])  # "the mayor's sister" is no mayor
    full = [word for word in said if word not in empty()]
    noun = [word for word in full if word not in offices.titles()] or full
    if sought.isdisjoint(offices.keys(" ".join(noun), language)):
        return False
    if asked.leading and not leading.leads(row, full, frozenset().union(*asked.own.values())):
        return False
    if not sought.isdisjoint(offices.known("offices")):
        return True
    return not sought.isdisjoint(offices.keys(noun[0 if language in _HEAD_FIRST else -1], language))


def _weight(sought: _Sought, there: frozenset[str]) -> float:
    """How much of what was asked the office says itself; a place or a company may as well stand beside it, what kind of
    chief somebody is may not."""
    fields = offices.known("fields")
    return sum(
        _RULES.own
        if not keys.isdisjoint(there) or (fields.isdisjoint(keys) and word not in sought.compound)
        else _RULES.beside
        for word, keys in sought.own.items()
    )


def _people(by_name: Iterable[str]) -> list[tuple[str, ...]]:
    """Names, those of one word with the one longer name that has it."""
    names = sorted(by_name, key=lambda name: (-len(words(name)), name))
    groups: list[list[str]] = []
    for name in names:
        homes = [group for group in groups if set(words(name)) <= set(words(group[0]))]
        if len(homes) == 1:
            homes[0].append(name)
        else:
            groups.append([name])
    return [tuple(group) for group in groups]


def _holder(names: tuple[str, ...], listed: list[tuple[Candidate, float, bool]], weight: float) -> Holder:
    listed.sort(key=lambda one: (tenure.day(one[0]), -one[0].start), reverse=True)
    of_it = [(tenure.day(row), left) for row, worth, left in listed if worth == weight]  # not of another office
    gone = [day for day, left in of_it if left]
    held = [day for day, left in of_it if not left]
    until = max(gone) if gone and (not held or max(held) <= max(gone)) else ""
    if until and held and len(gone) > 1:
        until = min(day for day in gone if day >= max(held))
    if gone and not held:
        until = until or tenure.UNDATED  # left on a day nobody knows is left
    return Holder(names, tuple(row for row, _, _ in listed), min(held or gone), until, weight)


def titled(store: Store, asked: Sequence[str], names: Sequence[str], collections: tuple[str, ...]) -> tuple[str, ...]:
    """Of the people of these names, those who somewhere are called by the asked title or office: of two Marshes the
    one that is a doctor. Nobody: an empty tuple."""
    groups = [offices.asked(word) for word in offices.spelt_out(asked)]
    if not names or not all(groups):
        return ()
    rows = store.find(
        Wanted(Part.ROLES, tuple(groups), speakers=tuple(names), limit=_RULES.looked_at, collections=collections)
    )
    return tuple(dict.fromkeys(row.speaker for row in rows if row.speaker))


def is_title(word: str) -> bool:
    """Whether the word may stand before a name and be no part of it."""
    keys = offices.asked(word)
    return word in offices.titles() or any(
        not offices.known(part).isdisjoint(keys) for part in ("offices", "fields", "manners")
    )

"""People under a title or an initial: "Mayor Marsh", "Dr Marsh", "Ms Marsh", "H. Marsh". Neither ever blocks a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.analysis.folding import fold, words
from corpus.index import Name, Shelf, Store, offices
from corpus.languages import codes, lexicon
from corpus.model import Gender
from corpus.search import name_lookup, office_holders


@dataclass(frozen=True, slots=True)
class TitledLimits:
    """How far is looked for whether somebody under a title is a woman or a man. Set by hand: most articles tell it."""

    read: int = 3  # articles looked into for one person
    people: int = 8  # for whom that is looked up


_LIMITS = TitledLimits()


def people(store: Store, asked: Sequence[str], collections: tuple[str, ...]) -> tuple[Name, ...]:
    """The people meant by words that begin with a title or an initial, full names first; none where they do not, or
    where nobody has the name that follows."""
    for size in range(len(asked) - 1, 0, -1):
        title, name = asked[:size], asked[size:]
        of = len(title[-1]) > 1 and title[-1] in office_holders.empty()
        if not _stands_before(title) or of or all(map(office_holders.is_title, name)):
            continue  # "mayor of Holm", "acting mayor": no name follows
        found = name_lookup.exact(store, name, store.words(name, slips=0), collections)
        if not office_holders.empty().isdisjoint(title[1:]):  # "director of the water" is no title of "the board"
            found = tuple(one for one in found if one.name.people and words(one.name.name)[-1] == name[-1])
        if name[0] in office_holders.empty():  # only who is called "de la Fuente"
            found = tuple(one for one in found if name[0] in words(one.name.name))
        if found:
            return _full_first(_fitting(store, title, [one.name for one in found], collections))
    return ()


def _stands_before(title: Sequence[str]) -> bool:
    own = [word for word in title if word not in office_holders.empty()]
    return (
        bool(own or len(title) == 1)
        and all(len(word) == 1 or word in office_holders.empty() or office_holders.is_title(word) for word in title)
        and any(_telling(word) for word in title)
    )


def _telling(word: str) -> bool:
    """Whether a word alone can stand before a name: "minister" and "m.", but not "health"."""
    keys = offices.asked(word)
    return (
        len(word) == 1
        or word in offices.titles()
        or any(not offices.known(part).isdisjoint(keys) for part in ("offices", "manners"))
    )


def _fitting(store: Store, title: Sequence[str], found: list[Name], collections: tuple[str, ...]) -> list[Name]:
    """Of these people those the title or the initial fits; all of them where it fits nobody."""
    initials = [word for word in title if len(word) == 1]
    if initials:
        begun = [name for name in found if _begins(name, initials)]
        if begun or not office_holders.is_title(initials[0]):
            return begun or found
    title = [word for word in title if word not in office_holders.empty() and len(word) > 1] or list(title)
    called = office_holders.titled(store, title, [name.name for name in found], collections)
    fit = [name for name in found if name.name in called]
    if fit:
        return fit
    told = _gender(title)
    if told is None or len(found) == 1:
        return found
    return [name for name in found[: _LIMITS.people] if _told(store, name, collections) in (told, None)] or found


def _begins(name: Name, initials: Sequence[str]) -> bool:
    return any(
        [word[0] for word in words(spelling)[: len(initials)]] == list(initials)
        for spelling in (name.name, *name.aliases)
        if len(words(spelling)) > len(initials)
    )


def _gender(title: Iterable[str]) -> Gender | None:
    for code in codes():
        listed = {fold(word): told for word, told in lexicon(code, "titles").table("honorifics").items() if told}
        for word in title:
            if word in listed:
                return Gender(listed[word])
    return None


def _told(store: Store, name: Name, collections: tuple[str, ...]) -> Gender | None:
    for row in store.articles(Shelf(name=name.name, limit=_LIMITS.read, collections=collections)):
        found = store.article(row.id, collections)
        for person in found.people if found else ():
            if person.name == name.name and person.gender:
                return person.gender
    return None


def _full_first(found: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(sorted(found, key=lambda name: len(words(name.name)) < 2))

"""Who somebody is: the names they go by, what they are called and where it says so, and when they were quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as Names
from dataclasses import dataclass, replace

from corpus.analysis.folding import words
from corpus.corrections import Act
from corpus.index import Name, Naming, Part, Shelf, Store, Wanted, offices
from corpus.index.passages import empty_words
from corpus.languages import DEFAULT
from corpus.model import Extraction, Person, Record, Span
from corpus.results import Hit, Listing, Profile, Query, Role, Who
from corpus.search import name_lookup, office_holders, titled_names
from corpus.search.query_syntax import read


@dataclass(frozen=True, slots=True)
class ProfileLimits:
    """How much of somebody is told at once, and of how many people. Set by hand: what a card of Discord shows without
    scrolling."""

    people: int = 10  # offered as a choice
    read: int = 24  # articles looked into for one person; fewer each where several are offered
    roles: int = 6  # that are told
    ended: int = 3  # of these, of which it is looked up whether they are over
    beside: int = 8  # people told of whose name stands near
    latest: int = 20  # quotations among which the latest is looked for


LIMITS = ProfileLimits()

_WHOLE = ("direct", "post", "mixed", "indirect", "pull")  # of an article's quotations, which to show first
_ENTITLED = frozenset({"mr", "mrs", "ms", "sr", "sra", "dr", "dra", "don"})


@dataclass(frozen=True, slots=True)
class _Somebody:
    """One person under the names that different articles know them by, the one most seen first."""

    names: tuple[Name, ...]

    @property
    def quotes(self) -> int:
        return sum(name.quotes for name in self.names)

    @property
    def seen(self) -> int:
        return sum(name.articles for name in self.names)


def who(store: Store, query: Query) -> Who:
    """The people a name could mean, most seen first; nobody: the names nearest to it."""
    asked = words(read(query).query.speaker or " ".join(read(query).words))
    if empty_words(DEFAULT).issuperset(asked):
        return Who(query)
    near = store.words(asked)
    exact = [one.name for one in name_lookup.exact(store, asked, near, query.collections)]
    meant = [] if exact else list(titled_names.people(store, asked, query.collections))
    held = [] if meant or office_holders.longer(len(asked), exact) else _in_office(store, asked, query)
    if held:
        share = max(4, LIMITS.read // len(held))
        return Who(query, tuple(_called(_profile(store, one, query, share), asked) for one in held))
    meant = meant or [one.name for one in name_lookup.people(store, asked, near, query.collections)]
    apart = {one.value for one in store.corrections(query.collections) if one.act is Act.SPLIT}
    found = _merged([*meant, *_akin(store, meant, query.collections)], apart)
    found = [one for one in found if any(name in meant for name in one.names)]
    found.sort(key=lambda one: (-one.quotes - one.seen, one.names[0].name))
    found = found[query.offset : query.offset + min(query.limit, LIMITS.people)]
    share = max(4, LIMITS.read // max(1, len(found)))
    profiles = tuple(_profile(store, somebody, query, share) for somebody in found)
    return Who(query, profiles, () if profiles else tuple(name_lookup.alike(store, asked, near, query.collections)))


def _in_office(store: Store, asked: list[str], query: Query) -> list[_Somebody]:
    """Who is called by these words, who holds the office now first."""
    found = []
    for held in office_holders.holders(store, asked, query.collections):
        groups = tuple((word,) for word in words(held.name))
        names = [name for name in store.names(Naming(groups, collections=query.collections)) if name.name in held.names]
        if names:
            found.append(_Somebody(tuple(names)))
    return found[query.offset : query.offset + min(query.limit, LIMITS.people)]


def _called(told: Profile, asked: Sequence[str]) -> Profile:
    """With what was asked for as the first of what they are called."""
    said = frozenset(key for word in office_holders.content(asked) for key in offices.asked(word))
    first = sorted(told.roles, key=lambda one: -len(said.intersection(offices.keys(one.role.text, one.role.language))))
    return replace(told, roles=tuple(first))


def roles(found: Extraction, person: Person) -> Iterator[Role]:
    """What the article calls the person, with the sentence around each."""
    said: set[str] = set()
    for span in person.roles:
        words_of = " ".join(words(span.of(found.article.text)))
        sentence = _around(found, span)
        if words_of not in said and sentence:
            said.add(words_of)
            yield Role(Record.cut(found.article, "role", span), Record.cut(found.article, "sentence", sentence))


def _around(found: Extraction, span: Span) -> Span | None:
    return next((sentence.span for sentence in found.sentences if span in sentence.span), None)


# ---------------------------------------------------------------------- one person, several names
def _akin(store: Store, names: Sequence[Name], collections: tuple[str, ...]) -> list[Name]:
    """Names that may be longer or shorter forms of these: they share the first word and another one."""
    found: dict[str, Name] = {}
    for name in names[: LIMITS.people]:
        first, *rest = words(name.name) or [""]
        if rest:
            for other in store.names(Naming(((first,), tuple(rest)), collections=collections)):
                found[other.name] = other
    known = {name.name for name in names}
    return [name for name in found.values() if name.name not in known]


def _merged(names: Iterable[Name], apart: Names[str]) -> list[_Somebody]:
    """Puts together the names of one person, but never names people have told `apart`. A short form that could mean two
    people is merged with neither; a last name that several have is not a person of its own beside them."""
    people = list(dict.fromkeys(names))
    if any(name.people for name in people):
        people = [name for name in people if name.people]
    people.sort(key=lambda name: -len(words(name.name)))
    groups: list[list[Name]] = []
    for name in people:
        homes = [group for group in groups if any(_meant(name, other) for other in group)]
        homes = [group for group in homes if apart.isdisjoint((name.name, *(other.name for other in group)))]
        if (
            name.name not in apart and not homes and len(words(name.name)) == 1
        ):  # a last name alone: who has it is named in other articles
            homes = [group for group in groups if words(name.name)[0] in words(group[0].name)]
            if len(homes) > 1:
                continue
        if len(homes) == 1:
            homes[0].append(name)
        else:
            groups.append([name])
    return [_Somebody(tuple(sorted(group, key=lambda name: (-name.articles, -len(name.name))))) for group in groups]


def _meant(short: Name, long: Name) -> bool:
    full = [spelling for spelling in (long.name, *long.aliases) if len(words(spelling)) > 1 and spelling[0] != "@"]
    return any(same(short.name, spelling) for spelling in full or [long.name])


def same(short: str, long: str) -> bool:
    """Whether the words of the one stand in order in the other, the first word first: "Claudia Sheinbaum" is
    "Claudia Sheinbaum Pardo". A last name alone is nobody's for sure."""
    few, many = _bare(short), _bare(long)
    if len(few) < 2:
        return few == many
    initials = [{word for word in name[1:] if len(word) == 1} for name in (few, many)]
    if initials[0] and initials[0] != initials[1] and initials[1]:
        return False
    rest = iter(many)
    return _stands(few[0], next(rest, "")) and all(any(_stands(word, other) for other in rest) for word in few[1:])


def _stands(word: str, other: str) -> bool:
    """Whether the word is the other one or its initial."""
    return word == other or (len(word) == 1 and other.startswith(word))


def _bare(name: str) -> list[str]:
    given = words(name)
    return given[1:] if given and given[0] in _ENTITLED else given


# ---------------------------------------------------------------------- the profile
def _profile(store: Store, somebody: _Somebody, query: Query, share: int) -> Profile:
    rows = [_rows(store, name, query, share) for name in somebody.names]
    newest = list({row.id: row for some in rows for row in some}.values())
    newest.sort(key=lambda row: row.published.value if row.published else "", reverse=True)
    dated = [row.published.value for row in newest if row.published]
    earliest = [_first(store, name, query) for name in somebody.names]
    first = min([day for day in earliest if day] + dated, default=None)
    called, beside = _read(store, newest[:share], somebody, query)
    return Profile(
        name=_fullest(somebody),
        spellings=_spellings(somebody),
        roles=_ended(store, called, somebody, query),
        quotes=somebody.quotes,
        latest=_latest(store, somebody, query),
        first_seen=first,
        last_seen=max(dated, default=None),
        beside=beside,
    )


def _rows(store: Store, name: Name, query: Query, share: int) -> tuple[Listing, ...]:
    return store.articles(Shelf(name=name.name, limit=share, collections=query.collections))


def _first(store: Store, name: Name, query: Query) -> str | None:
    """The day of the earliest article: the last of the list that has a date."""
    for back in range(1, min(name.articles, 3) + 1):
        last = Shelf(name=name.name, limit=1, offset=name.articles - back, collections=query.collections)
        for row in store.articles(last):
            if row.published:
                return row.published.value
    return None


def _read(
    store: Store, rows: Sequence[Listing], somebody: _Somebody, query: Query
) -> tuple[tuple[Role, ...], tuple[str, ...]]:
    """From the articles themselves: roles, the newest first, and the people beside them, most often first."""
    names = {name.name for name in somebody.names}
    called: dict[str, Role] = {}
    beside: Counter[str] = Counter()
    for row in rows:
        found = store.article(row.id, query.collections)
        if found is None:
            continue
        beside.update(person.name for person in found.people if person.name not in names)
        for person in found.people:
            if person.name in names:
                for role in roles(found, person):
                    called.setdefault(" ".join(words(role.role.text)), role)
    most = sorted(beside, key=lambda name: (-beside[name], name))
    return _full(called)[: LIMITS.roles], tuple(most[: LIMITS.beside])


def _ended(store: Store, called: tuple[Role, ...], somebody: _Somebody, query: Query) -> tuple[Role, ...]:
    """With the days on which what they are called first ended."""
    names = [name.name for name in somebody.names]
    first = [
        replace(role, until=office_holders.left_on(store, names, role.role.text, query.collections))
        for role in called[: LIMITS.ended]
    ]
    return (*first, *called[LIMITS.ended :])


def _full(called: dict[str, Role]) -> tuple[Role, ...]:
    """Without those whose words a fuller role has: "President" beside "Mexican President"."""
    parts = {key: set(key.split()) for key in called}
    return tuple(role for key, role in called.items() if not any(parts[key] < other for other in parts.values()))


def _latest(store: Store, somebody: _Somebody, query: Query) -> Hit | None:
    names = tuple(name.name for name in somebody.names)
    said = store.find(Wanted(Part.QUOTES, speakers=names, limit=LIMITS.latest, collections=query.collections))
    if not said:
        return None
    best = max(said, key=lambda one: (one.origin.published or "", one.confidence))
    return Hit(best.record(), 1.0)


def _fullest(somebody: _Somebody) -> str:
    """The name most articles have them under."""
    return somebody.names[0].name


def _spellings(somebody: _Somebody) -> tuple[str, ...]:
    given = [name.name for name in somebody.names]
    given += [alias for name in somebody.names for alias in name.aliases]
    return tuple(dict.fromkeys(given))

"""Versions of a story in the index: the newest takes the place of what the others say otherwise."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

from corpus.corrections import Correction, digest
from corpus.index.corrected import Corrections, carried
from corpus.index.outdated import standing, unpacked
from corpus.index.protocol import Origin, Store
from corpus.index.protocol import Shelf as Wanted
from corpus.index.rows import Entry
from corpus.index.same_story import of, order, same_story
from corpus.model import SEEDS
from corpus.results import Listing


@dataclass(frozen=True, slots=True)
class VersionLimits:
    """How many articles are looked at for versions of one story. Set by hand: a newsroom prints few versions, an
    agency's text stands in dozens."""

    compared: int = 20  # articles with most marks in common, whose words are compared
    marked: int = 64  # articles looked at for one mark


LIMITS = VersionLimits()

_UNNAMED = "?"  # begins what a story is called until it is written


class HandedOn(NamedTuple):
    """Corrections that are no longer needed where they are, and what takes their place."""

    forgotten: tuple[Correction, ...] = ()
    kept: tuple[Correction, ...] = ()


class Version(NamedTuple):
    """An article of the index: which story it is a version of, where there are several, and the newest of them where it
    is another one."""

    origin: Origin
    story: str | None = None
    newer: str | None = None


class Shelf(Protocol):
    """The articles of a collection while it is written."""

    def sharing(self, collection: str, marks: Collection[int]) -> list[tuple[int, Version]]:
        """Articles of the collection with these marks, of each mark the `LIMITS.marked` that came last, those first;
        each with the mark."""

    def told(self, collection: str, articles: Collection[str]) -> list[str]:
        """The stories these articles are versions of, where they are in."""

    def versions(self, collection: str, stories: Collection[str]) -> list[Version]: ...

    def elsewhere(self, collection: str) -> Iterator[str]:
        """The texts of the other collections, which are small: what people add."""

    def entry(self, version: Version) -> Entry:
        """All of it, whichever version it is."""


def settled(shelf: Shelf, batch: Sequence[Entry], made: Corrections) -> list[Entry]:
    """The articles of a batch, each as the version it is, and those that are another one now for them; all as people
    have corrected them."""
    batch = [made.entry(entry) for entry in batch]
    return [
        entry
        for name in sorted({entry.collection for entry in batch})
        for entry in _Settling(shelf, name, [e for e in batch if e.collection == name], made).entries()
    ]


def without(shelf: Shelf, collection: str, stories: Iterable[str], made: Corrections) -> list[Entry]:
    """Those that are another version now that some of these stories have gone."""
    return _Settling(shelf, collection, [], made, set(stories)).entries()


def handed_on(shelf: Shelf, collection: str, gone: Collection[str], made: Corrections) -> HandedOn:
    """The corrections of articles that are about to go, and what takes their place: the same words in a version of
    the story that stays, the same text before the newest version."""
    corrected = set(made.articles).intersection(gone)
    if not corrected:
        return HandedOn()
    stories: dict[str, list[Version]] = defaultdict(list)
    for version in shelf.versions(collection, shelf.told(collection, corrected)):
        stories[version.story or ""].append(version)
    found: list[tuple[Correction, Correction]] = []
    for group in stories.values():
        leaving = [version.origin.id for version in group if version.origin.id in gone]
        staying = sorted((v.origin for v in group if v.origin.id not in gone), key=order, reverse=True)
        for one in made.inherited(collection, leaving):
            heirs = (moved for origin in sorted(staying, key=lambda o: digest(o.text) != one.digest)
                     if (moved := carried(one, origin)))  # fmt: skip
            found += [(one, moved) for moved in islice(heirs, 1)]
    needed = _needed_elsewhere(shelf, collection, [one for one, _ in found])
    return HandedOn(tuple(one for one, _ in found if one.digest not in needed), tuple(moved for _, moved in found))


def _needed_elsewhere(shelf: Shelf, collection: str, made: Sequence[Correction]) -> set[str]:
    """The digests of texts that other collections hold as well, which what all share is corrected for."""
    shared = {one.digest for one in made if one.collection == SEEDS}
    return shared.intersection(map(digest, shelf.elsewhere(collection))) if shared else set()


def beside(shelf: Shelf, article: str, collections: tuple[str, ...]) -> list[Origin]:
    """The versions of an article's story, newest first, itself among them."""
    for name in collections:
        found = shelf.versions(name, shelf.told(name, [article]))
        if found:
            return sorted((version.origin for version in found), key=order, reverse=True)
    return []


def listed(store: Store, found: Sequence[Origin]) -> tuple[Listing, ...]:
    """These as `Store.versions` promises them. It asks the store, so whoever calls it may hold no connection: of a pool
    each could hold the last one and wait for another."""
    if not found:
        return ()
    ids = [origin.id for origin in found]
    rows = store.articles(Wanted(ids=ids, limit=len(ids), collections=(found[0].collection,)))
    return tuple(sorted(rows, key=lambda row: ids.index(row.id)))


class _Settling:
    """A batch of one collection: which story each article is of, and which version of it is the newest."""

    def __init__(
        self, shelf: Shelf, collection: str, batch: Sequence[Entry], made: Corrections, stories: Collection[str] = ()
    ) -> None:
        self._shelf, self._collection, self._made = shelf, collection, made
        self._fresh = {entry.key: entry for entry in batch}
        self._versions = {entry.key: Version(of(entry)) for entry in batch}
        self._story = {key: _UNNAMED + key for key in self._fresh}  # what is linked has one value
        self._kept = {*stories, *(shelf.told(collection, list(self._fresh)) if batch else ())}  # of which more are in

    def entries(self) -> list[Entry]:
        self._link()
        self._know(self._kept)
        groups: dict[str, list[Version]] = defaultdict(list)
        for key, story in self._story.items():
            groups[story].append(self._versions[key])
        return [entry for group in groups.values() for entry in self._placed(group)]

    def _link(self) -> None:
        """Every article of the batch with the versions of its story that are in or arrive with it."""
        marked: dict[int, dict[str, Version]] = defaultdict(dict)
        wanted = {mark for entry in self._fresh.values() for mark in entry.marks}
        for mark, version in self._shelf.sharing(self._collection, wanted) if wanted else ():
            if version.origin.id not in self._fresh:
                marked[mark][version.origin.id] = version
        for key, entry in self._fresh.items():
            shared = Counter(other for mark in entry.marks for other in marked[mark])
            known = {other: version for mark in entry.marks for other, version in marked[mark].items()}
            for other, _ in shared.most_common(LIMITS.compared):
                if same_story(self._versions[key].origin, known[other].origin):
                    self._join(key, known[other])
            for mark in entry.marks:
                marked[mark][key] = self._versions[key]

    def _join(self, key: str, other: Version) -> None:
        name = other.origin.id
        if name not in self._versions:
            self._versions[name] = other
            self._story[name] = other.story or _UNNAMED + name
        if other.story:
            self._kept.add(other.story)
        one, two = self._story[key], self._story[name]
        kept = min(one, two, key=lambda story: (story.startswith(_UNNAMED), story))
        self._story.update({member: kept for member, story in self._story.items() if story in (one, two)})

    def _know(self, stories: Collection[str]) -> None:
        """The rest of the stories of which some version is at hand."""
        renamed = {version.story or "": self._story[key] for key, version in self._versions.items() if version.story}
        for version in self._shelf.versions(self._collection, stories) if stories else ():
            key = version.origin.id
            if key not in self._versions:
                self._versions[key] = version
                self._story[key] = renamed.get(version.story or "", version.story or _UNNAMED + key)

    def _placed(self, group: list[Version]) -> Iterable[Entry]:
        """Of one story what arrives or is another version now."""
        latest = max(group, key=lambda version: order(version.origin))
        name = _named(group, self._story[latest.origin.id]) if len(group) > 1 else None
        self._made.follow((version.origin.id, name) for version in group)
        first, key = self._entry(latest, name), latest.origin.id
        changed = key in self._fresh or (latest.story, latest.newer) != (name, None)
        if changed:
            yield first
        found = unpacked(first) if len(group) > 1 else None
        for version in group:
            if found is None or version is latest:
                continue
            if changed or version.origin.id in self._fresh or (version.story, version.newer) != (name, key):
                yield standing(self._entry(version, name), found)._replace(newer=key)

    def _entry(self, version: Version, story: str | None) -> Entry:
        """With what was corrected in the other versions of its story."""
        entry = self._fresh.get(version.origin.id) or self._shelf.entry(version)
        return self._made.entry(entry._replace(story=story))


def _named(group: list[Version], story: str) -> str:
    """A new story is called after its first versions, so that no other is called so."""
    if not story.startswith(_UNNAMED):
        return story
    return hashlib.sha256(" ".join(sorted(version.origin.id for version in group)).encode()).hexdigest()[:12]

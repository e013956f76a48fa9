"""Whether the person who is said to have said it is the one whom the article names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from corpus.analysis import similarity
from corpus.analysis.folding import fold, words
from corpus.index import Name, Naming, Store
from corpus.languages import lexicon
from corpus.model import Article, Extraction, Person, Quote, Span
from corpus.verify.claims import Claim
from corpus.verify.vocabulary import vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|[,()]")
_OFFICE = 0.5  # share of the words of an office that must be of the other
_VERBATIM = 2  # words over which an office is first looked for as it is written
_TELLING = 5  # letters of the shortest office that is looked for
_NEARLY = 0.25  # less than this under the best is as good
_CERTAIN = 0.7  # from which confidence on a speaker is sure
_NEXT = 30  # characters between an office and the name beside it
_USED = 3  # times a name may stand in quotations, where names are found by what is beside them
_SHORT = 3  # letters of the shortest name that is looked up alone


class Sameness(StrEnum):
    SAME = "same"
    ANOTHER = "another"
    UNKNOWN = "unknown"  # nobody here is called so, or it cannot be told who is meant


class Named(NamedTuple):
    """What a phrase names: names with the titles before them, and the words of an office."""

    names: tuple[tuple[str, ...], ...]  # folded words of each, without titles
    titles: frozenset[str]
    titled: bool  # a title stands right before a name
    office: bool  # words written small, or a title, say what somebody is
    words: tuple[str, ...]  # all words that may be a name or an office


def named(text: str) -> Named:
    """The names in a phrase: its capitals in a row."""
    known = vocabulary()
    names: list[tuple[str, ...]] = []
    titles: set[str] = set()
    every: list[str] = []
    run: list[str] = []
    titled = before = small = False
    for match in [*_WORD.findall(text), ","]:
        key = fold(match.strip(".,()"))
        title = key in known.titles or (len(key) > 6 and key.endswith(known.endings))
        if key and key not in known.plain and key not in known.adverbial:
            every.append(key)
        if title:
            titles.add(key)
        if match[:1].isupper() and not title and (key not in known.plain or run):
            titled = titled or (before and not run)
            run += words(match)
        elif run and key in known.particles:
            run.append(key)
        else:
            _close(run, names)
            run = []
        before = title
        small = small or (match[:1].islower() and key in every)
    return Named(tuple(names), frozenset(titles), titled, small or bool(titles), tuple(every))


def _close(run: list[str], names: list[tuple[str, ...]]) -> None:
    while run and run[-1] in vocabulary().particles:
        run.pop()
    if run:
        names.append(tuple(run))


class People:
    """Who is known in the index and what the articles call them."""

    def __init__(self, store: Store, collections: tuple[str, ...]) -> None:
        self._store, self._collections = store, collections
        self._articles: dict[str, Extraction | None] = {}

    def article(self, key: str) -> Extraction | None:
        if key not in self._articles:
            self._articles[key] = self._store.article(key, self._collections)
        return self._articles[key]

    def called(self, asked: Sequence[str]) -> tuple[Name, ...]:
        """The people who have all of these words in their names."""
        groups = tuple((word,) for word in sorted(set(asked), key=len, reverse=True)[:2])
        found = self._store.names(Naming(groups, limit=30, collections=self._collections))
        return tuple(
            name
            for name in found
            if name.people and any(set(asked) <= set(words(one)) for one in (name.name, *name.aliases))
        )

    def compare(self, claim: Claim, said: Said) -> Sameness:
        """Whether who is claimed is the speaker, as this article knows them."""
        phrase = named(claim.text)
        speaker, person = said.speaker or "", said.person
        full = (*said.joint, speaker, *((person.name,) if person else ())) if speaker else ()
        shorter = person.aliases if person else ()
        if any(_same_name(name, full) or _same_name(name, shorter, short=True) for name in phrase.names):
            return self._by_title(phrase, said)
        if speaker and words(speaker)[-1:] and words(speaker)[-1] in phrase.words:
            return self._by_last_name(phrase, speaker)
        if phrase.office and not phrase.titled and (holder := self._holder(phrase, said)):
            return _whether(_same_name(words(holder), (speaker,))) if person else Sameness.UNKNOWN
        if any(self._somebody(name, phrase, sure=claim.sure) for name in phrase.names):
            return self._another(phrase, said)
        if not phrase.names and (other := self._small(phrase.words, said)):
            return other
        return Sameness.UNKNOWN

    # ------------------------------------------------------------ names
    def _somebody(self, name: Sequence[str], phrase: Named, *, sure: bool) -> bool:
        """Whether these words are a person's name: one of the index, or tied to the quotation and no common word."""
        if self.called(name):
            return True
        if not sure or (phrase.office and not phrase.titled) or not vocabulary().chatter.isdisjoint(name):
            return False
        if phrase.titled:
            return True
        near = self._store.words(name, slips=0)
        common = [
            any(word.text == one and word.uses > word.names + _USED for word in near.get(one, ())) for one in name
        ]
        return not all(common)

    def _another(self, phrase: Named, said: Said) -> Sameness:
        """Somebody else is named. It is not sure where the article knows them and says of nobody, or not surely, that
        it was they who spoke."""
        if said.person and said.certain:
            return Sameness.ANOTHER
        around = said.beside if said.person else frozenset(words(said.article.text))
        if any(max(name, key=len) in around for name in phrase.names):
            return Sameness.UNKNOWN
        return Sameness.ANOTHER

    def _by_last_name(self, phrase: Named, speaker: str) -> Sameness:
        """The last name stands in the phrase; another's full name may stand there as well."""
        last = words(speaker)[-1]
        if any(len(name) > 1 and name[-1] == last for name in phrase.names):
            return Sameness.ANOTHER
        at = phrase.words.index(last)
        if at > 0 and (found := self.called(phrase.words[at - 1 : at + 1])):
            return _whether(any(_same_name(words(one.name), (speaker,)) for one in found))
        return Sameness.SAME

    def _small(self, listed: Sequence[str], said: Said) -> Sameness | None:
        """A name written small: the words that are one of the index."""
        for at in range(len(listed) - 1):
            if found := self.called(listed[at : at + 2]):
                return _whether(any(one.name == said.speaker for one in found))
        for word in reversed(listed):
            if len(word) > _SHORT and word not in vocabulary().titles and self.called((word,)):
                near = self._store.words((word,), slips=0).get(word, ())
                if any(one.text == word and one.names >= one.uses for one in near):
                    return _whether(word in words(said.speaker or ""))
        return None

    # ------------------------------------------------------------ offices
    def _by_title(self, phrase: Named, said: Said) -> Sameness:
        """Mayor Marsh is not Peter Marsh where Helena Marsh is the mayor."""
        speaker = said.speaker or ""
        if not phrase.titles or any(len(name) > 1 for name in phrase.names) or said.holds(phrase.titles, speaker):
            return Sameness.SAME
        last = words(speaker)[-1]
        called = [one.name for one in self.called((last,)) if words(one.name)[-1] == last]
        others = [name for name in called if not _same_name(words(name), (speaker,))]
        return _whether(not any(said.holds(phrase.titles, other) for other in others))

    def _holder(self, phrase: Named, said: Said) -> str | None:
        """Who in the article holds this office: whose it is called, or who stands beside the same words."""
        if len(phrase.words) > _VERBATIM and (beside := said.beside_words(phrase.words)):
            return beside
        wanted = {word for one in phrase.words for word in words(one)}
        shares = {one.name: _shared(wanted, one, said.article) for one in said.people}
        best = max(shares.values(), default=0.0)
        if best >= _OFFICE:
            own = shares.get(said.speaker or "", 0.0)
            return said.speaker if own >= best - _NEARLY else max(shares, key=lambda name: shares[name])
        return said.beside_words(phrase.words)


class Said:
    """Who an article says is speaking, and what else it tells of its people."""

    def __init__(self, quote: Quote | None, article: Article, whole: Extraction | None) -> None:
        self.article, self._quote = article, quote
        self.people: tuple[Person, ...] = whole.people if whole else ()
        self.speaker = quote.speaker if quote else None
        self.joint = quote.joint if quote else ()
        self.person = _person(self.speaker, self.people)
        self.certain = bool(quote and quote.confidence >= _CERTAIN)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The words of the paragraph, without what is quoted there."""
        if self._quote is None:
            return frozenset(words(self.article.text))
        text, span = self.article.text, self._quote.span
        start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
        around = text[start : span.start] + " " + text[span.end : end if end > span.end else len(text)]
        return frozenset(words(around))

    def holds(self, office: Iterable[str], name: str) -> bool:
        """Whether the article gives this person one of these titles."""
        person = next((one for one in self.people if one.name == name), None)
        wanted = set(office)
        if person and any(wanted & set(words(role.of(self.article.text))) for role in person.roles):
            return True
        whole = re.escape(name)
        return any(re.search(rf"\b{re.escape(title)}\.? {whole}\b", self.article.text, re.I) for title in wanted)

    def beside_words(self, office: Sequence[str]) -> str | None:
        """The only person whose name stands next to these words, said in this order."""
        if not office or len("".join(office)) < _TELLING:
            return None
        pattern = r"[\s,]+(?:[^\W\d_]{1,5}\s+){0,2}".join(re.escape(word) for word in office)
        text, holders = fold(self.article.text), set()
        for found in re.finditer(rf"\b{pattern}\b", text):
            behind, before = (
                text[found.end() : found.end() + _NEXT],
                text[max(0, found.start() - _NEXT) : found.start()],
            )
            for near in (behind, before):
                listed = words(near)
                held = [one.name for one in self.people if words(one.name)[-1:] and words(one.name)[-1] in listed]
                if len(held) == 1:
                    holders.add(held[0])
                    break
        return holders.pop() if len(holders) == 1 else None


def _person(speaker: str | None, people: Sequence[Person]) -> Person | None:
    """The person of the article that a speaker is: of that name, or of that name behind a title."""
    said = words(speaker or "")
    found = next((one for one in people if one.name == speaker), None)
    if found or len(said) < 2:
        return found
    return next(
        (one for one in people if len(words(one.name)) > 1 and words(one.name) == said[-len(words(one.name)) :]), None
    )


def _whether(same: bool) -> Sameness:
    return Sameness.SAME if same else Sameness.ANOTHER


def _shared(wanted: set[str], person: Person, article: Article) -> float:
    """The share of an asked office's words that one of the person's offices has."""
    best = max((len(wanted & set(words(role.of(article.text)))) for role in person.roles), default=0)
    return best / len(wanted) if wanted else 0.0


def _same_name(asked: Sequence[str], spellings: Iterable[str], *, short: bool = False) -> bool:
    """`short`: the spellings are those an article uses besides the full one; they explain no longer name."""
    listed = [own for spelling in spellings if len(own := words(spelling)) >= len(asked) or not short]
    if any(_explains(asked, own) for own in listed):
        return True
    return len(asked) > 1 and any(similarity.name_likeness(asked, own) >= similarity.SURE for own in listed)


def _explains(asked: Sequence[str], own: Sequence[str]) -> bool:
    """D. Reed and Reed are Dana Reed; Dana Reed is the Reed of an article; Bob Reed is not."""
    short, long = (asked, own) if len(asked) <= len(own) else (own, asked)
    if not short:
        return False
    left = list(long)
    for word in short:
        match = next((one for one in left if _same_word(word, one)), None)
        if match is None:
            return False
        left.remove(match)
    return max(map(len, short)) > 1


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    if bool(_nicknames().get(one, frozenset()) & _nicknames().get(other, frozenset())):
        return True
    return min(len(one), len(other)) > _SHORT and similarity.word_likeness(one, other) >= similarity.SURE


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lexicon("world", "nicknames").list("pairs")):
        for word in words(line):
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def judged(people: People, claims: Sequence[Claim], said: Said) -> tuple[Sameness, Claim | None]:
    """What the claims say of the speaker: the first that names somebody decides."""
    for claim in claims:
        same = people.compare(claim, said)
        if same is not Sameness.UNKNOWN:
            return same, claim
    return Sameness.UNKNOWN, claims[0] if claims and claims[0].sure else None


def option(text: str) -> Claim:
    """Who was named beside the words, in a field of its own."""
    return Claim(text, Span(0, 0), sure=True)

"""What holds the words that are asked for: as they are written, as they may have been meant, or all but one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.analysis import similarity
from corpus.analysis.folding import fold, words
from corpus.analysis.spelling import stems
from corpus.index import SPEAKER, Candidate
from corpus.search.ranking import Scored, best_of, in_a_row, order
from corpus.search.request import Request
from corpus.search.term_expansion import FORMS, LIKELIEST, ONE_SLIP, TWO_SLIPS, WEIGHTS


@dataclass(frozen=True, slots=True)
class WordRules:
    """How many candidates are looked at for words, and what is left of one that lacks some. Set by hand, on words asked
    for of which one is misremembered."""

    candidates: int = 60  # looked at for words
    deep: int = 2000  # the same for words that must stand in a row
    beside: int = 4  # words of which one is enough where the others stand around it
    most: float = 0.6  # share of the words that a fact itself has, where the others are anywhere in its article
    root: int = 4  # letters, at least, by which a word is known again there
    around: int = 250  # characters before and behind a fact in which they may
    share: float = 0.75  # of a score that is left where one asked word is missing


_RULES = WordRules()


class ByWords:
    """The search by words of one request."""

    def __init__(self, request: Request) -> None:
        self._request, self._words, self._careful = request, request.words, request.careful

    def by_words(self, asked: Sequence[str]) -> list[Scored]:
        """What holds all the words, those that say nothing counting where they are there."""
        names = self._words.only_names(asked)
        if names and not all(map(self._words.known, asked)):
            return []
        found = self._widening(asked, strictly=names)
        extra = self._request.extra(asked)
        if extra and found:
            groups = [self._words.alternatives(word, FORMS) for word in asked]
            found = self._scored([*groups, *extra]) + [replace(one, score=one.score * _RULES.share) for one in found]
        return sorted(best_of(found), key=order)

    def _widening(self, asked: Sequence[str], strictly: bool) -> list[Scored]:
        """The searches from the likeliest words to less likely ones, until there is enough. The best matches are in the
        first and smallest search, so the others are often not made."""
        found: list[Scored] = []
        before = None
        for width in (LIKELIEST, ONE_SLIP, FORMS, TWO_SLIPS):
            if found and width < FORMS:
                continue
            if width == TWO_SLIPS:
                self._words.look_up([word for word in asked if not self._words.known(word)])
            groups = [self._words.alternatives(word, width) for word in asked]
            if groups != before:
                found += self._scored(groups)
            before = groups
            if len(found) >= self._request.needed or (found and width >= FORMS) or strictly:
                break
        return found

    def at_best(self, asked: Sequence[str]) -> float:
        """The score of a record that holds the likeliest words there are."""
        groups = [self._words.alternatives(word, LIKELIEST) for word in asked]
        return sum(max(group.values()) for group in groups) / len(groups) if groups and all(groups) else 0.0

    def loosely(self, asked: Sequence[str]) -> list[Scored]:
        """What holds all the words but one as somebody may have meant it; else all but one."""
        if self._words.only_names(asked) or self._careful:
            return []
        return self._all_but_one(asked) if len(asked) > 2 else self._with_one_near(asked)

    def _with_one_near(self, asked: Sequence[str]) -> list[Scored]:
        known = [word for word in asked if self._words.known(word)]
        found: list[Scored] = []
        for slips, width in ((1, ONE_SLIP), (2, TWO_SLIPS)):
            self._words.look_up(known, slips=slips)
            for one in known:
                groups = [self._words.alternatives(word, width, near=word == one) for word in asked]
                found += self._scored(groups, extra=self._request.extra(asked))
            if found:
                break
        return sorted(best_of(found), key=order)

    def _all_but_one(self, asked: Sequence[str]) -> list[Scored]:
        """Three words find so few that the fourth need not be looked for in the index, only in what they find."""
        found: list[Scored] = []
        for width in (ONE_SLIP, TWO_SLIPS):
            for one in asked:
                groups = [self._words.alternatives(word, width) for word in asked if word != one]
                found += self._scored(groups, extra=self._request.extra(asked), missing=one)
            if any(one.score > _RULES.share for one in found):
                break
        return sorted(best_of(found), key=order)

    def beside(self, asked: Sequence[str]) -> list[Scored]:
        """What holds one of a few words where the others stand around it or in its title, or most of them and the
        others anywhere in its article."""
        if not 1 < len(asked) <= _RULES.beside:
            return []
        found: list[Scored] = []
        articles: dict[str, bool] = {}
        for one in asked:
            for candidate in self._request.find((self._words.alternatives(one, FORMS),), most=_RULES.candidates):
                sought = [stems([word], candidate.origin.language) for word in asked]
                own, around = (frozenset(stems(words(text), candidate.origin.language)) for text in _around(candidate))
                held = sum(not own.isdisjoint(word) for word in sought) / len(asked)
                if all(not around.isdisjoint(word) for word in sought):
                    found.append(Scored(candidate, _RULES.share * held))
                elif held >= _RULES.most and articles.setdefault(candidate.origin.id, _has_all(candidate, asked)):
                    found.append(Scored(candidate, _RULES.share * _RULES.share * held))
        return sorted(best_of(found), key=order)

    def _scored(
        self, groups: Sequence[dict[str, float]], extra: Sequence[dict[str, float]] = (), missing: str = ""
    ) -> list[Scored]:
        """`extra`: words that should be there; `missing`: one that is not among the groups, but should be near."""
        phrases = tuple([word] for phrase in self._request.typed.phrases for word in phrase)
        if not all(groups):
            return []
        found = {}
        named: dict[tuple[str, ...], frozenset[str]] = {}
        for candidate in self._request.find((*groups, *phrases), least=_RULES.deep if phrases else _RULES.candidates):
            speakers = candidate.speakers
            if speakers not in named:
                named[speakers] = frozenset(SPEAKER + word for word in words(" ".join(speakers)))
            said = words(candidate.text)
            if not all(in_a_row(phrase, said) for phrase in self._request.typed.phrases):
                continue
            there = named[speakers].union(said)
            best = [max(((group[w], w) for w in group.keys() & there), default=(WEIGHTS.least, "")) for group in groups]
            if self._somebody_else(best):
                continue
            weights = [weight for weight, _ in best]
            share = 1.0 if all(word in there for one in extra for word in one) else _RULES.share
            if missing:
                nearest = max(similarity.word_likeness(missing, word.lstrip(SPEAKER)) for word in there)
                if nearest < WEIGHTS.least:
                    share *= _RULES.share
                else:
                    weights.append(nearest)
            score = share * sum(weights) / len(weights) if weights else share
            found[candidate.origin.id, candidate.start, candidate.end] = Scored(candidate, score)
        return sorted(found.values(), key=order)

    def _somebody_else(self, best: Sequence[tuple[float, str]]) -> bool:
        """Whether a name typed with its capitals is one word of the speaker's and another word said, not even quite."""
        speaking = sum(word.startswith(SPEAKER) for _, word in best)
        return self._careful and 0 < speaking < len(best) and any(weight < 1 for weight, _ in best)


def _around(candidate: Candidate) -> tuple[str, str]:
    """The words of a candidate, and these with what stands around them and the title."""
    text, start, end = candidate.origin.text, candidate.start, candidate.end
    near = text[max(0, start - _RULES.around) : end + _RULES.around]
    return candidate.text, f"{candidate.origin.title or ''} {near}"


def _has_all(candidate: Candidate, asked: Sequence[str]) -> bool:
    """Whether its article has all the words, by how they begin."""
    text = fold(f"{candidate.origin.title or ''} {candidate.origin.text}")
    return all(word[: max(_RULES.root, len(word) - 2)] in text for word in asked)

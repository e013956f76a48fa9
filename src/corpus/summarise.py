"""The few sentences of an article that together hold the news."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from Stemmer import Stemmer

from corpus.language import lexicon
from corpus.model import PROSE, Extraction, Sentence, Span

# What each trait of a sentence adds to its score.
WEIGHTS = {
    "early": 0.4,  # the lead counts in full, the second sentence half, the third a third
    "central": 0.25,  # words that many sentences of the article share, in all
    "dense": 0.25,  # the same, a word
    "lead": 0.2,  # words of the first two sentences
    "title": 0.2,  # words of the title
    "figure": 0.15,
    "names": 0.15,
    "leaning": -0.2,  # "He also …" says nothing alone
    "speech": -0.3,  # opens with a quotation mark
    "question": -0.4,
    "short": -0.2,
    "long": -0.3,
}
BULK = 0.8  # what length adds when much of the article is wanted: long sentences hold more of it
REPEATED = 0.3  # taken off for words that a chosen sentence has said already
NOTHING_NEW = 0.8
VARIED = 12  # choices for which repetition is weighed; later ones go by score alone
LONGEST, SHORTEST = 45, 8  # words outside of which a line reads badly
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[^\W\d_A-Z] )[A-Z]")
_QUOTED = ("“", '"', "‘", "'", "«", "„")
_STEMMED = {"en": "english", "es": "spanish", "de": "german", "fr": "french", "pt": "portuguese"}


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    text: str
    words: tuple[str, ...]  # all, in lower case
    stems: frozenset[str]  # of those that carry sense


def choose(extraction: Extraction, count: int) -> tuple[Span, ...]:
    """The spans of up to `count` sentences of the prose, best first."""
    candidates = _candidates(extraction)
    if not candidates or count < 1:
        return ()
    scores = _scores(extraction, candidates, min(1.0, count / len(candidates)))
    return tuple(candidates[at].span for at in _varied(candidates, scores, count))


def _candidates(extraction: Extraction) -> list[_Candidate]:
    code = extraction.article.language
    return [
        candidate
        for sentence in extraction.sentences
        if sentence.block in PROSE
        for candidate in [_candidate(extraction.article.text, sentence, code)]
        if len(candidate.words) > 2
    ]


def _candidate(text: str, sentence: Sentence, code: str) -> _Candidate:
    line = sentence.span.of(text)
    words = tuple(_WORD.findall(line.lower()))
    return _Candidate(sentence.span, line, words, _stems(words, code))


def _stems(words: tuple[str, ...], code: str) -> frozenset[str]:
    stop = _words(code, "stop")
    kept = [word for word in words if word not in stop and len(word) > 1]
    return frozenset(_stemmer(code).stemWords(kept))


def _scores(extraction: Extraction, candidates: list[_Candidate], share: float) -> list[float]:
    """`share` is the part of the article that is wanted: the more of it, the less the opening matters."""
    code = extraction.article.language
    shared = Counter(stem for candidate in candidates for stem in candidate.stems)
    lead = frozenset().union(*(candidate.stems for candidate in candidates[:2]))
    title = extraction.article.title
    headline = _stems(tuple(_WORD.findall(title.text.lower())), code) if title and not title.derived else frozenset()
    scores = []
    for place, candidate in enumerate(candidates):
        stems, size = candidate.stems, len(candidate.words)
        common = sum(shared[stem] - 1 for stem in stems)
        traits = {
            "early": (1 - share) / (place + 1),
            "central": common / len(candidates),
            "dense": common / (len(stems) + 5),
            "lead": len(stems & lead) / (len(stems) + 3),
            "title": len(stems & headline) / (len(headline) or 1),
            "figure": any(word[0].isdigit() for word in candidate.words),
            "names": len(_NAME.findall(candidate.text)) / (size + 5),
            "leaning": candidate.words[0] in _words(code, "leaning"),
            "speech": candidate.text.startswith(_QUOTED),
            "question": candidate.text.rstrip("\"'”’» ").endswith("?"),
            "short": size < SHORTEST,
            "long": size > LONGEST and share < 0.3,
        }
        bulk = BULK * share * min(size, LONGEST) / LONGEST
        scores.append(bulk + sum(WEIGHTS[name] * value for name, value in traits.items()))
    return scores


def _varied(candidates: list[_Candidate], scores: list[float], count: int) -> list[int]:
    """Places of the chosen, each the best that is left once repetition is taken off."""
    left = sorted(range(len(candidates)), key=lambda at: -scores[at])
    chosen: list[int] = []
    said: set[str] = set()
    while left and len(chosen) < min(count, VARIED):
        best = max(left[:200], key=lambda at: scores[at] - REPEATED * _repeated(candidates[at], said))
        left.remove(best)
        chosen.append(best)
        said |= candidates[best].stems
    return [*chosen, *left[: max(0, count - len(chosen))]]


def _repeated(candidate: _Candidate, said: set[str]) -> float:
    """The share of its words that is said already; what adds next to nothing is as good as said twice."""
    share = len(candidate.stems & said) / (len(candidate.stems) + 1)
    return share if share < NOTHING_NEW else 10.0


@lru_cache(maxsize=64)
def _words(code: str, key: str) -> frozenset[str]:
    return lexicon(code, "summary").words(key)


@lru_cache(maxsize=8)
def _stemmer(code: str) -> Stemmer:
    return Stemmer(_STEMMED.get(code, "english"))

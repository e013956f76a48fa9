"""Which sentences of an article together hold the news, best first."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log

from Stemmer import Stemmer

from corpus.analysis.linear_model import LinearModel
from corpus.languages import lexicon
from corpus.model import PROSE, Extraction, Sentence, Span

# What each feature of a sentence adds to its score. Set by hand with an eye on news with known summaries; a search over
# such weights, tried on documents it had not seen, did no better.
WEIGHTS = {
    "early": 0.4,  # the lead counts in full, the second sentence half, the third a third
    "opening": 0.3,  # the first ten, less and less
    "worth": 0.2,  # what is worth checking is news
    "lead": 0.2,  # words of the first two sentences
    "title": 0.2,  # words of the title
    "figure": 0.15,
    "names": 0.15,
    "quotes": 0.15,  # words of somebody in the sentence
    "familiar": 0.35,  # where much of the article is wanted: words that it repeats
    "bulk": 0.6,  # the same: long sentences hold more of it
    "unwieldy": -0.2,  # far from the length that reads best
    "leaning": -0.1,  # "But …" goes on from something
    "dangling": -0.3,  # "He also …" says nothing alone
    "speech": -0.2,  # opens with a quotation mark
    "question": -0.4,
    "short": -0.2,
}
_MODEL = LinearModel(WEIGHTS)


@dataclass(frozen=True, slots=True)
class Choosing:
    """How sentences are chosen one after the other; weights are beside those above. Set by hand on news with known
    summaries, with the figure where one was measured."""

    # share of the article from which on it is told in short, not its news: the sentences that have most in common
    # with the others for their length, whatever their place. BBC, where the share is .4 to .6: ROUGE-1 79.8, by the
    # weights above 73.2
    in_short: float = 0.45
    left: float = 0.1  # share of the weights above that is left then
    fresh: float = 0.35  # weight, in all, of words that many sentences share and no chosen one has said
    fresh_a_word: float = 0.4  # weight of the same, a word of the sentence
    told: int = 3  # lines after which the news is told
    # weight of what is new after those: ROUGE-1 recall of five lines on CNN/DM 69.7 with it, 68.6 without
    broad: float = 2.0
    stale: float = 0.8  # share of its words said already from which a sentence says the same again, and comes last
    varied: int = 12  # choices for which that is weighed; later ones go by score alone
    near: int = 200  # the best by score among which a choice is made
    longest: int = 45  # words from which on a sentence counts as no longer
    shortest: int = 8  # words under which it is short
    best: int = 22  # words of one that reads best


_RULES = Choosing()

_FAULTS = ("leaning", "dangling", "speech", "question", "short")
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[^\W\d_A-Z] )[A-Z]")
# LEEDS, England (Reuters) —
_DATELINE = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_a-z.]{2,}(?: [^\W\d_a-z]{2,})*(?:, [\w. ]{2,20}){0,2}|(?=\())"
    r" ?(?:\([A-Z][\w .]{1,12}\))? ?(?:[–—-]|--)[– —-]"
)
_MARKED = re.compile('[“"«„]')
_QUOTED = ("“", '"', "‘", "'", "«", "„")
_STEMMED = {"en": "english", "es": "spanish", "de": "german", "fr": "french", "pt": "portuguese"}


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    text: str
    words: tuple[str, ...]  # all, in lower case
    stems: frozenset[str]  # of those that carry sense
    worth: float


def choose(extraction: Extraction, count: int) -> tuple[Span, ...]:
    """The spans of up to `count` sentences of the prose, best first."""
    candidates = _candidates(extraction)
    if not candidates or count < 1:
        return ()
    shared = Counter(stem for candidate in candidates for stem in candidate.stems)
    share = min(1.0, count / len(candidates))
    features = _features(extraction, candidates, shared, share)
    if share >= _RULES.in_short:
        return tuple(candidates[at].span for at in _central(candidates, shared, features)[:count])
    scores = [_MODEL.measured(own.items()) for own in features]
    return tuple(candidates[at].span for at in _varied(candidates, shared, scores, count))


@lru_cache(maxsize=8)
def _no_news(code: str) -> re.Pattern[str]:
    """A stamp of a live blog ("18:40 – Closing", "Live | Friday"), a note in which the paper speaks of itself
    ("Correction: …") and a question of a transcript."""
    words = lexicon(code, "summary")
    stamps, notes = ("|".join(map(re.escape, words.list(key))) or "(?!)" for key in ("stamps", "notes"))
    return re.compile(
        rf"^\W*(?:\d{{1,2}}[.:h]\d\d\b|(?:{stamps})\b|(?:{notes})\b.{{0,30}}:)"
        r"|^.{0,40} \| .{0,40}$|^\W*[^\W\d_][\w .]{0,30}:.*\?$",
        re.IGNORECASE,
    )


def _candidates(extraction: Extraction) -> list[_Candidate]:
    code = extraction.article.language
    no_news = _no_news(code)
    return [
        candidate
        for sentence in extraction.sentences
        if sentence.block in PROSE and not no_news.search(sentence.span.of(extraction.article.text))
        for candidate in [_candidate(extraction.article.text, sentence, code)]
        if len(candidate.words) > 2
    ]


def _candidate(text: str, sentence: Sentence, code: str) -> _Candidate:
    line = sentence.span.of(text)
    words = tuple(_WORD.findall(line.lower()))
    return _Candidate(sentence.span, line, words, _stems(words, code), sentence.worth)


def _stems(words: tuple[str, ...], code: str) -> frozenset[str]:
    stop = _words(code, "stop")
    kept = [word for word in words if word not in stop and len(word) > 1]
    return frozenset(_stemmer(code).stemWords(kept))


def _features(
    extraction: Extraction, candidates: list[_Candidate], shared: Counter[str], share: float
) -> list[dict[str, float]]:
    """`share` is the part of the article that is wanted: the more of it, the less the opening matters."""
    code = extraction.article.language
    opening = _opening(candidates)
    lead = frozenset().union(*(candidate.stems for candidate in candidates[opening : opening + 2]))
    title = extraction.article.title
    headline = _stems(tuple(_WORD.findall(title.text.lower())), code) if title and not title.derived else frozenset()
    leaning, dangling = _words(code, "leaning"), _words(code, "dangling")
    features = []
    for place, candidate in enumerate(candidates):
        stems, size, words = candidate.stems, len(candidate.words), candidate.words
        begun = place - opening
        features.append(
            {
                "early": (1 - share) / (begun + 1) if begun >= 0 else 0.0,
                "opening": (1 - share) * max(0.0, 1 - begun / 10) if begun >= 0 else 0.0,
                "worth": candidate.worth,
                "lead": len(stems & lead) / (len(stems) + 3),
                "title": len(stems & headline) / (len(headline) or 1),
                "figure": any(word[0].isdigit() for word in words),
                "names": len(_NAME.findall(candidate.text)) / (size + 5),
                "quotes": bool(_MARKED.search(candidate.text)),
                "familiar": share * sum(shared[stem] - 1 for stem in stems) / len(candidates),
                "bulk": share * min(size, _RULES.longest) / _RULES.longest,
                "unwieldy": min(1.5, abs(size - _RULES.best) / _RULES.best),
                "leaning": words[0] in leaning,
                "dangling": words[0] in dangling or (words[0] in leaning and words[1] in dangling),
                "speech": candidate.text.startswith(_QUOTED),
                "question": candidate.text.rstrip("\"'”’» ").endswith("?"),
                "short": size < _RULES.shortest,
            }
        )
    return features


def _opening(candidates: list[_Candidate]) -> int:
    """Where the story begins: after a dateline ("LEEDS, England —") what stood before it was a caption or a note."""
    for place, candidate in enumerate(candidates[:6]):
        if _DATELINE.match(candidate.text):
            return place
    return 0


def _central(candidates: list[_Candidate], shared: Counter[str], features: list[dict[str, float]]) -> list[int]:
    """Places, best first: in a graph of sentences joined by their common words those with the heaviest edges."""
    usual = log(2 + sum(len(candidate.stems) for candidate in candidates) / len(candidates))

    def weight(at: int) -> float:
        stems = candidates[at].stems
        joined = sum(shared[stem] - 1 for stem in stems) / len(candidates) / (log(1 + len(stems)) + usual)
        return joined + _RULES.left * _MODEL.measured((fault, features[at][fault]) for fault in _FAULTS)

    return sorted(range(len(candidates)), key=weight, reverse=True)


def _varied(candidates: list[_Candidate], shared: Counter[str], scores: list[float], count: int) -> list[int]:
    """Places of the chosen, each the best that is left for what the ones before it have not said. When the news is
    told, what else the article holds counts for more: how much that is new a line tells."""
    wide = _RULES.broad * max(0.0, 1 - count / len(candidates))

    def gain(at: int) -> float:
        stems = candidates[at].stems
        fresh = stems - said
        if len(stems) - len(fresh) > _RULES.stale * (len(stems) + 1):
            return scores[at] - 10
        news = sum(shared[stem] - 1 for stem in fresh)
        breadth = wide * min(1.0, len(fresh) / _RULES.longest) if len(chosen) >= _RULES.told else 0.0
        return (
            scores[at] + breadth + _RULES.fresh * news / len(candidates) + _RULES.fresh_a_word * news / (len(stems) + 5)
        )

    said: frozenset[str] = frozenset()
    chosen: list[int] = []
    left = sorted(range(len(candidates)), key=gain, reverse=True)
    while left and len(chosen) < min(count, _RULES.varied):
        best = max(left[: _RULES.near], key=gain)
        left.remove(best)
        chosen.append(best)
        said |= candidates[best].stems
    said = frozenset()
    left.sort(key=gain, reverse=True)
    return [*chosen, *left[: max(0, count - len(chosen))]]


@lru_cache(maxsize=64)
def _words(code: str, key: str) -> frozenset[str]:
    return lexicon(code, "summary").words(key)


@lru_cache(maxsize=8)
def _stemmer(code: str) -> Stemmer:
    return Stemmer(_STEMMED.get(code, "english"))

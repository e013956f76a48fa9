"""What a question asks for: the kind of answer, the words that must be met, who is said to have said it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.analysis.folding import fold, words
from corpus.analysis.spelling import stems
from corpus.errors import WrongUse
from corpus.index.passages import POST_MARK, empty_words
from corpus.languages import codes, detect, lexicon, opened

NOUNS = frozenset({"de"})  # where every noun is written as a name is
_CAPITAL = re.compile(r"(?<=[\w,’'] )(?:[^\W\d_a-zà-öø-ÿ][\w’'.-]*)")


@dataclass(frozen=True, slots=True)
class WordRules:
    """Which forms of the words of a question are looked for as well. Set by hand: what is shorter means something else
    too."""

    long: int = 5  # letters of a word that may be spelt in two ways
    root: int = 3  # letters of a verb before its ending


_WORDS = WordRules()

_INITIAL = re.compile(r"\b([^\W\d_])\.")  # a letter of "U.S." is in too many words to say anything


def _spelt_out(text: str) -> str:
    """The question as somebody in no hurry would write it: "abt" is "about", "whos" is "who is"."""
    hurried = lexicon("en", "questions").table("hurried")
    said = " ".join(hurried.get(word.lower().rstrip("."), word) for word in text.split())
    for verb, asking in lexicon("en", "questions").table("contracted").items():
        said = re.sub(rf"^({'|'.join(asking.split())})['’]?s(?= )", rf"\1 {verb}", said, flags=re.IGNORECASE)
    return said


def _uncapped(asked: str) -> str:
    """The question without words in capitals that would otherwise ask something: the WHO asks nothing."""
    for acronym, instead in lexicon("en", "questions").table("acronyms").items():
        asked = re.sub(rf"(?<=[a-z] ){acronym}\b", instead, asked)
    return asked


class Side(StrEnum):
    """Where the answer stands: "who founded it" is answered before the verb, "what did it found" after it."""

    BEFORE = "before"
    AFTER = "after"
    EITHER = "either"


class Kind(StrEnum):
    """Kinds of questions, in the order in which their patterns are tried."""

    JUDGEMENT = "judgement"  # who lied, who is to blame, who will win: no article settles that
    JOB = "job"  # what somebody is or does
    SAID = "said"
    ACCORDING = "according"
    TOPIC = "topic"
    PERSON = "person"
    DURATION = "duration"
    WHEN = "when"
    NUMBER = "number"
    WHERE = "where"
    WHY = "why"
    WHO = "who"
    WHICH = "which"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    WHAT = "what"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that a sentence may answer with, and the stems under which it is met."""

    word: str
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    language: str
    kind: Kind
    terms: tuple[Term, ...]
    words: frozenset[str]  # all of them, folded
    small: frozenset[str]  # those not looked for, which yet speak for a sentence built alike
    names: frozenset[str]  # those written as names
    side: Side = Side.EITHER
    speaker: str = ""
    topic: str = ""
    focus: str = ""  # "tariffs" of "which tariffs", "ships" of "how many ships"
    measure: str = ""  # what the asked number or time is measured in, as `measures` names it
    naming: bool = False  # asked is what something is called


@lru_cache(maxsize=8)  # one question is read several times while it is answered
def understand(text: str) -> Question:
    """Raises WrongUse where nothing is asked."""
    asked = _spelt_out(text)
    said = list(dict.fromkeys(words(asked)))
    if not said:
        raise WrongUse('That is no question; ask something like "What did the mayor say about the ferry?".')
    language = _language(asked, said[0])
    kind, parts = _kind(fold(_uncapped(asked)).strip(" ?!.¿¡"), language)
    small = empty_words(language)
    sought = words(parts["topic"] or "") if kind == Kind.TOPIC else said
    asking = _asking(language)
    asking |= {letter.lower() for letter in _INITIAL.findall(asked)}
    return Question(
        asked,
        language,
        kind,
        tuple(term(word, language) for word in dict.fromkeys(sought) if word not in small and word not in asking),
        frozenset(said),
        small.intersection(said),
        frozenset(word for part in _CAPITAL.findall(asked) for word in words(part) if language not in NOUNS),
        _side(words(asked), language),
        parts.get("speaker") or "",
        parts.get("topic") or "",
        parts.get("focus") or "",
        measure(kind, language, fold(asked)),
        bool(_naming(language).search(fold(asked))),
    )


def _language(asked: str, first: str) -> str:
    """A question is short: where its first word asks in one language only, that is the one."""
    if code := opened(asked):
        return code
    detected = detect(asked)
    asking = [code for code in codes() if first in _asking(code)]
    if not asking and _small(detected).isdisjoint(words(asked)):  # "tiene la culpa?": too short to be recognised
        return max((detected, *codes()), key=lambda code: sum(word in _small(code) for word in words(asked)))
    if not asking or detected in asking:
        return detected
    if first in empty_words(detected):  # "was" asks in German and opens a question in English
        return max((detected, *asking), key=lambda code: sum(word in _small(code) for word in words(asked)))
    return asking[0]


@lru_cache(maxsize=16)
def _small(language: str) -> frozenset[str]:
    return _asking(language) | empty_words(language)


@lru_cache(maxsize=16)
def _asking(language: str) -> frozenset[str]:
    """Words that ask, and no sentence answers with."""
    return frozenset(words(" ".join(lexicon(language, "questions").list("asking"))))


@lru_cache(maxsize=2_048)
def term(word: str, language: str) -> Term:
    """The word with its stems in all languages an article may be in."""
    forms = sorted(
        {
            word,
            *_spelt(word, language),
            *_infinitives(word, language),
            *_forms(language).get(stems([word], language)[0], ()),
        }
    )
    met = {stem for code in {language, *codes()} for stem in stems(forms, code)}
    if word in lexicon(language, "questions").words("post"):
        met.add(POST_MARK)
    return Term(word, frozenset(met))


def _spelt(word: str, language: str) -> Iterator[str]:
    """The word as the other side of the Atlantic writes it."""
    if len(word) > _WORDS.long:
        for ours, theirs in lexicon(language, "questions").table("spelt").items():
            if ours in word[3:] or theirs in word[3:]:
                yield word[:3] + word[3:].replace(ours, theirs)
                yield word[:3] + word[3:].replace(theirs, ours)


def _infinitives(word: str, language: str) -> Iterator[str]:
    """The infinitive of a Spanish future or past that was typed without its accents, which the stemmer needs:
    "reabrir" of "reabrira". "{}" stands for the root: "gestoppt" of the German "stoppte"."""
    for ending, infinitives in lexicon(language, "questions").table("endings").items():
        root = word.removesuffix(ending)
        if root != word and len(root) >= _WORDS.root:
            yield from (one.replace("{}", root) if "{}" in one else root + one for one in infinitives.split())


def _side(asked: list[str], language: str) -> Side:
    listed = lexicon(language, "questions")
    if not listed.words("helpers"):
        return Side.EITHER  # the order of words tells nothing
    if not listed.words("helpers").isdisjoint(asked):
        return Side.AFTER
    return Side.BEFORE if listed.words("verbs").isdisjoint(asked) else Side.EITHER


def _kind(plain: str, language: str) -> tuple[Kind, dict[str, str | None]]:
    """The kind of a question, by the word that asks first: "what did he do when it burned" asks for no time."""
    plain = _asking_part(plain, language)
    first = _interrogative(language).search(plain)
    for kind, pattern in _patterns(language):
        found = pattern.search(plain)
        if found and not (first and found.start() > first.start() and _interrogative(language).match(found.group())):
            return kind, found.groupdict()
    return Kind.WHAT, {}


def _asking_part(plain: str, language: str) -> str:
    """The question without a clause that opens it: "when the city fell, who ruled it"."""
    source = lexicon(language, "questions").text("leading")
    rest = re.sub(source, "", plain, count=1) if source else plain
    return rest if _interrogative(language).search(rest) else plain


@lru_cache(maxsize=16)
def _interrogative(language: str) -> re.Pattern[str]:
    listed = "|".join(sorted(lexicon(language, "questions").words("interrogatives"), key=len, reverse=True))
    return re.compile(rf"\b(?:{listed})\b" if listed else r"\b\B")


@lru_cache(maxsize=16)
def _patterns(language: str) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    listed = lexicon(language, "questions")
    return tuple((kind, re.compile(pattern)) for kind in Kind for pattern in listed.list(kind))


def measure(kind: Kind, language: str, said: str) -> str:
    """What the folded words ask to be measured in, as `measures` names it; empty where they do not tell."""
    return next((name for name, pattern in _measures(kind, language) if pattern.search(said)), "")


@lru_cache(maxsize=64)
def _measures(kind: Kind, language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = lexicon(language, "questions").table("measures")
    return tuple((name, re.compile(pattern)) for name, pattern in listed.items() if name.startswith(f"{kind} "))


@lru_cache(maxsize=16)
def _naming(language: str) -> re.Pattern[str]:
    return re.compile("|".join(lexicon(language, "questions").list("naming")) or r"\b\B")


@lru_cache(maxsize=16)
def _forms(language: str) -> dict[str, frozenset[str]]:
    """For each stem all words of the lines of `forms` that it stands in."""
    found: dict[str, frozenset[str]] = {}
    for line in lexicon(language, "questions").list("forms"):
        together = frozenset(words(line))
        for stem in stems(sorted(together), language):
            found[stem] = found.get(stem, frozenset()) | together
    return found

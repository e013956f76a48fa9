"""Whose act a sentence tells. Whoever accepted the resignation did not resign, nor did the mayor where the director
did. The act must be told of the one asked about, by name or by office. It is not enough that they are named right
before it, or are what somebody else deals with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.analysis.folding import fold, words
from corpus.analysis.spelling import stems
from corpus.ask import answer_types, telling
from corpus.ask.features import alike
from corpus.ask.question import Kind, Question, Term
from corpus.ask.rank import Ranked
from corpus.index import Store, offices
from corpus.languages import Lexicon, lexicon
from corpus.model import Span
from corpus.results import Query
from corpus.search import office_holders

_ASKING = frozenset({Kind.YES_NO, Kind.WHEN, Kind.WHY})
_HAPPENED = frozenset({Kind.WHEN, Kind.WHY, Kind.WHO})  # what takes for granted that it was done
_UNDONE = frozenset({telling.Manner.NEGATED, telling.Manner.UNSURE})
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_JOINED = re.compile(r"[\s,]*(?:(?:the|of|de|del|la|el|los|der|die|des|du|do|da)\s+)*", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:“”\"«»()]|, (?:and|y|und|et|e) ")


@dataclass(frozen=True, slots=True)
class ActReach:
    """How far apart an act and whose it is may stand. Chosen by hand, in the sentences of the tests."""

    holders: int = 8  # people, at most, who hold or held the office that is asked about
    giving: int = 5  # words between "handed in" and the resignation
    behind: int = 3  # words between an act and who did it, where they stand behind it
    before_it: int = 2  # of those where it is the subject: "dimitió ayer la alcaldesa"
    of: int = 12  # characters between "of" and whose act it is


_REACH = ActReach()


@dataclass(frozen=True, slots=True)
class Doer:
    """Who is asked to have done something: their name, or an office and the names of those who hold or held it."""

    act: Term
    names: tuple[frozenset[str], ...]
    office: frozenset[str]  # its keys

    def named_by(self, names: Iterable[frozenset[str]], keys: frozenset[str]) -> bool:
        if not self.office.isdisjoint(keys):
            return True
        return any(own <= name or name <= own for own in self.names for name in names if name)


def doer(store: Store, query: Query, question: Question) -> Doer | None:
    """None where the question does not ask whether, when or why somebody did something."""
    if question.kind not in _ASKING:
        return None
    said, listed = words(question.text), lexicon(question.language, "questions")
    first, last = _phrase(said, question)
    act = _act(said, first, last, question) if first < last and _active(said, question) else None
    if act is None:
        return None
    called = said[first:last]
    if said[0] in listed.words("copulas") and re.search(listed.text("done_to") or r"(?!)", act.word):
        return None  # "was Lund convicted"
    office = [word for word in called if _key("offices", word)]
    if not office and question.names.isdisjoint(called):
        return None  # "the union"
    if not office:
        return Doer(act, (frozenset(called),), frozenset())
    holders = office_holders.holders(store, called, query.collections)[: _REACH.holders]
    names = tuple(frozenset(words(name)) for holder in holders for name in holder.names)
    own = frozenset(word for word in called if word in question.names and not _key("offices", word))
    keys = frozenset() if own else frozenset(key for word in office for key in offices.asked(word))
    return Doer(act, (own,) if own else names, keys & offices.known("offices"))


def own(question: Question, asked: Doer | None, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The sentences, less those that tell the act of somebody else; none where no sentence is left."""
    act = asked.act if asked else asked_of(question)
    if act is None:
        return list(ranked)
    others = [one for one in ranked if _told_of_others(asked, act, one)]
    kept = [one for one in ranked if one not in others]
    if question.kind in _HAPPENED and any(_done(act, one) for one in kept):
        kept = [one for one in kept if _done(act, one) is not False]
    return [] if others and kept and _beside(question, act, kept[0]) else kept


def _done(act: Term, one: Ranked) -> bool | None:
    """Whether the sentence says that it was done, not whether or that it was not; None where it does not tell it."""
    text, language = one.text, one.article.language
    told = [telling.told_as(place, text, language) for place in places(act, text, language)]
    return any(manners.isdisjoint(_UNDONE) for manners in told) if told else None


def _beside(question: Question, act: Term, best: Ranked) -> bool:
    """Whether the act, which is somebody else's, stands around the sentence only."""
    if places(act, best.text, best.article.language):
        return False
    at = question.terms.index(act)
    return question.kind == Kind.YES_NO or not best.missing >> at & 1


def _told_of_others(asked: Doer | None, act: Term, one: Ranked) -> bool:
    text, language = one.text, one.article.language
    if asked is None:
        return only_dealt_with(act, text, language)
    return anothers(asked, text, language) or _only_urged(act, text, language)


def _only_urged(act: Term, text: str, language: str) -> bool:
    """Whether somebody only called for it: "called on her to resign" does not tell whether she did."""
    found = places(act, text, language)
    return bool(found) and all(telling.Manner.URGED in telling.told_as(place, text, language) for place in found)


def asked_of(question: Question) -> Term | None:
    """The act of "who resigned"."""
    said = words(question.text)
    listed = lexicon(question.language, "questions")
    if question.kind != Kind.WHO or not question.terms or said[0] not in listed.words("who_words"):
        return None
    helped = len(said) > 2 and said[1] in listed.words("verbs")  # "who is building", "who has won"
    first = said[1 + helped] if len(said) > 1 else ""
    done = not helped or bool(re.search(listed.text("participles") or r"(?!)", first))
    return question.terms[0] if done and question.terms[0].word == first and first not in question.names else None


def suffers(question: Question, name: str) -> bool:
    """Whether a name is that of whom the question itself names: "who told the mayor" is not answered by Mayor Lund,
    "who takes over from Vane" not by Roland Vane."""
    said = words(name)
    act = asked_of(question)
    if act is None or not said:
        return False
    behind = words(question.text)[2:]
    titles = [word for word in said if _key("offices", word)]
    return (said[-1] in question.names and said[-1] in behind) or any(word in behind for word in titles)


def _active(said: Sequence[str], question: Question) -> bool:
    """Whether what somebody did is asked, not what was done to them."""
    listed = lexicon(question.language, "questions")
    helpers, passives = listed.words("helpers"), listed.words("passives")
    if not helpers:
        return passives.isdisjoint(said)
    return not helpers.isdisjoint(said) or (question.kind == Kind.YES_NO and said[0] in passives)


def _phrase(said: Sequence[str], question: Question) -> tuple[int, int]:
    """From where to where the words stand that name somebody or an office, with what the office is of."""
    listed = lexicon(question.language, "questions")
    small = listed.words("of_words") | listed.words("the_words")

    def names(word: str) -> bool:
        return word in question.names or any(_key(part, word) for part in ("offices", "fields", "manners"))

    first = next((at for at, word in enumerate(said) if at and names(word)), 0)
    before = said[first - 1]
    if (
        not first
        or before in listed.words("of_words")
        or (said[first] in question.names and before in listed.words("the_words"))
    ):
        return 0, 0  # "did the strike of teachers end", "did the Marsh report help"
    last = first + 1
    while last < len(said) and (names(said[last]) or (said[last] in small and last + 1 < len(said))):
        last += 1
    while said[last - 1] in small:
        last -= 1
    return first, last


def _act(said: Sequence[str], first: int, last: int, question: Question) -> Term | None:
    """The verb right behind who is asked about, else right before."""
    listed = lexicon(question.language, "questions")
    terms = {one.word: one for one in question.terms}
    while last < len(said) and said[last] in listed.words("qualifiers"):  # "did Lund first show"
        last += 1
    if last < len(said) and said[last] in terms:
        return terms[said[last]]
    the = listed.words("the_words")
    before = first - 1
    while before > 0 and (said[before] in the or said[before - 1] in the):  # "deja el cargo"
        before -= 1
    return terms.get(said[before])


@lru_cache(maxsize=2_048)
def _key(part: str, word: str) -> bool:
    return not offices.known(part).isdisjoint(offices.asked(word))


# ---------------------------------------------------------------------- what a sentence tells
def anothers(asked: Doer, text: str, language: str) -> bool:
    """Whether the act stands there only as that of somebody else; an act of nobody in sight is nobody else's."""
    found = places(asked.act, text, language)
    return bool(found) and all(_is_anothers(asked, text, place, language) for place in found)


def only_dealt_with(act: Term, text: str, language: str) -> bool:
    """Whether the act stands there only as a thing that somebody named deals with: who accepted the resignation is no
    answer to who resigned."""
    listed = lexicon(language, "questions")
    found = places(act, text, language)
    if not found or not listed.words("by").isdisjoint(words(text[found[0].end :])):
        return False
    return all(
        _thing(text, place, listed) and not _given(text, place, listed) and _subject(text, place, language) is not None
        for place in found
    )


def places(act: Term, text: str, language: str) -> list[Span]:
    """Where the act stands in a sentence, in a word of it or one of like meaning."""
    sought = act.stems | alike(act.stems, language)
    return [span for span, stem in _stemmed(text, language) if stem in sought]


@lru_cache(maxsize=64)  # several rules read the sentences of one question
def _stemmed(text: str, language: str) -> tuple[tuple[Span, str], ...]:
    """Its words with their stems."""
    found = [Span(one.start(), one.end()) for one in _WORD.finditer(text)]
    return tuple(zip(found, stems([fold(span.of(text)) for span in found], language), strict=True))


def _is_anothers(asked: Doer, text: str, place: Span, language: str) -> bool:
    listed = lexicon(language, "questions")
    subject = _subject(text, place, language)
    behind = [one for one in named_people(text, language) if one.start >= place.end]
    if _thing(text, place, listed) and not _given(text, place, listed):
        of = _following(text, place, listed.words("of_words"))
        whose = [one for one in behind if of and 0 <= one.start - of <= _REACH.of]
        dealt = subject is not None or _by_pronoun(text, place, language)
        return dealt and not (whose and _is_of(asked, whose[0], text, language))
    if any(_is_of(asked, one, text, language) for one in behind if _near(text, place, one)):
        return False  # "resigned as mayor", "dimitió la alcaldesa"
    if subject is None and not listed.words("helpers") and _begins(text, place, language):
        subject = next((one for one in behind if _right_behind(text, place, one, listed)), None)
    return subject is not None and not _is_of(asked, subject, text, language)


def _subject(text: str, place: Span, language: str) -> Span | None:
    """Who is named last before the act in its clause, and not behind a preposition; nobody, where a pronoun is."""
    pronouns = lexicon(language, "pronouns")
    people = named_people(text, language)
    begin = _beginning(text, place.start, people, lexicon(language, "questions").words("subclause"))
    before = [one for one in people if begin <= one.start and one.end <= place.start]
    named = [one for one in before if not _governed(text, one, language)]
    last = named[-1] if named else None
    said = words(text[last.end if last else begin : place.start])
    return None if pronouns.words("subject").intersection(said) else last


def _by_pronoun(text: str, place: Span, language: str) -> bool:
    """Whether a "she" deals with it: "said she regretted the resignation"."""
    people = named_people(text, language)
    begin = _beginning(text, place.start, people, lexicon(language, "questions").words("subclause"))
    return not lexicon(language, "pronouns").words("subject").isdisjoint(words(text[begin : place.start]))


def _governed(text: str, one: Span, language: str) -> bool:
    """Whether a preposition stands before: "to Egypt"."""
    the = lexicon(language, "questions").words("the_words")
    before = [word for word in words(text[: one.start])[-2:] if word not in the]
    return bool(before) and before[-1] in lexicon(language, "pronouns").words("before_object")


def _begins(text: str, place: Span, language: str) -> bool:
    """Whether nobody is named before it in the sentence."""
    return not any(one.end <= place.start for one in named_people(text, language))


def _beginning(text: str, place: int, people: Sequence[Span], subclause: frozenset[str]) -> int:
    """Where the clause begins: behind a mark, or behind a "that" without a comma between it and a name."""
    ends = [one.end() for one in _CLAUSE.finditer(text, 0, place)]
    for word in _WORD.finditer(text, 0, place):
        relative = any(text[one.end : word.start()].strip() == "," for one in people if one.end <= word.start())
        if fold(word[0]) in subclause and not relative:
            ends.append(word.end())
    return max(ends, default=0)


def _thing(text: str, place: Span, listed: Lexicon) -> bool:
    """Whether an article or a possessive stands right before: "the resignation", "her resignation"."""
    before = words(text[: place.start])[-1:]
    return bool(before) and before[0] in listed.words("the_words") | listed.words("own_words")


def _given(text: str, place: Span, listed: Lexicon) -> bool:
    """Whether who deals with it is whose it is: "handed in her resignation"."""
    before = words(text[: place.start])[-_REACH.giving :]
    return not listed.words("giving").isdisjoint(before)


def _following(text: str, place: Span, small: frozenset[str]) -> int | None:
    """Where the word behind ends, if it is one of these."""
    word = _WORD.search(text, place.end)
    return word.end() if word and fold(word[0]) in small else None


def _near(text: str, place: Span, one: Span) -> bool:
    between = text[place.end : one.start]
    return len(words(between)) <= _REACH.behind and not re.search(r"[.,;:“”\"«»]", between)


def _right_behind(text: str, place: Span, one: Span, listed: Lexicon) -> bool:
    """Whether the one named right behind the verb did it: "dimitió ayer la alcaldesa", but not "rescindir el
    contrato con Ana Gil"."""
    between = words(text[place.end : one.start])
    the = listed.words("the_words")
    return _near(text, place, one) and (not between or (between[-1] in the and len(between) <= _REACH.before_it))


@lru_cache(maxsize=64)  # several rules read the sentences of one question
def named_people(text: str, language: str) -> tuple[Span, ...]:
    """Names and offices in the sentence, those that stand side by side as one."""
    found = sorted([*answer_types.spans(Kind.WHO, text, language), *_offices(text)])
    joined: list[Span] = []
    for span in found:
        if joined and _JOINED.fullmatch(text, joined[-1].end, max(joined[-1].end, span.start)):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _offices(text: str) -> Iterable[Span]:
    for word in _WORD.finditer(text):
        if _key("offices", fold(word[0])):
            yield Span(word.start(), word.end())


def _is_of(asked: Doer, who: Span, text: str, language: str) -> bool:
    said = who.of(text)
    names = [
        frozenset(
            word
            for word in words(span.of(said))
            if word not in offices.titles() and not any(_key(part, word) for part in ("offices", "fields", "manners"))
        )
        for span in answer_types.spans(Kind.WHO, said, language)
    ]
    keys = frozenset(key for span in _offices(said) for key in offices.asked(fold(span.of(said))))
    return asked.named_by(names, keys)

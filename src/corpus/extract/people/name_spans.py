"""Where the names of people stand: what a run of capitals offers, weighed with what is around it and elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from corpus.analysis.linear_model import LinearModel
from corpus.extract.people import appositions
from corpus.extract.people.callings import offices
from corpus.extract.people.capital_runs import pieces
from corpus.extract.people.name_features import SHARED, TELLING
from corpus.extract.people.name_lexicon import Is, Vocabulary, gender_of, nested, vocabulary
from corpus.extract.people.name_shapes import UPPER, WORLD, shapes
from corpus.languages import fitted, lexicon
from corpus.model import Gender

_LOWERED = re.compile(r"[a-zà-ÿ](?<![\w'’-].)[a-zà-ÿ]+")
_AGE = re.compile(r", (?:\d\d|aged \d\d|de \d\d años|\d\d Jahre)\b")
_NOUN = re.compile(r" ([A-ZÄÖÜ][a-zäöüß-]+)")
_YEAR = re.compile(r", (?:1[6-9]|20)\d\d\)")
_COUNTRY = re.compile(rf" \([{UPPER}][\w.]*(?: [{UPPER}]\w+)?\)")


_LEADING = frozenset({"after place word", "after of"})  # what a town or a body may stand behind


@dataclass(frozen=True, slots=True)
class NameBorders:
    """From which sum of weights on a run is a name, where that is not 0 (even odds). Set by hand; the weights are
    fitted by tools/fit_names.py."""

    clear: float = 0.5  # of a single name that is one for sure
    open: float = -1.2  # of a fuller one that may be, where the single one is sure
    again: float = -1.0  # of a single name that is one for sure elsewhere in the text


_BORDERS = NameBorders()


@dataclass(slots=True)
class Candidate:
    start: int
    end: int
    words: tuple[str, ...]
    title: int | None  # where the words before the name that say what the person is begin
    gender: Gender | None  # of the title
    features: list[str] = field(default_factory=list)
    score: float = 0.0


def find(text: str, code: str) -> list[Candidate]:
    """The names of people in text order, without titles and possessives."""
    found = candidates(text, code)
    model = _model(code)
    bias = model.weight("bias")
    again = bool(offices(code).leading)  # where the noun comes first, what a name is told by is seen less often
    for one in found:
        one.score = bias + model.total(one.features)
    sure = {one.words for one in found if one.score > 0 and len(one.words) > 1}  # whoever is named once is named again
    lone = {one.words[0] for one in found if one.score > _BORDERS.clear and len(one.words) == 1}
    for one in found:
        if one.score <= 0 and (_fuller(one, lone) or (again and _again(one, lone))):
            sure.add(one.words)
    named = [part for one in found if one.score > 0 or one.words in sure for part in _parted(text, one, sure)]
    named = [one for one in named if not in_brackets_with_year(text, one.start, one.end)]
    return _with_particles(text, named, vocabulary(code))


def in_brackets_with_year(text: str, start: int, end: int) -> bool:
    """`Ann Lee (Norwich, 1961)`: where somebody was born."""
    return text[start - 1 : start] == "(" and _YEAR.match(text, end) is not None


def _parted(text: str, one: Candidate, sure: set[tuple[str, ...]]) -> Iterator[Candidate]:
    """`Ann Lee Endorses Tom Becker`: a headline in capitals runs together two whom the text names apart."""
    for cut in range(2, len(one.words) - 2):
        first, last = one.words[:cut], one.words[cut + 1 :]
        begun, ended = " ".join(first), " ".join(last)
        apart = text.startswith(begun, one.start) and text.endswith(ended, one.start, one.end)
        if apart and first in sure and last in sure and first[-1] != last[-1]:
            yield replace(one, end=one.start + len(begun), words=first)
            yield replace(one, start=one.end - len(ended), words=last, title=None, gender=None)
            return
    yield one


def _again(one: Candidate, lone: set[str]) -> bool:
    return len(one.words) == 1 and one.words[0] in lone and one.score > _BORDERS.again


def _fuller(one: Candidate, lone: set[str]) -> bool:
    """Where Perdomo speaks, `Virginia Perdomo Sosa` is her whole name."""
    named = any(word in lone for word in one.words[1:]) and one.words[0] not in lone
    return named and len(one.words) < 5 and one.score > _BORDERS.open and _AGAINST.isdisjoint(one.features)


def _with_particles(text: str, found: list[Candidate], known: Vocabulary) -> list[Candidate]:
    """The names found, with the small words that belong to a surname: once Marta Quiroga de la Torre is named, `De
    la Torre` is a name."""
    ends = [match.group() for one in found if (match := shapes().surname.search(text, one.start, one.end))]
    # where "de" is a word of every day, it is taken for a part of the name only together with an article
    surnames = {end.lower() for end in ends if end.count(" ") > 1 or known.prior.get(end.split()[0]) is None}
    if not surnames:
        return found
    pattern = re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, surnames))})(?!\w)", re.IGNORECASE)
    places = {one.end: n for n, one in enumerate(found)}
    inside = {place for one in found for place in range(one.start, one.end)}
    more = []
    for match in pattern.finditer(text):
        if match.start() in inside or not text[match.end() - 1].islower():
            continue
        words = tuple(shapes().token.findall(match.group())) or (match.group(),)
        if match.end() in places:
            one = found[places[match.end()]]
            one.start, one.words = match.start(), words
        else:
            more.append(Candidate(match.start(), match.end(), words, None, None))
    return sorted([*found, *more], key=lambda one: one.start)


@lru_cache(maxsize=32)
def _model(code: str) -> LinearModel:
    """The fitted weights, and what a language adds to them: in German every noun has a capital."""
    weights = dict(fitted("names", WORLD).numbers("weights"))
    for added in (lexicon(code, "names"), fitted("names", code)):
        for feature, value in added.numbers("weights").items():
            weights[feature] = weights.get(feature, 0.0) + value
    return LinearModel(weights)


def candidates(text: str, code: str) -> list[Candidate]:
    words = vocabulary(code)
    found: list[Candidate] = []
    before: re.Match[str] | None = None
    introduces = bool(offices(code).leading)
    for run in shapes().run.finditer(text):
        first = _first(text, run, words)
        for piece in pieces(text[first : run.end()], code):
            start, end = first + piece.start, first + piece.end
            if len(piece.words) == 1 and "&" in (text[start - 2 : start - 1], text[end + 1 : end + 2]):
                continue  # Johnson & Johnson
            title = None if piece.title is None else first + piece.title
            one = Candidate(start, end, piece.words, title, piece.gender, list(piece.features))
            if words.genitive:
                _whole(text, one, words)
                _owning(text, one, words, code)
            if before is not None:
                _reach_back(text, one, run, before, words)
            one.features += _context(text, one, words)
            if introduces:
                one.features += _introduction(text, one, code)
            found.append(one)
        before = run
    _document(text, found, words)
    return found


def _whole(text: str, one: Candidate, words: Vocabulary) -> None:
    """The s is a name's own and no genitive: Minister Carlos Rodas sagte, at the head of its sentence before its verb;
    or where the text has it behind a verb with nothing that is owned: betonte Rodas."""
    if text[one.end : one.end + 1] != "s":
        return
    behind = text[one.end : one.end + 24].split(" ", 2)
    begin = one.start if one.title is None else one.title
    heads = len(behind) > 1 and behind[0] == "s" and behind[1].rstrip(":,") in words.after_names
    if heads and text[max(0, begin - 2) : begin].strip() not in ("", ".", "“", ","):
        heads = False
    if heads or _own_letter(text, one.words[-1] + "s", words):
        one.end, one.words = one.end + 1, (*one.words[:-1], one.words[-1] + "s")


def _owning(text: str, one: Candidate, words: Vocabulary, code: str) -> None:
    """Anna Bergs Bruder Karl: before what somebody is to her the s is no part of the name."""
    last = one.words[-1]
    if len(one.words) < 2 or len(last) < 4 or last[-1] != "s" or words.of(last) & Is.SURNAME:
        return
    noun = _NOUN.match(text, one.end)
    if noun and text[one.end - 1] == "s" and noun.group(1).lower() in _belonging(code):
        one.end, one.words = one.end - 1, (*one.words[:-1], last[:-1])


@lru_cache(maxsize=16)
def _belonging(code: str) -> frozenset[str]:
    """What people are to somebody: kin, offices, trades."""
    return frozenset(nested(code, "roles", "kin")) | frozenset(offices(code).written)


def _own_letter(text: str, surname: str, words: Vocabulary) -> bool:
    """Whether a verb stands before the name, with a title and a forename at most, and no noun behind it."""
    subject = rf"\b([a-zäöüß]+) (?:[{UPPER}][\w-]+ ){{0,3}}{re.escape(surname)}\b(?! (?:\w+e[mnrs]? )?[{UPPER}])"
    return any(found[1] in words.after_names for found in re.finditer(subject, text))


def _first(text: str, run: re.Match[str], words: Vocabulary) -> int:
    """Where the name in a run may begin. Three things before it are passed: what is written on to it ("l'AFP"), the
    verb of a tag ("Explica Ana López"), and a town or a body that another word leads to ("dijo en Lima Ana López")."""
    first = run.start() + (2 if run.group().startswith(words.elided) else 0)
    first = _past_verb(text, first, run.end(), words)
    if text.count(" ", first, run.end()) < 2:
        return first
    tokens = run.group().split(" ")
    led = text[max(0, first - 12) : first].split(" ")
    if len(led) < 2 or words.prior.get(led[-2].lower()) not in _LEADING:
        return first
    place = next((n for n in (3, 2) if " ".join(tokens[:n]).lower() in words.phrases), 0)  # São Paulo
    for at, token in enumerate(tokens[:-1]):
        told = 0 if at < place else words.of(token)
        if told & Is.FORENAME:
            return run.start() + sum(len(one) + 1 for one in tokens[:at]) if at else first
        if told & (Is.TITLE | Is.BODY | Is.HONORIFIC) or not token[:1].isupper():
            return first
    return first


def _past_verb(text: str, first: int, end: int, words: Vocabulary) -> int:
    """Where the run goes on behind a verb that opens the sentence and so has a capital ("Explica Ana López"). It is
    a verb of saying, or a past tense before a forename."""
    verb, _, rest = text[first:end].partition(" ")
    if not rest or words.of(verb) & (Is.FORENAME | Is.SURNAME):
        return first
    forename = words.of(rest.split(" ", 1)[0]) & Is.FORENAME
    told = forename and ((words.romance and verb.endswith(words.past)) or verb.endswith(words.presenting))
    return end - len(rest) if told or words.prior.get(verb.lower()) == "after saying" else first


def _reach_back(text: str, one: Candidate, run: re.Match[str], before: re.Match[str], words: Vocabulary) -> None:
    """Lets the title begin in the run before: `U.S. Secretary` of `State Marco Rubio`."""
    if run.start() - before.end() > 8 or text[before.end() : run.start()] not in (" of ", " of the ", " for "):
        return
    if one.start > run.start() and words.of(before.group().rsplit(" ", 1)[-1]) & Is.TITLE:
        one.title = before.start()
        if "titled" not in one.features:
            one.features.append("titled")


def _context(text: str, one: Candidate, words: Vocabulary) -> list[str]:
    begin = one.start if one.title is None else one.title
    before = text[max(0, begin - 20) : begin]
    if not before or before[-1] == "\n":
        features = ["opens", "line start"]
    elif before[-1] not in " \u00a0":
        features = ["opens" if before[-1] in _OPENING else "glued"]
    else:
        word = before.split()[-1] if not before.isspace() else "."
        features = [_prior(word, words)]
    if len(one.words) == 1:
        features[0] = "one " + features[0]
    return features + _follow(text, one, words)


def _introduction(text: str, one: Candidate, code: str) -> list[str]:
    """Where what somebody is stands before the name or behind it: `el ministro de Hacienda, Juan Ríos`."""
    size = "one " if len(one.words) == 1 else ""
    features = []
    if text[one.start - 1 : one.start] == " " and appositions.before(text, one.start, code):
        features.append(f"{size}introduced after comma" if text[one.start - 2] == "," else f"{size}introduced")
    if text[one.end : one.end + 2] in (", ", " (") and appositions.behind(text, one.end, code):
        features.append(f"{size}apposed")
    return features


_OPENING = "\"“«‘'„—–"


def _prior(word: str, words: Vocabulary) -> str:
    """What the word before a name says."""
    if word[-1] in '.!?:;)”»"’–—-•*…':
        return "opens"
    if word[-1] == ",":
        return "after comma"
    low = word.lower()
    if low in words.prior:
        return words.prior[low]
    if low[0].isdigit():
        return "after number"
    if words.of(low) & Is.TITLE:
        return "after name word"
    if word.islower():
        return "after deed" if word.endswith(("ed", "s", "ing")) else "after small"
    return "after capital"


def _follow(text: str, one: Candidate, words: Vocabulary) -> list[str]:
    end = one.end
    mark = text[end : end + 1]
    if mark in ("'", "’"):
        return ["possessive"]
    if mark == "/":
        return ["before slash"]
    if mark == " ":
        word = text[end + 1 : end + 24].split(" ", 1)[0].rstrip(".,;:!?")
        feature = _deed(text, end, word, words)
        return [feature, "one " + feature] if feature and len(one.words) == 1 else [feature] if feature else []
    if mark != ",":
        return ["closes"] if mark in (".", "\n", "") else []
    if _AGE.match(text, end):
        return ["age"]
    word = text[end + 2 : end + 12].split(" ", 1)[0]
    if word.lower() in ("who", "quien", "whose"):
        return ["before who"]
    if words.prior.get(word) == "after article" and _said_role(text, end + 3 + len(word), words):
        return ["before role"]
    return ["before comma name" if word[:1].isupper() else "before comma"]


def _said_role(text: str, start: int, words: Vocabulary) -> bool:
    """Whether one of the words behind the article is a title: `, the Leeds mayor`."""
    return any(words.of(word.rstrip(".,")) & Is.TITLE for word in text[start : start + 40].split(" ")[:3])


def _deed(text: str, end: int, word: str, words: Vocabulary) -> str:
    """What the word after a name says."""
    if word in words.after_names:
        return "before deed"
    if word in words.being:
        return "before being"
    if word.startswith("(") and _COUNTRY.match(text, end):
        return "country follows"
    if words.prior.get(word) == "after and":
        return "before and"
    if word.islower():
        return "before past" if word.endswith(words.past) else "before s" if word.endswith("s") else "before small"
    return ""


_RANKED = frozenset({"titled", "honoured", "before who", "before role", "age"})


def _document(text: str, found: list[Candidate], words: Vocabulary) -> None:
    """What other places in the text say: the same words elsewhere, a fuller name with this surname, a small letter."""
    small = Counter(_LOWERED.findall(text))
    personal = _personal(small, words)
    elsewhere: dict[tuple[str, ...], set[str]] = {}
    surnames: set[str] = set()
    forenames: set[str] = set()
    for one in found:
        elsewhere.setdefault(one.words, set()).update(feature for feature in one.features if feature in SHARED)
        if len(one.words) > 1 and "shout" not in one.features and _full(one):
            surnames.update(word.lower() for word in one.words[1:])
            forenames.add(one.words[0].lower())
    often = Counter(one.words for one in found)
    for one in found:
        if len(one.words) == 1 and (times := often[one.words]) > 1:
            one.features.append("one met often" if times > 3 else "one met again")
        ranked = elsewhere[one.words]
        one.features += [f"elsewhere {feature}" for feature in ranked]
        last = one.words[-1].lower()
        if last in small and "particle" not in one.features:  # Ana de la Calle
            one.features.append("small elsewhere")
        if len(one.words) > 1:
            continue
        if words.genitive and last not in surnames and last[-1] == "s" and last[:-1] in surnames:
            one.end, one.words, last = one.end - 1, (one.words[0][:-1],), last[:-1]
        if last in surnames:
            one.features.append("surname of a full name")
        elif last in forenames:
            one.features.append("forename of a full name")
        elif "one place" in one.features and not ranked & _RANKED:
            one.features.append("only a place")
        elif personal:
            one.features += [f"{feature}, {personal}" for feature in one.features if feature in TELLING]


def _personal(small: Counter[str], words: Vocabulary) -> str:
    """How much of the text is about single people, by its pronouns."""
    pronouns = sum(small[word] for word in words.pronouns)
    total = sum(small.values())
    return "very personal" if pronouns * 30 > total else "personal" if pronouns * 80 > total else ""


_AGAINST = frozenset({"body inside", "last body", "place phrase", "digit", "last place", "first body"})


def _full(one: Candidate) -> bool:
    return _AGAINST.isdisjoint(one.features) and not {"first forename", "titled"}.isdisjoint(one.features)


def gender(words: tuple[str, ...], code: str) -> Gender | None:
    """What the forename tells; of a word alone only where it is a forename and nothing else."""
    bits = vocabulary(code).of(words[0])
    if len(words) > 1 or not bits & (Is.SURNAME | Is.PLACE):
        return gender_of(bits)
    return None

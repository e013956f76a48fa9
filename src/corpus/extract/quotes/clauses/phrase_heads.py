"""Whom a noun phrase beside a cue is about: the person named in it, or nobody but the phrase itself."""

from __future__ import annotations

from corpus.extract.quotes.clauses.noun_phrases import names_nobody
from corpus.extract.quotes.clauses.tokens import Word
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.model import Mention, MentionKind, Span


def head(text: str, words: list[Word], inside: list[Mention], rules: Grammar) -> tuple[Span, Mention | None] | None:
    """The person a phrase is about, or the whole phrase where it is about no person named in it."""
    whole, words = words, _past_opening(_author(words, inside, rules), rules)
    end = words[-1].end()
    inside = [m for m in inside if words[0].start() <= m.span.start < end]
    inside = [m for m in inside if m.span.of(text).lower() not in rules.possessive]
    article = words[0][0].lower() in rules.determiners and len(words) > 1 and words[1][0].islower()
    for mention in inside:
        led = [word[0] for word in words if word.end() <= mention.span.start]
        trails = [word[0] for word in words if word.start() >= mention.span.end]
        if trails and trails[0].lower() not in rules.prepositions and not _before_verb(mention, led, trails, rules):
            continue
        under = any(word.lower() in rules.prepositions for word in led[article:]) and not _is_title(led, rules)
        under = under or _of_kin(led, rules)
        if under and (trails or not (_heads_body(led, mention, rules) or _of_a_thing(led, mention, rules))):
            continue
        if (
            mention.kind is MentionKind.NAME
            and led
            and (led[-1] in "’'" if trails else _owner(text, mention, led, rules))
        ):
            continue
        return mention.span, mention
    if inside and inside[-1].span.end >= end - 2 and words[0][0].lower() in rules.prepositions and not article:
        named = inside[-1]
        before = next((word[0] for word in reversed(words) if word.end() <= named.span.start), "")
        return None if before.lower() in rules.prepositions else (named.span, named)  # said in Ely Ann Lee; said of Lee
    if not inside and words[0][0].lower() in rules.prepositions and not _is_subject_article(words, rules):
        return _last_name(words, rules)
    low = whole[0][0].lower() if words[0] is not whole[0] else ""
    issued = low in rules.determiners or low in rules.papers  # la nota del sindicato
    if not inside and not issued and names_nobody(words, rules):
        return None
    return _up_to_verb(words, inside, rules)


def _up_to_verb(words: list[Word], inside: list[Mention], rules: Grammar) -> tuple[Span, Mention | None]:
    """Whoever stands alone before a German verb ("die Behörde hat gestern gesagt"), or behind it where something
    else does ("im Mai hatte Anna Berg gesagt")."""
    finite = rules.finite if rules.nominatives else rules.clausal if not inside else frozenset()
    verb = next((at for at in range(1, len(words)) if words[at][0] in finite), 0)
    if not verb:
        return Span(words[0].start(), words[-1].end()), None
    for named in inside:
        led = [word[0] for word in words[verb + 1 :] if word.end() <= named.span.start]
        if named.kind is MentionKind.NAME and named.span.start > words[verb].start() and all(map(_capital, led)):
            return named.span, named
    last = words[-1] if inside else words[verb - 1]
    return Span(words[0].start(), last.end()), None


def _capital(word: str) -> bool:
    return word[0].isupper()


def _before_verb(mention: Mention, led: list[str], trails: list[str], rules: Grammar) -> bool:
    """Whether a name is the subject because it stands alone before the verb. A German clause has one place there:
    Ministerin Anna Berg hat gestern gesagt, Anna Berg zögerte nicht zu sagen."""
    alone = all(word[0].isupper() or word.lower() in rules.nominatives for word in led)
    alone = alone and not (led and led[-1].lower() in rules.determiners)  # der Mann, der Anna Berg traf
    somebody = bool(rules.nominatives) and mention.kind is not MentionKind.PRONOUN
    whose = trails[0] in rules.genitive or trails[0] in rules.trailing
    return somebody and alone and trails[0].islower() and not whose


def _owner(text: str, name: Mention, led: list[str], rules: Grammar) -> bool:
    """Whether the name only says whose the noun before it is, by its s: Anhänger Karl Brandts."""
    return bool(rules.nominatives) and text.startswith("s", name.span.end) and led[-1][0].isupper()


def _is_subject_article(words: list[Word], rules: Grammar) -> bool:
    """Portuguese "a" is an article and a preposition: a empresa, a assegurar."""
    return words[0][0].lower() in rules.determiners and len(words) > 1 and not words[1][0].endswith("r")


def _last_name(words: list[Word], rules: Grammar) -> tuple[Span, Mention | None] | None:
    """A esa crítica Midence respondió: behind a noun that no small word ties to it, a capital is whoever answers."""
    first = len(words)
    while first and words[first - 1][0][0].isupper():
        first -= 1
    if not rules.complements or not 1 < first < len(words):
        return None
    tied = words[first - 1][0].lower() in rules.little or words[first - 1][0].lower() in rules.of_words
    return None if tied or not words[first - 1][0].isalpha() else (Span(words[first].start(), words[-1].end()), None)


def _heads_body(led: list[str], mention: Mention, rules: Grammar) -> bool:
    """Whether the name right behind a body is that of whoever heads it: "El director de Coca Cola Ana López", but
    not "la hija del ministro Pedro Salas"."""
    named = mention.kind is MentionKind.NAME and bool(rules.complements)
    return named and led[0].lower() in rules.determiners and led[-1][0].isupper()


def _of_a_thing(led: list[str], mention: Mention, rules: Grammar) -> bool:
    """Whether the name is that of whoever deals with a thing: "El historiador del ferrocarril Mateo Lucena". Behind
    a person it is the other's: "la hija del ministro Pedro Salas". So it is behind all kin, for not every word for
    the other is listed: "la madre del fallecido Pedro Salas"."""
    if mention.kind is not MentionKind.NAME or not rules.complements or led[0].lower() not in rules.determiners:
        return False
    before = led[-1].lower()
    somebody = any(before in one for one in (rules.titles, rules.callings, rules.prepositions, rules.determiners))
    return led[-1].islower() and not somebody and rules.kin.isdisjoint(word.lower() for word in led)


def _of_kin(led: list[str], rules: Grammar) -> bool:
    """Whether the words before lead from kin to whose they are: "Die Mutter des Piloten Jonas Brandt", but not "der
    Sprecher der Feuerwehr Jonas Brandt"."""
    lows = [word.lower() for word in led]
    belongs = [at for at in range(len(lows) - 1) if lows[at] in rules.kin and lows[at + 1] in rules.genitive]
    return any(lows[at] in rules.family or lows[-1] in rules.callings for at in belongs)


def _author(words: list[Word], inside: list[Mention], rules: Grammar) -> list[Word]:
    """A statement from the ministry: the ministry speaks; but a report speaks itself."""
    for at in range(1, min(len(words) - 1, 4)):
        paper = words[at - 1][0].lower()
        if words[at][0].lower() in rules.authors and paper in rules.papers and paper not in rules.studies:
            contracted = any(mention.span.start == words[at].start() for mention in inside)
            return words[at if contracted else at + 1 :]
    return words


def _past_opening(words: list[Word], rules: Grammar) -> list[Word]:
    """The noun phrase without what opens its sentence: Por su parte el PP, sólo Ana Gil."""
    for aside in rules.asides:
        if len(words) > len(aside) and all(word[0].lower() == one for word, one in zip(words, aside, strict=False)):
            return words[len(aside) :]
    return words


def _is_title(led: list[str], rules: Grammar) -> bool:
    """Whether the words are a title: all with capitals but the little ones, and no article. U.S. Secretary of
    State, but not "L’entourage de", nor "Supporters of Senator"."""
    opens = led[0][:1].isupper() and led[0][1:2] not in ("'", "’") and led[0].lower() not in rules.determiners
    last = next((word.lower() for word in reversed(led) if word.lower() not in rules.titles), "")
    tied = last in rules.prepositions
    return opens and not tied and all(word[:1].isupper() or word.lower() in ("of", "for", "de", "the") for word in led)

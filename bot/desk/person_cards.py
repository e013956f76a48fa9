"""A person and an article at a glance: the cards of /who and /summary."""

from __future__ import annotations

from collections.abc import Mapping

from bot import wording
from bot.catalogue import counted, joined, say
from bot.desk.quote_cards import Citer, Place, choices, picked
from bot.reply import Card, Choice, Mark, Request, Run, Tone
from corpus.model import Record
from corpus.results import Line, Profile, Query, Role, Summary

_ROLES = 4  # roles shown with their sentence
_BESIDE = 5
_PEOPLE = 6
_FIGURES = 5
_GAP = Run("\n", Mark.OURS)


def person(profile: Profile, citer: Citer, places: Mapping[Record, Place]) -> tuple[Card, ...]:
    """Who it is, the sentence behind each role, and the latest quote."""
    cards = [_face(profile), *(_role(role, places[role.sentence]) for role in profile.roles[:_ROLES])]
    if profile.latest:
        card = citer.quote(profile.latest, places[profile.latest.record])
        cards.append(
            Card(
                card.tone, card.body, card.quoted, say("who.latest"), _with(card), card.source, card.place, card.choices
            )
        )
    return tuple(cards)


def _with(card: Card) -> str:
    return " · ".join(part for part in (card.heading, card.detail) if part)


def _face(profile: Profile) -> Card:
    roles = {role.role.text: role.until for role in reversed(profile.roles)}
    runs = [run for role in reversed(roles) for run in (Run("; ", Mark.OURS), *_held(role, roles[role]))][1:]
    seen = [wording.day(value) for value in dict.fromkeys((profile.first_seen, profile.last_seen)) if value]
    others = [spelling for spelling in profile.spellings if spelling != profile.name]
    lines = (
        say("who.spellings", names=", ".join(others)) if others else "",
        say("who.beside", names=", ".join(profile.beside[:_BESIDE])) if profile.beside else "",
    )
    quotes = counted("n.quote", profile.quotes)
    source = say("who.seen", quotes=quotes, days=joined(seen, "to")) if seen else quotes
    return Card(Tone.PERSON, tuple(runs), heading=profile.name, detail="\n".join(filter(None, lines)), source=source)


def _held(role: str, until: str) -> tuple[Run, ...]:
    """What somebody is called, and until when they were it."""
    return (Run(role), Run(f" ({wording.over(until)})", Mark.OURS)) if until else (Run(role),)


def _role(role: Role, where: Place) -> Card:
    return Card(
        Tone.PERSON,
        picked(role.sentence, role.role.span),
        heading=f"“{role.role.text}”",
        detail=wording.over(role.until) if role.until else "",
        source=wording.citation(role.sentence),
        place=wording.place(role.sentence, where.line),
        choices=choices(role.sentence),
    )


def candidate(profile: Profile) -> Choice:
    """One of several people a name may mean."""
    runs = _held(profile.roles[0].role.text, profile.roles[0].until) if profile.roles else ()
    called = "".join(run.text for run in runs) or counted("n.quote", profile.quotes)
    return Choice(f"{profile.name}, {called}", Request.of("who", {"query": profile.name}))


def next_steps(profile: Profile) -> tuple[Choice, ...]:
    if not profile.quotes:
        return ()
    quotes = Choice(say("who.quotes", n=profile.quotes), Request.of("quote", {"speaker": profile.name}))
    return (quotes, Choice(say("who.said_about"), Request.of("quote", {"about": profile.name})))


def summary(found: Summary, places: Mapping[Record, Place]) -> tuple[Card, ...]:
    """Of one article a single card of its lines; of several a card for each line, with its own citation."""
    if found.article is None:
        return tuple(_line_card(line, places[line.record]) for line in found.lines)
    runs: list[Run] = []
    for line in found.lines:
        runs += [*([Run("\n\n", Mark.OURS)] if runs else []), *_line(line)]
    record = found.lines[0].record
    source = " · ".join(part for part in (record.outlet, wording.published(record.published), record.path) if part)
    cards = [Card(Tone.SUMMARY, tuple(runs), heading=wording.title(record.title, record.title_derived), source=source)]
    if found.people:
        cards.append(Card(Tone.PERSON, _listed_people(found.people), heading=say("summary.people")))
    if found.figures:
        cards.append(Card(Tone.FACT, _listed_figures(found.figures), heading=say("summary.figures")))
    return tuple(cards)


def summarised(found: Summary, query: Query) -> str:
    """What a summary is of, where that is not the article it is headed by alone."""
    within = wording.period(query.since, query.until)
    if found.article is None:
        wanted = ", ".join(part for part in (wording.shown(query.article or query.text), within) if part)
        return say("summary.several", wanted=wanted)
    return say("summary.within", period=within) if within and not query.article else ""


def _line(line: Line) -> tuple[Run, ...]:
    if not line.antecedent:
        return (Run(line.record.text),)
    first, space, rest = line.record.text.partition(" ")
    return (Run(first), Run(f" [{line.antecedent}]", Mark.OURS), Run(space + rest))


def _line_card(line: Line, where: Place) -> Card:
    record = line.record
    place = wording.place(record, where.line)
    return Card(Tone.SUMMARY, _line(line), source=wording.citation(record), place=place, choices=choices(record))


def _listed_people(people: tuple[Profile, ...]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for profile in people[:_PEOPLE]:
        runs += [*([_GAP] if runs else []), Run(profile.name, Mark.STRONG)]
        if profile.roles:
            runs += [Run(" – ", Mark.OURS), Run(profile.roles[0].role.text)]
    return tuple(runs)


def _listed_figures(figures: tuple[Record, ...]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for record in figures[:_FIGURES]:
        runs += [*([_GAP] if runs else []), Run("• ", Mark.OURS), Run(record.text)]
    return tuple(runs)


def further(found: Summary) -> tuple[Choice, ...]:
    """From a summary to the article's quotes, facts and text."""
    if found.article is None:
        return ()
    article = {"article": found.article.id}
    quotes = Choice(say("who.quotes", n=found.quotes), Request.of("quote", article))
    return (
        *((quotes,) if found.quotes else ()),
        Choice(say("label.facts"), Request.of("fact", article)),
        Choice(say("label.article"), Request.of("article", article)),
    )

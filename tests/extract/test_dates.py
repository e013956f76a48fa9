"""Which day the words mean, and what an article says of its own day and title."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.extract import extract
from corpus.extract.facts import dates
from corpus.model import Article, Basis, Published
from corpus.readers import read

SEED = Path(__file__).parents[2] / "seeds" / "000_57df8fd8319b33ba.txt"
DAY = "2024-05-08"  # a Wednesday


def _found(text: str, code: str = "en", day: str | None = DAY) -> list[tuple[str, str]]:
    return [(date.span.of(text), date.value) for date in dates.find(text, code, day)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It opened on May 3, 2019, to crowds.", "May 3, 2019", "2019-05-03"),
        ("It opened on 3 May 2019.", "3 May 2019", "2019-05-03"),
        ("He said so on Monday.", "Monday", "2024-05-06"),
        ("He said so Wednesday.", "Wednesday", "2024-05-08"),
        ("They will vote on Friday.", "Friday", "2024-05-10"),
        ("They must answer by Friday.", "Friday", "2024-05-10"),
        ("Two of them had answered by Friday.", "Friday", "2024-05-03"),
        ("Until Friday, they had not answered.", "Friday", "2024-05-03"),
        ("It fell last year.", "last year", "2023"),
        ("She left two years ago.", "two years ago", "2022"),
        ("Attacks such as those of Sept. 11 changed it.", "Sept. 11", "2023-09-11"),
        ("He said so yesterday.", "yesterday", "2024-05-07"),
        ("Growth was strong in March.", "March", "2024-03"),
        ("It opened in September\n3, 2019.", "September\n3, 2019", "2019-09-03"),
        ("It opened last\nyear.", "last\nyear", "2023"),
        ("It opened last night.", "last night", "2024-05-07"),
        ("It opened a couple of years ago.", "a couple of years ago", "2022"),
    ],
)
def test_english_dates_are_told_from_the_day_of_publication(text: str, words: str, value: str) -> None:
    assert _found(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Abrió el 3 de mayo de 2019.", "3 de mayo de 2019", "2019-05-03"),
        ("Abrió en mayo del 2019.", "mayo del 2019", "2019-05"),
        ("Lo anunció este lunes.", "este lunes", "2024-05-06"),
        ("Lo dijo el pasado viernes.", "pasado viernes", "2024-05-03"),
        ("El Senado votará el viernes.", "viernes", "2024-05-10"),
        ("Cayó el año pasado.", "año pasado", "2023"),
        ("Se fue hace dos años.", "hace dos años", "2022"),
        ("Se reunieron ayer.", "ayer", "2024-05-07"),
        ("La ley entró en vigor en marzo.", "marzo", "2024-03"),
        ("El 11 de septiembre cambió todo.", "11 de septiembre", "2023-09-11"),
    ],
)
def test_spanish_dates(text: str, words: str, value: str) -> None:
    assert _found(text, "es") == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Sie öffnete am 3. Mai 2019.", "3. Mai 2019", "2019-05-03"),
        ("Sie öffnete am 03.05.2019.", "03.05.2019", "2019-05-03"),
        ("Das sagte er am Montag.", "Montag", "2024-05-06"),
        ("Der Bundestag wird am Freitag abstimmen.", "Freitag", "2024-05-10"),
        ("Im vergangenen Jahr fiel der Wert.", "vergangenen Jahr", "2023"),
        ("Sie ging vor zwei Jahren.", "vor zwei Jahren", "2022"),
        ("Gestern tagte der Rat.", "Gestern", "2024-05-07"),
        ("Seit Oktober gilt das Gesetz.", "Oktober", "2023-10"),
        ("Im September 2025 wird gewählt.", "September 2025", "2025-09"),
    ],
)
def test_german_dates(text: str, words: str, value: str) -> None:
    assert _found(text, "de") == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Le pont a ouvert le 3 mai 2019.", "3 mai 2019", "2019-05-03"),
        ("Le 1er janvier 2020, tout a changé.", "1er janvier 2020", "2020-01-01"),
        ("Elle l'a dit lundi.", "lundi", "2024-05-06"),
        ("Le Sénat votera vendredi.", "vendredi", "2024-05-10"),
        ("La valeur a chuté l'année dernière.", "année dernière", "2023"),
        ("Elle est partie il y a deux ans.", "il y a deux ans", "2022"),
        ("Hier, le conseil s'est réuni.", "Hier", "2024-05-07"),
        ("La loi est en vigueur depuis octobre.", "octobre", "2023-10"),
        ("Ils se verront le mois prochain.", "mois prochain", "2024-06"),
    ],
)
def test_french_dates(text: str, words: str, value: str) -> None:
    assert _found(text, "fr") == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("A ponte abriu em 3 de maio de 2019.", "3 de maio de 2019", "2019-05-03"),
        ("Ele disse isso na segunda-feira.", "segunda-feira", "2024-05-06"),
        ("O Senado votará na sexta-feira.", "sexta-feira", "2024-05-10"),
        ("O valor caiu no ano passado.", "ano passado", "2023"),
        ("Ela saiu há dois anos.", "há dois anos", "2022"),
        ("Ontem o conselho se reuniu.", "Ontem", "2024-05-07"),
        ("A lei vale desde outubro.", "outubro", "2023-10"),
        ("Na última quinta-feira ela renunciou.", "última quinta-feira", "2024-05-02"),
    ],
)
def test_portuguese_dates(text: str, words: str, value: str) -> None:
    assert _found(text, "pt") == [(words, value)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "You may march in the sun."),
        ("en", "June Carter met April Roe at Sun Microsystems."),
        ("en", "It paid $2019 for 1999 shares, or 1,998 euros."),
        ("en", "He read it on ABC's This Week."),
        ("es", "Por la mañana hace sol."),
        ("de", "Er sagte, dass es vor allem um Geld geht."),
        ("fr", "Elle marche au pas."),
        ("pt", "A marcha foi longa."),
    ],
)
def test_what_is_no_date(code: str, text: str) -> None:
    assert _found(text, code) == []


def test_without_a_day_of_publication_only_years_that_are_written_count() -> None:
    assert _found("He said on Monday, 3 May and last year that 2019 was good.", day=None) == [("2019", "2019")]


@pytest.mark.parametrize(
    ("code", "text", "value", "basis", "words"),
    [
        (
            "en",
            "Bridge opens\nBy Ann Lee\nMay 6, 2024\n\nThe bridge opened.",
            "2024-05-06",
            Basis.STATED,
            "May 6, 2024",
        ),
        ("en", "The bridge opened.\n\nPublished: 6 May 2024", "2024-05-06", Basis.STATED, "6 May 2024"),
        (
            "en",
            "Transcript: emergency hearing on the bridge, Monday 6 May 2024\n\nANN LEE: We begin.\n\nJON ROE: Late.",
            "2024-05-06",
            Basis.STATED,
            "Monday 6 May 2024",
        ),
        (
            "es",
            "Transcripción de la rueda de prensa sobre el puente, lunes 6 de mayo de 2024\n\nANA GIL: Empezamos.",
            "2024-05-06",
            Basis.STATED,
            None,
        ),
        ("es", "Abre el puente\nPublicado: 6 de mayo de 2024\nEl puente se abrió.", "2024-05-06", Basis.STATED, None),
        ("de", "Brücke offen\nStand: 06.05.2024\nDie Brücke ist offen.", "2024-05-06", Basis.STATED, "06.05.2024"),
        ("en", "The bridge opened on Monday, May 6, 2024, to traffic.", "2024-05-06", Basis.DEDUCED, None),
        (
            "en",
            "The minister resigned on Thursday after a vote.\nThank you all.\n— Ann Lee (@ann) May 8, 2024\nShe left.",
            "2024-05-09",
            Basis.DEDUCED,
            "May 8, 2024",
        ),
    ],
)
def test_an_article_tells_its_own_day(code: str, text: str, value: str, basis: Basis, words: str | None) -> None:
    published = extract(Article("a", "a.txt", text, language=code)).article.published
    assert published is not None and published.span is not None
    assert (published.value, published.basis) == (value, basis)
    assert words is None or published.span.of(text) == words


def test_a_date_in_the_text_that_is_not_its_own_is_not_the_articles() -> None:
    text = "The bridge was opened in 1999.\n\nIt fell on May 6, 2004, and was built anew.\n\nNobody was hurt."
    assert extract(Article("a", "a.txt", text)).article.published is None


@pytest.mark.parametrize("path", ["2024-05-06-bridge.txt", "2024/05/06/bridge.txt", "bridge_20240506.md"])
def test_a_path_may_tell_the_day(path: str) -> None:
    published = extract(Article("a", path, "The bridge opened.")).article.published
    assert published is not None and (published.value, published.basis) == ("2024-05-06", Basis.DEDUCED)


def test_metadata_goes_before_all_else() -> None:
    known = Published("2020-01-01", Basis.METADATA)
    text = "Published: 6 May 2024\n\nThe bridge opened."
    assert extract(Article("a", "2024-05-06.txt", text, published=known)).article.published == known


@pytest.mark.parametrize(
    ("text", "title", "derived"),
    [
        ("Bridge opens to traffic\n\nThe bridge in Eastport opened on Monday.", "Bridge opens to traffic", False),
        ("# Bridge opens\n\nThe bridge in Eastport opened.", "Bridge opens", False),
        ("**Bridge opens to traffic**\n\nThe bridge in Eastport opened.", "Bridge opens to traffic", False),
        ("The bridge opened.", "The bridge opened.", True),
    ],
)
def test_a_title_is_the_headline_or_cut_from_the_lead(text: str, title: str, derived: bool) -> None:
    found = extract(Article("a", "a.txt", text)).article.title
    assert found is not None and found.span is not None
    assert (found.text, found.derived, found.span.of(text)) == (title, derived, title)


@pytest.mark.parametrize("day", ["", "soon", "2024-02-31", "0001-01-01", "9999-12-31"])
def test_a_day_of_publication_that_is_none_or_at_the_end_of_time_harms_nothing(day: str) -> None:
    text = "Last year, yesterday, tomorrow, on Monday, ten decades ago, next Christmas Day, in May and in 2019."
    assert ("2019", "2019") in _found(text, day=day)


def test_the_day_of_the_seed_is_deduced_from_its_posts_and_its_lead() -> None:
    article = extract(read(SEED)).article
    assert article.published is not None and article.published.span is not None
    assert (article.published.value, article.published.basis) == ("2025-09-03", Basis.DEDUCED)
    assert article.published.span.of(article.text) == "September 3, 2025"


def test_a_title_that_is_not_there_is_cut_from_the_lead() -> None:
    article = extract(read(SEED)).article
    assert article.title is not None and article.title.derived and article.title.span is not None
    assert article.title.text == article.title.span.of(article.text)
    assert article.text.startswith(article.title.text)


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        (
            "The council voted late on Monday evening to sell the whole of the old theatre by the harbor to a firm.",
            "The council voted late on Monday evening to sell the whole of the old theatre",
        ),
        (
            "After a debate that lasted until midnight, the council sold the theatre, the oldest of the country.",
            "After a debate that lasted until midnight, the council sold the theatre",
        ),
        (
            "EASTPORT (AP) — The council sold the old theatre on Monday. It was late.",
            "The council sold the old theatre on Monday.",
        ),
        ("It rained. The council met all the same on Monday.", "It rained. The council met all the same on Monday."),
        ("x" * 200, "x" * 90),
    ],
)
def test_a_derived_title_ends_where_the_words_say_something(lead: str, title: str) -> None:
    found = extract(Article("a", "a.txt", lead + "\n\nMore was said on it.")).article.title
    assert found is not None and found.derived and found.text == title


@given(st.text(alphabet=st.sampled_from("0123456789 /.-,MaySeptlanfridyo"), max_size=200))
def test_dates_of_any_text_are_exact_slices_in_order(text: str) -> None:
    found = dates.find(text, "en", DAY)
    ends = [0, *(end for date in found for end in (date.span.start, date.span.end))]
    assert ends == sorted(ends)
    assert all(date.span.of(text).strip() for date in found)


def test_an_article_without_words_has_neither_date_nor_title() -> None:
    found = extract(Article("a", "a.txt", "\n"))
    assert (found.article.title, found.article.published, found.sentences, found.blocks) == (None, None, (), ())


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It closed last April.", "last April", "2023-04"),  # in May nobody says so of the month before
        ("It closed last March.", "last March", "2024-03"),
        ("It will close next May.", "next May", "2025-05"),
        ("It will close next June.", "next June", "2024-06"),
        ("It closed last month.", "last month", "2024-04"),
        ("It will close next month.", "next month", "2024-06"),
        ("An October vote is likely.", "October", "2024-10"),  # five months are the most one looks ahead
        ("A November vote is likely.", "November", "2023-11"),
        ("They ate turkey on Thanksgiving.", "Thanksgiving", "2023-11-23"),
        ("They rested on Christmas Day.", "Christmas Day", "2023-12-25"),
    ],
)
def test_months_and_feasts_are_told_to_the_month(text: str, words: str, value: str) -> None:
    assert _found(text) == [(words, value)]


@pytest.mark.parametrize(
    ("day", "last", "next_"),
    [("2024-01-31", "2023-12", "2024-02"), ("2024-12-01", "2024-11", "2025-01")],
)
def test_a_month_away_crosses_the_year(day: str, last: str, next_: str) -> None:
    assert _found("It closed last month.", day=day) == [("last month", last)]
    assert _found("It will close next month.", day=day) == [("next month", next_)]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("es", "La huelga sigue\n\nPuerto Lindo, 7 de octubre de 2025\n\nLos barcos esperan.", "2025-10-07"),
        ("en", "The strike goes on\n\nLive blog | Friday 10 October 2025\n\nThe ships wait.", "2025-10-10"),
        ("en", "A life\n\nAnn Lee, who was born on 3 March 1950, sings.", None),
        ("en", "A border\n\nThe treaty of 2 May 1848 drew the border, Ann Lee said.", None),
        ("en", "See https://example.org/a/3 March 2020 for more.", None),
    ],
)
def test_a_day_beside_a_place_is_stated_and_one_of_a_birth_or_a_treaty_is_none(
    language: str, text: str, day: str | None
) -> None:
    published = extract(Article("a", "a.txt", text, language)).article.published
    assert (published.value if published else None) == day


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "*Bay Courier* — 7 October 2025"),
        ("en", "_Bay Courier_, Oct. 7, 2025"),
        ("en", "Bay Courier · 7 October 2025 · 3 min read"),
        ("en", "Bay Courier, Tuesday 7 October 2025, page 3"),
        ("en", "The Courier (7 October 2025)"),
        ("en", "Bay Courier, 7 October 2025. Photo: Ida Lorne"),
        ("en", "Ann Lee, Bay Courier, 7 October 2025 at 5 pm"),
        ("en", "2025-10-07T09:00:00Z"),
        ("es", "*El Faro de la Bahía*, 7 de octubre de 2025"),
        ("es", "Lima, 7 oct. 2025"),
        ("es", "Madrid, 7.X.2025 (Redacción)"),
        ("es", "7-10-2025"),
        ("de", "Der Bote, 7. Oktober 2025, 9:30 Uhr"),
        ("fr", "Le Phare, mardi 7 octobre 2025 à 9h30"),
    ],
)
def test_an_outlet_and_a_day_tell_the_day_however_they_are_set(language: str, line: str) -> None:
    text = f"The ships wait\n\n{line}\n\nThe ships wait in the bay."
    published = extract(Article("a", "a.txt", text, language)).article.published
    assert published is not None and (published.value, published.basis) == ("2025-10-07", Basis.STATED)


@pytest.mark.parametrize(
    "line", ["A concert on 7 October 2025", "The elections of 7 October 2025", "Open since 7 May 2024"]
)
def test_a_line_that_tells_of_a_day_is_none_of_publication(line: str) -> None:
    text = f"The ships wait\n\n{line}\n\nThe ships wait in the bay."
    assert extract(Article("a", "a.txt", text, "en")).article.published is None


@pytest.mark.parametrize(
    ("written", "day"), [("2025-11-28", "2025-11-12"), ("2025-12-28", "2025-12-11"), ("2024-01-01", "2025-12-11")]
)
def test_a_slashed_day_is_read_as_one_before_its_file_was_written(written: str, day: str) -> None:
    known = Published(written, Basis.FILE)
    text = "The ships wait\n\nBay Courier 12/11/2025\n\nThe ships wait in the bay."
    published = extract(Article("a", "a.txt", text, "en", published=known)).article.published
    assert published is not None and published.value == day


@pytest.mark.parametrize(
    ("code", "line"), [("en", "PRESS RELEASE"), ("es", "Nota de prensa"), ("de", "Pressemitteilung")]
)
def test_a_line_that_says_what_a_text_is_is_not_its_title(code: str, line: str) -> None:
    title = extract(
        Article("a", "a.txt", f"{line}\n\nThe port of Arden closes\n\nIt closed on Friday.", code)
    ).article.title
    assert title is not None and title.text == "The port of Arden closes"


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("en", "She quit on Tuesday. Nine days earlier a train derailed.", ["2026-11-24", "2026-11-15"]),
        ("en", "Nine days earlier a train derailed.", []),
        ("en", "She quit on Tuesday.\n\nNine days earlier a train derailed.", ["2026-11-24"]),
        ("es", "Dimitió el martes. Tres días antes había nevado.", ["2026-11-24", "2026-11-21"]),
        ("es", "Tres días antes de las elecciones nevó.", []),
        ("de", "Sie ist am Dienstag zurückgetreten. Neun Tage zuvor entgleiste ein Zug.", ["2026-11-24", "2026-11-15"]),
        ("fr", "Elle a démissionné mardi. Deux jours plus tôt, il pleuvait.", ["2026-11-24", "2026-11-22"]),
        ("pt", "Ela saiu na terça-feira. Dois dias antes, chovia.", ["2026-11-24", "2026-11-22"]),
    ],
)
def test_days_earlier_count_from_the_day_told_before(code: str, text: str, told: list[str]) -> None:
    assert [date.value for date in dates.find(text, code, "2026-11-24")] == told


@pytest.mark.parametrize(
    ("code", "lead", "day"),
    [
        ("en", "VELIN, Nov 22 (Post) - A quake struck the town on Sunday.", "2026-11-22"),
        ("en", "VELIN, Dec. 3 — A quake struck the town.", "2025-12-03"),  # of the year before the file
        ("en", "VELIN, Nov 31 (Post) - A quake struck the town.", None),
        ("en", "In Lund, May 3 - a holiday - is quiet, and people stay at home.", None),
        ("en", "Lund, Nov 22 is a day that people remember here for the flood.", None),
        ("es", "La Paz, 24 nov (EFE).- Un sismo sacudió la ciudad, dijo el gobierno.", "2026-11-24"),
        ("de", "Bern, 3. Oktober (dpa) - Ein Beben erschütterte die Stadt.", "2026-10-03"),
        ("fr", "PARIS, 12 nov (AFP) - Le gouvernement a annoncé de nouvelles mesures.", "2026-11-12"),
        ("pt", "Brasília, 5 nov (Lusa) - O governo anunciou novas medidas para o país.", "2026-11-05"),
        # the weekday of the dispatch tells the year
        ("en", "VELIN, Nov. 10 (Post) - A quake struck the town on Monday.", "2025-11-10"),
        ("en", "VELIN, Nov. 10 (Post) - A quake struck the town on Tuesday.", "2026-11-10"),
        ("en", "VELIN, Nov. 10 (Post) - A quake struck the town last Monday.", "2026-11-10"),
        ("en", "VELIN, Nov. 26 (Post) - A quake struck the town on Wednesday.", "2026-11-26"),  # it has just come in
        ("es", "La Paz, 12 nov (Post).- Un sismo sacudió este miércoles la ciudad.", "2025-11-12"),
        ("de", "Bern, 10. November (Post) - Ein Beben erschütterte am Montag die Stadt.", "2025-11-10"),
        ("fr", "PARIS, 12 nov (Post) - Le gouvernement a annoncé mercredi des mesures.", "2025-11-12"),
        ("pt", "Lisboa, 10 nov (Post) - O governo anunciou nesta segunda-feira medidas.", "2025-11-10"),
    ],
)
def test_a_dateline_without_a_year_has_that_of_the_file(code: str, lead: str, day: str | None) -> None:
    written = Published("2026-11-28", Basis.FILE)
    published = extract(Article("a", "a.txt", f"Quake\n\n{lead}", code, published=written)).article.published
    assert published == (Published(day, Basis.DEDUCED, published.span) if day and published else written)


@pytest.mark.parametrize(
    ("code", "text", "day"),
    [
        ("en", "“It was 3 May 1950,” said Rita Lund, “and the sea was calm.” The hall opened on Friday.", None),
        ("en", "Sales from 1 January 2019 to 31 December 2019 fell, the firm said on Monday.", None),
        ("es", "El plazo vence el 31 de enero de 2090, recordó el martes Ana Gil.", None),
        ("en", "The hall opened on Friday, May 3, 2024, and many came.", "2024-05-03"),
        ("en", "Updated: 04/05/2024\n\nThe council met on 30/04/2024. Lund said the tram would run.", "2024-05-04"),
        ("en", "Updated: 04/05/2024\n\nThe council met. Lund said the tram would run.", "2024-04-05"),
    ],
)
def test_a_day_of_something_else_is_no_day_of_publication(code: str, text: str, day: str | None) -> None:
    published = extract(Article("a", "a.txt", text, code)).article.published
    assert (published.value if published else None) == day


@pytest.mark.parametrize(
    ("code", "text", "told"),  # seen from a Tuesday
    [
        ("en", "She said the fair would be held on Friday.", ["2026-11-27"]),
        ("en", "She said the fair was held on Friday.", ["2026-11-20"]),
        ("en", "The bridge, which had been due to open on Sunday, stays shut.", ["2026-11-22"]),
        ("en", "The fair, originally planned for Thursday, was cancelled.", ["2026-11-26"]),
        ("es", "El puente debía haber abierto el domingo, pero sigue cerrado.", ["2026-11-22"]),
        ("es", "Dijo que la feria se celebraría en la plaza y que serían las fiestas el viernes.", ["2026-11-27"]),
        ("de", "Er sagte, das Fest werde am Freitag eröffnet.", ["2026-11-27"]),
        ("de", "Die Brücke hätte am Sonntag öffnen sollen.", ["2026-11-22"]),
        ("fr", "La foire sera organisée vendredi.", ["2026-11-27"]),
        ("fr", "Le pont aurait dû rouvrir dimanche.", ["2026-11-22"]),
        ("pt", "A feira seria realizada na sexta-feira.", ["2026-11-27"]),
        ("pt", "A ponte deveria ter aberto no domingo.", ["2026-11-22"]),
    ],
)
def test_a_plan_lies_ahead_and_one_given_up_on_the_nearer_day(code: str, text: str, told: list[str]) -> None:
    assert [date.value for date in dates.find(text, code, "2026-11-24")] == told


def test_a_dispatch_of_several_days_is_of_the_nearer_year() -> None:
    """Of 24 November 2026, a Tuesday, though the same day of 2024 was the Sunday that is named first."""
    lead = "VELIN, Nov 24 - The number of dead in Sunday's quake rose to 43 on Tuesday, the governor said."
    published = extract(
        Article("a", "a.txt", f"Quake\n\n{lead}", "en", published=Published("2026-11-28", Basis.FILE))
    ).article.published
    assert published is not None
    assert published.value == "2026-11-24"

"""A page that tells its day to no machine, but prints it by the headline: dated, and by no other day."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.extract import extract
from corpus.model import Article, Basis, BlockKind, Published
from corpus.readers import read
from corpus.readers.web.pieces import divided
from corpus.readers.web.printed_day import line_of_day
from corpus.readers.web.tree import parse
from tests.readers.test_web import PROSE

TITLE = "The harbor reopens after the storm of the week"
HEAD = f"<h1>{TITLE}</h1>"
WORDS = {
    "en": PROSE,
    "de": (
        "Der Hafen ist wieder offen, nachdem die Helfer die Fahrrinne von den Wracks geräumt haben, sagte ihr Chef.",
        "Schiffe hatten zwei Tage lang vor der Küste gewartet, und drei von ihnen waren schon umgekehrt und auf See.",
        "Die Arbeiten kosten vier Millionen, wie der Rat mitteilte, der noch sagen muss, wer das alles zahlen wird.",
    ),
    "es": (
        "El puerto está abierto de nuevo tras limpiar los equipos el canal de los restos, dijo su director.",
        "Los barcos habían esperado dos días delante de la costa, y tres de ellos ya se habían vuelto por la tormenta.",
        "Las obras costarán cuatro millones, según el ayuntamiento, que todavía tiene que decir quién las va a pagar.",
    ),
    "fr": (
        "Le port est de nouveau ouvert après que les équipes ont dégagé le chenal des épaves, a dit son directeur.",
        "Les navires avaient attendu deux jours devant la côte, et trois d'entre eux étaient déjà repartis la nuit.",
        "Les travaux coûteront quatre millions, selon le conseil, qui doit encore dire qui va payer pour tout cela.",
    ),
    "pt": (
        "O porto está aberto de novo depois que as equipes limparam o canal dos destroços, disse o seu diretor.",
        "Os navios tinham esperado dois dias diante da costa, e três deles já tinham voltado por causa da tempestade.",
        "As obras vão custar quatro milhões, segundo a câmara, que ainda tem de dizer quem vai pagar por tudo isso.",
    ),
}
PARAGRAPHS = {code: "".join(f"<p>{line}</p>" for line in lines) for code, lines in WORDS.items()}


def published(folder: Path, body: str, language: str = "en") -> tuple[Published, Article]:
    menu = "<div><p>Menu</p><p>Sport</p></div>"
    head = f"<head><title>{TITLE} | The Post</title></head>"
    (folder / "page.html").write_text(f'<html lang="{language}">{head}<body>{menu}{body}</body></html>')
    article = extract(read(folder / "page.html", folder)).article
    assert article.published and all(words in article.text for words in WORDS[language])
    return article.published, article


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", '<div class="info">First published on Mar 12, 2026 01:38 pm</div>'),
        ("en", "<p>Written by <a href='/lee'>Ann Lee, MD</a> on March 12, 2026</p>"),
        ("en", "<div class='date'><div>March 12, 2026</div></div>"),
        ("en", "<div>Last updated: 12 March 2026 10:41 IST | Source: The Post</div>"),
        ("en", "<ul class='post-info'><li>By Ann Lee</li><li>2026-03-12 17:32</li></ul>"),
        ("de", "<p>publiziert am 12. März 2026</p>"),
        ("de", "<p>Von Ann Lee, 12.03.2026, 10:30 Uhr</p>"),
        ("es", "<div><span>Ann Lee</span> · <span>12 de marzo de 2026 | 10:30h</span></div>"),
        ("fr", "<p>Publié le 12 mars 2026 à 10h30</p>"),
        ("pt", "<p>Por Ann Lee, Eastport — 12/03/2026 10h30</p>"),
    ],
)
@pytest.mark.parametrize("order", ["{head}{line}", "{line}{head}", "{head}<p>What the council says of it</p>{line}"])
def test_the_day_a_page_prints_by_its_headline_is_its_day(tmp_path: Path, language: str, line: str, order: str) -> None:
    top = order.format(head=HEAD, line=line)
    day, article = published(tmp_path, f"<div>{top}</div><div>{PARAGRAPHS[language]}</div>", language)
    assert (day.value, day.basis) == ("2026-03-12", Basis.STATED)
    assert day.span and BlockKind.META in [b.kind for b in article.blocks if b.span.overlaps(day.span)]


@pytest.mark.parametrize(
    "line",
    [
        "<p>© 12 March 2026 The Post</p>",
        "<p>“We open on 12 March 2026”, the mayor says</p>",
        "<p>Will the harbor be open for ships from the islands on 12 March 2026?</p>",
        "<p>The council will meet in the hall of Eastport on 12 March 2026 to say who pays for all of the repairs</p>",
        "<nav><p>12 March 2026</p></nav>",
        "<p>March 2026</p>",
    ],
)
def test_another_day_by_the_headline_is_not_taken_for_it(tmp_path: Path, line: str) -> None:
    day, article = published(tmp_path, f"<div>{HEAD}{line}</div><div>{PARAGRAPHS['en']}</div>")
    assert day.basis is not Basis.STATED and article.text.startswith(TITLE)


def test_a_day_far_from_the_headline_is_another_articles() -> None:
    def found(*lines: str) -> str:
        tree = parse("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>")
        assert tree is not None
        piece = line_of_day([*divided(tree, None)], TITLE)
        return piece.text if piece else ""

    rest, day = [f"Section {n}" for n in range(12)], "12 March 2026"
    assert found(day, TITLE) == found(TITLE, day) == found(TITLE, PROSE[0], day) == day
    assert not any((found(day, *rest, TITLE), found(TITLE, *rest, day), found(TITLE, *PROSE, day), found(*rest, day)))
    assert not found(TITLE, "From 12 March 2026 to 14 March 2026")

"""What an issue of a newsroom's day sends, in five languages: each with what a careful editor would say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.results import Query, Ruling
from tests.shelves import swept

ARTICLES = {
    "en.txt": """Library closes on Sundays

March 4, 2025

“The library will close on Sundays, because we cannot pay two guards,” said Margaret Doyle, the head librarian
of Ashby. “Nobody likes it, but 40 hours a week is what the money buys,” she added.

“If the council gives us the money, we will open on Sundays again,” Doyle told the Courier.

“I don't believe the mayor lied,” said Simon Trent, a councillor. Mayor Iris Kemp declined to comment on Monday.
""",
    "es.txt": """La biblioteca cierra los domingos

4 de marzo de 2025

«La biblioteca cerrará los domingos porque no podemos pagar dos vigilantes», dijo Teresa Olmedo, directora de la
biblioteca. «A nadie le gusta —añadió—, pero el dinero da para 40 horas a la semana».

El concejal Julián Prats afirmó: «No creo que la alcaldesa haya mentido». La alcaldesa, Berta Soler, no quiso
hablar.
""",
    "de.txt": """Bibliothek sonntags zu

4. März 2025

„Die Bibliothek schließt am Sonntag, weil wir zwei Wachleute nicht bezahlen können“, sagte Bibliotheksleiterin
Grete Mommsen. „Niemand mag das“, fügte sie hinzu, „aber das Geld reicht nur für 40 Stunden in der Woche.“

Bürgermeister Hans Tieck erklärte: „Ich habe nie behauptet, dass wir Geld hätten.“
""",
    "fr.txt": """La bibliothèque ferme le dimanche

4 mars 2025

« La bibliothèque fermera le dimanche, car nous ne pouvons pas payer deux gardiens », a déclaré Solange Perrin,
directrice de la bibliothèque. « Personne n'aime cela, a-t-elle ajouté, mais l'argent suffit pour 40 heures par
semaine. »

Le maire, Luc Besson-Roy, a répondu : « Je n'ai jamais promis deux gardiens. »
""",
    "pt.txt": """Biblioteca fecha aos domingos

4 de março de 2025

“A biblioteca fechará aos domingos porque não podemos pagar dois guardas”, disse Helena Prado, diretora da
biblioteca. “Ninguém gosta disso”, acrescentou, “mas o dinheiro dá para 40 horas por semana.”

O prefeito, Caio Matos, respondeu: “Eu nunca prometi dois guardas.”
""",
}

EXACT = (
    "“The library will close on Sundays, because we cannot pay two guards”, said M. Doyle",
    "The library will close on Sundays, because we cannot pay two guards - Margaret Doyle",
    'Doyle: "The library will close on Sundays, because we cannot pay two guards"',
    'According to the head librarian, "the library will close on sundays, because we cannot pay two guards"',
    "“The library will close on Sundays, because we cannot pay two guards,” the head librarian of Ashby said",
    "MARGARET DOYLE: The library will close on Sundays, because we cannot pay two guards",
    'Maggie Doyle said "The library will close on Sundays, because we cannot pay two guards"',
    (
        'omg 😂 "The library will close on Sundays, because we cannot pay two guards" — Margaret '
        "Doyle #ashby https://x.co/1 can we use this?"
    ),
    'Margaret Doyle, head librarian: "The library will close on Sundays, because we cannot pay two guards"',
    "Ms Doyle told us: «The library will close on Sundays, because we cannot pay two guards»",
    (
        '"The library will close on Sundays, because we cannot pay two guards. Nobody likes it, '
        'but 40 hours a week is what the money buys."'
    ),
    (
        '"The library will close on Sundays, because we cannot pay two guards." "Nobody likes it, '
        'but 40 hours a week is what the money buys." (Doyle)'
    ),
    "DOYLE: The library will close on Sundays, because we cannot pay two guards.",
    "'The library will close on Sundays, because we cannot pay two guards'",
    '"The library will close on Sundays […] we cannot pay two guards"',
    '"Nobody likes it … 40 hours a week is what the money buys"',
    '"[The library] will close on Sundays"',
    (
        '"The library will close on Sundays, because we cannot pay two guards"\n\n"Nobody likes it, '
        'but 40 hours a week is what the money buys"'
    ),
    "«La biblioteca cerrará los domingos porque no podemos pagar dos vigilantes», según Teresa Olmedo",
    "Olmedo: La biblioteca cerrará los domingos porque no podemos pagar dos vigilantes",
    'T. Olmedo dijo: "La biblioteca cerrará los domingos porque no podemos pagar dos vigilantes"',
    (
        "La directora de la biblioteca dijo que «la biblioteca cerrará los domingos porque no "
        "podemos pagar dos vigilantes»"
    ),
    '"La biblioteca cerrará los domingos porque no podemos pagar dos vigilantes" (Teresa Olmedo)',
    'Teresa Olmedo: "A nadie le gusta, pero el dinero da para 40 horas a la semana"',
    "¿podemos usar esto? La biblioteca cerrará los domingos porque no podemos pagar dos vigilantes — Olmedo",
    "«La biblioteca cerrará los domingos porque no podemos pagar dos vigilantes», aseguró la directora.",
    "„Die Bibliothek schließt am Sonntag, weil wir zwei Wachleute nicht bezahlen können“, so Mommsen",
    "Mommsen: Die Bibliothek schließt am Sonntag, weil wir zwei Wachleute nicht bezahlen können",
    'Laut Grete Mommsen: "Die Bibliothek schließt am Sonntag, weil wir zwei Wachleute nicht bezahlen können"',
    (
        "Bibliotheksleiterin Mommsen sagte: »Die Bibliothek schließt am Sonntag, weil wir zwei "
        "Wachleute nicht bezahlen können«"
    ),
    '"Niemand mag das, aber das Geld reicht nur für 40 Stunden in der Woche", sagte die Bibliotheksleiterin.',
    "Die Bibliothek schliesst am Sonntag, weil wir zwei Wachleute nicht bezahlen koennen (G. Mommsen)",
    (
        "Kann das jemand prüfen? „Die Bibliothek schließt am Sonntag, weil wir zwei Wachleute "
        "nicht bezahlen können“ #lokal"
    ),
    "« La bibliothèque fermera le dimanche, car nous ne pouvons pas payer deux gardiens », selon Solange Perrin",
    "Perrin : La bibliothèque fermera le dimanche, car nous ne pouvons pas payer deux gardiens",
    'S. Perrin a déclaré : "La bibliothèque fermera le dimanche, car nous ne pouvons pas payer deux gardiens"',
    (
        "La directrice de la bibliothèque : « La bibliothèque fermera le dimanche, car nous ne "
        "pouvons pas payer deux gardiens »"
    ),
    "La bibliothèque fermera le dimanche, car nous ne pouvons pas payer deux gardiens — Solange Perrin",
    "« Personne n’aime cela, mais l’argent suffit pour 40 heures par semaine », a dit Mme Perrin",
    "on peut utiliser ça ? « La bibliothèque fermera le dimanche, car nous ne pouvons pas payer deux gardiens » 🙏",
    "« La bibliothèque fermera le dimanche, car nous ne pouvons pas payer deux gardiens », a-t-elle dit",
    "“A biblioteca fechará aos domingos porque não podemos pagar dois guardas”, segundo Helena Prado",
    "Prado: A biblioteca fechará aos domingos porque não podemos pagar dois guardas",
    'H. Prado disse: "A biblioteca fechará aos domingos porque não podemos pagar dois guardas"',
    "A diretora da biblioteca disse que “A biblioteca fechará aos domingos porque não podemos pagar dois guardas”",
    "A biblioteca fechará aos domingos porque não podemos pagar dois guardas (Helena Prado)",
    "Helena Prado: “Ninguém gosta disso, mas o dinheiro dá para 40 horas por semana”",
    "podemos usar? “A biblioteca fechará aos domingos porque não podemos pagar dois guardas” #cidade",
)

MISATTRIBUTED = (
    'Simon Trent: "The library will close on Sundays, because we cannot pay two guards"',
    'the mayor said "The library will close on Sundays, because we cannot pay two guards"',
    "«La biblioteca cerrará los domingos porque no podemos pagar dos vigilantes», dijo la alcaldesa",
    "Prats: «La biblioteca cerrará los domingos porque no podemos pagar dos vigilantes»",
    ("„Die Bibliothek schließt am Sonntag, weil wir zwei Wachleute nicht bezahlen können“, sagte Bürgermeister Tieck"),
    "Le maire a dit : « La bibliothèque fermera le dimanche, car nous ne pouvons pas payer deux gardiens »",
    "Caio Matos: “A biblioteca fechará aos domingos porque não podemos pagar dois guardas”",
    "O prefeito disse: “A biblioteca fechará aos domingos porque não podemos pagar dois guardas”",
    '"The library will close on Sundays, because we cannot pay two guards" (Jack Sparrow)',
    "selon Besson-Roy, « La bibliothèque fermera le dimanche, car nous ne pouvons pas payer deux gardiens »",
    "„Die Bibliothek schließt am Sonntag, weil wir zwei Wachleute nicht bezahlen können“ — Hans Tieck",
    '"The library will close on Sundays, because we cannot pay two guards," said Mayor Iris Kemp.',
)

ALTERED = (
    "The library will close on Sundays, because we cannot pay ten guards",
    "The library will close on Sundays, because we can pay two guards",
    '"The library will close on Sundays, because we cannot pay two guards and a cook"',
    "La biblioteca cerrará los domingos porque no podemos pagar diez vigilantes",
    "La biblioteca cerrará los domingos porque podemos pagar dos vigilantes",
    "Die Bibliothek schließt am Sonntag, weil wir drei Wachleute nicht bezahlen können",
    "Die Bibliothek schließt am Sonntag, weil wir zwei Wachleute bezahlen können",
    "La bibliothèque fermera le dimanche, car nous ne pouvons pas payer dix gardiens",
    "La bibliothèque fermera le dimanche, car nous pouvons payer deux gardiens",
    "A biblioteca fechará aos domingos porque não podemos pagar dez guardas",
    "A biblioteca fechará aos domingos porque podemos pagar dois guardas",
    "the mayor lied",
    "la alcaldesa haya mentido",
    "wir Geld hätten",
    '"we will open on Sundays again … If the council gives us the money"',
    '"The library will close on Sundays, because we cannot pay two guards. I don\'t believe the mayor lied"',
    "Nobody likes it, but 44 hours a week is what the money buys",
    "promis deux gardiens",
    "prometi dois guardas",
    "« Je n'ai […] promis deux gardiens »",
    "“Eu […] prometi dois guardas”",
)

NOT_FOUND = (
    'Margaret Doyle: "We will sell the books by the kilo to whoever wants them"',
    "Olmedo: «Venderemos los libros por kilos a quien los quiera»",
    "„Wir verkaufen die Bücher nach Gewicht an jeden“, sagte Mommsen",
    "« Nous vendrons les livres au kilo », a dit Perrin",
    "“Venderemos os livros a quilo a quem quiser”, disse Prado",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with swept(tmp_path_factory.mktemp("five"), ARTICLES) as library:
        yield library


@pytest.mark.parametrize("text", EXACT)
def test_printed_so(library: Library, text: str) -> None:
    verdict = library.verify(Query(text))
    assert (verdict.ruling, verdict.edits, verdict.same) in ((Ruling.EXACT, (), True), (Ruling.EXACT, (), None))


@pytest.mark.parametrize("text", MISATTRIBUTED)
def test_somebody_elses(library: Library, text: str) -> None:
    verdict = library.verify(Query(text))
    assert (verdict.ruling, verdict.same) == (Ruling.MISATTRIBUTED, False)


@pytest.mark.parametrize("text", ALTERED)
def test_printed_otherwise(library: Library, text: str) -> None:
    assert library.verify(Query(text)).ruling is Ruling.ALTERED


@pytest.mark.parametrize("text", NOT_FOUND)
def test_printed_nowhere(library: Library, text: str) -> None:
    verdict = library.verify(Query(text))
    assert (verdict.ruling, verdict.nearest) == (Ruling.NOT_FOUND, ())

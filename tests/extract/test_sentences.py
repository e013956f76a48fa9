"""Where sentences end: the bar `|` stands where one ends and the next begins, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.extract.structure import blocks, sentences
from corpus.model import Article


def _split(text: str, code: str) -> list[str]:
    article = Article("a", "a.txt", text)
    return [sentence.span.of(text) for sentence in sentences.split(text, blocks.divide(article, code), code)]


def _check(marked: str, code: str) -> None:
    assert _split(marked.replace("| ", "").replace("|", ""), code) == [part.strip() for part in marked.split("|")]


ENGLISH = """
The vote passed. | It was close.
“We agreed. It is good,” she said. | Nobody objected.
‘We agreed. It is good,’ she said. | Nobody objected.
"We agreed. It is good," she said. | Nobody objected.
“Is that so?” she asked. | “It is.”
“Is that so?” Ann Lee asked. | He nodded.
“It is good.” | Nobody objected.
She said: “We agreed. | It is good.”
Dr. Ann Lee met Mr. Roe at 5 p.m. on Friday. | They left.
She came at 5 p.m. | The train was late.
She came at 5 p.m. EST. | The train was late.
At 5 a.m. Mr. Roe went home.
He left it at 6 p.m. | Mr. Roe went home.
He joined the U.S. Army. | He left it for the U.S. | She stayed.
The U.S. Senate voted. | The U.N. did not.
J. K. Moore wrote it with P. Vale. | It sold well.
Did you see Ann I. Lee there? | It was you and I. | They knew.
Inflation was 3.5 percent. | Wages rose 2.1 percent.
She works for Lee & Co. in Boston. | He works for Roe Inc. | They met.
See No. 5 on p. 12. | It is short.
It began on Sept. 11. | It ended on Jan. 3, 2004. | Nobody won.
It was built in 44 B.C. | The Romans left it.
He waited ... and waited. | Then he left.
I thought... I would go.
He waited… | Then he left.
Who knew? | Nobody! | Really?!
The play Oh! (1965), and others, were shown.
The claim is false (see page 5). | It was made twice. | (It was made by Lee.) | Nobody checked.
He taught (he was good at it.) at the school.
The find was dated.[1] | It is old. [2][3] | It is large.
Ann (b. March 1949; m. 1970) was first. | She won.
The team won 3-2. | 10,000 people came. | $5 was the price.
1. Buy the paper | 2. Read the paper | 3. Answer the letter
WASHINGTON (AP) — | The Senate voted. | It was late.
See https://example.org/a/b.html | The rest is there.
He said nothing.|The mayor left.
The mail went to ann.lee@example.org. | It came back.
Ships wait outside the port | Image: Ann Lee.
He will go to St. Louis, Mo., to see Gen. Lee. | He will stay.
That is Roe Jr.'s book. | It is long.
The company (NYSE: ABC) fell. | It rose.
Yahoo! said it would sell. | Nobody bought.
"""
SPANISH = """
El Sr. Pérez llegó a las 5 p.m. y se fue. | Nadie lo vio.
«Acordamos. Es bueno», dijo la Dra. Ruiz. | Nadie protestó.
“Acordamos. Es bueno”, dijo. | Nadie protestó.
¿Quién lo hizo? | ¡Nadie! | Así fue.
La inflación fue de 3.5 % en EE.UU. y de 4 % aquí. | Subió.
El art. 5 de la ley no cambia. | El núm. 3 sí.
Vive en Av. Juárez núm. 12. | Es del P. Gómez.
Dijo que no… | Después se fue.
MADRID, 3 sep (EFE).- | El Gobierno aprobó la ley. | Entra en vigor hoy.
—No lo sé —dijo el alcalde—. | Se fue.
"""
GERMAN = """
Am 3. September kam Dr. Roth nach Berlin. | Er blieb.
„Wir sind einig. Das ist gut“, sagte sie. | Niemand widersprach.
Es kostet rd. 5 Mio. Euro, d. h. zu viel. | Das sagte Prof. Quandt.
Das gilt z. B. für Autos. | Es gilt nicht für Räder.
Wer war das? | Niemand! | So war es.
Der 1. FC verlor. | Die Firma Roth GmbH u. Co. KG gewann.
BERLIN (dpa) - | Der Bundestag hat zugestimmt. | Es war knapp.
"""
FRENCH = """
« Nous avons signé. C'est bien », a dit Mme Morel. | Personne n'a protesté.
M. Petit est arrivé avec le Dr Roux. | Ils sont partis.
Voir l'art. 5 de la loi, p. 12. | Il est court.
Qui l'a fait ? | Personne ! | C'est ainsi.
Le prix est de 3,5 euros. | Il baisse.
La loi date du 3 janv. 2020. | Elle tient.
"""
PORTUGUESE = """
“Assinámos. É bom”, disse a Dra. Alves. | Ninguém protestou.
O Sr. Costa chegou com o Prof. Lima. | Eles saíram.
Ver o art. 5 da lei, p. 12. | É curto.
Quem fez isso? | Ninguém! | Foi assim.
O preço é de 3,5 reais. | Vai cair.
Ela mora na R. Augusta há anos. | Gosta de lá.
"""
ALL = [("en", ENGLISH), ("es", SPANISH), ("de", GERMAN), ("fr", FRENCH), ("pt", PORTUGUESE)]


def _lines(code: str, marked: str) -> list[tuple[str, str]]:
    return [(code, line) for line in marked.strip().splitlines()]


@pytest.mark.parametrize(("code", "marked"), [case for code, marked in ALL for case in _lines(code, marked)])
def test_sentences_end_where_a_reader_says(code: str, marked: str) -> None:
    _check(marked, code)


def test_a_line_without_a_stop_is_a_sentence_of_its_own() -> None:
    assert _split("Port reopens\n\nThe port reopened. It is busy.", "en") == [
        "Port reopens",
        "The port reopened.",
        "It is busy.",
    ]


@given(st.text(alphabet=st.sampled_from('Aa .!?…,“”"«»()\n é1U.S.'), max_size=300))
def test_sentences_of_any_text_are_exact_slices_in_order(text: str) -> None:
    article = Article("a", "a.txt", text)
    found = sentences.split(text, blocks.divide(article, "en"), "en")
    ends = [0, *(end for sentence in found for end in (sentence.span.start, sentence.span.end))]
    assert ends == sorted(ends)
    assert all(sentence.span.of(text).strip() for sentence in found)
    assert "".join("".join(s.span.of(text) for s in found).split()) == "".join(text.split())


def test_in_a_text_without_capitals_small_letters_open_sentences() -> None:
    _check("the vote passed. | it was close, he said. | nobody objected.", "en")
    assert _split("The vote was at 5 p.m. and went on for 3 min. or so.", "en") == [
        "The vote was at 5 p.m. and went on for 3 min. or so."
    ]

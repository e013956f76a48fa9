"""What each line of an article is, specified by articles whose lines say it themselves: `kind| line`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.extract.structure import blocks
from corpus.model import Article, BlockKind

SEED = Path(__file__).parents[2] / "seeds" / "000_57df8fd8319b33ba.txt"


def _article(text: str) -> Article:
    return Article("a", "a.txt", text)


def _divided(text: str, code: str) -> str:
    found = blocks.divide(_article(text), code)
    return "\n".join(f"{block.kind}| {' '.join(block.span.of(text).split())}" for block in found)


def _check(marked: str, code: str = "en") -> None:
    lines = [line.strip() for line in marked.strip().splitlines()]
    text = "\n".join(line.partition("| ")[2] for line in lines)
    want = "\n".join(line for line in lines if line)
    assert _divided(text, code) == want


def test_the_lines_of_the_seed_are_what_an_editor_says_they_are() -> None:
    kinds = [block.kind.value for block in blocks.divide(_article(SEED.read_text(encoding="utf-8")), "en")]
    post = ["post", "post", "signature"]
    want = ["lead", "body", "caption", *post, *["body"] * 3, *post, *["body"] * 7, "heading", *["body"] * 7]
    assert kinds == [*want, "pull", "author", "credit"]


CASES = {
    "a headline, a byline and a dateline stand above the lead": (
        "en",
        """
        title| Harbor reopens two days after storm
        credit| By Nora Quist
        meta| May 6, 2024
        lead| The harbor of Eastport reopened on Monday after crews cleared the channel of wreckage.
        body| Ships had waited outside for two days, the harbor master said.
        """,
    ),
    "a post is the words above its signature, not the caption or the reporter above them": (
        "en",
        """
        lead| The minister resigned on Tuesday after a vote in parliament that lasted until midnight.
        body| Her party had asked her to stay, according to three people who were in the room.
        caption| Ann Lee leaves the ministry
        post| I thank everyone who worked with me. We did what we could.
        post| It was an honour… pic.twitter.com/aB3dE5fG7h
        signature| — Ann Lee (@annlee) September 2, 2025
        body| The prime minister did not say who would follow her.
        """,
    ),
    "a post of one line has nothing else above it": (
        "en",
        """
        lead| The mayor wrote on social media that the bridge would open, and residents answered within minutes.
        body| She was asked about it on Friday and said nothing.
        post| The bridge opens on Monday. See you there! https://t.co/abc123
        signature| – Mayor Tim Roe (@timroe) 5 May 2024
        body| Work on the bridge began in 2019 and cost $40 million.
        """,
    ),
    "a line that leads in a post is the reporter's": (
        "en",
        """
        lead| The senator answered her critics in a series of messages late on Sunday evening.
        body| Senator Lee wrote on X:
        post| We will not be moved.
        signature| — Sen. Mia Lee (@senmialee) May 5, 2024
        body| Her office confirmed the message and declined to comment further on it.
        """,
    ),
    "a signature at the end of the line is a line of its own": (
        "en",
        """
        lead| The club confirmed the transfer on Monday afternoon in a message to its members.
        post| We are glad to have you back, Sam!
        signature| — Eastport FC (@eastportfc) May 6, 2024
        body| The fee was not disclosed, and the player has yet to pass a medical examination.
        """,
    ),
    "a post of several paragraphs goes up to the reporter's prose": (
        "en",
        """
        lead| The union answered on Tuesday, hours after the company had made its offer known to the press.
        body| Its members had been on strike since the first week of March, the longest strike in the harbor.
        post| We have read the offer.
        post| We have talked to our members about it, on every shift and at every gate. #harborstrike
        post| We say no.
        signature| — Harbor Union (@harborunion) March 19, 2024
        body| The company said it regretted the decision and would not make another offer.
        """,
    ),
    "the date of a signature may stand on its own line": (
        "en",
        """
        lead| The union answered on Tuesday, hours after the company had made its offer known to the press.
        post| The answer from the harbor is no.
        signature| — Harbor Union (@harborunion)
        signature| March 19, 2024
        body| The company said it regretted the decision and would not make another offer.
        """,
    ),
    "a reporter's own handle makes no post of the paragraph above": (
        "en",
        """
        lead| The union answered on Tuesday, hours after the company had made its offer known to the press.
        body| The company said it regretted the decision and would not make another offer before the summer.
        signature| — Nora Quist (@noraquist)
        """,
    ),
    "a picture shared elsewhere has no words here": (
        "en",
        """
        lead| The union answered on Tuesday, hours after the company had made its offer known to the press.
        boilerplate| View this post on Instagram
        signature| A post shared by Harbor Union (@harborunion)
        body| The company said it regretted the decision and would not make another offer.
        """,
    ),
    "a post that begins like clutter is a post all the same": (
        "en",
        """
        lead| The union answered on Tuesday, hours after the company had made its offer known to the press.
        post| Watch: our answer to the company. #harborstrike https://t.co/a1b2c3
        signature| — Harbor Union (@harborunion) March 19, 2024
        body| The company said it regretted the decision and would not make another offer.
        """,
    ),
    "a pull quote repeats a line of the article and has its author below": (
        "en",
        """
        lead| The council voted on Monday to sell the old theatre to a developer from the north.
        body| “We have waited eleven years for someone to care about this building,” said Nora Quist, who runs it.
        pull| We have waited eleven years for someone to care about this building
        author| Nora Quist
        body| The sale must be approved by the state before the end of the year.
        """,
    ),
    "a pull quote in marks is signed with a dash": (
        "en",
        """
        lead| The council voted on Monday to sell the old theatre to a developer from the north.
        pull| “Nobody asked the people who work here.”
        author| — Nora Quist, director
        body| The sale must be approved by the state before the end of the year.
        """,
    ),
    "advertising, links and cookies are clutter": (
        "en",
        """
        title| Council sells old theatre
        boilerplate| Share
        boilerplate| Advertisement
        lead| The council voted on Monday to sell the old theatre to a developer from the north.
        boilerplate| Story continues below advertisement
        body| The sale must be approved by the state before the end of the year.
        boilerplate| Read more: Who owns our theatres?
        boilerplate| Related: Council delays vote
        body| Advertising revenue fell by half, the director said.
        boilerplate| Sign up for our morning newsletter.
        boilerplate| We use cookies to improve your experience.
        credit| Nora Quist contributed to this report.
        credit| (AP)
        """,
    ),
    "captions carry a credit": (
        "en",
        """
        lead| The council voted on Monday to sell the old theatre to a developer from the north.
        caption| The old theatre in March. (AP Photo/Nora Quist)
        caption| Photo: Nora Quist
        body| The sale must be approved by the state before the end of the year.
        """,
    ),
    "Markdown headings and lists": (
        "en",
        """
        title| # Council sells old theatre
        lead| The council voted on Monday to sell the old theatre to a developer from the north.
        heading| ## What happens next
        body| The state must decide on three things before the end of the year:
        body| - the price
        body| - the tenants
        body| - the name
        heading| What it costs
        body| The building is valued at $4 million, the council said.
        """,
    ),
    "a table is no row of headings": (
        "en",
        """
        title| Results of Saturday
        lead| Eastport beat Westport in the final of the cup on Saturday.
        body| Eastport 3 Westport 1
        body| Northport 2 Southport 2
        body| Midport 0 Farport 4
        body| The next round is played in March.
        """,
    ),
    "datelines, style sheets and bylines without a by": (
        "en",
        """
        title| Harbor reopens two days after storm
        credit| Nora Quist, The Associated Press
        meta| EASTPORT (AP) --
        lead| The harbor of Eastport reopened on Monday after crews cleared the channel of wreckage.
        boilerplate| .image-wrap {
        boilerplate| width: 100%;
        boilerplate| }
        boilerplate| ___
        body| Ships had waited outside for two days, the harbor master said.
        caption| Ships wait outside Eastport on Sunday. (Nora Quist/Daily Harbor)
        """,
    ),
    "lines of a list that stand twice are no pull quotes": (
        "en",
        """
        lead| The cup is drawn on Friday, and the league plays on as the weather allows it to.
        body| Eastport Rovers and Westport Wanderers at noon
        body| Northport Albion and Southport Town at two
        body| Midport United and Farport City at four
        body| Here is the same again for those who print it and hang it in the kitchen:
        body| Eastport Rovers and Westport Wanderers at noon
        body| Northport Albion and Southport Town at two
        body| Midport United and Farport City at four
        body| The final is in May, as it has been for forty years.
        """,
    ),
    "Spanish agency copy": (
        "es",
        """
        title| El puerto reabre tras la tormenta
        credit| Por Nora Quiroga
        lead| El puerto de Bahía Vieja reabrió este lunes después de que las cuadrillas despejaran el canal.
        caption| El puerto, el domingo. EFE/Nora Quiroga
        boilerplate| PUBLICIDAD
        body| La presidenta escribió en X:
        post| Hoy reabrimos el puerto. Gracias a todos los que trabajaron sin descanso.
        signature| — Ana Ruiz (@anaruiz) 6 de mayo de 2024
        heading| “Una señal de esperanza”
        body| El alcalde afirmó que la reapertura es “una señal de esperanza” para la ciudad.
        boilerplate| Lee también: Los daños de la tormenta
        body| Los barcos esperaron dos días fuera de la bahía, según la capitanía.
        pull| Los barcos esperaron dos días fuera de la bahía
        author| Ana Ruiz
        credit| Con información de EFE
        """,
    ),
    "German agency copy": (
        "de",
        """
        title| Hafen öffnet nach dem Sturm wieder
        credit| Von Nora Quandt
        lead| Der Hafen von Altstadt hat am Montag wieder geöffnet, nachdem die Fahrrinne geräumt worden war.
        caption| Der Hafen am Sonntag. Foto: Nora Quandt/dpa
        boilerplate| Anzeige
        post| Wir öffnen den Hafen heute wieder. Danke an alle!
        signature| — Ina Roth (@inaroth) 6. Mai 2024
        body| Die Schiffe hatten zwei Tage lang vor der Küste gewartet, sagte der Hafenmeister.
        heading| Millionen für den Wiederaufbau
        body| Das Land stellt vier Millionen Euro bereit, wie die Regierung am Montag mitteilte.
        boilerplate| Lesen Sie auch: Die Schäden des Sturms
        credit| Mit Material von dpa
        """,
    ),
    "a credit of the agency alone": (
        "de",
        """
        lead| Der Hafen von Altstadt hat am Montag wieder geöffnet, nachdem die Fahrrinne geräumt worden war.
        credit| dpa/AFP
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_lines_are_told_apart(name: str) -> None:
    code, marked = CASES[name]
    _check(marked, code)


def test_one_huge_paragraph_is_the_lead() -> None:
    text = " ".join(f"Sentence number {n} says what was voted on in the council that day." for n in range(300))
    assert [block.kind for block in blocks.divide(_article(text), "en")] == [BlockKind.LEAD]


def test_one_sentence_a_line_is_one_block_a_line() -> None:
    lines = [f"The council voted on point {n} of its agenda before noon." for n in range(5)]
    found = blocks.divide(_article("\n".join(lines)), "en")
    assert [block.kind.value for block in found] == ["lead", "body", "body", "body", "body"]


WRAPPED = """\
The council voted on Monday to sell the old theatre to a developer from
the north, after a debate that lasted until midnight and drew hundreds of
residents to the town hall.

"We have waited eleven years for someone to care about this building," the
director of the theatre said. The sale must still be approved by the state
before the end of the year.
"""


def test_lines_broken_at_72_columns_are_joined() -> None:
    found = [block.span.of(WRAPPED) for block in blocks.divide(_article(WRAPPED), "en")]
    assert found == [paragraph.strip() for paragraph in WRAPPED.split("\n\n")]


def test_lines_broken_without_blank_lines_part_where_a_short_line_ends() -> None:
    text = WRAPPED.replace("\n\n", "\n")
    assert [len(block.span.of(text).splitlines()) for block in blocks.divide(_article(text), "en")] == [3, 3]


def test_front_matter_is_no_prose() -> None:
    text = "---\ntitle: Theatre sold\ndate: 2024-05-06\n---\n\nThe council sold the theatre on Monday.\n"
    found = blocks.divide(_article(text), "en")
    assert [block.kind.value for block in found] == ["meta"] * 4 + ["lead"]


@given(st.text(alphabet=st.sampled_from("Aa .,:“”\"'()@#-–\n\r\u2028 é1"), max_size=400))
def test_every_line_of_any_text_is_in_exactly_one_block(text: str) -> None:
    found = blocks.divide(_article(text), "en")
    ends = [0, *(end for block in found for end in (block.span.start, block.span.end))]
    assert ends == sorted(ends)
    assert all(
        isinstance(block.kind, BlockKind) and block.span.of(text).strip() == block.span.of(text) for block in found
    )
    covered = "".join(block.span.of(text) for block in found)
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u2028"])
def test_no_words_make_no_block(text: str) -> None:
    assert blocks.divide(_article(text), "en") == ()

"""What people type, and what it stands for: one line a case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import LANGUAGES, say
from bot.typed import TYPED
from bot.understand import BY_NAME, COMMANDS, Command, understand
from corpus.errors import WrongUse

CASES = """
/quote Ann Lee                           | quote query=Ann Lee
/QUOTE Ann Lee                           | quote query=Ann Lee
/ quote Ann Lee                          | quote query=Ann Lee
quote Ann Lee                            | quote query=Ann Lee
Quote: Ann Lee                           | quote query=Ann Lee
qoute Ann Lee                            | quote query=Ann Lee
quotes by Ann Lee                        | quote speaker=Ann Lee
quotes from Ann Lee about the harbour    | quote query=the harbour speaker=Ann Lee
quotes about Ann Lee                     | quote about=Ann Lee
quotes about the harbour                 | quote query=the harbour
show me the quotes by Ann Lee            | quote speaker=Ann Lee
please quote Ann Lee                     | quote query=Ann Lee
cita Ann Lee                             | quote query=Ann Lee
Zitate von Ann Lee                       | quote speaker=Ann Lee
/quote harbour speaker:Ann Lee           | quote query=harbour speaker=Ann Lee
/quote harbour speaker: Ann Lee since: 2025-09 | quote query=harbour speaker=Ann Lee since=2025-09
/quote harbour --speaker "Ann Lee"       | quote query=harbour speaker=Ann Lee
/quote speaker=Ann Lee                   | quote speaker=Ann Lee
/quote "the new harbour"                 | quote query="the new harbour"
/quote 'the new harbour'                 | quote query=the new harbour
/quote                                   | quote
quote                                    | quote
summary                                  | summary
Summary?                                 | summary
/summary                                 | summary
summary of the latest article            | summary
summary of the article                   | summary
/summary the harbour                     | summary article=the harbour
summary of the harbour talks             | summary article=the harbour talks
/summary article:a1b2                    | summary article=a1b2
resumen                                  | summary
fact tariffs                             | fact query=tariffs
facts about tariffs                      | fact query=tariffs
/fact tariffs > 20%                      | fact query=tariffs > 20%
who Ann Lee                              | who query=Ann Lee
/who ann lee                             | who query=ann lee
/who is the mayor of Holm?               | who query=the mayor of Holm
/quién es la alcaldesa                   | who query=la alcaldesa
Ann Lee                                  | quote query=Ann Lee
Juan de la Cruz                          | quote query=Juan de la Cruz
Why                                      | ask query=Why
the harbour                              | ask query=the harbour
Tariffs rose                             | ask query=Tariffs rose
who is Ann Lee?                          | ask query=who is Ann Lee?
who said it will not yield               | ask query=who said it will not yield
What did Ann Lee say about tariffs?      | ask query=What did Ann Lee say about tariffs?
Quote prices rose, did they?             | ask query=Quote prices rose, did they?
What did Ann Lee say?                    | quote speaker=Ann Lee
what has Lee said                        | quote speaker=Lee
¿Qué dijo Ana Ruiz?                      | quote speaker=Ana Ruiz
Was hat Roth gesagt?                     | quote speaker=Roth
Qu'a dit Morel ?                         | quote speaker=Morel
O que disse Prado?                       | quote speaker=Prado
What did the mayor say?                  | ask query=What did the mayor say?
What did Ann Lee say last week?          | ask query=What did Ann Lee say last week?
Lee said: "we will build it"             | verify query=Lee said: "we will build it"
“We will build it,” said Ann Lee.        | verify query=“We will build it,” said Ann Lee.
Ann Lee: “We will build it”              | verify query=Ann Lee: “We will build it”
“We will build it” – Ann Lee, mayor      | verify query=“We will build it” – Ann Lee, mayor
Ana Ruiz dijo: «Vamos a construirlo»     | verify query=Ana Ruiz dijo: «Vamos a construirlo»
Laut Roth „wird das nie gebaut“          | verify query=Laut Roth „wird das nie gebaut“
Selon Morel, « rien n'est fini »         | verify query=Selon Morel, « rien n'est fini »
Prado disse: “Não vamos sair”            | verify query=Prado disse: “Não vamos sair”
"we will build it again"                 | verify query="we will build it again"
did Lee say "we will build it"?          | ask query=did Lee say "we will build it"?
what did Lee say about "the new wall"    | ask query=what did Lee say about "the new wall"
Who said "we will build it"              | ask query=Who said "we will build it"
the wall is "a big thing" they say       | ask query=the wall is "a big thing" they say
Lee called it "madness"                  | ask query=Lee called it "madness"
citas de Ana Ruiz sobre el puerto        | quote query=el puerto speaker=Ana Ruiz
por favor, citas de Ana Ruiz             | quote speaker=Ana Ruiz
Zitate von Anna Kolb über den Hafen      | quote query=den Hafen speaker=Anna Kolb
citations d’Anne Roux sur le port        | quote query=le port speaker=Anne Roux
citações da Ana Reis sobre o porto       | quote query=o porto speaker=Ana Reis
quote De la Cruz                         | quote query=De la Cruz
resumen del último artículo              | summary
resumo do ultimo artigo                  | summary
résumé de l'article                      | summary
Zusammenfassung der Verhandlungen        | summary article=Verhandlungen
summary Des Moines                       | summary article=Des Moines
/cita puerto hablante: Ana Ruiz desde: ayer | quote query=puerto speaker=Ana Ruiz since=ayer
/zitat hafen seit:gestern bis: heute     | quote query=hafen since=gestern until=heute
/citacao porto até: ontem                | quote query=porto until=ontem
vérifie « Nous restons » locuteur: Anne  | verify query=« Nous restons » speaker=Anne
Pourquoi                                 | ask query=Pourquoi
Quando                                   | ask query=Quando
João da Silva                            | quote query=João da Silva
bonjour                                  | help
status                                   | status
status of the talks                      | ask query=status of the talks
help                                     | help
hello                                    | help
hello from the harbour                   | ask query=hello from the harbour
ayuda                                    | help
?                                        | ask query=?
/?                                       | help
articles                                 | articles
articles about tariffs since:2025        | articles query=tariffs since=2025
/article The harbour reopens             | article article=The harbour reopens
timeline                                 | timeline
timeline of the talks                    | timeline query=the talks
verify we will not yield                 | verify query=we will not yield
verify "We will not yield"               | verify query="We will not yield"
verify “We will not yield” Ann Lee       | verify query=“We will not yield” Ann Lee
verify "We will not yield" - Ann Lee     | verify query="We will not yield" - Ann Lee
verify "We will not yield," said Ann Lee. | verify query="We will not yield," said Ann Lee.
verify «No cederemos» speaker: Ann Lee   | verify query=«No cederemos» speaker=Ann Lee
/verify We will not yield speaker:Ann Lee | verify query=We will not yield speaker=Ann Lee
/verify about: the harbour               | verify query=about: the harbour
check "She said "no" to it" by Ann Lee   | verify query="She said "no" to it" by Ann Lee
"""


@pytest.mark.parametrize("line", [line for line in CASES.splitlines() if line])
def test_a_text_is_understood(line: str) -> None:
    text, _, expected = (part.strip() for part in line.partition("| "))
    request = understand(text)
    assert " ".join([request.command, *(f"{name}={value}" for name, value in request.options)]) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/qoute x", "There is no command /qoute; did you mean /quote? /help lists them all."),
        ("/sumary", "There is no command /sumary; did you mean /summary? /help lists them all."),
        ("/art", "There is no command /art; did you mean /article, /articles or /fact? /help lists them all."),
        ("/xyzzyx", "There is no command /xyzzyx; /help lists what there is."),
        ("/", "A slash stands before a command, like /quote Sheinbaum; /help lists them all."),
        ("/who Ann since:2020", "/who has no option since; it takes none."),
        ("/articles speaker:Ann", "/articles has no option speaker; it takes since and until."),
    ],
)
def test_what_is_not_understood_is_told_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(WrongUse) as told:
        understand(text)
    assert str(told.value) == sentence


def test_every_language_says_how_its_people_type() -> None:
    kinds = {"commands", "options", "greetings", "questions", "by", "about", "of", "latest", "polite"}
    assert set(TYPED) == set(LANGUAGES)
    assert all(kinds - {"options"} <= set(words) for words in TYPED.values())
    assert all("options" in TYPED[code] for code in LANGUAGES if code != "en")
    assert all(name in BY_NAME for words in TYPED.values() for name in words["commands"])


def test_a_long_unknown_command_is_not_repeated_whole() -> None:
    with pytest.raises(WrongUse) as told:
        understand("/" + "x" * 5000)
    assert len(str(told.value)) < 120


@given(st.text(max_size=300))
def test_any_text_is_a_request_or_one_sentence(text: str) -> None:
    try:
        request = understand(text)
    except WrongUse as told:
        assert "\n" not in str(told)
        return
    assert request.command in BY_NAME
    assert all(value for _, value in request.options)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_example_of_every_command_is_understood_as_it(command: Command) -> None:
    assert understand(say(f"use.{command.name}")).command == command.name


def test_a_hostile_text_takes_no_time() -> None:
    hostile = (
        '/verify "' + '"' * 19_000,
        "quotes by " + "a about " * 2_000,
        "/quote " + "speaker: " * 2_000,
        "A " * 9_000,
    )
    for text in (*hostile, "x" * 10**7):
        understand(text)

"""Verbs are listed by their lemma; these forms of theirs a reporter writes."""

from __future__ import annotations

import pytest

from corpus.extract.quotes.cues.conjugation import conjugate


@pytest.mark.parametrize(
    ("code", "verb", "forms"),
    [
        ("es", "afirmar", "afirmó afirma afirman afirmaron afirmaba afirmará afirmaría afirmara afirmase"),
        ("es", "explicar", "explicó explique expliquen explicóle explicole"),
        ("es", "agregar", "agregó agregue"),
        ("es", "recordar:recuerd", "recordó recuerda recuerdan recordaría"),
        ("es", "advertir:adviert:advirt", "advirtió advierte advertía advirtieron advirtiera"),
        ("es", "concluir", "concluyó concluye concluía concluyeron"),
        ("es", "proseguir", "prosiguió prosigue proseguía"),
        ("es", "decir", "dijo dice decía diría dirá díjole digan dijera"),
        ("es", "exponer", "expuso expone expondrá"),
        ("es", "creer", "creyó cree creía"),
        ("pt", "realçar", "realçou realçara realça realcem"),
        ("pt", "comentar", "comentou comentava comentam comentaria"),
        ("pt", "propor", "propôs propõe propunha"),
        ("pt", "sugerir:suger:sugir", "sugeriu sugere sugira"),
        ("pt", "concluir", "concluiu conclui concluía"),
        ("fr", "regretter", "regrettait regrette regretta regrettent"),
        ("fr", "annoncer", "annonçait annonça annonce annoncera"),
        ("fr", "juger", "jugeait jugea juge"),
        ("fr", "rappeler:rappell", "rappelle rappelait rappela"),
        ("fr", "reconnaître", "reconnaît reconnaissait reconnut"),
        ("fr", "répondre", "répond répondit répondait"),
        ("de", "sagen", "sagt sagte sagten sagen"),
        ("de", "antworten", "antwortet antwortete"),
        ("de", "poltern", "poltert polterte"),
        ("de", "hinzu|fügen", "hinzufügt hinzufügte"),
        ("de", "hervor|heben:heb:hob:gehob", "hervorhebt hervorhob hervorhoben"),
    ],
)
def test_a_verb_has_the_forms_a_reporter_writes(code: str, verb: str, forms: str) -> None:
    assert set(forms.split()) <= set(conjugate(verb, code).finite)


@pytest.mark.parametrize(
    ("code", "verb", "gerund", "participle"),
    [
        ("es", "decir", "diciendo", "dicho"),
        ("es", "describir", "describiendo", "descrito"),
        ("es", "pedir:pid:pid", "pidiendo", "pedido"),
        ("pt", "dizer", "dizendo", "dito"),
        ("fr", "admettre", "admettant", "admis"),
    ],
)
def test_a_verb_has_its_gerund_and_participle(code: str, verb: str, gerund: str, participle: str) -> None:
    made = conjugate(verb, code)
    assert gerund in made.gerund
    assert participle in made.participle


def test_a_verb_of_no_known_class_is_an_error() -> None:
    with pytest.raises(ValueError, match="no endings"):
        conjugate("blorf", "es")


@pytest.mark.parametrize(
    ("verb", "participle"),
    [
        ("sagen", "gesagt"),
        ("betonen", "betont"),
        ("argumentieren", "argumentiert"),
        ("mit|teilen", "mitgeteilt"),
        ("hervor|heben:heb:hob:gehob", "hervorgehoben"),
    ],
)
def test_a_german_participle_begins_with_ge_where_nothing_is_bound_to_its_verb(verb: str, participle: str) -> None:
    assert participle in conjugate(verb, "de").participle


def test_the_particle_of_a_verb_leaves_its_finite_forms() -> None:
    assert {"fügt", "fügte"} <= set(conjugate("hinzu|fügen", "de").apart)
    assert not conjugate("sagen", "de").apart

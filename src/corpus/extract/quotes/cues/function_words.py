"""The little words of a language that tell how a sentence hangs together, from its list of cues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.analysis.folding import fold
from corpus.extract.people.callings import offices
from corpus.extract.people.name_lexicon import nested
from corpus.languages import Lexicon, lexicon


@dataclass(frozen=True, slots=True)
class Grammar:
    helpers: frozenset[str]
    joins: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    adverb: str
    negations: frozenset[str]
    that: frozenset[str]
    infinitive: frozenset[str]
    be: frozenset[str]
    little: dict[str, str]  # word of the lists -> what it is
    that_word: re.Pattern[str] | None
    titles: frozenset[str]
    papers: frozenset[str]  # what somebody writes: a statement, a letter
    authors: frozenset[str]  # what stands between it and them: from, by
    trailing: frozenset[str]  # cues behind whoever says so, whatever their kind: German "zufolge"
    finite: frozenset[str]  # verbs that follow right on whoever says so: "laut Polizei sind"
    reported: frozenset[str]  # verbs in the mood of what others said: German "sei"
    adverbial: frozenset[str]  # what ends whoever speaks behind a cue: "said the union in a letter"
    prefaces: frozenset[str]  # what opens a clause before the main one: when
    complements: frozenset[str]  # prepositions of what stands between a cue and whoever speaks: "dijo a la prensa Ana"
    of_words: frozenset[str]  # "de", "del": what follows belongs to the noun before
    contracted: frozenset[str]  # what ties whoever thinks so to "in the view": "del", German "der"
    genitive: frozenset[str]  # the articles among them that need no preposition: German "der"
    clauses: frozenset[str]  # words that no noun phrase holds: "También se refirió" is nobody
    definite: frozenset[str]
    past: frozenset[str]  # how verbs end and hardly any noun: "-aron"
    drops: frozenset[str]  # endings of verbs that need no subject beside them, one person: "añadió"; empty: none
    inverted: re.Pattern[str] | None  # what ties a pronoun to its verb: "a-t-elle", "dit-il"
    adverbs: frozenset[str]  # the helpers that may stand between a cue and whoever speaks behind it
    objects: frozenset[str]  # articles of whoever is spoken to: German "dem"
    datives: frozenset[str]  # what leads to them at the head of a sentence, Spanish "a", taken up before the verb by
    clitics: frozenset[str]  # "le"
    relatives: frozenset[str]  # who, whose
    signs: frozenset[str]  # what bears words that are nobody's: a banner
    received: frozenset[str]  # verbs of those who did not write the letter: received, read
    recited: frozenset[str]  # cues of those who say what others wrote: read out
    quoting: frozenset[str]  # cues of those who quote somebody: quoted Ann Lee
    own: frozenset[str]  # his, her
    indefinite: frozenset[str]  # articles of somebody without a name, where they may speak to a name: German "ein"
    strong: frozenset[str]  # pasts without an ending: wrote, sent
    clausal: frozenset[str]  # verbs that follow the subject of a clause: had, was, would
    impersonal: frozenset[str]  # subjects that are nobody: German "es"
    mute: frozenset[str]  # nouns that nobody calls a speaker: version, headline
    tying: frozenset[str]  # prepositions that tie a noun to the one before: ein Sprecher "von"
    narrator: frozenset[str]  # whoever writes: I
    nobody: frozenset[str]  # nobody, no one
    than: frozenset[str]  # what leads to whoever is outdone by nobody: said it better than
    nominatives: frozenset[str]  # what a subject begins with, where a verb may stand before it too: German "ein"
    audience: frozenset[str]  # who is spoken to behind an article: sagte Roth "der Zeitung"
    addressing: frozenset[str]  # what leads to whoever is spoken to: shouted a man "at" Ann Lee
    toward: frozenset[str]  # the same in a tag without a verb: Dunne "to" Lowell
    continuing: frozenset[str]  # what joins a second verb to the same subject: thanked Bob Ray "and" said
    told: frozenset[str]  # cues behind which nobody stands but whoever is told: English "told"
    manner: frozenset[str]  # what joins a participle to the verb before it: lost no time "in" saying
    clefts: frozenset[str]  # what stands between words and their tag: “...” is "what" Ann Lee told her
    origins: frozenset[str]  # what leads to the source of an impersonal cue: heißt es "aus" dem Rathaus
    coordinators: frozenset[str]  # and
    joints: re.Pattern[str]  # " and ", " but "
    clause_joints: re.Pattern[str]  # what joins one clause to another: ", ", " and ", " while "
    callings: frozenset[str]  # what people are called by office, trade, age, kin
    kin: frozenset[str]  # what they are called by whom they belong to: mother, friend, lawyer
    family: frozenset[str]  # those of them that nobody holds as an office: mother
    asked: re.Pattern[str] | None  # how a sentence opens on whoever was asked: Consultada sobre ...
    stands: frozenset[str]  # cues of where words stand: in dem Entwurf "steht"
    groups: frozenset[str]  # what a body is called: newspaper, ministry
    bearers: frozenset[str]  # what bears words: signs and papers
    hinges: frozenset[str]  # what joins a clause to them: relatives, that
    tied: frozenset[str]  # function words that open no noun phrase, articles aside
    plural: str  # how a verb ends that several do: German "sagten"; empty: not told by it
    finite_ends: tuple[str, ...]  # how it ends that one does, where it may stand before its subject: German "bestritt"
    genitives: tuple[str, ...]  # how a noun ends that owns another: German "des Verbands"
    hanging: tuple[str, ...]  # how a verb ends that has no subject of its own: "diciendo"
    deeds: tuple[str, ...]  # how most verbs end in the past, and hardly any noun: walked
    relays: frozenset[str]  # what leads from whoever is quoted to their words: quoted her mother "as" saying
    gerund: str  # how a verb ends that hangs on the noun before it: a letter saying
    sayings: frozenset[str]  # what was said, called so: the words of Ann Lee
    possessive: frozenset[str]  # his, her, where they tell nobody's gender: Spanish "su"
    studies: frozenset[str]  # papers that speak themselves, whoever made them: a report
    asides: tuple[tuple[str, ...], ...]  # what may open a sentence before its subject: por su parte
    neuters: frozenset[str]  # what opens a clause that stands for a thing: Spanish "lo" que le dijo
    subordinators: frozenset[str]  # what leads to a clause of when and why: after Ann Lee complained
    they: tuple[str, ...]  # how a verb ends that several do and nobody need be named for: Spanish "dicen"
    objectives: frozenset[str]  # forms of pronouns that no verb has for its subject: English "her"
    documents: frozenset[str]  # what a body speaks by, folded: the statement, the manifesto

    def is_deed(self, word: str) -> bool:
        """Whether a small word ends as a verb does that tells what somebody did."""
        return len(word) > 4 and word.endswith(self.deeds)

    def opens_subject(self, word: str) -> bool:
        """Whether a noun phrase that opens its sentence with this word may be the subject."""
        low = word.lower()
        return (
            low in self.nominatives
            if self.nominatives
            else low not in self.helpers - self.determiners and low not in self.objects
        )


# The lists that are kept as they stand in the file, each under its own name.
_OF_CUES = (
    "helpers joins prepositions determiners negations that infinitive be authors trailing finite reported"
    " adverbial complements of_words clauses drops audience addressing toward continuing manner told clefts"
    " origins groups sayings possessive studies prefaces"
)
_OF_FRAMES = (
    "objects datives clitics relatives signs received recited quoting own indefinite clausal impersonal mute"
    " nobody than nominatives coordinators relays neuters subordinators objectives tying"
    " narrator"
)


@lru_cache(maxsize=16)
def grammar(code: str) -> Grammar:
    words, frames = lexicon(code, "cues"), lexicon(code, "frames")
    lists: dict[str, Any] = {name: words.words(name) for name in _OF_CUES.split()}
    lists |= {name: frames.words(name) for name in _OF_FRAMES.split()}
    pronouns = lexicon(code, "pronouns").words("persons")
    little = _little(words, pronouns)
    papers = words.words("papers") | frames.words("papers")
    asked = "|".join(words.list("asked"))
    kin = frozenset(nested(code, "roles", "kin"))
    that, inverted = "|".join(words.list("that")), "|".join(words.list("inverted"))
    return Grammar(
        **lists,
        little=little,
        pronouns=pronouns,
        adverb="".join(words.list("adverb")),
        that_word=re.compile(rf"\b(?:{that})\b") if that else None,
        titles=frozenset(nested(code, "titles", "words")),
        papers=papers,
        contracted=words.words("contracted") | words.words("genitive"),
        genitive=words.words("genitive"),
        definite=words.words("articles"),
        past=words.words("past_endings") - words.words("ambiguous_endings"),
        inverted=re.compile(rf"-(?:t-)?(?=(?:{inverted})\b)") if inverted else None,
        # "que" and "a" lead to whoever speaks before a cue ("que", "a su vez"), and away from them behind it
        adverbs=words.words("helpers") - (little.keys() if words.list("complements") else set()),
        strong=frames.words("tags"),
        bearers=frames.words("signs") | papers,
        hinges=frames.words("relatives") | words.words("that"),
        tied=frozenset(little) - words.words("determiners"),
        callings=_callings(code),
        kin=kin,
        family=kin - frozenset(offices(code).written),
        asked=re.compile(rf"(?:{asked})(?P<ending>[oa]s?)\b", re.IGNORECASE) if asked else None,
        stands=frames.words("stands") | frames.words("stands_behind"),
        plural="".join(frames.list("plural")),
        finite_ends=frames.list("finite"),
        genitives=frames.list("genitives"),
        they=frames.list("they"),
        hanging=frames.list("hanging"),
        deeds=frames.list("deeds"),
        gerund="".join(frames.list("gerund")),
        asides=tuple(tuple(one.split()) for one in words.list("asides")),
        documents=frozenset(map(fold, words.words("documents"))),
        joints=re.compile(rf" (?:{_joints(frames)}) "),
        clause_joints=re.compile(rf",\s|\s(?:{_joints(frames, 'clause_joints')})\s"),
    )


def _joints(frames: Lexicon, *more: str) -> str:
    return "|".join(word for key in ("coordinators", "contrasting", *more) for word in frames.list(key)) or r"\b\B"


def _callings(code: str) -> frozenset[str]:
    roles = lexicon(code, "titles").table("roles")
    nouns = (roles.get(key, "") for key in ("male", "female", "either", "kin"))
    return frozenset(offices(code).written) | frozenset(" ".join(nouns).split())


def _little(words: Lexicon, pronouns: frozenset[str]) -> dict[str, str]:
    """What each of the little words is; where two lists hold a word, the last named wins."""
    found = dict.fromkeys(words.list("joins"), "join") | dict.fromkeys(words.list("prepositions"), "prep")
    found |= dict.fromkeys(pronouns, "pron")
    kinds = {"determiners": "det", "be": "be", "infinitive": "to", "that": "that"}
    return found | {word: kind for key, kind in kinds.items() for word in words.list(key)}

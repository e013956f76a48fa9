"""The features by which a speaker is chosen, and those by which it is told how sure the choice is: what each means."""

from __future__ import annotations

from enum import StrEnum

from corpus.analysis.linear_model import Registry
from corpus.extract.quotes.cues.cue_words import CueKind


class Way(StrEnum):
    """How a quotation came by a speaker."""

    AFTER = "after"  # a cue of its own sentence, behind it
    BEFORE = "before"  # a cue of its own sentence, before it
    PREV = "prev"  # a cue of the statement before
    NEXT = "next"  # a cue of the statement behind
    CARRY = "carry"  # whoever spoke last goes on
    BARE = "bare"  # a name without a cue
    NOBODY = "nobody"  # it is nobody's


_MOODS = ("told", "mute", "untold")
_WORDS = ("be", "det", "help", "join", "name", "owner", "pron", "prep", "sign", "that", "to", "word", "none", ",", ":")
_FORMS = ("name", "description", "pronoun", "phrase")
_LINKS = ("touch", "apposition", "clause", "first", "under")
_PLACES = ("opens", "first", "later", "under", "owner", "served", "caption")
_LEVELS = ("word", "office", "broader", "narrower", "anyone", "unknown", "none")
SLOTS = {
    "way": ("before", "after"),
    "beside": ("prev", "next"),  # the statement before, the one behind
    "mood": _MOODS,  # whether a statement tells who speaks: yes; a cue alone; no
    "kind": tuple(CueKind),
    "side": ("before", "after"),  # of its cue on which a subject stands
    "link": _LINKS,  # how a subject hangs on its cue
    "word": _WORDS,  # a kind of word: form of to be, determiner, helper ... ("none": nothing stands there)
    "form": _FORMS,  # what a speaker is called by
    "place": _PLACES,  # where in its statement a person was named
    "near": ("touch", "near", "far"),
    "same": ("par", "break"),  # the same paragraph; another
    "away": ("-1", "0", "1", "2", "3", "4", "8"),  # statements since, so many and more; -1: it is to come
    "number": ("one", "several"),  # of people that the ending of a verb tells
    "rank": ("0", "1", "2", "3"),  # the first of several, the second ...
    "level": _LEVELS,  # how near a calling comes to a description (callings.py)
    "agreement": ("shared", "open", "apart"),  # whether what both add to it agrees
    "article": ("the", "a", "bare"),  # what a phrase begins with
}

_PRONOUN = {
    "ante.share.{share}": "how likely the person is meant by what stands before the pronoun (coreference.py)",
    "ante.speaker.{away}": "the person spoke last; statements since",
}
SPEAKER = Registry(
    {
        "{way}": "a cue of the sentence stands on this side of the quotation",
        "{way}.next": "no other quotation stands between the two",
        "{way}.split": "another quotation stands between the two",
        "{way}.{near}": "how far the cue is from the marks",
        "{way}.{kind}": "the kind of cue, by the side its subject stands on",
        "{way}.{side}.{link}": "the side of the quotation, and how the subject stands to the cue",
        "after.ends{stop}": "the sign with which the quotation before the cue ends",
        "before.mark{mark}": "what stands between the cue and the marks behind it",
        "before.capital": "the quotation behind the cue begins with a capital",
        "before.small": "the quotation behind the cue begins with a small letter",
        "cue.{kind}": "the kind of cue",
        "cue.nearest": "no cue of the sentence is nearer to the marks",
        "cue.other": "another cue of the sentence is nearer to the marks",
        "cue.under": "the cue stands in what another cue tells: Rubio noted that Sheinbaum has explained",
        "cue.free": "the cue stands in nothing that another tells",
        "choice.{rank}": "the place of the subject among those of its cue",
        "led.{word}": "the word before the cue",
        "then.{word}": "the word behind the cue",
        "first.led.{word}": "the same, where the subject is but the first name of the sentence",
        "not.first": "the subject is more than the first name of the sentence",
        "link.{link}.{form}": "how the subject hangs on the cue, and what it is called by",
        "beside.name": "a phrase, though a name stands at the same cue",
        "alone": "no such name",
        "settled": "the sentence is so built that this cue alone tells who spoke",
        "spoken": "a comma, a call, a question leads on to the cue: whoever is meant by it, somebody spoke",
        "{beside}": "the cue stands in the statement beside",
        "{beside}.{same}.{mood}": "in which paragraph that is, and whether the own statement tells who speaks",
        "{beside}.quoting.{mood}": "that statement has a quotation of its own",
        "{beside}.plain.{mood}": "that statement has none",
        "{beside}.cue.{kind}": "the kind of its cue",
        "{beside}.choice.{rank}": "the place of the subject among those of its cue",
        "{beside}.led.{word}": "the word before its cue",
        "{beside}.then.{word}": "the word behind its cue",
        "{beside}.{link}.{form}": "how its subject hangs on the cue, and what it is called by",
        "carry": "whoever spoke last goes on",
        "carry.continued": "the marks are opened anew on the next line of one speech",
        "carry.open": "the marks before were never closed",
        "carry.unit.{mood}": "they spoke last in the same statement",
        "carry.{same}.{mood}": "they spoke last in this paragraph or another",
        "carry.{away}.{mood}": "statements since they spoke",
        "drop.{way}": "the verb beside the quotation names no subject",
        "drop.{way}.{near}": "how far that verb is from the marks",
        "drop.{mood}": "whether the statement tells who speaks",
        "drop.speaker": "the subject left out may be whoever spoke last",
        "drop.speaker.{away}": "statements since they spoke",
        "drop.speaker.{number}": "the verb is of one or of several",
        "drop.speaker.par": "they spoke in this paragraph",
        "drop.{turn}": "the person was named lately",
        "drop.{turn}.{place}": "where in that statement",
        "drop.{turn}.{away}.{same}": "statements since, and in which paragraph",
        "drop.{turn}.{number}": "the verb is of one or of several",
        "drop.{turn}.subject": "the person opened this statement or the one before",
        "drop.recent.{rank}": "how many people were named since",
        "bare": "a name without a cue",
        "bare.{spot}.{mood}": "where that name stands: first or last before the marks, behind them, a statement before",
        "bare.colon": "a phrase without a name stands before a colon",
        "bare.signed": "a dash joins the name to the marks before it",
        "bare.announced": "a colon joins the name to the marks behind it",
        "bare.owner": "the name owns something: Rubio's",
        "nobody": "the words are a title, a placard, a nickname: nobody is quoted",
        "void.words.{size}": "words between the marks, up to so many",
        "void.long": "more words than that",
        "void.{mood}": "whether the statement tells who speaks",
        "void.talk.{mood}": "somebody spoke just before",
        "void.silence.{mood}": "nobody did",
        "void.several": "the statement has other quotations",
        "void.alone": "it has none",
        "void.beside.speech": "one of those is so long that it is surely speech",
        "void.capitals": "its words begin with capitals",
        "void.headline": "it stands in the title of the article",
        "void.stops": "it ends with a stop",
        "void.runs.on": "the sentence goes on behind it in small letters",
        "void.small": "it begins with a small letter",
        "unsaid.denied": "the sentence says that they were not said",
        "unsaid.rejected": "the sentence rejects the words as those of others",
        "unsaid.disowned": "the next sentence does",
        "unsaid.label": "the words are what something is called",
        "form.{form}": "what the speaker is called by",
        "form.plural": "they: a pronoun of several",
        "form.body": "a body that opened one of the last statements",
        "body.{thing}": "a noun for a body or a document, and a body it may mean or whose it may be",
        "body.{thing}.{bond}": "the noun stands in its name, or it issued such a document, or neither",
        "body.{thing}.rank.{rank}": "how many bodies are likelier",
        "body.{thing}.{gap}": "how far back it was named",
        "body.{thing}.opens": "it opened a statement",
        "body.{thing}.inside": "it never did",
        "body.{thing}.main": "no body is named more often",
        "body.spoke": "it spoke last",
        "phrase.capital": "a phrase that begins with a capital",
        "phrase.small": "a phrase that begins with a small letter",
        "phrase.long": "a phrase of more than 40 characters",
        "phrase.short": "a shorter phrase",
        "phrase.words.{article}": "what the phrase begins with",
        "phrase.helped": "a verb that helps stands in it: it is rather a clause",
        "phrase.deed": "a word in -ed stands in it: it is rather a clause",
        "{described}.speaker.{away}": "the words may mean whoever spoke last; statements since",
        "{described}.holder": "the words may mean somebody whom they fit",
        "description.person": "chains of mentions say whom the description means",
        "description.words": "nobody knows whom: the words stand for themselves",
        "description.{article}": "what it begins with",
        "role.unknown": "nothing is told of what the person is",
        "role.fits": "what the person is shares a word with the description",
        "role.other": "what the person is shares none",
        "calling.{level}": "how near what the person is comes to the description",
        "calling.{level}.{agreement}": "and whether what both add to it agrees",
        "calling.rank.{rank}": "how many people fit better",
        "calling.away.{away}": "statements since the person was named",
        "calling.only.{level}": "nobody else fits as well",
        "plural.words": "the pronoun stands for itself",
        "plural.speaker": "it may mean whoever spoke last",
        "plural.person": "chains of mentions say whom it means",
        "plural.body.{away}": "it may mean a body that opened one of the last statements",
        **_PRONOUN,
    },
    **SLOTS,
    stop=(",", ".", "?", "!", "other"),
    mark=(",", ":", "that", "other"),
    turn=("goes.on", "starts"),  # the person spoke last; did not
    spot=("first", "last", "after", "prev"),
    size=("1", "2", "5"),
    described=("description", "phrase"),
    thing=("group", "paper"),
    bond=("word", "issued", "any"),
    gap=("near", "far", "long"),
    share=tuple("01234567"),
)
ANTECEDENTS = frozenset().union(*map(SPEAKER.family, _PRONOUN))  # what tells whom a pronoun means
LIKELY = SPEAKER.family("ante.share.{share}")
LIKELIEST, SURE = "ante.share.4", "ante.share.7"  # from these on nobody, or hardly anybody, else can be meant
SPOKE_LAST = SPEAKER.family("ante.speaker.{away}")
WORDS_BEFORE = SPEAKER.family("led.{word}")

_PHRASES = (
    *("capital", "small", "long", "short", "words.the", "words.a", "words.bare", "helped", "deed", "holder"),
    *(f"speaker.{away}" for away in SLOTS["away"]),
)
_DESCRIBED = ("person", "words", "holder", *SLOTS["article"], *(f"speaker.{away}" for away in SLOTS["away"]))
CONFIDENCE = Registry(
    {
        "bias": "always",
        "share": "the logit of the share of the choice among all candidates",
        "doubt": "the same, for choices that are hardly likelier than others",
        "way.{way}": "how the quotation came by its speaker",
        "form.{form}": "what the speaker is called by",
        "handed on": "the logit of the share of the choice before, where the speaker spoke then",
        "disputed": "somebody else named before the pronoun is likelier to be meant",
        "rivals": "others named before the pronoun may be meant as well",
        "settled": "the sentence is so built that one cue alone tells who spoke",
        "few": "few words stand between the marks",
        "size.{size}": "somewhat more, no whole sentence",
        "alone": "there is no other way they may have come by a speaker",
        "nobody": "the share of nobody among the ways",
        "led.{word}": "the word before the cue, as for the choice of the speaker",
        "phrase.{phrase}": "what a phrase without a name is like, as for the choice of the speaker",
        "description.{described}": "whom a description was taken to mean, as for the choice of the speaker",
    },
    way=tuple(Way),
    form=_FORMS,
    word=_WORDS,
    phrase=_PHRASES,
    described=_DESCRIBED,
    size=("phrase", "clause"),
)
TOLD_CONFIDENCE = Registry(
    {
        "bias": "always",
        "share": "the logit of the share of the choice among all candidates",
        "told": "the logit of the likelihood that anything is told at all",
        "cue.{way}": "how the words came by their speaker",
        "form.{form}": "what the speaker is called by",
        "phrase.{phrase}": "what a phrase without a name is like, as for the choice of the speaker",
    },
    way=tuple(Way),
    form=(*_FORMS, "carried"),
    phrase=_PHRASES,
)
PHRASES = TOLD_CONFIDENCE.family("phrase.{phrase}")
DESCRIBED = CONFIDENCE.family("description.{described}")

"""The features by which the content of a cue is chosen: what each means. The weights have them once a side."""

from __future__ import annotations

from corpus.analysis.linear_model import Registry
from corpus.extract.quotes.cues.cue_words import CueKind
from corpus.extract.quotes.speakers.features import SLOTS

SIDES = ("on", "back", "round")  # behind the cue, before it, about it
NONE = "none"  # nothing is told

_FORMS = (*SLOTS["form"][:3], "the", "capital", "small")
_LINKS = (*SLOTS["link"], "dropped")
_WORDS = ("be", "det", "join", "name", "pron", "prep", "sign", "that", "to", "word", ",", ".", ":", ";")

CONTENT = Registry(
    {
        "cue.{kind}": "the kind of cue",
        "nth.{nth}": "the place of the cue in its sentence",
        "subject.{side}.{link}": "where the subject stands, and how it hangs on the cue",
        "subject.{form}": "what the subject is: a kind of mention, or what its phrase begins with",
        "subject.{form}.{kind}": "both",
        "ending.{ending}.{link}": "how the cue ends, and how the subject hangs on it",
        "led.{word}": "the word before the cue",
        "led.start": "the cue opens the sentence",
        "tail.{tail}": "how much of the sentence follows",
        "then.{word}": "the word or sign behind the cue",
        "nested": "the cue stands in what another one tells",
        "behind.marks": "a quotation ends right before the cue and its subject",
        "before.marks": "a quotation begins right behind them",
        "from.{start}": "where a stretch behind the cue begins",
        "comma": "a comma stands between the stretch and the cue",
        "no.comma": "none does",
        "of.{side}.{link}": "the subject up to which a stretch before the cue goes",
        "begins.{word}": "the first word of the stretch",
        "begins.{word}.{kind}": "and the kind of cue",
        "mood.told": "its verb is in the mood of what others said: German sei",
        "mood.plain": "it is not",
        "to.{stop}": "where the stretch ends",
        "whole": "a stretch before the cue from the head of the sentence",
        "part": "one from the last clause",
        "size.{size}": "words, up to so many",
        "holds.{kind}": "another cue of this kind stands in it",
        "holds.marks": "a quotation stands in it",
    },
    kind=tuple(CueKind),
    nth=("0", "1", "2"),
    side=SLOTS["side"],
    link=_LINKS,
    form=_FORMS,
    ending=("ed", "ing", "s", "bare"),
    word=_WORDS,
    tail=("none", "short", "long"),
    start=("cue", "that", "to", "whom"),
    stop=("unit", "cue.ing", "cue.and", "cue.and.verb", "cue.comma", "cue.other", "pause", "and", "comma"),
    size=("3", "6", "12", "long"),
)
# Of a stretch: what its beginning adds, and what its end. One of each family holds; of what it holds, all may.
OPENING = ("from.{start}", "comma", "no.comma", "of.{side}.{link}")
MOOD = ("mood.told", "mood.plain")
ENDING = ("to.{stop}", "size.{size}", "whole", "part")
HOLDING = ("holds.{kind}", "holds.marks")
WORDS = _WORDS

"""Subtitles (SRT, WebVTT): the words that are spoken, put together to sentences, with the speakers they name."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.errors import UnreadableFile
from corpus.readers.encodings import decoded
from corpus.readers.found import Found, Paragraph, assembled

SUFFIXES = frozenset({".srt", ".vtt", ".sbv"})
_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMED = re.compile(rf"^\s*{_CLOCK}\s*(?:-->|,)\s*{_CLOCK}.*$", re.M)
_HEAD = re.compile(rf"\s*(?:WEBVTT\b|(?:\d+\s*\r?\n)?\s*{_CLOCK}\s*(?:-->|,)\s*\d)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[^>]{0,80}>|\{\\[^}]{0,40}\}")
_NOISE = re.compile(r"^\W*[\[(♪][^\])]*[\])♪]?\W*$")
_LABEL = re.compile(r"^(?:-\s*|>>\s*)?[^\W\d_][\w.'’ -]{1,40}:\s")
_ENDS = re.compile(r"[.!?…][\"”“»’')\]]*$")
_TURN = re.compile(r"^(?:[-–—]\s*|>>+\s*)")


@dataclass(frozen=True, slots=True)
class SubtitlePauses:
    """Where the words of subtitles are parted. Set by hand: speakers breathe for less."""

    paragraph: float = 3.0  # seconds without words, after which a sentence that has ended begins one


_PAUSES = SubtitlePauses()


class Cue(NamedTuple):
    start: float
    end: float
    lines: tuple[str, ...]


def fits(head: bytes) -> bool:
    return bool(_HEAD.match(head[:200].decode("latin-1").removeprefix("ï»¿")))


def read(data: bytes, shown: str) -> tuple[Found, ...]:
    text, remark = decoded(data, shown)
    parts = [Paragraph(words) for words in _paragraphs(_cues(text.replace("\r\n", "\n").replace("\r", "\n")))]
    if not parts:
        raise UnreadableFile(shown, "there are no words in it", "save its words as a text file")
    return (replace(assembled(parts), remarks=(remark,) if remark else ()),)


def _cues(text: str) -> Iterator[Cue]:
    times = list(_TIMED.finditer(text))
    for number, match in enumerate(times):
        upto = times[number + 1].start() if number + 1 < len(times) else len(text)
        block = text[match.end() : upto].strip("\n").split("\n\n")[0]
        clock = [float(part or 0) for part in match.groups()]
        start, end = (h * 3600 + m * 60 + s + ms / 1000 for h, m, s, ms in (clock[:4], clock[4:]))
        yield Cue(start, end, tuple(line for line in map(_clean, block.split("\n")) if line))


def _clean(line: str) -> str:
    """A line without its tags, the voice it names before it."""
    voice = _VOICE.search(line)
    words = " ".join(html.unescape(_TAG.sub("", line)).split())
    if _NOISE.match(words):
        return ""
    return f"{voice.group(1).strip()}: {words}" if voice and words else words


def _paragraphs(cues: Iterator[Cue]) -> Iterator[str]:
    """A change of speaker, or a pause after a sentence, begins a paragraph; lines shown twice are said once."""
    words, until, last = "", 0.0, ""
    voice = ""
    for cue in cues:
        for line in cue.lines:
            if line == last:
                continue
            last = line
            label = _LABEL.match(line)
            turn = bool(_TURN.match(line))
            if label and label.group() == voice and not turn:
                line = line[label.end() :]
                label = None
            if words and (label or turn or (cue.start - until > _PAUSES.paragraph and _ENDS.search(words))):
                yield words
                words = ""
            voice = label.group() if label else "" if turn else voice
            line = _TURN.sub("", line)
            words = f"{words} {line}" if words else line
        until = cue.end
    if words:
        yield words

"""Files of every format with damage done to them: a reader gives articles or the reason why not, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.files.attacks import attacks
from tests.files.formats import formats


def damaged(seed: int) -> Iterator[tuple[str, bytes]]:
    """Without end: the name of a file and what is in it. The same seed gives the same files."""
    dice = random.Random(seed)
    whole = formats()
    small = {name: data for name, data in attacks(megabytes=1, many=500).items() if len(data) < 200_000}
    names = [*whole, *small]
    while True:
        name = dice.choice(names)
        data = bytearray((whole | small)[name])
        for _ in range(dice.choice((0, 1, 1, 2, 5, 20))):
            dice.choice(_DAMAGE)(data, dice)
        yield name, bytes(data)


def _flip(data: bytearray, dice: random.Random) -> None:
    if data:
        data[dice.randrange(len(data))] = dice.randrange(256)


def _cut(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data) + 1) :]


def _drop(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data) + 1)
    del data[start : start + dice.choice((1, 4, 64, 1024))]


def _repeat(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data) + 1)
    data[start:start] = data[start : start + dice.choice((1, 16, 256))] * dice.choice((2, 50))


def _insert(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data) + 1)
    data[start:start] = dice.choice(_BITS)


_DAMAGE = (_flip, _flip, _cut, _drop, _repeat, _insert)
_BITS = [
    *b"\0 \xff\xfe \xef\xbb\xbf < </p> <table> &#x110000; &#0; &#7; <!-- ]]> -1 99999999999 1e999 \xc3".split(b" "),
    *b"\xed\xa0\x80 =?utf-8?b? charset=utf-7 {\\rtf1 endstream obj <script> \x1b \xe2\x80\x9c 0000-00-00".split(b" "),
    *(b"\r\n\r\n", b"---\n", b"+++\n"),
]

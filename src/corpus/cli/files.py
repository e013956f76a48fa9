"""Commands that read and write files: ingest, extract, export, import, batch."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from corpus import jsonl as lines
from corpus import readers
from corpus.cli.answers import answer
from corpus.errors import CorpusError, WrongUse
from corpus.ingest import kept
from corpus.ingest.confined import Bounds, confined
from corpus.ingest.folder import Source, listed
from corpus.library import Library, study
from corpus.results import Status, Totals


@dataclass(frozen=True, slots=True)
class BatchSize:
    """How many files are handed to a process at once. Set by hand: starting one takes as long as reading so many."""

    files: int = 20  # handed to a process at once


_BATCH = BatchSize()


def extract(paths: Iterable[Path], jsonl: Path | None) -> int:
    """Writes a line an article; a file that cannot be read is told on standard error and the rest go on."""
    if jsonl is not None:
        for where, row in rows(jsonl):
            article, count = lines.hinted(row, where)
            _print(lines.extracted(*study(article, count)))
        return 0
    found = listed(paths).sources
    batches = (found[first : first + _BATCH.files] for first in range(0, len(found), _BATCH.files))
    if len(found) <= _BATCH.files and all(source.harmless for source in found):
        studied = iter([list(map(_studied, found))])
    else:
        studied = confined(_studied, batches, _lost, bounds=Bounds())
    failed = False
    for told in chain.from_iterable(studied):
        for line in told.articles:
            sys.stdout.write(f"{line}\n")
        if told.reason:
            failed = True
            print(told.reason, file=sys.stderr)
    return 1 if failed else 0


class _Studied(NamedTuple):
    """What has been found in one file, as lines to be printed, or the reason why nothing has."""

    articles: tuple[str, ...] = ()
    reason: str = ""


def _studied(source: Source) -> _Studied:
    """In a process of its own, like everything that is read of a file somebody else has made."""
    try:
        found = readers.read_all(source.file, source.root, shown=source.path)
        return _Studied(tuple(_json(lines.extracted(*study(article))) for article in found))
    except CorpusError as error:
        return _Studied(reason=str(error))
    except MemoryError:
        return _lost(source, "it takes more memory than it may")


def _lost(source: Source, reason: str) -> _Studied:
    return _Studied(reason=f"{source.path} cannot be read: {reason}.")


def export(library: Library) -> int:
    for one in library.corrections():
        _print({"correction": lines.correction(one)})
    for added in library.added():
        _print({"added": added._asdict()})
    for upload in library.uploads():
        _print(kept.line(upload))
    for extraction in library.everything():
        _print(lines.exported(extraction))
    return 0


def load(library: Library, path: Path) -> int:
    gc.disable()  # nothing an import makes goes in circles, and looking for them takes a sixth of its time
    return library.load(written(path))


def batch(library: Library, path: Path) -> int:
    """Answers line for line; a request that cannot be answered is answered with its "error", and the status is 1."""
    gc.freeze()  # what is loaded by now stays: to look through it again would make one request wait for 50 ms
    failed = False
    for where, row in rows(path):
        request = row if isinstance(row, dict) else {}
        told = answer(library, request, where)
        failed |= "error" in told
        _print(told)
    return 1 if failed else 0


def rows(path: Path) -> Iterator[tuple[str, object]]:
    """The JSON values of the lines of a file, each after its place."""
    for where, line in written(path):
        yield where, lines.parsed(line, where)


def written(path: Path) -> Iterator[tuple[str, str]]:
    """The lines of a file ("-": standard input) that are not blank, each after its place."""
    try:
        source = sys.stdin if str(path) == "-" else path.open(encoding="utf-8")
    except OSError as error:
        raise WrongUse(f"{path} cannot be opened: {error.strerror}.") from error
    with source:
        try:
            for number, line in enumerate(source, 1):
                if not line.isspace():
                    yield f"{path}, line {number}", line
        except (UnicodeDecodeError, OSError) as error:
            raise WrongUse(f"{path} cannot be read as UTF-8 lines: {error}.") from error


def _print(line: lines.Json) -> None:
    sys.stdout.write(f"{_json(line)}\n")


def _json(line: lines.Json) -> str:
    return json.dumps(line, ensure_ascii=False)


def counted(done: Totals) -> lines.Json:
    return {**asdict(done)}


def stated(state: Status) -> lines.Json:
    return {**asdict(state)}

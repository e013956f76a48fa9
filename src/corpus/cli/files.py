"""Commands that read and write files: ingest, extract, export, import, batch."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from corpus import jsonl as lines
from corpus import readers
from corpus.cli.answers import answer
from corpus.errors import CorpusError, WrongUse
from corpus.ingest import sweep
from corpus.library import Library, study
from corpus.results import Status, Totals


def extract(paths: Iterable[Path], jsonl: Path | None) -> int:
    """Writes a line an article; a file that cannot be read is told on standard error and the rest go on."""
    if jsonl is not None:
        for where, row in rows(jsonl):
            article, count = lines.hinted(row, where)
            _print(lines.extracted(*study(article, count)))
        return 0
    failed = False
    for source in sweep.sources(paths):
        try:
            _print(lines.extracted(*study(readers.read(source.file, source.root))))
        except CorpusError as error:
            failed = True
            print(error, file=sys.stderr)
    return 1 if failed else 0


def export(library: Library) -> int:
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
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def counted(done: Totals) -> lines.Json:
    return {**asdict(done)}


def stated(state: Status) -> lines.Json:
    return {**asdict(state)}

"""The command line of the corpus: `python -m corpus [--db URL] COMMAND …`."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import __version__
from corpus.errors import CorpusError, WrongUse
from corpus.limits import CONFIDENCE

if TYPE_CHECKING:
    from corpus.library import Library  # imported late: `--help` and a wrong option answer at once

DATABASE = "sqlite:///data/corpus.db"
_HELP = {
    "quote": ("QUERY", "what was said, by whom, about what"),
    "fact": ("QUERY", "checkable sentences about a topic"),
    "who": ("NAME", "a person: spellings, roles, quotes"),
    "ask": ("QUESTION", "the sentence that answers a question"),
    "verify": ("TEXT", "is this quotation exact, altered or misattributed"),
    "summary": ("ARTICLE", "an article in a few of its sentences (default: the latest)"),
    "timeline": ("QUERY", "dated statements and events in order"),
    "articles": ("QUERY", "the articles on record, latest first"),
    "suggest": ("PREFIX", "names that begin so"),
}

_CORRECT = (
    "speaker ARTICLE START END NAME; nobody ARTICLE START END; hide ARTICLE START END; merge SPELLING NAME;"
    " split SPELLING NAME; title ARTICLE TITLE; date ARTICLE DAY; undo ID"
)


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    try:
        status = _run(arguments)
        sys.stdout.flush()  # a full disk is told here, not by Python at its end
        return status
    except WrongUse as error:
        print(error, file=sys.stderr)
        return 2
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone, such as `| head`
        _drop_output()
        return 1
    except OSError as error:
        print(f"{error.filename or 'The output'} cannot be read or written: {error.strerror}.", file=sys.stderr)
        _drop_output()
        return 1


def _drop_output() -> None:
    """Throws away what is still waiting to be written: at the end of the process the write would fail a second time."""
    with contextlib.suppress(OSError):  # an output that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    prog = "onrecord-corpus" if Path(sys.argv[0]).stem == "onrecord-corpus" else "python -m corpus"
    parser = argparse.ArgumentParser(prog=prog, description="The corpus by hand and from scripts.")
    parser.add_argument("--version", action="version", version=f"On Record {__version__}")
    parser.add_argument("--db", default=DATABASE, metavar="URL", help=f"the index (default {DATABASE})")
    help_ = f"how sure a speaker must be to be named, 0 to 1 (default {CONFIDENCE})"
    parser.add_argument("--confidence", type=float, default=CONFIDENCE, metavar="SHARE", help=help_)
    both = argparse.ArgumentParser(add_help=False)
    both.add_argument("--json", action="store_true", help="for machines")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, help_: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help_, description=help_, parents=[both])

    add("ingest", "files and folders into the index").add_argument("paths", nargs="+", type=Path, metavar="PATH")
    extract = add("extract", "what is found in files, as JSON lines; touches no index")
    extract.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    extract.add_argument("--jsonl", type=Path, metavar="FILE", help='lines of {"id", "text"}; "-" is standard input')
    for name, (metavar, help_) in _HELP.items():
        command = add(name, help_)
        optional = name in ("summary", "articles", "quote", "timeline")
        command.add_argument("query", nargs="?" if optional else None, default="", metavar=metavar)
        if name in ("quote", "verify", "fact", "ask", "timeline"):
            command.add_argument("--speaker")
        if name in ("quote", "fact", "ask", "timeline"):
            command.add_argument("--article", help="only in this article: its id, its path or its title")
            command.add_argument("--since", metavar="DAY")
            command.add_argument("--until", metavar="DAY")
        if name in ("quote", "timeline"):
            command.add_argument("--about")
        command.add_argument("--limit", type=int)
    check = add(
        "check", "the quotations of a draft, each with its verdict; status 0 all exact, 1 some wrong, 3 some missing"
    )
    check.add_argument("paths", nargs="+", type=Path, metavar="FILE")
    check.add_argument(
        "--report", type=Path, metavar="OUT.html", help="one page that shows the drafts, to be passed on"
    )
    correct = add("correct", "what a person knows better, for every answer from now on")
    correct.add_argument("what", nargs="+", metavar="WHAT", help=_CORRECT)
    correct.add_argument("--by", metavar="NAME", help="who says so (default: the user of this machine)")
    correct.add_argument("--article", help="of split: only in this article")
    listed = add("corrections", "what people have corrected, and when")
    listed.add_argument("--marked", action="store_true", help="as marked sentences, which become tests")
    add("export", "the whole index as JSON lines")
    add("import", "JSON lines of `export` into the index").add_argument("file", type=Path, metavar="FILE")
    add("batch", "JSON-lines requests in, answers out").add_argument("file", type=Path, metavar="FILE")
    add("rebuild", "a damaged index made new from what can be read of it")
    add("status", "what the index holds")
    return parser


def _run(arguments: argparse.Namespace) -> int:
    if arguments.command == "extract":
        from corpus.cli import files

        if bool(arguments.paths) == bool(arguments.jsonl):
            raise WrongUse("extract takes files and folders, or --jsonl FILE, one of the two.")
        return files.extract(arguments.paths, arguments.jsonl)

    if not 0 <= arguments.confidence <= 1:  # nor is "nan"
        raise WrongUse(f"--confidence is a number from 0 to 1, not {arguments.confidence:g}.")

    from corpus.library import Library
    from corpus.limits import Limits

    if arguments.command == "rebuild":
        return _rebuild(arguments)
    if arguments.command not in ("ingest", "import"):
        _see(arguments.db)
    library = Library.open(arguments.db, Limits(confidence=arguments.confidence))
    try:
        return _COMMANDS.get(arguments.command, _question)(library, arguments)
    finally:
        library.close()


def _see(url: str) -> None:
    """Says where there is no index to be read. Raises WrongUse for a folder that does not exist: a slip of typing."""
    scheme, _, rest = url.partition(":///")
    if scheme != "sqlite" or not rest or Path(rest).exists():
        return
    if not Path(rest).parent.is_dir():
        raise WrongUse(f"There is no index {rest}, nor the folder for one; `ingest` makes both.")
    print(f"There is no index {rest} yet; `ingest` fills it.", file=sys.stderr)


def _question(library: Library, arguments: argparse.Namespace) -> int:
    from corpus.cli import answers, plain_text

    given = {
        name: value
        for name, value in vars(arguments).items()
        if name not in ("db", "json", "confidence") and value is not None
    }
    if arguments.json:
        told = answers.answer(library, given)
        print(json.dumps(told, ensure_ascii=False))
        return 2 if "error" in told else 0
    command, query = answers.query_of(given, "the command line")
    query = answers.within(library, command, query)
    print(plain_text.told(answers.QUESTIONS[command](library, query), library))
    return 0


def _ingest(library: Library, arguments: argparse.Namespace) -> int:
    from corpus.cli import files, plain_text
    from corpus.progress import bar

    with bar(sys.stderr) as seen:
        done = library.take(arguments.paths, progress=seen)
    print(json.dumps(files.counted(done)) if arguments.json else plain_text.totals(done))
    for line in plain_text.unread(done):
        print(line, file=sys.stderr)
    return 1 if done.failed else 0


def _rebuild(arguments: argparse.Namespace) -> int:
    from corpus.library import rebuild

    done = rebuild(arguments.db)
    told = f"kept {done.kept} articles, lost {done.lost}; the old file is {done.old}"
    if done.corrections_lost:
        told += f"; of what people corrected at least {done.corrections_lost} could not be read"
    print(json.dumps({**done._asdict(), "old": str(done.old)}) if arguments.json else told)
    return 1 if done.lost or done.corrections_lost else 0


def _load(library: Library, arguments: argparse.Namespace) -> int:
    from corpus.cli import files

    count = files.load(library, arguments.file)
    print(json.dumps({"imported": count}) if arguments.json else f"imported {count} articles")
    return 0


def _export(library: Library, arguments: argparse.Namespace) -> int:
    from corpus.cli import files

    return files.export(library)


def _batch(library: Library, arguments: argparse.Namespace) -> int:
    from corpus.cli import files

    return files.batch(library, arguments.file)


def _check(library: Library, arguments: argparse.Namespace) -> int:
    from corpus.cli import draft_check

    return draft_check.check(library, arguments.paths, as_json=arguments.json, report=arguments.report)


def _status(library: Library, arguments: argparse.Namespace) -> int:
    from corpus.cli import files, plain_text

    state = library.status()
    print(json.dumps(files.stated(state), ensure_ascii=False) if arguments.json else plain_text.status(state))
    return 0


def _correct(library: Library, arguments: argparse.Namespace) -> int:
    from corpus.cli import correcting

    given = correcting.Given(arguments.by, arguments.article)
    return correcting.correct(library, arguments.what, given, as_json=arguments.json)


def _corrections(library: Library, arguments: argparse.Namespace) -> int:
    from corpus.cli import correcting

    return correcting.listed(library, as_json=arguments.json, marked=arguments.marked)


_COMMANDS: dict[str, Callable[[Library, argparse.Namespace], int]] = {
    "ingest": _ingest,
    "import": _load,
    "export": _export,
    "batch": _batch,
    "check": _check,
    "correct": _correct,
    "corrections": _corrections,
    "status": _status,
}


if __name__ == "__main__":
    sys.exit(main())

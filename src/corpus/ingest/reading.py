"""One file read and understood: its articles as entries of the index, or the reason why there are none."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus import readers
from corpus.errors import CorpusError
from corpus.index.entries import entered
from corpus.index.rows import Entry
from corpus.ingest.folder import Source

_UNSHOWN = re.compile(r"[\x00-\x1f\x7f]+")


class Wanted(NamedTuple):
    """A file to be read, with its fingerprint."""

    source: Source
    mark: str
    collection: str


class Result(NamedTuple):
    """What has become of a file. A file may have several articles, each under a path of its own."""

    path: str
    mark: str
    entries: tuple[tuple[str, Entry], ...] = ()  # path -> entry
    reason: str = ""  # why there is none
    remarks: tuple[str, ...] = ()  # what a person should know, such as bytes that were replaced
    lasting: bool = True  # the same file would fail again


def read(wanted: Wanted) -> Result:
    from corpus.extract import extract  # here, because a folder where nothing is new need not wait for it

    source, mark, collection = wanted
    try:
        articles = readers.read_all(source.file, source.root, collection=collection, shown=source.path)
        entries = tuple((article.path, entered(extract(article))) for article in articles)
        remarks = tuple(dict.fromkeys(remark for article in articles for remark in article.remarks))
        return Result(source.path, mark, entries, remarks=remarks)
    except CorpusError as error:
        return Result(source.path, mark, reason=str(error), lasting=not isinstance(error.__cause__, OSError))
    except MemoryError:
        return lost(wanted, "it takes more memory than it may")
    except Exception as error:  # one bad file harms nothing else
        told = _UNSHOWN.sub(" ", str(error))[:200]
        return Result(
            source.path, mark, reason=f"{source.path} could not be understood ({type(error).__name__}: {told})."
        )


def lost(wanted: Wanted, reason: str) -> Result:
    """Of a file at which the process was ended."""
    told = f"{wanted.source.path} cannot be read: {reason}; save its words as a plain text file."
    return Result(wanted.source.path, wanted.mark, reason=told)

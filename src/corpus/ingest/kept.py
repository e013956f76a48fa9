"""A file that somebody sent, as a line of an export and back."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from corpus import jsonl
from corpus.errors import WrongUse
from corpus.results import Upload


def of(collection: str, name: str, when: str, stamp: str, data: bytes) -> Upload:
    return Upload(collection, key(data), name, when, stamp, len(data), data)


def key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def line(one: Upload) -> jsonl.Json:
    told = {"collection": one.collection, "name": one.name, "when": one.when, "stamp": one.stamp}
    return {"upload": told | {"data": base64.b64encode(one.data).decode()}}


def read(row: object, where: str) -> Upload | None:
    """None where the line is something else. Raises WrongUse naming the place of the first fault."""
    if not isinstance(row, Mapping) or "upload" not in row:
        return None
    fields = jsonl.Fields(row["upload"], f"{where}, upload")
    try:
        data = base64.b64decode(fields.text("data"), validate=True)
    except ValueError as error:
        raise WrongUse(f'{where}, upload: "data" is no base64 ({error}).') from error
    named = fields.text("collection"), fields.text("name"), fields.text("when"), fields.text("stamp")
    return of(*named, data)

"""The numbers rows of the PostgreSQL index are called by."""

from __future__ import annotations

import hashlib


def number(*parts: str) -> int:
    """The same 64 bits for the same strings in every process: rows need no look-up to be named, and a cluster none to
    be spread. A pair of articles that share one is to be expected at four thousand million articles."""
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)

"""Which articles are seen where: the shared ones, and what the people of a server have added in that server alone."""

from __future__ import annotations

from corpus.model import SEEDS


def collection(server: int) -> str:
    """The collection of a server's own articles."""
    return f"server-{server}"


def seen(server: int | None) -> tuple[str, ...]:
    """The collections that are looked through for whoever asks in a server; outside of servers, the shared one."""
    return (SEEDS,) if server is None else (SEEDS, collection(server))

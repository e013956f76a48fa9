"""Facts in an order of their figures or of their days, where somebody asks for one: "tariffs sort:largest"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus import quantities
from corpus.errors import WrongUse
from corpus.quantities import Condition
from corpus.results import Hit

ORDERS = ("largest", "smallest", "newest", "oldest")
_ASKED = re.compile(r"(?<!\S)sort:\s*(\S*)", re.IGNORECASE)


def asked(text: str) -> tuple[str, str]:
    """The text without its order, and the order, empty where none is asked for. Raises WrongUse for an unknown one."""
    found = _ASKED.search(text)
    if not found:
        return text, ""
    order = found[1].lower()
    if order not in ORDERS:
        known = ", ".join(f"sort:{one}" for one in ORDERS)
        raise WrongUse(f"sort:{found[1]} is no order; write one of {known}.")
    return _ASKED.sub(" ", text), order


def arranged(hits: Sequence[Hit], order: str, size: Condition | None) -> list[Hit]:
    """The hits in that order. By size: of the figures of one unit, the one asked for or the commonest among the hits,
    without the hits that have none."""
    if order in ("newest", "oldest"):
        return sorted(hits, key=_day, reverse=order == "newest")
    measured = [(hit, _measured(hit, size)) for hit in hits]
    units = Counter(unit for _, found in measured for unit in {unit for unit, _ in found})
    if not units:
        return []
    unit = max(units, key=lambda one: (units[one], one))
    pick, sign = (max, -1) if order == "largest" else (min, 1)
    sized = [
        (pick(values), hit) for hit, found in measured if (values := [value for one, value in found if one == unit])
    ]
    return [hit for value, hit in sorted(sized, key=lambda one: sign * one[0])]


def _day(hit: Hit) -> str:
    return hit.record.published.value if hit.record.published else ""


def _measured(hit: Hit, size: Condition | None) -> list[tuple[str, float]]:
    """The unit and the value of each figure that is asked for."""
    found = quantities.find(hit.record.text, hit.record.language)
    return [(one.unit, one.value) for one in found if not size or quantities.meets(one, size)]

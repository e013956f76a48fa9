"""How far around a quotation its speaker is looked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuotationReach:
    """How far from a quotation its speaker may be announced, and what between marks is speech for sure. Set by hand."""

    speech: int = 60  # characters: so many in a row between marks are somebody's speech, not a title
    announcing: int = 60  # characters before a colon that may be a speaker
    lines: int = 6  # that a quotation may run over before its marks close


AROUND = QuotationReach()

"""How much of what: the figures of a sentence, and what a question asks of them."""

from corpus.quantities.conditions import Condition, condition, meets, scale
from corpus.quantities.figures import Figure, find, tells, told

__all__ = ["Condition", "Figure", "condition", "find", "meets", "scale", "tells", "told"]

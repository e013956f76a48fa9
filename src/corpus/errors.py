"""What can go wrong, each as a sentence a reporter can act on: what, where, what to do."""

from __future__ import annotations


class CorpusError(Exception):
    """Base of our errors: `str()` of one is a whole sentence, fit to be shown to a person."""


class WrongUse(CorpusError):
    """The request itself cannot be carried out; the same request will never succeed (exit status 2).

    `code` and `facts` say the same for a face that speaks another language than English."""

    def __init__(self, sentence: str, code: str = "", **facts: object) -> None:
        super().__init__(sentence)
        self.code, self.facts = code, facts


class UnreadableFile(CorpusError):
    """`code` (empty, damaged, too_much) says roughly the same for a face that speaks another language than English."""

    def __init__(self, path: str, reason: str, remedy: str, code: str = "") -> None:
        super().__init__(f"{path} cannot be read: {reason}; {remedy}.")
        self.path, self.reason, self.remedy, self.code = path, reason, remedy, code


class StoreError(CorpusError):
    """The index cannot be used."""


class NoSuchArticle(WrongUse):
    longest = 60  # characters of what was asked for that are repeated

    def __init__(self, wanted: str, nearest: tuple[str, ...] = ()) -> None:
        hint = f"the nearest: {'; '.join(nearest)}" if nearest else "`articles` lists what there is"
        code = "no_article_near" if nearest else "no_article"
        shown = repr(wanted if len(wanted) <= self.longest else f"{wanted[: self.longest - 1]}…")
        super().__init__(f"There is no article {shown}; {hint}.", code, wanted=shown, nearest="; ".join(nearest))
        self.wanted, self.nearest = wanted, nearest

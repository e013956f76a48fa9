"""The drawing of the rooms, as a table: imports point down, never sideways."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOUNS = {
    "corpus.model",
    "corpus.corrections",
    "corpus.results",
    "corpus.errors",
    "corpus.limits",
    "corpus.days",
    "corpus.front_matter",
    "corpus.analysis.folding",
}
STORE = NOUNS | {"corpus.analysis.spelling", "corpus.languages", "corpus.index", "corpus.index.passages"}
FOUND_WITH = NOUNS | {"corpus.analysis.linear_model", "corpus.languages", "corpus.quantities"}
READ = FOUND_WITH | {"corpus.extract.document", "corpus.extract.quotes.spans.quote_marks", "corpus.extract.people"}
DATES = {"corpus.analysis.calendars", "corpus.extract.facts.dates"}
KEPT_WITH = NOUNS | {"corpus.analysis.spelling", "corpus.languages", "corpus.index.protocol", "corpus.index.rows"}
WRITING = {"corpus.index", "corpus.index.entries", "corpus.index.rows"}
BOTH = {
    "corpus.index.batches",
    "corpus.index.clues",
    "corpus.index.near_words",
    "corpus.index.codec",
    "corpus.index.corrected",
    "corpus.index.entries",
    "corpus.index.passages",
    "corpus.index.titles",
    "corpus.index.versions",
}

# A room (a module or a whole folder) and what of ours it may import, besides itself.
MAY_IMPORT: dict[str, set[str]] = {
    "corpus": set(),
    "corpus.limits": {"corpus.errors", "corpus.analysis.folding"},
    "corpus.days": {"corpus.errors", "corpus.analysis.calendars", "corpus.analysis.folding", "corpus.languages"},
    "corpus.front_matter": set(),
    "corpus.extraction_version": set(),
    "corpus.progress": set(),
    "corpus.model": set(),
    "corpus.corrections": {"corpus.model"},
    "corpus.errors": set(),
    "corpus.analysis": set(),
    "corpus.analysis.folding": set(),
    "corpus.analysis.linear_model": set(),
    "corpus.analysis.spelling": set(),
    "corpus.results": {"corpus.model", "corpus.languages"},
    "corpus.languages": {"corpus.errors"},
    "corpus.analysis.calendars": {"corpus.languages"},
    "corpus.analysis.similarity": NOUNS | {"corpus.languages"},
    "corpus.quantities": NOUNS | {"corpus.languages"},
    "corpus.readers": NOUNS | {"corpus.languages"},
    "corpus.extract.structure": FOUND_WITH,
    "corpus.extract.structure.publication_date": FOUND_WITH | DATES | {"corpus.extract.structure"},
    "corpus.extract.quotes.spans.quote_marks": FOUND_WITH,
    "corpus.extract.document": FOUND_WITH | {"corpus.extract.structure", "corpus.extract.quotes.spans.quote_marks"},
    "corpus.extract.people": FOUND_WITH | {"corpus.extract.document"},
    "corpus.extract.quotes.spans": READ,
    "corpus.extract.quotes.cues": READ,
    "corpus.extract.quotes.clauses": READ | {"corpus.extract.quotes.cues"},
    "corpus.extract.quotes.speakers": READ | {"corpus.extract.quotes.cues", "corpus.extract.quotes.clauses"},
    "corpus.extract.quotes.indirect": READ
    | {"corpus.extract.quotes.cues", "corpus.extract.quotes.clauses", "corpus.extract.quotes.speakers"},
    "corpus.extract.quotes": READ
    | {
        "corpus.extract.quotes.spans",
        "corpus.extract.quotes.cues",
        "corpus.extract.quotes.clauses",
        "corpus.extract.quotes.speakers",
        "corpus.extract.quotes.indirect",
    },
    "corpus.extract.facts.dates": FOUND_WITH | DATES,
    "corpus.extract.facts": FOUND_WITH | {"corpus.extract.document"},
    "corpus.extract": FOUND_WITH
    | {
        "corpus.extract.document",
        "corpus.extract.structure",
        "corpus.extract.structure.publication_date",
        "corpus.extract.people",
        "corpus.extract.quotes",
        "corpus.extract.quotes.spans",
        "corpus.extract.quotes.cues",
        "corpus.extract.facts",
        "corpus.extract.facts.dates",
    },
    "corpus.index.rows": set(),
    "corpus.index.protocol": NOUNS | {"corpus.index.rows"},
    "corpus.index.codec": NOUNS,
    "corpus.index.passages": KEPT_WITH,
    "corpus.index.appointments": {"corpus.languages", "corpus.model"},
    "corpus.index.departures": KEPT_WITH,
    "corpus.index.offices": KEPT_WITH
    | {"corpus.index.appointments", "corpus.index.departures", "corpus.index.passages"},
    "corpus.index.successions": KEPT_WITH | {"corpus.index.departures", "corpus.index.offices"},
    "corpus.index.entries": KEPT_WITH
    | {
        "corpus.index.appointments",
        "corpus.index.codec",
        "corpus.index.passages",
        "corpus.index.offices",
        "corpus.index.same_story",
        "corpus.index.successions",
    },
    "corpus.index.same_story": KEPT_WITH,
    "corpus.index.outdated": KEPT_WITH
    | {"corpus.analysis.similarity", "corpus.index.codec", "corpus.index.entries", "corpus.index.same_story"},
    "corpus.index.versions": KEPT_WITH | {"corpus.index.corrected", "corpus.index.outdated", "corpus.index.same_story"},
    "corpus.index.corrected": KEPT_WITH | {"corpus.index.codec", "corpus.index.entries"},
    "corpus.index.titles": KEPT_WITH | {"corpus.index.codec"},
    "corpus.index.batches": KEPT_WITH | {"corpus.index.entries"},
    "corpus.index.clues": set(),
    "corpus.index.near_words": KEPT_WITH,
    "corpus.index.sqlite": KEPT_WITH | BOTH,
    "corpus.index.sqlite.rebuilding": KEPT_WITH | BOTH | {"corpus.index.sqlite"},
    "corpus.index.postgres": KEPT_WITH | BOTH,
    "corpus.index": NOUNS
    | {"corpus.index.outdated", "corpus.index.protocol", "corpus.index.sqlite", "corpus.index.postgres"},
    "corpus.jsonl": NOUNS,
    "corpus.ingest.sweep": NOUNS
    | WRITING
    | {
        "corpus.extraction_version",
        "corpus.languages",
        "corpus.readers",
        "corpus.extract.structure",
        "corpus.ingest.confined",
        "corpus.ingest.folder",
        "corpus.ingest.reading",
    },
    "corpus.ingest.uploads": NOUNS
    | WRITING
    | {
        "corpus.analysis.spelling",
        "corpus.extract",
        "corpus.index.passages",
        "corpus.ingest.bounded",
        "corpus.ingest.confined",
        "corpus.ingest.folder",
        "corpus.extraction_version",
        "corpus.ingest.kept",
        "corpus.ingest.received",
        "corpus.languages",
        "corpus.readers",
    },
    "corpus.ingest.kept": {"corpus.errors", "corpus.jsonl", "corpus.results"},
    "corpus.ingest.rereading": NOUNS
    | WRITING
    | {
        "corpus.extract",
        "corpus.extraction_version",
        "corpus.ingest.confined",
        "corpus.ingest.received",
        "corpus.ingest.uploads",
        "corpus.readers",
    },
    "corpus.ingest.bounded": {"corpus.errors", "corpus.ingest.confined"},
    "corpus.ingest.confined": {"corpus.errors", "corpus.limits", "corpus.ingest.worker_pool"},
    "corpus.feeds.fetching": {"corpus.errors", "corpus.limits"},
    "corpus.feeds.entries": {"corpus.errors", "corpus.readers"},
    "corpus.feeds.polling": {
        "corpus.errors",
        "corpus.limits",
        "corpus.feeds.fetching",
        "corpus.feeds.entries",
        "corpus.ingest.confined",
    },
    "corpus.ingest.folder": NOUNS | {"corpus.readers"},
    "corpus.ingest.reading": NOUNS | WRITING | {"corpus.readers", "corpus.extract", "corpus.ingest.folder"},
    "corpus.ingest.received": NOUNS | {"corpus.readers", "corpus.ingest.confined", "corpus.ingest.folder"},
    "corpus.ingest.worker_pool": {"corpus.errors"},
    "corpus.ingest.bulk_import": NOUNS
    | WRITING
    | {
        "corpus.ingest.kept",
        "corpus.ingest.sweep",
        "corpus.ingest.uploads",
        "corpus.jsonl",
        "corpus.ingest.worker_pool",
    },
    "corpus.search.query_syntax": NOUNS,
    "corpus.search.name_lookup": STORE | {"corpus.analysis.similarity"},
    "corpus.search.ranking": STORE | {"corpus.analysis.similarity"},
    "corpus.search.sorting": NOUNS | {"corpus.quantities"},
    "corpus.search.term_expansion": STORE | {"corpus.analysis.similarity", "corpus.search.name_lookup"},
    "corpus.search.article_list": STORE | {"corpus.search.query_syntax"},
    "corpus.search.figures_asked": STORE | {"corpus.quantities"},
    "corpus.search.countries": {"corpus.analysis.folding", "corpus.languages"},
    "corpus.search.tenure": STORE | {"corpus.index.departures"},
    "corpus.search.whose": {"corpus.analysis.folding", "corpus.languages"},
    "corpus.search.leading": STORE | {"corpus.index.offices"},
    "corpus.search.succession": STORE | {"corpus.search.tenure"},
    "corpus.search.office_holders": STORE
    | {
        "corpus.index.offices",
        "corpus.search.countries",
        "corpus.search.leading",
        "corpus.search.succession",
        "corpus.search.tenure",
    },
    "corpus.search.spokespeople": STORE
    | {"corpus.index.offices", "corpus.search.office_holders", "corpus.search.tenure"},
    "corpus.search.titled_names": STORE
    | {"corpus.index.offices", "corpus.search.name_lookup", "corpus.search.office_holders"},
    "corpus.search.request": STORE
    | {
        "corpus.quantities",
        "corpus.search.figures_asked",
        "corpus.search.name_lookup",
        "corpus.search.office_holders",
        "corpus.search.query_syntax",
        "corpus.search.term_expansion",
        "corpus.search.titled_names",
    },
    "corpus.search.by_words": STORE
    | {
        "corpus.analysis.similarity",
        "corpus.search.ranking",
        "corpus.search.request",
        "corpus.search.term_expansion",
    },
    "corpus.search.by_people": STORE
    | {
        "corpus.analysis.similarity",
        "corpus.search.by_words",
        "corpus.search.name_lookup",
        "corpus.search.office_holders",
        "corpus.search.ranking",
        "corpus.search.request",
        "corpus.search.spokespeople",
        "corpus.search.tenure",
        "corpus.search.whose",
    },
    "corpus.search.retrieval": STORE
    | {
        "corpus.quantities",
        "corpus.search.by_people",
        "corpus.search.by_words",
        "corpus.search.figures_asked",
        "corpus.search.name_lookup",
        "corpus.search.query_syntax",
        "corpus.search.ranking",
        "corpus.search.request",
        "corpus.search.sorting",
        "corpus.search.titled_names",
    },
    "corpus.verify": STORE
    | {
        "corpus.analysis.similarity",
        "corpus.extract.quotes.cues",
        "corpus.index.offices",
        "corpus.quantities",
        "corpus.search.office_holders",
        "corpus.search.whose",
    },
    "corpus.verify.figures": STORE | {"corpus.quantities"},
    "corpus.verify.draft": STORE | {"corpus.verify", "corpus.verify.figures"},
    "corpus.report": NOUNS | {"corpus.languages"},
    "corpus.ask": STORE
    | {
        "corpus.analysis.linear_model",
        "corpus.index.offices",
        "corpus.search.name_lookup",
        "corpus.search.office_holders",
        "corpus.search.query_syntax",
        "corpus.search.spokespeople",
        "corpus.search.succession",
        "corpus.search.tenure",
        "corpus.search.titled_names",
    },
    "corpus.summary.summarise": STORE
    | {
        "corpus.summary.sentence_choice",
        "corpus.summary.interviews",
        "corpus.summary.material",
        "corpus.quantities",
        "corpus.profile",
    },
    "corpus.summary.interviews": NOUNS,
    "corpus.summary.sentence_choice": NOUNS | {"corpus.analysis.linear_model", "corpus.languages"},
    "corpus.summary.material": STORE
    | {"corpus.analysis.similarity", "corpus.search.name_lookup", "corpus.search.query_syntax"},
    "corpus.profile": STORE
    | {
        "corpus.index.offices",
        "corpus.search.name_lookup",
        "corpus.search.office_holders",
        "corpus.search.query_syntax",
        "corpus.search.titled_names",
    },
    "corpus.timeline": STORE
    | {
        "corpus.analysis.calendars",
        "corpus.analysis.similarity",
        "corpus.search.query_syntax",
        "corpus.summary.material",
    },
    "corpus.editing": STORE,
    "corpus.earlier": STORE | {"corpus.analysis.similarity"},
    "corpus.marked_cases": NOUNS,
    "corpus.library": STORE
    | {
        "corpus.earlier",
        "corpus.editing",
        "corpus.index.sqlite.rebuilding",
        "corpus.analysis.similarity",
        "corpus.extraction_version",
        "corpus.ingest.bulk_import",
        "corpus.ingest.received",
        "corpus.ingest.rereading",
        "corpus.ingest.sweep",
        "corpus.ingest.uploads",
        "corpus.ingest.bounded",
        "corpus.ingest.confined",
        "corpus.ingest.folder",
        "corpus.search.article_list",
        "corpus.search.name_lookup",
        "corpus.search.retrieval",
        "corpus.verify",
        "corpus.verify.draft",
        "corpus.ask",
        "corpus.summary.summarise",
        "corpus.profile",
        "corpus.timeline",
        "corpus.extract",
        "corpus.readers",
        "corpus.jsonl",
    },
    "corpus.cli": NOUNS
    | {
        "corpus.library",
        "corpus.marked_cases",
        "corpus.report",
        "corpus.jsonl",
        "corpus.ingest.confined",
        "corpus.ingest.folder",
        "corpus.ingest.kept",
        "corpus.readers",
    },
    "corpus.__main__": NOUNS
    | {"corpus.progress", "corpus.library", "corpus.jsonl", "corpus.ingest.sweep", "corpus.cli"},
    "bot": set(),
    "bot.catalogue": set(),
    "bot.typed": {"bot.catalogue", "corpus.analysis.folding", "corpus.languages"},
    "bot.reply": set(),
    "bot.settings": {"corpus.errors", "corpus.limits", "corpus.feeds.polling"},
    "bot.follow_up": {
        "corpus.analysis.folding",
        "bot.catalogue",
        "bot.wording",
        "corpus.limits",
        "bot.reply",
        "bot.typed",
        "corpus.days",
    },
    "bot.understand": {"bot.catalogue", "bot.reply", "bot.typed", "bot.wording", *NOUNS},
    "bot.wording": {"bot.catalogue", "corpus.languages", *NOUNS},
    "bot.manual": {"bot.catalogue", "bot.reply", "bot.understand"},
    "bot.desk.requests": {"bot.catalogue", "bot.reply", "bot.wording", *NOUNS},
    "bot.desk.quote_cards": {"bot.catalogue", "bot.reply", "bot.wording", *NOUNS},
    "bot.desk.verdict_cards": {"bot.catalogue", "bot.reply", "bot.wording", "bot.desk.quote_cards", *NOUNS},
    "bot.desk.person_cards": {"bot.catalogue", "bot.reply", "bot.wording", "bot.desk.quote_cards", *NOUNS},
    "bot.desk.ask_cards": {"bot.catalogue", "bot.reply", "bot.wording", *NOUNS},
    "bot.desk.namesakes": {
        "bot.catalogue",
        "bot.reply",
        "bot.understand",
        "bot.desk.ask_cards",
        "corpus.library",
        *NOUNS,
    },
    "bot.desk.adding": {
        "bot.catalogue",
        "bot.reply",
        "bot.wording",
        "bot.desk.article_cards",
        "corpus.library",
        *NOUNS,
    },
    "bot.desk.correcting": {
        "bot.catalogue",
        "bot.reply",
        "bot.wording",
        "bot.desk.quote_cards",
        "corpus.library",
        *NOUNS,
    },
    "bot.desk.article_cards": {"bot.catalogue", "bot.reply", "bot.wording", "bot.desk.quote_cards", *NOUNS},
    "bot.desk.draft_cards": {
        "bot.catalogue",
        "bot.reply",
        "bot.wording",
        "bot.desk.quote_cards",
        "bot.desk.verdict_cards",
        *NOUNS,
    },
    "bot.desk": {
        "bot.catalogue",
        "corpus.analysis.folding",
        "bot.desk.draft_cards",
        "bot.reply",
        "bot.wording",
        "bot.manual",
        "bot.desk.requests",
        "bot.desk.quote_cards",
        "bot.desk.verdict_cards",
        "bot.desk.person_cards",
        "bot.desk.article_cards",
        "bot.desk.adding",
        "bot.desk.ask_cards",
        "bot.desk.namesakes",
        "bot.desk.correcting",
        "corpus.library",
        "corpus.report",
        *NOUNS,
    },
    "bot.terminal.typeset": {"bot.catalogue", "bot.reply"},
    "bot.terminal.corrections": {"bot.catalogue", "bot.desk.correcting", "bot.reply"},
    "bot.terminal.prompt": {
        "bot.catalogue",
        "bot.desk",
        "bot.terminal.corrections",
        "bot.understand",
        "corpus.errors",
    },
    "bot.terminal": {
        "bot.follow_up",
        "bot.catalogue",
        "bot.desk",
        "bot.reply",
        "bot.settings",
        "bot.typed",
        "bot.understand",
        "bot.terminal.corrections",
        "bot.terminal.typeset",
        "bot.terminal.prompt",
        "bot.polling",
        "bot.watching",
        "bot.wording",
        "corpus.errors",
        "corpus.library",
        "corpus.model",
        "corpus.progress",
    },
    "bot.watching": {"corpus.errors", "corpus.library"},
    "bot.polling": {"corpus.errors", "corpus.library", "corpus.feeds.polling"},
    "bot.discord": {
        "corpus.model",
        "bot.follow_up",
        "bot.catalogue",
        "bot.wording",
        "corpus.readers",
        "bot.polling",
        "bot.watching",
        "corpus.limits",
        "bot.desk",
        "bot.desk.adding",
        "bot.desk.correcting",
        "bot.reply",
        "bot.settings",
        "bot.typed",
        "bot.understand",
        "corpus.errors",
        "corpus.library",
    },
    "bot.tools": {"bot.desk", "bot.reply", "bot.terminal.typeset", "corpus.errors", "corpus.model"},
    "bot.__main__": {
        "bot.tools",
        "bot.desk",
        "bot.discord",
        "bot.settings",
        "bot.terminal",
        "corpus.errors",
        "corpus.library",
    },
}


@cache
def _modules() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for base in (ROOT / "src", ROOT):
        top = base / ("corpus" if base.name == "src" else "bot")
        for path in sorted(top.rglob("*.py")):
            name = ".".join(path.relative_to(base).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path
    return found


def _room(name: str) -> str | None:
    """The longest entry of the table that holds this module."""
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        room = ".".join(parts[:size])
        if room in MAY_IMPORT and (size == len(parts) or size > 1):
            return room
    return None


def _imports(path: Path, name: str) -> set[str]:
    found: set[str] = set()
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            known = _modules()
            named = [f"{base}.{alias.name}" for alias in node.names]
            found.update(name if name in known else base for name in named)
    return {module for module in found if module.split(".")[0] in ("corpus", "bot")}


def _only_says(path: Path) -> bool:
    """A folder's own file that holds nothing but the sentence about it."""
    return path.name == "__init__.py" and len(ast.parse(path.read_text(encoding="utf-8")).body) <= 1


def test_every_module_has_a_room() -> None:
    homeless = [name for name, path in _modules().items() if _room(name) is None and not _only_says(path)]
    assert not homeless, f"not in the drawing: {homeless}"


def test_imports_point_down() -> None:
    modules = _modules()
    wrong = []
    for name, path in modules.items():
        room = _room(name)
        for module in _imports(path, name):
            target = _room(module)
            if target in (None, room, "corpus", "bot") or (room and target in MAY_IMPORT[room]):
                continue
            wrong.append(f"{name} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_only_the_discord_face_imports_discord() -> None:
    for name, path in _modules().items():
        if name.startswith("bot.discord"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not any(n.split(".")[0] == "discord" for n in names), f"{name} imports discord"


def _circles(below: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Groups of names each of which leads to every other of its group, by however many steps."""
    reach: dict[str, set[str]] = {}
    for name in below:
        seen: set[str] = set()
        ahead = list(below[name])
        while ahead:
            one = ahead.pop()
            if one not in seen:
                seen.add(one)
                ahead += below.get(one, ())
        reach[name] = seen
    groups = {tuple(sorted(o for o in reach[n] if n in reach.get(o, ()))) for n in reach if n in reach[n]}
    return sorted(list(group) for group in groups)


def test_no_import_leads_back_by_however_many_steps() -> None:
    """What is imported late, or for a type only, counts: whoever reads the one has to know the other."""
    graph = {name: _imports(path, name) - {name} for name, path in _modules().items()}
    assert not _circles(graph)


def test_the_table_itself_leads_nowhere_back() -> None:
    assert not _circles({room: below - {room} for room, below in MAY_IMPORT.items()})


def test_a_long_circle_is_found() -> None:
    assert _circles({"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": {"b"}, "e": {"a"}}) == [["b", "c", "d"]]
    assert not _circles({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}})

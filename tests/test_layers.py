"""The drawing of the rooms, as a table: imports point down, never sideways."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOUNS = {
    "corpus.model",
    "corpus.results",
    "corpus.errors",
    "corpus.limits",
    "corpus.days",
    "corpus.front_matter",
    "corpus.analysis.folding",
}
STORE = NOUNS | {"corpus.analysis.spelling", "corpus.languages", "corpus.index"}

# A room (a module or a whole folder) and what of ours it may import, besides itself.
MAY_IMPORT: dict[str, set[str]] = {
    "corpus": set(),
    "corpus.limits": {"corpus.errors", "corpus.analysis.folding"},
    "corpus.days": {"corpus.errors"},
    "corpus.front_matter": set(),
    "corpus.progress": set(),
    "corpus.model": set(),
    "corpus.errors": set(),
    "corpus.analysis": set(),
    "corpus.analysis.folding": set(),
    "corpus.analysis.spelling": set(),
    "corpus.results": {"corpus.model"},
    "corpus.languages": {"corpus.errors"},
    "corpus.analysis.similarity": NOUNS | {"corpus.languages"},
    "corpus.quantities": NOUNS | {"corpus.languages"},
    "corpus.readers": NOUNS | {"corpus.languages"},
    "corpus.extract": NOUNS | {"corpus.languages", "corpus.quantities"},
    "corpus.index": NOUNS | {"corpus.analysis.spelling", "corpus.languages"},
    "corpus.jsonl": NOUNS,
    "corpus.ingest.sweep": NOUNS
    | {"corpus.languages", "corpus.readers", "corpus.extract", "corpus.ingest.worker_pool", "corpus.index"},
    "corpus.ingest.worker_pool": {"corpus.errors"},
    "corpus.ingest.bulk_import": NOUNS
    | {"corpus.ingest.sweep", "corpus.jsonl", "corpus.ingest.worker_pool", "corpus.index"},
    "corpus.search.query_syntax": NOUNS,
    "corpus.search.name_lookup": STORE | {"corpus.analysis.similarity"},
    "corpus.search.ranking": STORE | {"corpus.analysis.similarity"},
    "corpus.search.sorting": NOUNS | {"corpus.quantities"},
    "corpus.search.term_expansion": STORE | {"corpus.analysis.similarity", "corpus.search.name_lookup"},
    "corpus.search.office_holders": STORE,
    "corpus.search.titled_names": STORE | {"corpus.search.name_lookup", "corpus.search.office_holders"},
    "corpus.search.retrieval": STORE
    | {
        "corpus.search.office_holders",
        "corpus.search.titled_names",
        "corpus.search.sorting",
        "corpus.analysis.similarity",
        "corpus.quantities",
        "corpus.search.term_expansion",
        "corpus.search.name_lookup",
        "corpus.search.query_syntax",
        "corpus.search.ranking",
    },
    "corpus.verify": STORE | {"corpus.analysis.similarity"},
    "corpus.ask": STORE | {"corpus.search.name_lookup"},
    "corpus.summary.summarise": STORE
    | {"corpus.summary.sentence_choice", "corpus.quantities", "corpus.profile", "corpus.summary.material"},
    "corpus.summary.sentence_choice": NOUNS | {"corpus.languages"},
    "corpus.summary.material": STORE
    | {"corpus.analysis.similarity", "corpus.search.name_lookup", "corpus.search.query_syntax"},
    "corpus.profile": STORE
    | {
        "corpus.search.name_lookup",
        "corpus.search.office_holders",
        "corpus.search.query_syntax",
        "corpus.search.titled_names",
    },
    "corpus.timeline": STORE | {"corpus.analysis.similarity", "corpus.summary.material"},
    "corpus.library": STORE
    | {
        "corpus.analysis.similarity",
        "corpus.ingest.bulk_import",
        "corpus.ingest.sweep",
        "corpus.search.name_lookup",
        "corpus.search.retrieval",
        "corpus.verify",
        "corpus.ask",
        "corpus.summary.summarise",
        "corpus.profile",
        "corpus.timeline",
        "corpus.extract",
        "corpus.readers",
        "corpus.jsonl",
    },
    "corpus.cli": NOUNS | {"corpus.library", "corpus.jsonl", "corpus.ingest.sweep", "corpus.readers"},
    "corpus.__main__": NOUNS
    | {"corpus.progress", "corpus.library", "corpus.jsonl", "corpus.ingest.sweep", "corpus.cli"},
    "bot": set(),
    "bot.reply": set(),
    "bot.settings": {"corpus.errors", "corpus.limits"},
    "bot.understand": {"bot.reply", "bot.wording", *NOUNS},
    "bot.wording": NOUNS,
    "bot.manual": {"bot.reply", "bot.understand"},
    "bot.desk.requests": {"bot.reply", "bot.wording", *NOUNS},
    "bot.desk.quote_cards": {"bot.reply", "bot.wording", *NOUNS},
    "bot.desk.verdict_cards": {"bot.reply", "bot.wording", "bot.desk.quote_cards", *NOUNS},
    "bot.desk.person_cards": {"bot.reply", "bot.wording", "bot.desk.quote_cards", *NOUNS},
    "bot.desk.article_cards": {"bot.reply", "bot.wording", "bot.desk.quote_cards", *NOUNS},
    "bot.desk": {
        "bot.reply",
        "bot.wording",
        "bot.manual",
        "bot.desk.requests",
        "bot.desk.quote_cards",
        "bot.desk.verdict_cards",
        "bot.desk.person_cards",
        "bot.desk.article_cards",
        "corpus.library",
        *NOUNS,
    },
    "bot.terminal.typeset": {"bot.reply"},
    "bot.terminal.prompt": {"bot.desk", "bot.understand", "corpus.errors"},
    "bot.terminal": {
        "bot.desk",
        "bot.reply",
        "bot.settings",
        "bot.understand",
        "bot.terminal.typeset",
        "bot.terminal.prompt",
        "bot.wording",
        "corpus.errors",
        "corpus.library",
        "corpus.progress",
    },
    "bot.discord": {
        "corpus.limits",
        "bot.desk",
        "bot.reply",
        "bot.settings",
        "bot.understand",
        "corpus.errors",
        "corpus.library",
    },
    "bot.__main__": {
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


def test_the_drawing_names_no_room_twice_below_itself() -> None:
    """No two rooms may import each other: the table itself has no circle."""
    for room, below in MAY_IMPORT.items():
        for other in below:
            assert other == room or room not in MAY_IMPORT[other], f"{room} and {other} import each other"

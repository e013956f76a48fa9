"""What makes a file be read again: another version of the extraction, raised by hand; never an edited comment."""

from __future__ import annotations

import ast
import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from corpus import extraction_version
from corpus.extraction_version import HOME, files, stamp
from corpus.index import open_store
from corpus.ingest import sweep

ROOT = Path(__file__).parents[2]
OF_NO_MATTER = {"corpus", "corpus.errors", "corpus.limits", "corpus.results"}  # how a fault is worded


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("seal_extraction", ROOT / "tools" / "seal_extraction.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


SEAL = _tool()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the rooms, to be edited."""
    for path in files():
        copy = tmp_path / path.relative_to(HOME)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    assert SEAL.digest(tmp_path) == SEAL.digest()
    return tmp_path


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_sealed_has_not_changed_since() -> None:
    """Where this fails, other things are found than were: raise VERSION in src/corpus/extraction_version.py by one."""
    version, sealed = extraction_version.VERSION, extraction_version.SEALED
    assert version in (sealed, sealed + 1)
    assert version > sealed or SEAL.digest() == extraction_version.DIGEST, "raise VERSION by one"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("extract/structure/sentences.py", "\n\n\n", "\n_MORE = 1\n\n\n"),
        ("quantities/figures.py", "\n\n\n", "\n_MORE = 1\n\n\n"),
        ("analysis/folding.py", "\n\n\n", "\n_MORE = 1\n\n\n"),
        ("readers/plain.py", "\n\n\n", "\n_MORE = 1\n\n\n"),
        ("languages/data/en/cues.toml", "say = ", 'more = "utter"\nsay = '),
        ("languages/data/en/figures.toml", "\n", '\nmore = "gross"\n'),
    ],
)
def test_a_change_of_what_is_found_is_noticed_wherever_it_is(home: Path, file: str, old: str, new: str) -> None:
    before = stamp(home)
    _edit(home / file, old, new)
    assert SEAL.digest(home) != SEAL.digest()
    stamp.cache_clear()
    assert extraction_version.VERSION == extraction_version.SEALED or stamp(home) != before


def test_an_edited_comment_is_no_change(home: Path) -> None:
    _edit(home / "extract" / "structure" / "sentences.py", '"""', '"""Once more: ')
    _edit(home / "quantities" / "figures.py", "import re", "import re  # for the patterns")
    _edit(home / "languages" / "data" / "en" / "cues.toml", "say = ", "# Told.\nsay    = ")
    assert SEAL.digest(home) == SEAL.digest()


def test_words_that_only_questions_need_read_no_file_again(home: Path) -> None:
    names = [path.name for path in files(home)]
    assert "questions.toml" not in names and "summary.toml" not in names and "cues.toml" in names
    for path in files():
        if path.suffix == ".py" and "languages" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert not any(f'"{topic}"' in text for topic in ("questions", "summary")), path
            assert 'fitted("ask"' not in text, path


def test_the_rooms_are_all_that_reading_a_file_depends_on() -> None:
    """Whatever the extraction and the readers import of ours, by however many steps, is in the digest."""
    known = {path.relative_to(HOME.parent).with_suffix("").as_posix().replace("/", ".") for path in files()}
    known = {name.removesuffix(".__init__") for name in known}
    ahead, seen = ["corpus.extract", "corpus.readers"], set[str]()
    while ahead:
        name = ahead.pop()
        spec = None if name in seen or name in OF_NO_MATTER else importlib.util.find_spec(name)
        seen.add(name)
        if spec and spec.origin:
            ahead += _imported(Path(spec.origin))
    assert len(seen) > 20
    assert not seen - known - OF_NO_MATTER


def _imported(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "corpus":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}".replace(".", "/")
                is_module = any((HOME.parent / f"{inner}{end}").exists() for end in (".py", "/__init__.py"))
                found.append(inner.replace("/", ".") if is_module else node.module)
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] == "corpus"]
    return found


def test_another_version_reads_every_file_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("The ferry sails.\n", encoding="utf-8")
    store = open_store(f"sqlite:///{tmp_path / 'corpus.db'}")
    counts = []
    for number in ("7", "7", "8"):
        monkeypatch.setattr(extraction_version, "stamp", lambda number=number: number)
        totals = sweep.sweep(store, tmp_path / "seeds")
        counts.append((totals.added, totals.changed, totals.unchanged))
    assert counts == [(1, 0, 0), (0, 0, 1), (0, 1, 0)]
    store.close()


def test_a_sealed_version_is_told_by_its_number_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction_version, "SEALED", extraction_version.VERSION)
    stamp.cache_clear()
    assert stamp() == str(extraction_version.VERSION)
    stamp.cache_clear()


@pytest.mark.parametrize("name", ["data/en/verify.toml", "data/world/translations.toml", "translations.py"])
def test_what_only_questions_need_reads_no_file_again(name: str) -> None:
    path = HOME / "languages" / name
    assert path.is_file() and path not in files()

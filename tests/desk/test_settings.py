"""Settings: what may be set, what is told of a fault, and that the manual is true."""

from __future__ import annotations

import itertools
from dataclasses import fields
from pathlib import Path

import pytest

from bot import settings
from bot.settings import FaultySettings, Settings, load
from corpus.errors import WrongUse

ROOT = Path(__file__).parents[2]
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789ab"


def _file(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _faults(folder: Path, text: str) -> dict[str, settings.Fault]:
    with pytest.raises(FaultySettings) as told:
        load(_file(folder, text), {})
    return {fault.key: fault for fault in told.value.faults}


def test_the_example_file_holds_every_key_with_its_default() -> None:
    example = ROOT / "config.example.yaml"
    assert load(example, {}) == Settings()
    given = [line.split(":")[0] for line in example.read_text().splitlines() if line and line[0] not in "# "]
    assert given == [f.name for f in fields(Settings)]


def test_the_example_file_says_why_above_every_key() -> None:
    lines = (ROOT / "config.example.yaml").read_text().splitlines()
    for above, line in itertools.pairwise(lines):
        if line and line[0] not in "# ":
            assert above.startswith("# "), f"nothing is said of {line}"


def test_no_file_means_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(None, {}) == Settings()


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(_file(tmp_path, "# nothing yet\n"), {}) == Settings()


def test_a_file_that_was_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"no settings file .*other\.yaml; write one there"):
        load(tmp_path / "other.yaml", {})


def test_the_token_of_the_environment_wins(tmp_path: Path) -> None:
    path = _file(tmp_path, "token: aaa.bbb.ccc\n")
    assert load(path, {}).token == "aaa.bbb.ccc"
    assert load(path, {"DISCORD_TOKEN": f" {TOKEN}\n"}).token == TOKEN
    assert load(path, {"DISCORD_TOKEN": ""}).token == "aaa.bbb.ccc"


def test_a_faulty_token_of_the_environment_is_told_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FaultySettings, match=r"^The settings in DISCORD_TOKEN have one fault:\n  token: \(not a bot"):
        load(None, {"DISCORD_TOKEN": "abc"})
    with pytest.raises(FaultySettings, match=r"in .*config\.yaml and DISCORD_TOKEN have 2 faults"):
        load(_file(tmp_path, "page_size: 0"), {"DISCORD_TOKEN": "abc"})


def test_a_token_is_shown_nowhere(tmp_path: Path) -> None:
    assert TOKEN not in repr(Settings(token=TOKEN))
    for text in (
        f"token: [{TOKEN}]",
        f"tokn: {TOKEN}",
        f"token: '{TOKEN} x'",
        TOKEN,
        f"token: {TOKEN}: x",
        f"- {TOKEN}",
    ):
        with pytest.raises(FaultySettings) as told:
            load(_file(tmp_path, text), {})
        assert TOKEN not in str(told.value), text


def test_a_password_of_the_database_is_shown_nowhere(tmp_path: Path) -> None:
    url = "postgresql://desk:hunter2@db/corpus"
    assert "hunter2" not in repr(load(_file(tmp_path, f"database: {url}"), {}))
    assert "hunter2" not in str(_faults(tmp_path, f"database: my{url}")["database"])


def test_all_faults_are_told_at_once_with_key_value_and_remedy(tmp_path: Path) -> None:
    text = """
token: no token at all
seeds: 12
database: mysql://x
confidence: 1.5
page_size: 99
private: maybe
cooldown: -1
health_port: http
log_level: loud
pagesize: 3
"""
    faults = _faults(tmp_path, text)
    assert len(faults) == 10
    assert str(faults["page_size"]) == "page_size: 99 (a whole number from 1 to 6)"
    assert str(faults["private"]) == "private: 'maybe' (true or false)"
    assert str(faults["database"]).startswith("database: 'mysql://x' (sqlite:///FILE or postgresql://")
    assert str(faults["log_level"]) == "log_level: 'loud' (one of debug, info, warning, error)"
    assert "two dots" in faults["token"].remedy
    assert faults["pagesize"].remedy == "no such key; did you mean page_size?"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("page_size: true", "page_size"),
        ("page_size: 2.5", "page_size"),
        ("confidence: .nan", "confidence"),
        ("confidence: '0.5'", "confidence"),
        ("private: 1", "private"),
        ("seeds: ''", "seeds"),
        ("seeds:", "seeds"),
        ("health_port: 0", "health_port"),
        ("health_host: 'a b'", "health_host"),
        ("application_id: abc", "application_id"),
        ("page_size: 3\npage_size: 4", "page_size"),
        ("1: 2", "1"),
        ("xyzzy: 2", "xyzzy"),
        (f"editors: ['{'9' * 5000}']", "editors"),
    ],
)
def test_a_faulty_value_is_told_by_its_key(tmp_path: Path, text: str, key: str) -> None:
    assert list(_faults(tmp_path, text)) == [key]


@pytest.mark.parametrize(
    "text", ["a: [", "page_size: 3\n\tprivate: true", "just words", "- a\n- b", "a: *b", "!!python/x 1"]
)
def test_a_file_that_is_no_settings_file_is_one_fault(tmp_path: Path, text: str) -> None:
    (fault,) = _faults(tmp_path, text).values()
    assert "\n" not in str(fault)


def test_a_fault_of_the_yaml_names_its_line(tmp_path: Path) -> None:
    (fault,) = _faults(tmp_path, "page_size: 3\nprivate: [true\n").values()
    assert "line 3" in fault.remedy


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes("seeds: Müller".encode("latin-1"))
    with pytest.raises(FaultySettings, match="save the file as UTF-8"):
        load(path, {})


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(b"\xef\xbb\xbfpage_size: 3\n")
    assert load(path, {}).page_size == 3


def test_the_application_is_told_by_the_token() -> None:
    assert Settings(token=TOKEN).client_id() == 123456789012345678
    assert Settings(token=TOKEN, application_id=7).client_id() == 7
    assert Settings(token="a.b.c").client_id() is None
    assert Settings().client_id() is None

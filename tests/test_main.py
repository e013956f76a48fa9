"""Starting the desk: which face, which exit status, which sentence."""

from __future__ import annotations

import io
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.__main__ import main

ROOT = Path(__file__).parent.parent
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789ab"
STORY = "The harbour reopens in May.\n“We will not yield to the storm,” Mayor Ann Lee said.\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one article, and nothing set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "harbour.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    return tmp_path


def _type(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_no_question_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chat"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_missing_folder_of_articles_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "seeds" / "harbour.txt").unlink()
    (place / "seeds").rmdir()
    for face in ("chat", "check"):
        assert main([face]) == 2
        err = capsys.readouterr().err
        assert err.count("\n") == 1
    assert main(["chat"]) == 2
    assert "There is no folder 'seeds'; make it and put articles into it" in capsys.readouterr().err


def test_a_database_that_is_none_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "data").mkdir()
    (place / "data" / "corpus.db").write_bytes(b"These are my holiday notes. " * 100)
    assert main(["chat"]) == 1
    err = capsys.readouterr().err
    assert "corpus.db" in err and err.count("\n") == 1
    assert (place / "data" / "corpus.db").read_bytes().startswith(b"These are my holiday notes.")


def test_faulty_settings_are_all_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "config.yaml").write_text("page_size: 0\nprivat: true\n")
    for face in (["chat"], ["check"], []):
        assert main(face) == 2
        err = capsys.readouterr().err
        assert "2 faults" in err and "page_size: 0" in err and "did you mean private?" in err


def test_another_settings_file_can_be_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "mine.yaml").write_text("seeds: nowhere\n")
    assert main(["check", "--config", "mine.yaml"]) == 2
    assert "'nowhere'" in capsys.readouterr().err
    assert main(["check", "--config", "none.yaml"]) == 2


def test_check_prints_the_invite_link_and_asks_for_little(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert "https://discord.com/oauth2/authorize?client_id=123456789012345678&permissions=274877975552&scope=" in out
    assert TOKEN not in out


def test_check_without_a_token_says_what_to_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert "DISCORD_TOKEN" in out and "application_id" in out


def test_check_makes_no_index(place: Path) -> None:
    main(["check"])
    assert not (place / "data").exists()


def test_an_unknown_face_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as told:
        main(["carrier-pigeon"])
    assert told.value.code == 2


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "TERM": "xterm"}


def test_a_reader_who_has_seen_enough_is_no_fault(place: Path) -> None:
    lines = "/quote storm\n" * 3000
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        cwd=place,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdout.close()
    _, err = process.communicate(lines, timeout=60)
    assert (process.returncode, err) == (0, "")


class Typist:
    """A person at a terminal, in front of the real process."""

    def __init__(self, place: Path) -> None:
        self.pid, self._screen = pty.fork()
        if not self.pid:
            os.chdir(place)
            os.execve(sys.executable, [sys.executable, "-m", "bot", "chat"], _environment())
        self.seen = ""

    def type(self, text: str) -> None:
        os.write(self._screen, text.encode())

    def sees(self, text: str, seconds: float = 20) -> bool:
        end = time.monotonic() + seconds
        while text not in self.seen and time.monotonic() < end:
            if select.select([self._screen], [], [], 0.1)[0]:
                try:
                    data = os.read(self._screen, 65536)
                except OSError:  # the other side has hung up
                    break
                if b"\x1b[6n" in data:
                    self.type("\x1b[1;1R")  # where the cursor is: a terminal answers that
                self.seen += data.decode(errors="replace")
        return text in self.seen

    def leaves(self) -> int:
        self.sees("\0never", 2)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def test_an_interrupt_ends_the_chat_cleanly(place: Path) -> None:
    person = Typist(place)
    assert person.sees("›")
    person.type("\x03")
    assert person.leaves() == 0
    assert "Traceback" not in person.seen


def test_an_interrupt_from_outside_ends_the_chat_cleanly(place: Path) -> None:
    person = Typist(place)
    assert person.sees("›")
    os.kill(person.pid, signal.SIGINT)
    assert person.leaves() == 0
    assert "Traceback" not in person.seen


def test_without_a_token_a_question_in_a_pipe_is_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _type(monkeypatch, "/quote storm\n")
    assert main([]) == 0
    out, err = capsys.readouterr()
    assert "“We will not yield to the storm,”" in out
    assert err == ""


def test_the_index_is_kept_and_what_is_gone_is_forgotten(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["chat"])
    (place / "seeds" / "harbour.txt").unlink()
    (place / "seeds" / "other.txt").write_text("“Ships sail at dawn,” Bo Nye said.\n")
    _type(monkeypatch, "/quote storm\n/quote dawn\n")
    assert main(["chat"]) == 0
    out = capsys.readouterr().out
    assert "No quote found" in out and "“Ships sail at dawn,”" in out


def test_an_unreadable_file_harms_no_other(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "seeds" / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    _type(monkeypatch, "/quote storm\n/status\n")
    assert main(["chat"]) == 0
    out, err = capsys.readouterr()
    assert "bad.txt" in err and err.count("\n") == 1
    assert "“We will not yield to the storm,”" in out
    assert "1 file could not be read" in out


def test_a_person_at_a_terminal_asks_and_quits(place: Path) -> None:
    person = Typist(place)
    assert person.sees("On Record: 1 article, 1 quote")
    person.type("/quote storm\r")
    assert person.sees("We will not yield to the storm,")
    assert person.sees("context")
    person.type("quit\r")
    assert person.leaves() == 0


def test_discord_without_a_token_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["discord"]) == 2
    assert "There is no token" in capsys.readouterr().err


def test_an_empty_folder_is_told_and_the_chat_goes_on(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "seeds" / "harbour.txt").unlink()
    _type(monkeypatch, "/summary\n")
    assert main(["chat"]) == 0
    out, err = capsys.readouterr()
    assert err == "There is no article in seeds yet; put texts, pages, PDFs or documents there.\n"
    assert "no article yet" in out

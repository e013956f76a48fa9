"""A button says everything it needs, and what is too long for it outlives a restart."""

from __future__ import annotations

from pathlib import Path

from bot.discord import custom_ids, limits
from bot.discord.limits import units
from bot.discord.memory import Memory
from bot.reply import Request
from tests.discord.hostile import given, requests


@given(requests)
def test_every_request_comes_back_from_its_button(request: Request) -> None:
    memory = Memory(None)
    for kind, number, asker in (("o", 1, 1), ("t", 40, 2**63)):
        custom_id = custom_ids.naming(memory, asker)(kind, request, number)
        memory.save()
        found = custom_ids.TEMPLATE.fullmatch(custom_id)
        assert found and units(custom_id) <= limits.CUSTOM_ID
        pressed = custom_ids.pressed(found)
        assert (pressed.kind, pressed.asker) == (kind, asker)
        assert custom_ids.request(pressed.state, memory) == request


def test_a_usual_request_fits_on_the_button_itself() -> None:
    memory = Memory(None)
    span = (("article", "3f9ac04d11"), ("start", "12345"), ("end", "12999"))
    for request in (Request("quote", (("query", "Juan Ramón de la Fuente"),), 3), Request("context", span)):
        custom_ids.naming(memory, 2**60)("t", request, 12)
        assert not memory.unsaved()


def test_a_long_request_outlives_a_restart(tmp_path: Path) -> None:
    request = Request("verify", (("query", "much has been accomplished " * 20),))
    memory = Memory(tmp_path / "data" / "discord.db")
    custom_id = custom_ids.naming(memory, 5)("t", request, 1)
    memory.close()
    found = custom_ids.TEMPLATE.fullmatch(custom_id)
    assert found
    again = custom_ids.request(custom_ids.pressed(found).state, Memory(tmp_path / "data" / "discord.db"))
    assert again == request


def test_an_id_that_is_not_ours_is_no_request() -> None:
    memory = Memory(None)
    assert custom_ids.request("!nothing", memory) is None
    assert custom_ids.request("garbage", memory) is None

"""What Discord would refuse in a body: by our table of limits, and by Discord's own description where it is at hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from bot.discord import limits
from bot.discord.limits import units

DESCRIPTION = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"
V2 = 1 << 15
FORM = 9  # the type of an answer that opens a form
_NAME = re.compile(r"[-_'\w]{1,32}")


def faults(method: str, path: str, body: Any) -> list[str]:
    """Every reason why Discord would not take this body; empty when it would."""
    return [*_ours(body), *_theirs(method, path, body)]


def _ours(body: Any) -> Iterator[str]:
    if isinstance(body, list):
        yield from _commands(body)
        return
    if not isinstance(body, dict):
        return
    data = body["data"] if isinstance(body.get("data"), dict) else body
    yield from _message(data, form=body.get("type") == FORM)
    yield from _choices(data.get("choices") or [])


def _message(data: dict[str, Any], *, form: bool) -> Iterator[str]:
    parts = list(walk(data.get("components") or []))
    if units(data.get("content") or "") > limits.CONTENT:
        yield "content is too long"
    if data.get("content") and parts and data.get("flags", 0) & V2:
        yield "content beside components"
    if len(parts) > limits.COMPONENTS:
        yield f"{len(parts)} components"
    text = sum(units(part["content"]) for part in parts if part["type"] == 10)
    if text > limits.TEXT:
        yield f"{text} characters of text"
    ids = [part["custom_id"] for part in parts if part.get("custom_id")]
    if len(ids) != len(set(ids)):
        yield "a custom id stands twice"
    for part in parts:
        yield from _part(part)
    if (
        parts
        and not form
        and data.get("allowed_mentions") != {"parse": []}
        and not _nobody(data.get("allowed_mentions"))
    ):
        yield f"it may ping: {data.get('allowed_mentions')}"


def _nobody(mentions: dict[str, Any] | None) -> bool:
    mentions = mentions or {}
    return mentions.get("parse") == [] and not mentions.get("users") and not mentions.get("replied_user")


def _part(part: dict[str, Any]) -> Iterator[str]:
    if part["type"] == 10 and not part["content"]:
        yield "an empty text"
    if part["type"] in (1, 17) and not part["components"]:
        yield "an empty row or container"
    if part["type"] == 1 and len(part["components"]) > limits.BUTTONS:
        yield "too many buttons in a row"
    if part["type"] != 2:
        return
    if not 1 <= units(part.get("label") or "") <= limits.LABEL:
        yield f"a label of {units(part.get('label') or '')}"
    if units(part.get("custom_id") or "") > limits.CUSTOM_ID or not (part.get("custom_id") or part.get("url")):
        yield f"a custom id of {units(part.get('custom_id') or '')}"
    if part.get("url") and (not re.match(r"https?://", part["url"]) or units(part["url"]) > limits.URL):
        yield f"a link to {part['url'][:40]}"


def _choices(choices: list[dict[str, Any]]) -> Iterator[str]:
    if len(choices) > limits.CHOICES:
        yield f"{len(choices)} choices"
    for choice in choices:
        if not 1 <= units(choice["name"]) <= limits.CHOICE or not 1 <= units(str(choice["value"])) <= limits.CHOICE:
            yield f"a choice of {units(choice['name'])}"


def _commands(commands: list[dict[str, Any]]) -> Iterator[str]:
    for command in commands:
        names = [command["name"], *(command.get("name_localizations") or {}).values()]
        slash = command.get("type", 1) == 1
        if any(not 1 <= units(name) <= limits.NAME for name in names):
            yield f"the name of {command['name']}"
        for thing in [command, *(command.get("options") or [])] if slash else []:
            told = [thing["name"], *(thing.get("name_localizations") or {}).values()]
            if any(not _NAME.fullmatch(name) or name != name.lower() for name in told):
                yield f"the name of {command['name']} {thing['name']}"
            said = [thing["description"], *(thing.get("description_localizations") or {}).values()]
            if any(not 1 <= units(text) <= limits.DESCRIPTION for text in said):
                yield f"the description of {command['name']} {thing['name']}"
        if len(json.dumps(command)) > 8000:
            yield f"{command['name']} is too large"


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        yield from walk([component["component"]] if component.get("component") else [])


def _theirs(method: str, path: str, body: Any) -> Iterator[str]:
    validator = _validator(method.upper(), re.sub(r"^/api/v\d+", "", path.split("?")[0]))
    if validator:
        for error in validator.iter_errors(_written(body)):
            yield f"{error.json_path}: {error.message[:300]}"


def _written(value: Any, key: str = "") -> Any:
    """Ids as Discord writes them: it reads them as numbers too, which is how discord.py sends some."""
    if isinstance(value, dict):
        file = key == "attachments"  # the number of a file in the same message counts as its id
        return {name: str(item) if file and name == "id" else _written(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_written(item, key) for item in value]
    return str(value) if isinstance(value, int) and key.endswith("_id") else value


@lru_cache(maxsize=1)
def _described() -> dict[str, Any]:
    return json.loads(DESCRIPTION.read_text(encoding="utf-8")) if DESCRIPTION.is_file() else {"paths": {}}


@lru_cache(maxsize=256)
def _validator(method: str, path: str) -> Draft202012Validator | None:
    """Of the request body of a route, as Discord describes it."""
    described = _described()
    for template, methods in described["paths"].items():
        if method.lower() in methods and re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path):
            content = methods[method.lower()].get("requestBody", {}).get("content", {})
            schema = content.get("application/json", {}).get("schema")
            if schema:
                return Draft202012Validator({**schema, "components": described["components"]})
    return None

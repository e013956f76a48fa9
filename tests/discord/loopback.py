"""A small Discord on this machine: REST v10 and a gateway on one port, enough for a real process to live in."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

APP, ME, GUILD, CHANNEL, ANN = (
    100000000000000001,
    100000000000000002,
    200000000000000001,
    300000000000000001,
    400000000000000001,
)
_EPOCH = 1420070400000


@dataclass
class Call:
    method: str
    path: str
    body: Any
    at: float


@dataclass
class Loopback:
    """What happened is in `calls` and `received`; `hold` lets the next matching call wait, `limit` answers it 429."""

    calls: list[Call] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    hold: dict[str, float] = field(default_factory=dict)
    limit: dict[str, int] = field(default_factory=dict)
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    originals: dict[str, int] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)  # what lies on the host of attachments
    sockets: list[Gateway] = field(default_factory=list)
    url: str = ""
    refuse: bool = False  # the token is not known
    _serial: Any = field(default_factory=lambda: itertools.count(1))
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> None:
        app = web.Application()
        app.add_routes([web.get("/gateway/", self._gateway), web.route("*", "/api/v10/{path:.*}", self._rest)])
        app.add_routes([web.get("/attachments/{name}", self._attachment)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"{host}:{port}"

    async def stop(self) -> None:
        await self._runner.cleanup()

    # -------------------------------------------------------------- what a test does
    async def until(self, found: Callable[[], Any], seconds: float = 10) -> Any:
        """Waits for something to have happened and gives it back."""
        end = time.monotonic() + seconds
        while not (value := found()):
            left = end - time.monotonic()
            assert left > 0, f"it did not happen; the last calls: {self.calls[-5:]}"
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), min(left, 0.2))
            except TimeoutError:
                continue
        return value

    def called(self, method: str, pattern: str, since: int = 0) -> list[Call]:
        return [call for call in self.calls[since:] if call.method == method and re.search(pattern, call.path)]

    def ops(self, op: int) -> list[dict[str, Any]]:
        return [event for event in self.received if event["op"] == op]

    async def ask(self, data: dict[str, Any], kind: int = 2, **fields: Any) -> str:
        """Sends an interaction; -> its token."""
        token = f"interaction-token-{next(self._serial)}-{'x' * 20}"
        event = {**_interaction(self._snowflake(), token), "type": kind, "data": data, **fields}
        await self.sockets[-1].dispatch("INTERACTION_CREATE", event)
        return token

    async def slash(self, name: str, options: dict[str, str] | None = None, **fields: Any) -> str:
        given = [{"name": key, "type": 3, "value": value} for key, value in (options or {}).items()]
        return await self.ask({"id": "1", "name": name, "type": 1, "options": given}, **fields)

    async def answer(self, token: str, seconds: float = 10) -> dict[str, Any]:
        """The message an interaction ended in."""
        await self.until(lambda: self.called("PATCH", f"/{token}/messages/@original"), seconds)
        return self.messages[self.originals[token]]

    # -------------------------------------------------------------- REST
    async def _rest(self, request: web.Request) -> web.Response:
        path = "/" + request.match_info["path"]
        body = await _body(request)
        self.calls.append(Call(request.method, path, body, time.monotonic()))
        self._changed.set()
        for pattern, left in self.limit.items():
            if left and re.search(pattern, path):
                self.limit[pattern] = left - 1
                headers = {"Via": "1.1 loopback", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "0.3"}
                return _json({"message": "slow down", "retry_after": 0.3, "global": False}, status=429, headers=headers)
        for pattern, seconds in list(self.hold.items()):
            if re.search(pattern, path):
                del self.hold[pattern]
                await asyncio.sleep(seconds)
        return self._answer(request.method, path, body)

    async def _attachment(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["name"]])

    def attached(self, name: str, data: bytes) -> dict[str, Any]:
        """A file somebody sends, as an event tells of it."""
        self.files[name] = data
        url = f"http://{self.url}/attachments/{name}"
        return {"id": str(self._snowflake()), "filename": name, "size": len(data), "url": url, "proxy_url": url}

    def _answer(self, method: str, path: str, body: Any) -> web.Response:
        if self.refuse:
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        if path == "/users/@me":
            return _json({"id": str(ME), "username": "onrecord", "discriminator": "0", "avatar": None, "bot": True})
        if path == "/oauth2/applications/@me":
            return _json(_application())
        if path == "/gateway/bot":
            limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
            return _json({"url": f"ws://{self.url}/gateway/", "shards": 1, "session_start_limit": limit})
        if path.endswith("/commands"):
            return _json(
                [
                    {"description": "", **one, "id": str(n), "application_id": str(APP), "version": "1"}
                    for n, one in enumerate(body, 1)
                ]
            )
        if found := re.fullmatch(r"/interactions/(\d+)/([^/]+)/callback", path):
            return self._callback(found[2], body)
        if found := re.fullmatch(r"/webhooks/\d+/([^/]+)/messages/@original", path):
            return _json(self._message(body, self.originals.setdefault(found[1], self._snowflake())))
        return _json(self._message(body, self._snowflake()))

    def _callback(self, token: str, body: dict[str, Any]) -> web.Response:
        if body["type"] in (4, 5):
            message = self._message(body.get("data") or {}, self._snowflake())
            self.originals[token] = int(message["id"])
        return _json({"interaction": {"id": "1", "type": 2, "response_message_id": str(self.originals.get(token, 1))}})

    def _message(self, body: dict[str, Any], id: int) -> dict[str, Any]:
        old = self.messages.get(id) or {"flags": 0}
        self.messages[id] = {
            "id": str(id),
            "type": 0,
            "channel_id": str(CHANNEL),
            "author": {"id": str(ME), "username": "onrecord", "discriminator": "0", "avatar": None, "bot": True},
            "content": "",
            "timestamp": "2026-01-01T00:00:00+00:00",
            "edited_timestamp": None,
            "mentions": [],
            "mention_roles": [],
            "mention_everyone": False,
            "attachments": [],
            "embeds": [],
            "tts": False,
            "pinned": False,
            "components": body.get("components") or [],
            "flags": old["flags"] | (body.get("flags") or 0),
        }
        return self.messages[id]

    def _snowflake(self) -> int:
        return (int(time.time() * 1000) - _EPOCH << 22) + next(self._serial)

    # -------------------------------------------------------------- the gateway
    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        gateway = Gateway(socket, self)
        await gateway.send(10, {"heartbeat_interval": 2000})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                event = json.loads(message.data)
                self.received.append(event)
                self._changed.set()
                await gateway.hear(event)
        return socket


class Gateway:
    """One connection, compressed as Discord does it: a stream whose every message ends with a flush."""

    serial = 0

    def __init__(self, socket: web.WebSocketResponse, town: Loopback) -> None:
        self._socket, self._town = socket, town
        self._stream = zlib.compressobj()

    async def send(self, op: int, data: Any, name: str | None = None, serial: int | None = None) -> None:
        text = json.dumps({"op": op, "d": data, "t": name, "s": serial}).encode()
        await self._socket.send_bytes(self._stream.compress(text) + self._stream.flush(zlib.Z_SYNC_FLUSH))

    async def dispatch(self, name: str, data: Any) -> None:
        Gateway.serial += 1
        await self.send(0, data, name, Gateway.serial)

    async def drop(self) -> None:
        """As when a cable is pulled."""
        transport = self._socket._req.transport if self._socket._req else None
        if transport:
            transport.abort()

    async def hear(self, event: dict[str, Any]) -> None:
        if event["op"] == 1:
            await self.send(11, None)
        elif event["op"] == 2:
            self._town.sockets.append(self)
            await self.dispatch("READY", self._ready())
            await self.dispatch("GUILD_CREATE", guild())
        elif event["op"] == 6:
            self._town.sockets.append(self)
            await self.dispatch("RESUMED", {})

    def _ready(self) -> dict[str, Any]:
        return {
            "v": 10,
            "user": {"id": str(ME), "username": "onrecord", "discriminator": "0", "avatar": None, "bot": True},
            "guilds": [{"id": str(GUILD), "unavailable": True}],
            "session_id": "session",
            "resume_gateway_url": f"ws://{self._town.url}/gateway/",
            "shard": [0, 1],
            "application": {"id": str(APP), "flags": 0},
        }


def person(id: int = ANN, name: str = "ann") -> dict[str, Any]:
    return {"id": str(id), "username": name, "global_name": name.title(), "discriminator": "0", "avatar": None}


def member(id: int = ANN, name: str = "ann", permissions: int = (1 << 53) - 1) -> dict[str, Any]:
    joined = "2025-01-01T00:00:00+00:00"
    return {"user": person(id, name), "roles": [], "joined_at": joined, "deaf": False, "mute": False, "flags": 0,
            "permissions": str(permissions)}  # fmt: skip


def channel() -> dict[str, Any]:
    return {"id": str(CHANNEL), "type": 0, "name": "newsroom", "position": 0, "permission_overwrites": [],
            "nsfw": False, "parent_id": None, "guild_id": str(GUILD), "permissions": "0"}  # fmt: skip


def guild() -> dict[str, Any]:
    everyone = {"id": str(GUILD), "name": "@everyone", "color": 0, "hoist": False, "position": 0, "permissions": "0",
                "managed": False, "mentionable": False, "flags": 0}  # fmt: skip
    return {"id": str(GUILD), "name": "Newsroom", "owner_id": str(ANN), "roles": [everyone], "emojis": [],
            "features": [], "channels": [channel()], "members": [], "member_count": 2, "threads": [],
            "voice_states": [], "presences": [], "stickers": [], "stage_instances": [],
            "guild_scheduled_events": [], "afk_timeout": 300, "mfa_level": 0,
            "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "nsfw_level": 0,
            "system_channel_flags": 0, "premium_tier": 0, "preferred_locale": "en-US",
            "unavailable": False}  # fmt: skip


def _interaction(id: int, token: str) -> dict[str, Any]:
    return {"id": str(id), "application_id": str(APP), "token": token, "version": 1, "guild_id": str(GUILD),
            "guild": {"id": str(GUILD), "locale": "en-US", "features": []}, "channel_id": str(CHANNEL),
            "channel": channel(), "member": member(), "locale": "en-US", "guild_locale": "en-US", "context": 0,
            "app_permissions": str((1 << 53) - 1), "entitlements": [], "attachment_size_limit": 10_000_000,
            "authorizing_integration_owners": {"0": str(GUILD)}}  # fmt: skip


def _application() -> dict[str, Any]:
    return {"id": str(APP), "name": "On Record", "icon": None, "description": "", "bot_public": True, "flags": 0,
            "bot_require_code_grant": False, "verify_key": "0" * 64, "owner": person(), "team": None, "hook": True,
            "summary": "", "redirect_uris": []}  # fmt: skip


async def _body(request: web.Request) -> Any:
    """What was sent; of a message with files the message, for the files are beside it."""
    if not request.can_read_body:
        return None
    if request.content_type != "multipart/form-data":
        return await request.json()
    return json.loads(str((await request.post())["payload_json"]))


def _json(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    # discord.py reads a body as JSON only where the type is exactly this, without a charset.
    raw = json.dumps(body).encode()
    return web.Response(body=raw, status=status, headers={"Content-Type": "application/json", **(headers or {})})

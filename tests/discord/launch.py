"""Starts the real bot, with Discord's addresses pointing at this machine: launch.py HOST:PORT ARGUMENTS…

Only a test can do this; no setting of the product can send a token anywhere but to Discord.
"""

from __future__ import annotations

import sys

if __name__ == "__main__":  # the processes that read files begin with this file, too, and need no Discord
    import yarl
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    from bot.__main__ import main
    from bot.discord import attachments

    address, *arguments = sys.argv[1:]
    assert address.startswith("127.0.0.1:")
    Route.BASE = f"http://{address}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{address}/gateway/")
    attachments.ORIGINS = frozenset({f"http://{address}"})
    sys.exit(main(arguments))

"""HEAD is answered as GET is, without the body: whoever only wants to know whether a page is there is told so.

What tablets ask has a HEAD of its own, which stays as it is.
"""

from __future__ import annotations

from sync_server.gate.packing import App, Message, Receive, Send

ONLY_HEAD = "planton.only_head"
"""What a scope says of a request that gets no body."""


class Heads:
    """A ring around an application, for which every HEAD is a GET."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD" or scope["path"].startswith("/v1/"):
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                if message.get("more_body", False):
                    return
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET", ONLY_HEAD: True}, receive, send_head)

"""Running the web server: one process, plain HTTP/1.1, no headers that say what it is made of."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from sync_server.asgi import make_app
from sync_server.bootstrap import open_here
from sync_server.office import Office
from sync_server.settings import Settings, SettingsError, bracketed

_KEEP_ALIVE_S = 75
_GOODBYE_S = 20
_BACKLOG = 128


def serve(settings: Settings, on_ready: Callable[[str, Office], None]) -> None:
    """Serve until a signal ends it; `on_ready` gets the address beforehand. Raises SettingsError or Problem."""
    listening = listen(settings)
    with listening:
        office = open_here(settings)
        server = make_server(office)
        port = listening.getsockname()[1]
        on_ready(f"http://{bracketed(settings.host)}:{port}", office)
        server.run(sockets=[listening])


def listen(settings: Settings) -> socket.socket:
    """The port, taken before anything else, so that a taken one is a sentence and not a trace."""
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        return socket.create_server((settings.host, settings.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        address = f"{bracketed(settings.host)}:{settings.port}"
        raise SettingsError("command.port_taken", address=address, cause=error.strerror or str(error)) from error


def make_server(office: Office) -> uvicorn.Server:
    """A server over an office, not yet running."""
    config = uvicorn.Config(
        make_app(office), http="h11", ws="none", loop="asyncio", lifespan="on", log_config=None, access_log=False,
        server_header=False, date_header=False, timeout_keep_alive=_KEEP_ALIVE_S, timeout_graceful_shutdown=_GOODBYE_S,
    )  # fmt: skip
    return uvicorn.Server(config)

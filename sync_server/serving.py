"""Running the web server: plain HTTP/1.1, no headers that say what it is made of, in one process or in several.

Whatever several processes must agree upon is in the database; a process keeps to itself only what it could lose.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import signal
import socket
from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import uvicorn

from sync_server.asgi import make_app
from sync_server.bootstrap import open_here
from sync_server.crew import Crew
from sync_server.office import Office
from sync_server.settings import Settings, SettingsError, bracketed

_KEEP_ALIVE_S = 75
_GOODBYE_S = 20
_BACKLOG = 128
_YOUNG, _ROUNDS = 5_000, 10


def serve(settings: Settings, on_ready: Callable[[str, Office], None]) -> None:
    """Serve until a signal ends it; `on_ready` gets the address beforehand. Raises SettingsError or Problem."""
    listening = listen(settings)
    with listening:
        # One process upgrades, folds and makes the first checkpoint before there are several.
        office = open_here(settings)
        port = listening.getsockname()[1]
        address = f"http://{bracketed(settings.host)}:{port}"
        if settings.workers == 1:
            on_ready(address, office)
            _collect_rarely()
            make_server(office).run(sockets=[listening])
            return
        office.close()
        on_ready(address, office)
        Crew(settings.workers, serve_as_worker, replace(settings, port=port), listening).run()


def serve_as_worker(settings: Settings, listening: socket.socket) -> None:
    """One of several: serve until told to end, or until the parent is gone."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    server = make_server(open_here(settings))
    parent = multiprocessing.parent_process()

    def end_with_parent() -> None:
        if parent is not None:
            parent.join()
            signal.raise_signal(signal.SIGTERM)

    Thread(target=end_with_parent, name="planton-parent", daemon=True).start()
    _collect_rarely()
    server.run(sockets=[listening])


def _collect_rarely() -> None:
    """What was loaded and opened until now stays for as long as the process. Left to itself Python would look through
    all of it in the middle of every other large page, which then takes half as long again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _ROUNDS, _ROUNDS)


def listen(settings: Settings) -> socket.socket:
    """The port, taken before anything else, so that a taken one is a sentence and not a trace."""
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        listening = socket.create_server((settings.host, settings.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        address = f"{bracketed(settings.host)}:{settings.port}"
        raise SettingsError("command.port_taken", address=address, cause=error.strerror or str(error)) from error
    # What it accepts inherits this. Else the second write of an answer waits for the other side's delayed
    # acknowledgement of the first, some 40 ms; asyncio sees to it only where a socket names its protocol.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def make_server(office: Office) -> uvicorn.Server:
    """A server over an office, not yet running."""
    config = uvicorn.Config(
        make_app(office), http="h11", ws="none", loop="asyncio", lifespan="on", log_config=None, access_log=False,
        server_header=False, date_header=False, timeout_keep_alive=_KEEP_ALIVE_S, timeout_graceful_shutdown=_GOODBYE_S,
    )  # fmt: skip
    return uvicorn.Server(config)

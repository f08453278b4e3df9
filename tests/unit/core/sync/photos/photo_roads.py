"""A way for photos to a server in this process that may be cut anywhere, and the office's steps in few words."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from core.domain.problems import Problem
from core.sync.photos import lane
from core.sync.photos.lane import (
    PhotoProgress,
    Standing,
    send_photos,
)
from core.sync.photos.tus import Heading
from core.usecases.ports import SideRow
from tests.fieldwork import Field
from tests.photos import heading, picture
from tools.sample import SampleServer

CUT = Problem("server_unreachable", address="x")
PICTURE = picture()


@dataclass
class Road:
    """The lane's Road to a server in this process. `fails` may cut a request: it answers how many of its bytes arrive,
    all of them being an answer that is lost, or None to let it through.
    """

    server: SampleServer
    fails: Callable[[int, int], int | None] = lambda _number, _size: None
    asked: list[tuple[str, int, int]] = field(default_factory=list)
    """Hash, offset (-1 for a beginning) and number of bytes of each request, cut or not."""

    def begin_photo(self, heading: Heading) -> int:
        self.asked.append((heading.hash, -1, 0))
        arrives = self.fails(len(self.asked), 0)
        if arrives is not None and random.Random(len(self.asked)).random() < 0.5:
            raise CUT
        offset = lane.begin(self.server.store, self.server.clock, heading).offset
        if arrives is not None:
            raise CUT
        return offset

    def send_part(self, heading: Heading, offset: int, data: bytes) -> int:
        self.asked.append((heading.hash, offset, len(data)))
        arrives = self.fails(len(self.asked), len(data))
        told = (heading.origin, heading.hash, heading.signature)
        if arrives is not None:
            if arrives:
                lane.add_part(self.server.store, self.server.clock, *told, offset, data[:arrives])
            raise CUT
        return lane.add_part(self.server.store, self.server.clock, *told, offset, data).offset


def send(one: Field, road: Any, **options: Any) -> PhotoProgress:
    return send_photos(one.store, one.clock, one.tablet.key, road, **options)


def to_send(one: Field) -> list[str]:
    with one.store.reading() as session:
        return [view.hash for view in session.photos().to_send()]


def told(one: Field, photo: SideRow = PICTURE) -> Heading:
    return heading(one.origin, photo, one.store.programme, one.tablet.key)


def begin(server: SampleServer, heading: Heading) -> Standing:
    return lane.begin(server.store, server.clock, heading)


def add(server: SampleServer, heading: Heading, offset: int, data: bytes) -> int:
    return lane.add_part(
        server.store, server.clock, heading.origin, heading.hash, heading.signature, offset, data
    ).offset


def rows(server: SampleServer, table: str) -> int:
    with server.store.reading() as session:
        return int(session.connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar())

"""Pushes of records that the server has already, as they come again after a lost answer: from the bytes that arrive to
the bytes of the answer, against checking the signature alone.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from core.sync.trust.keys import verify
from core.sync.turns.answering import give_answer
from core.sync.turns.batch_size import MOST_BYTES
from core.sync.turns.conversation import converse, next_request
from core.sync.wire import packing
from core.sync.wire.messages import Answer
from tools.bench.databases import Database
from tools.bench.row import Row, at_least, median, repeated
from tools.bench.travelling import unfolding, write_own
from tools.bench.world import World, days_for, enrol, make_world, parts

RECORDS = 3_000
REPETITIONS = 21
WANTED = 100_000


def bench(database: Database, folder: Path) -> list[Row]:
    world = make_world(database.fresh(), committees=2)
    tablet = unfolding(enrolled := enrol(world, 0, folder / f"known-{database.name}.db"))
    said = [data for part in parts(world, days_for(RECORDS, 1), world.writers[:1]) for data in part.records][:RECORDS]
    write_own(tablet, 1, said)
    converse(tablet.store, world.server.clock, tablet.key, lambda turn: _answer(world, packing.pack_request(turn)))
    with tablet.store.writing() as session:
        session.put_note("acked_seq", bytes(8))  # As if the last answer had been lost, and nothing else.
    with tablet.store.reading() as session:
        request = next_request(session, tablet.key, MOST_BYTES)
    body = packing.pack_request(request)
    if len(request.records) != RECORDS or _answer(world, body).state != "unchanged":
        raise RuntimeError("not the batch that was meant")
    taken = median(repeated(partial(_answer, world, body), REPETITIONS))
    message, signature = request.signed_part(), bytes.fromhex(request.signature)
    limit = median(repeated(partial(verify, tablet.key.public_key, message, signature), REPETITIONS))
    number = len(request.records)
    for store in (world.store, tablet.store, enrolled.store):
        store.engine.dispose()
    name = f"known_batch_records_per_s_{database.name}"
    return [at_least(name, number / taken, "records/s", number / limit, WANTED)]


def _answer(world: World, body: bytes) -> Answer:
    server = world.server
    request = packing.unpack_request(body)
    answer = give_answer(replace(server.answering, settle=lambda: None), request)
    return packing.unpack_answer(packing.pack_answer(answer, with_lzma=True))

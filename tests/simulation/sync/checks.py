"""What must be true after a season, once everybody who still can has met the server in peace: one list of functions.

Everything is worked out a second time from the bytes in the tables; what the product says of itself is only compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from core.domain.chain import chain_over, chain_start
from core.domain.merkle import Tree, grow, root
from core.domain.records import read_record, record_id, split_record_id
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.storage.compare import fingerprints, trial_balance_centimos, unbalanced_entries, wrong_balances
from core.storage.store import SqlStore
from core.sync.trust.checkpoints import log_name, read_checkpoint
from core.sync.trust.own_past import compare_past
from core.usecases import notes
from core.usecases.office.grants import committees_of_tablet
from tests.simulation.money import audit
from tests.simulation.money.books import read_books
from tests.simulation.money.world import Device
from tests.simulation.sync.copies import was_of
from tests.simulation.sync.season import Season
from tests.stores import projections

Log = dict[str, dict[int, bytes]]
_MADE_ONE = ("workday", "planting", "replanting", "ready_accepted", "member")


@dataclass
class Holding:
    """All of one machine's log and feed."""

    log: Log = field(default_factory=dict)
    heads: dict[str, dict[int, bytes]] = field(default_factory=dict)
    feed: list[bytes] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    checkpoints: list[tuple[int, bytes, str]] = field(default_factory=list)
    origins: dict[str, tuple[bytes, int, bytes]] = field(default_factory=dict)


def holding(store: SqlStore) -> Holding:
    held = Holding()
    with store.reading() as session:
        ask = session.connection.exec_driver_sql
        for origin, seq, data, head in ask("SELECT origin, seq, data, head FROM log ORDER BY origin, seq"):
            held.log.setdefault(origin, {})[seq] = bytes(data)
            held.heads.setdefault(origin, {})[seq] = bytes(head)
        for position, origin, seq, number in ask(
            "SELECT first_position, origin, first_seq, number FROM feed ORDER BY first_position"
        ):
            held.starts.append(position - len(held.feed))
            held.places += [(origin, seq + index) for index in range(number)]
            held.feed += [held.log[origin][seq + index] for index in range(number)]
        held.checkpoints = [
            (size, bytes(hash_), note)
            for size, hash_, note in ask("SELECT size, root, note FROM checkpoint ORDER BY size")
        ]
        held.origins = {
            name: (bytes(key), seq, bytes(head))
            for name, key, seq, head in ask("SELECT origin, public_key, seq, head FROM origin")
        }
    return held


@dataclass
class Outcome:
    """The season, with what the server and those who came hold at its end."""

    season: Season
    server: Holding
    present: list[tuple[Device, Holding]]

    @property
    def in_use(self) -> list[tuple[Device, Holding]]:
        return [(device, held) for device, held in self.present if device.is_in_use]


Check = Callable[[Outcome], Iterator[str]]


def findings(season: Season) -> list[str]:
    """Everything that is wrong; all checks always run."""
    present = [(device, holding(device.store)) for device in season.devices if device.where != "lost"]
    outcome = Outcome(season, holding(season.server.store), present)
    return [f"{check.__name__}: {finding}" for check in CHECKS for finding in check(outcome)]


def everybody_has_everything(outcome: Outcome) -> Iterator[str]:
    for device, held in outcome.in_use:
        if held.feed != outcome.server.feed:
            yield f"{device.slot} holds {len(held.feed)} of {len(outcome.server.feed)} records, or others"
        with device.store.reading() as session:
            own, acked = notes.number(session, "own_seq"), notes.number(session, "acked_seq")
        if own != acked:
            yield f"{device.slot} has {own} records of its own, of which {acked} are said to have arrived"


def none_is_lost(outcome: Outcome) -> Iterator[str]:
    """What a tablet called saved is on that tablet, and at the end on the server, byte for byte."""
    for device, held in outcome.present:
        there = outcome.server.log.get(device.origin, {})
        for seq, data in outcome.season.promises.saved[device.slot].items():
            if held.log.get(device.origin, {}).get(seq) != data:
                yield f"{record_id(device.origin, seq)} is gone from {device.slot}, which had called it saved"
            elif there.get(seq) != data:
                yield f"{record_id(device.origin, seq)} of {device.slot} is not on the server"


def what_somebody_still_held_has_come_back(outcome: Outcome) -> Iterator[str]:
    """Of every origin, as far as a tablet that came had it under a checkpoint that it had recomputed."""
    doubted = _doubted(outcome)
    for device, held in outcome.present:
        for origin, last in outcome.season.promises.confirmed[device.slot].items():
            there = outcome.server.log.get(origin, {})
            lost = [seq for seq in range(1, last + 1) if held.log[origin].get(seq) != there.get(seq)]
            if lost and origin not in doubted:
                yield f"{device.slot} held {origin} up to {last}; the server lacks {lost}"


def receipts_are_true(outcome: Outcome) -> Iterator[str]:
    """What a tablet called safe is on the server: also of one that was lost, if no restore came after its receipt."""
    season = outcome.season
    there = set(outcome.server.places)
    for device in season.devices:
        safe, restores = season.promises.receipts.get(device.slot, (0, 0))
        if restores < season.restores and device.where == "lost":
            continue
        for seq in range(1, safe + 1):
            if (device.origin, seq) not in there:
                yield f"{record_id(device.origin, seq)} was called safe by {device.slot} and is not in the feed"
    for identifier, restores in season.promises.office:
        origin, _, seq = identifier.rpartition("-")
        if restores == season.restores and (origin, int(seq)) not in there:
            yield f"{identifier} was stated by the office and is not in the feed"


def _doubted(outcome: Outcome) -> set[str]:
    """Origins of which the server has kept two signed histories for a person to look at."""
    with outcome.season.server.store.reading() as session:
        return {origin for origin in outcome.server.origins if session.note(f"equivocation/{origin}")}


def nobody_is_accused(outcome: Outcome) -> Iterator[str]:
    """No tablet here ever signed two histories, and nobody has changed the past: whatever was damaged on the way."""
    season = outcome.season
    tablets = {device.origin for device in season.devices}
    for origin in sorted(_doubted(outcome) & tablets):
        yield f"{origin} is said to have signed two histories"
    for device, _ in outcome.present:
        with device.store.reading() as session:
            if session.note("alarm"):
                yield f"{device.slot} sounds the alarm"


def what_was_copied_counts_once(outcome: Outcome) -> Iterator[str]:
    """What a tablet that began anew had not seen arrive is there, at first hand or recorded again; where it is both,
    one of them counts.
    """
    records = outcome.server.log
    again: dict[str, list[str]] = {}
    for origin, said in records.items():
        for seq, data in said.items():
            if b'"was":' in data and (was := read_record(data).was):
                again.setdefault(was, []).append(record_id(origin, seq))
    with outcome.season.server.store.reading() as session:
        state = session.state()
        for device, _ in outcome.in_use:
            for identifier, data in outcome.season.set_aside.get(device.slot, {}).items():
                origin, seq = split_record_id(identifier)
                first = [identifier] if records.get(origin, {}).get(seq) == data else []
                # One that was recorded again before is among both.
                there = list(dict.fromkeys([*first, *again.get(was_of(identifier, data), [])]))
                if not there:
                    yield f"{identifier} was set aside by {device.slot} and is nowhere"
                elif counting := _counting(state, there):
                    yield f"{counting} of {there} count, which are one record"


def _counting(state: State, there: list[str]) -> list[str]:
    """Those that count, where they are more than one and of a kind that the rules make one of."""
    rows = [state.get(EffectiveRecord, identifier) for identifier in there]
    found = [row.id for row in rows if row is not None and row.status == "live" and row.kind in _MADE_ONE]
    return found if len(found) > 1 else []


def none_is_doubled(outcome: Outcome) -> Iterator[str]:
    for name, held in (("the server", outcome.server), *((device.slot, held) for device, held in outcome.present)):
        for times in (Counter(held.feed), Counter(held.places)):
            if [twice for twice, number in times.items() if number > 1]:
                yield f"{name} has {[twice for twice, number in times.items() if number > 1]} twice"
        if any(start != 1 for start in held.starts):
            yield f"the positions of {name} have gaps or overlap"


def order_per_origin_is_kept(outcome: Outcome) -> Iterator[str]:
    for name, held in (("the server", outcome.server), *((device.slot, held) for device, held in outcome.in_use)):
        seen: Counter[str] = Counter()
        for origin, seq in held.places:
            seen[origin] += 1
            if seq != seen[origin]:
                yield f"{name} has {origin}-{seq} in the place of number {seen[origin]}"


def chains_hold(outcome: Outcome) -> Iterator[str]:
    programme = outcome.season.server.store.programme
    for name, held in (("the server", outcome.server), *((device.slot, held) for device, held in outcome.present)):
        for origin, records in held.log.items():
            key, seq, head = held.origins[origin]
            heads = chain_over(chain_start(programme, key), list(records.values()))
            if list(records) != list(range(1, len(records) + 1)) or heads != list(held.heads[origin].values()):
                yield f"the chain of {origin} is broken on {name}"
            elif seq and head != heads[seq - 1]:
                yield f"{name} knows another head of {origin}-{seq}"


def tree_is_one(outcome: Outcome) -> Iterator[str]:
    """Every checkpoint that stands anywhere is the root over the server's first so many records."""
    machines = [("the server", outcome.server), *((device.slot, held) for device, held in outcome.in_use)]
    sizes = sorted({size for _, held in machines for size, _, _ in held.checkpoints})
    tree, roots = Tree(), {}
    for size in sizes:
        tree = grow(tree, outcome.server.feed[tree.size : size])
        roots[size] = root(tree) if tree.size == size else b""
    for name, held in machines:
        for size, said, _ in held.checkpoints:
            if roots[size] != said:
                yield f"{name} holds a checkpoint of {size} records with another root"
        if not held.checkpoints or held.checkpoints[-1][0] != len(outcome.server.feed):
            yield f"{name} holds no checkpoint of all {len(outcome.server.feed)} records"
    server = outcome.season.server
    size, said, note = outcome.server.checkpoints[-1]
    signed = read_checkpoint(note, log_name(server.store.programme, server.origin), server.key.public_key)
    if (signed.size, signed.root) != (size, said):
        yield "the last checkpoint says another thing than was signed"
    if not compare_past(server.store):
        yield "the server takes its own past for one that was changed by hand"


def all_converge(outcome: Outcome) -> Iterator[str]:
    expected = fingerprints(outcome.season.server.store)
    for device, _ in outcome.in_use:
        found = fingerprints(device.store)
        if apart := [name for name in expected if expected[name] != found[name]]:
            yield f"{device.slot} differs in {apart}"


def names_are_where_they_belong(outcome: Outcome) -> Iterator[str]:
    """A tablet holds every name of the committees it works for that the office has, and none of any other."""
    server = outcome.season.server.store
    for device, _ in outcome.in_use:
        with device.store.reading() as session:
            ask = session.connection.exec_driver_sql
            held = {hash_ for (hash_,) in ask("SELECT hash FROM side_row")}
            named = {hash_ for (hash_,) in ask("SELECT hash FROM side_reference WHERE is_photo = 0")}
            waiting = {photo.hash for photo in session.photos().to_send()}
        with server.reading() as session:
            theirs = session.shareable_side_rows(named, committees_of_tablet(session, device.origin))
        allowed = {row.hash for row in theirs}
        if missing := allowed - held:
            yield f"{device.slot} lacks {len(missing)} names of its committees"
        if foreign := (held & named) - allowed - waiting:
            in_log = {row.hash for row in _rows_of(server, foreign)}
            yield f"{device.slot} still holds {len(foreign)} names of others, {len(in_log)} of which the office has"


def _rows_of(store: SqlStore, hashes: set[str]) -> list[Any]:
    with store.reading() as session:
        return session.side_rows(hashes)


def books_hold(outcome: Outcome) -> Iterator[str]:
    store = outcome.season.server.store
    if trial := trial_balance_centimos(store):
        yield f"the trial balance is {trial}"
    for entry in unbalanced_entries(store):
        yield f"entry {entry} does not sum to zero"
    for account in wrong_balances(store):
        yield f"the kept balance of {account} is not that of its lines"
    books = read_books(store)
    yield from audit.findings(books)
    yield from audit.disagreements(store, books)


def rows_are_those_of_the_log(outcome: Outcome) -> Iterator[str]:
    """On the server and on one tablet; nothing is looked at afterwards."""
    for name, store in (("the server", outcome.season.server.store), *_first(outcome)):
        stepped = projections(store)
        store.refold()
        rebuilt = projections(store)
        for kind, rows in stepped.items():
            if rebuilt[kind] != rows:
                yield f"{kind} on {name} is another when it is rebuilt"


def _first(outcome: Outcome) -> list[tuple[str, Any]]:
    return [(device.slot, device.store) for device, _ in outcome.in_use[:1]]


CHECKS: tuple[Check, ...] = (
    everybody_has_everything, none_is_lost, what_somebody_still_held_has_come_back, receipts_are_true,
    what_was_copied_counts_once, nobody_is_accused, none_is_doubled, order_per_origin_is_kept, chains_hold,
    tree_is_one, all_converge, names_are_where_they_belong, books_hold, rows_are_those_of_the_log,
)  # fmt: skip

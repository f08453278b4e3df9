"""Typed facts behind rows: what a record or a thing says now, with its corrections applied."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

from core.domain import canon
from core.domain.epochs import EpochBegan, epoch_message, is_plausible
from core.domain.kinds import fact_or_none, read_fact
from core.domain.programme import Programme, Setting, setting_in_force
from core.domain.records import Record, split_record_id
from core.domain.tablets import TabletEnrolled, TabletRevoked
from core.fold.meant import redirected
from core.fold.rows import EffectiveRecord, Hold, Thing, Total
from core.fold.state import State


def body_in_force(record: Record) -> tuple[int, dict[str, Any]]:
    """(kind version, body) that a record states: its own, or for a replacement the one it gives its target."""
    return _in_force(record.kind, record.kind_version, record.body)


def body_in(value: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """The same of a record as `canon.read` gives it: for whole tables of records that were taken apart when they came.
    Raises KeyError or TypeError where it is none.
    """
    return _in_force(value["kind"], value["kind_version"], value["body"])


def _in_force(kind: str, version: int, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    return (body["body_version"], body["body"]) if kind == "replace" else (version, body)


def fact_in_force(state: State, row: EffectiveRecord) -> Any | None:
    """The typed fact of a live record, or None when it is void, unreadable or of an unknown kind."""
    if row.status != "live":
        return None
    key = (row.kind, row.body_id)
    if key not in state.facts:
        state.facts[key] = _read(state, row)
    return state.facts[key]


def _read(state: State, row: EffectiveRecord) -> Any | None:
    record = state.record(row.body_id)
    if record is None:
        return None
    fact = fact_or_none(row.kind, *body_in_force(record))
    return None if fact is None else redirected(state, fact)


def thing_fact(thing: Thing) -> Any:
    """The typed fact of a thing, from the body kept with it."""
    return _read_text(thing.kind, thing.kind_version, thing.body)


def live_thing(state: State, identifier: str, *kinds: str) -> Any | None:
    """The typed fact of a thing that is there, live and of one of these kinds; None otherwise."""
    thing = state.get(Thing, identifier)
    if thing is None or thing.kind not in kinds or thing.status != "live":
        return None
    return thing_fact(thing)


def live_things(state: State, kind: str) -> list[Thing]:
    """All of a kind that were not taken back."""
    return [thing for thing in state.find(Thing, kind) if thing.status == "live"]


def live_facts(state: State, shape: type[Any]) -> list[tuple[str, Any]]:
    """The ids and facts of all of a kind that were not taken back; `shape` is the dataclass of the kind."""
    return [(thing.id, thing_fact(thing)) for thing in live_things(state, shape.kind)]


def code_of(state: State, identifier: str) -> str:
    """The code of a thing, which a screen may show as a person's name; the id itself where it is unknown."""
    thing = state.get(Thing, identifier)
    return thing.code if thing else identifier


def setting(state: State, name: str, day: str) -> int:
    """A figure of the programme in force on a day; of two that start together the one said last counts."""
    key = ("setting", name, day)
    known: int | None = state.terms.get(key)
    if known is None:
        known = state.terms[key] = setting_in_force(settings_of(state), name, day)
    return known


def is_ever_set(state: State, name: str) -> bool:
    """Whether any live setting says something about this figure."""
    return any(fact.name == name for fact in settings_of(state))


def settings_of(state: State) -> list[Setting]:
    """All live settings, in the order in which the office said them."""
    known: list[Setting] | None = state.terms.get(("settings",))
    if known is None:
        known = state.terms["settings",] = [thing_fact(thing) for thing in as_said(state, Setting.kind)]
    return known


def as_said(state: State, kind: str) -> list[Thing]:
    """The live things of a kind in the order in which they were said. The office may have spoken under several origins,
    so that only the feed has one order for all; what is not in it yet comes last.
    """

    def place(thing: Thing) -> tuple[bool, int, str, int]:
        row = state.get(EffectiveRecord, thing.id)
        position = row.position if row is not None else None
        return position is None, position or 0, *split_record_id(thing.id)

    return sorted(live_things(state, kind), key=place)


def is_confirmed(state: State, member: str) -> bool:
    """Whether the office knows a person: it added them, or confirmed whom a tablet added."""
    row = state.get(EffectiveRecord, member)
    if row is not None and is_office(state, row.origin):
        return True
    confirmed = state.get(Total, "member", member, "confirmed")
    return confirmed is not None and confirmed.value > 0


def is_office(state: State, origin: str) -> bool:
    """Whether an origin speaks for the office: the one that opened the programme, and those of its server's epochs."""
    known: list[str] | None = state.terms.get(("office",))
    if known is None:
        found = office_origins(state.find(Thing, Programme.kind), state.find(Thing, EpochBegan.kind))
        known = state.terms["office",] = found
    return origin in known


def office_origins(programmes: Iterable[Thing], epochs: Iterable[Thing]) -> list[str]:
    """The origins that speak for the office: the one that opened the programme, and those of its server's epochs."""
    return [*(split_record_id(thing.id)[0] for thing in programmes), *(thing.code for thing in epochs)]


def may_begin(state: State, record: Record, fact: EpochBegan) -> bool:
    """Whether a record begins an epoch: the office before has signed for its origin, which is no tablet's."""
    if not is_plausible(record, fact) or not is_office(state, fact.before):
        return False
    if any(thing.code == record.origin for thing in state.find(Thing, TabletEnrolled.kind)):
        return False
    programme = next((thing.code for thing in state.find(Thing, Programme.kind)), "")
    message = epoch_message(programme, fact.public_key, fact.size, fact.root)
    return state.verifies(bytes.fromhex(fact.before_key), message, bytes.fromhex(fact.signature))


def revoked_after(state: State, origin: str) -> int | None:
    """The last seq that had arrived when an origin was shut out, or None while it is not."""
    seqs = [
        int(thing_fact(thing).last_seq)
        for thing in state.find(Thing, TabletRevoked.kind)
        if thing.code == origin and thing.status == "live"
    ]
    return min(seqs, default=None)


def holds_back(hold: Hold | None) -> bool:
    """Whether a verdict keeps money back now."""
    return hold is not None and hold.action != "warn" and not hold.released_by


def is_held(held: Collection[str], payee: str, committee: str) -> bool:
    """Whether what a record gives a payee is kept back; `held` are the members of its holds, empty for all of it.

    A committee that is paid as one gets everybody's share in one sum, so that while one of them is held it all waits.
    """
    return bool(held) and ("" in held or payee in held or payee == committee)


@lru_cache(maxsize=8192)
def _read_text(kind: str, version: int, body: str) -> Any:
    return read_fact(kind, version, canon.read(body.encode("utf-8")))

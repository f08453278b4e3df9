"""`approve` and `void`: what needs a second person, and records that are taken back."""

from __future__ import annotations

from argparse import Namespace

from core.domain.cash import DifferenceDecided
from core.domain.corrections import REASONS, Replace, Void
from core.domain.kinds import UNCORRECTABLE
from core.domain.records import RecordId
from core.domain.sheets import LinesReassigned
from core.fold.rows import EffectiveRecord
from core.usecases.office_steps import approve_waiting
from core.usecases.trial import raise_refusal
from core.usecases.views import HistoryFilter
from sync_server.commands.arguments import Commands
from sync_server.commands.desk import Desk, desk_of
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, named, tell, told, write
from sync_server.commands.tables import table
from sync_server.settings import Settings, SettingsError
from sync_server.text import day_text

_NEED_APPROVAL = (LinesReassigned.kind, DifferenceDecided.kind, Void.kind, Replace.kind)
_MANY = 1 << 30


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    one = commands.either("approve", _approve)
    one.option("record", "waiting_record", "id", nargs="?")
    one = commands.writing("void", _void_any)
    one.option("record", "record", "id")
    one.option("--reason", "reason", required=True, choices=REASONS)


def _void_any(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk:
        with desk.names() as names:
            target = names.record(chosen.record)
            row = names.state.get(EffectiveRecord, target)
        if row is not None and row.kind in UNCORRECTABLE:
            raise SettingsError("void.not_a_fact", kind=named("kind", row.kind))
        take_back(desk, target, chosen)


def take_back(desk: Desk, target: RecordId, chosen: Namespace) -> None:
    """Void a record in the author's name, and say so."""
    identifier = desk.void(target, chosen.reason)
    tell("void.waits" if tell_if_waiting(desk, identifier) else "void.done", id=target)


def tell_if_waiting(desk: Desk, identifier: str) -> bool:
    """Whether a record waits for the approval of somebody else; then it says how to give it."""
    with desk.names() as names:
        row = names.state.get(EffectiveRecord, identifier)
    is_waiting = row is not None and row.status == "waiting"
    if is_waiting:
        tell("approval.waits", id=identifier)
    return is_waiting


def _approve(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk:
        if not chosen.record:
            with desk.names() as names:
                write(_waiting_table(names) or told("approval.none"))
            return
        with desk.names() as names:
            target = names.record(chosen.record)
        desk.require_author()
        office = desk.office
        approve_waiting(office.store, office.clock, office.origin, desk.author, target)
        office.settle()
        with office.store.reading() as session:
            raise_refusal(session.state(), target)
        tell("approval.in_part" if tell_if_waiting(desk, target) else "approval.done", id=target)


def _waiting_table(names: Names) -> str:
    """Every step that waits for another person."""
    rows = []
    for line in names.session.reads().history(HistoryFilter(kinds=_NEED_APPROVAL), _MANY, 0):
        row = names.state.get(EffectiveRecord, line.id)
        if row is not None and row.status == "waiting":
            day_written = day_text(row.happened_on, language())
            rows.append((row.id, named("kind", row.kind), day_written, row.author, line.subject))
    columns = (
        (told("column.record"), False), (told("column.step"), False), (told("column.day"), False),
        (told("column.person"), False), (told("column.about"), False),
    )  # fmt: skip
    return table(columns, rows)

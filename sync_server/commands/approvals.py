"""`approve` and `void`: what needs a second person, and records that are taken back."""

from __future__ import annotations

from argparse import Namespace

from core.domain.corrections import REASONS
from core.domain.kinds import UNCORRECTABLE
from core.domain.money import format_soles
from core.domain.problems import Problem, sentence
from core.domain.records import RecordId
from core.fold.rows import EffectiveRecord
from core.storage.reads.waiting import waiting_steps
from core.usecases.mistakes.trial import raise_refusal
from core.usecases.office.approvals import NEED_APPROVAL
from core.usecases.office.moved import MOVES_MONEY, preview_step
from core.usecases.office.steps import approve_waiting
from sync_server.commands.arguments import Commands
from sync_server.commands.clerk import Clerk, clerk_of
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, named, tell, told, write
from sync_server.commands.tables import table
from sync_server.settings import Settings, SettingsError
from sync_server.text.texts import day_text


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    one = commands.either("approve", _approve)
    one.option("record", "waiting_record", "id", nargs="?")
    one = commands.writing("void", _void_any)
    one.option("record", "record", "id")
    one.option("--reason", "reason", required=True, choices=REASONS)


def _void_any(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            target = names.record(chosen.record)
            row = names.state.get(EffectiveRecord, target)
        if row is not None and row.kind in UNCORRECTABLE and row.status != "waiting":
            raise SettingsError("void.not_a_fact", kind=named("kind", row.kind))
        take_back(clerk, target, chosen)


def take_back(clerk: Clerk, target: RecordId, chosen: Namespace) -> None:
    """Void a record in the author's name, and say so."""
    identifier = clerk.void(target, chosen.reason)
    tell("void.waits" if tell_if_waiting(clerk, identifier) else "void.done", id=target)


def tell_if_waiting(clerk: Clerk, identifier: str) -> bool:
    """Whether a record waits for the approval of somebody else; then it says how to give it."""
    with clerk.names() as names:
        row = names.state.get(EffectiveRecord, identifier)
    is_waiting = row is not None and row.status == "waiting"
    if is_waiting:
        tell("approval.waits", id=identifier)
    return is_waiting


def _approve(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        if not chosen.record:
            with clerk.office.store.reading() as session:
                waiting = waiting_steps(session.lookup(), NEED_APPROVAL)
                kinds = [(one, row.kind) for one in waiting if (row := session.state().get(EffectiveRecord, one))]
                write(_waiting_table(Names(session), waiting) or told("approval.none"))
            for step in [one for one, kind in kinds if kind in MOVES_MONEY]:
                _write_money(clerk, step)
            return
        with clerk.names() as names:
            target = names.record(chosen.record)
        clerk.require_author()
        office = clerk.office
        approve_waiting(office.store, office.clock, office.origin, clerk.author, target)
        office.settle()
        with office.store.reading() as session:
            raise_refusal(session.state(), target)
        tell("approval.in_part" if tell_if_waiting(clerk, target) else "approval.done", id=target)


def _write_money(clerk: Clerk, step: str) -> None:
    """Whose money a waiting step moves."""
    write()
    try:
        moved = preview_step(clerk.office.store, step)
    except Problem as problem:
        why = sentence(problem.code, language(), problem.details)
        write(f"{step}: {told('approvals.would_not', why=why)}")
        return
    if not moved:
        write(f"{step}: {told('correct.no_money')}")
    for one in moved:
        write(f"{step}: {named('moved', one.account)}")
        rows = [
            (row.party.name, row.party.committee, *map(format_soles, (row.before_centimos, row.after_centimos,
             row.change_centimos)))
            for row in one.rows
        ]  # fmt: skip
        if one.number > len(one.rows):
            rows.append((told("correct.others", count=f"{one.number - len(one.rows):,d}"), "", "", "", ""))
        sums = map(format_soles, (one.before_centimos, one.after_centimos, one.change_centimos))
        columns = (
            (told("column.person"), False), (told("overview.committee"), False), (told("correct.before"), True),
            (told("correct.after"), True), (told("correct.change"), True),
        )  # fmt: skip
        write(table(columns, rows, (told("correct.all", count=f"{one.number:,d}"), "", *sums)))


def _waiting_table(names: Names, waiting: list[str]) -> str:
    """Every step that waits for another person."""
    rows = []
    for identifier in waiting:
        detail = names.session.reads().record(identifier)
        if detail is not None:
            line = detail.line
            day_written = day_text(line.happened_on, language())
            rows.append((line.id, named("kind", line.kind), day_written, line.author, line.subject))
    columns = (
        (told("column.record"), False), (told("column.step"), False), (told("column.day"), False),
        (told("column.person"), False), (told("column.about"), False),
    )  # fmt: skip
    return table(columns, rows)

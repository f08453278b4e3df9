"""What the verifier makes of the same log, in the same plain form, and where the two disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.simulation.second_opinion.program import Kept, Row, Table
from verifier.engine import recompute
from verifier.model import Books, LineBook, PayoutBook, Report, SheetBook, State, TripBook


@dataclass(frozen=True)
class Disagreement:
    """One cell of which the two say different things; a row that one of them lacks has no column."""

    table: str
    key: tuple[Any, ...]
    column: str
    program: Any
    verifier: Any

    def __str__(self) -> str:
        column = f".{self.column}" if self.column else ""
        return f"{self.table} {self.key}{column}: program {self.program!r}, verifier {self.verifier!r}"


def opinion(kept: Kept) -> Books:
    """The verifier's books of a history."""
    return recompute(kept.entries(), Report())


def disagreements(kept: Kept, only: Iterable[str] = ()) -> list[Disagreement]:
    """Where the two differ, table by table, each in the order of its keys."""
    tables = tables_of(opinion(kept))
    return [
        one for name in (only or kept.tables) for one in _differences(name, kept.tables[name], tables.get(name, {}))
    ]


def _differences(name: str, program: Table, verifier: Table) -> Iterator[Disagreement]:
    for key in sorted({*program, *verifier}, key=repr):
        one, other = program.get(key), verifier.get(key)
        if one is None or other is None:
            yield Disagreement(name, key, "", one, other)
            continue
        for column in one:
            if one[column] != other.get(column):
                yield Disagreement(name, key, column, one[column], other.get(column))


def tables_of(books: Books) -> dict[str, Table]:
    """The verifier's books as the tables of `program`."""
    return {
        "records": {(one.id,): _record(one) for one in books.states.values()},
        "corrections": {
            (key,): {
                "target": one.target, "seen": one.seen, "action": one.action, "reason": one.reason,
                "takes_effect": int(one.takes_effect),
            }
            for key, one in books.corrections.items()
        },
        "findings": {key: one._asdict() for key, one in books.holds.items()},
        "acceptances": {(key,): {"increase": increase} for key, increase in books.increases.items()},
        "items": {
            (one.record, one.posting, one.kind, one.line): {
                "member": one.member, "committee": one.committee, "happened_on": one.happened_on,
                "centimos": one.centimos, "count": one.number, "half_days": one.half_days, "activity": one.activity,
                "species": one.species, "rate": one.rate, "cause": one.cause, "position": one.position,
            }
            for one in books.items
        },
        "claims": {key: {"claimed_by": by} for key, by in books.claims.items()},
        "sheets": {(one.id,): _sheet(one) for one in books.sheets.values()},
        "lines": {(one.sheet, one.payee): _line(one) for one in books.lines.values()},
        "payouts": {(one.id,): _payout(one) for one in books.payouts.values()},
        "trips": {(one.id,): _trip(one) for one in books.trips.values()},
        "journal": {
            (one.position, one.entry, one.line): {
                "booked_on": one.booked_on, "happened_on": one.happened_on, "account": one.account,
                "activity": one.activity, "committee": one.committee, "species": one.species, "party": one.party,
                "record": one.record, "centimos": one.centimos,
            }
            for one in books.journal
        },
        "totals": {key: {"value": value} for key, value in books.totals.items() if value},
        "boxes": {(key,): {"cash": cash, "owed": owed} for key, (cash, owed) in books.boxes.items()},
        "identities": {(key,): one._asdict() for key, one in books.identities.items()},
        "balances": {key: {"centimos": value} for key, value in books.balances().items()},
    }  # fmt: skip


def _record(one: State) -> Row:
    return {
        "origin": one.origin, "seq": one.seq, "position": one.position, "kind": one.kind,
        "kind_version": one.kind_version, "author": one.author, "recorded_at": one.recorded_at,
        "happened_on": one.happened_on, "committee": one.committee, "subject": one.subject, "count": one.count,
        "body_id": one.body_id, "version": one.version, "version_position": one.version_position,
        "status": one.status, "posting": one.posting, "centimos": one.centimos, "holds": one.holds,
    }  # fmt: skip


def _sheet(one: SheetBook) -> Row:
    return {
        "state": one.state, "number": one.number, "cut_off": one.cut_off, "fund": one.fund,
        "drafted_by": one.drafted_by, "locked_by": one.locked_by, "approved_by": ",".join(one.approved_by),
        "lines": one.lines, "centimos": one.centimos, "lines_hash": one.lines_hash, "lock": one.lock,
        "approvers": one.approvers, "approval": one.approval, "settlement": one.settlement,
    }  # fmt: skip


def _line(one: LineBook) -> Row:
    return {
        "committee": one.committee, "gross_centimos": one.gross, "recovery_centimos": one.recovery,
        "recovered_centimos": one.recovered, "payable_centimos": one.payable, "exact": int(one.exact),
        "holder": one.holder, "held_before": ",".join(one.held_before), "released_to": one.released_to,
        "pay_until": one.pay_until, "payout": one.payout, "paid_centimos": one.paid, "let_go": ",".join(one.let_go),
    }  # fmt: skip


def _payout(one: PayoutBook) -> Row:
    return {
        "sheet": one.sheet, "payee": one.payee, "position": one.position, "centimos": one.centimos,
        "standing": one.standing, "role": one.role, "paid_centimos": one.paid, "surplus_centimos": one.surplus,
        "decision": one.decision,
    }  # fmt: skip


def _trip(one: TripBook) -> Row:
    sums = {name: value for name, value in one.sums.items() if value}
    said = {"technician": one.technician, "state": one.state, "opened_on": one.opened_on, "settlement": one.settlement}
    return {**said, **sums}

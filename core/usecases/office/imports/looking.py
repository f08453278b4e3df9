"""What the lines of a spreadsheet would come to, before anything is written.

Every line is read, held against what nobody may save, tried in the fold behind the lines before it, and looked at by
the checks. A line that is there already is recognised: by its mark, if it was entered from a spreadsheet and is still
there, whatever has been corrected about it since; or because a record says exactly the same.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.domain import canon
from core.domain.attendance import Workday
from core.domain.bodies import body_of
from core.domain.calendar import local_day
from core.domain.checks import check_all
from core.domain.checks.finding import Finding
from core.domain.kinds import KINDS
from core.domain.people import read_person
from core.domain.problems import Problem
from core.fold.described import described
from core.fold.facts import fact_in_force
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.usecases.known.births import births
from core.usecases.known.known import KnownFromState
from core.usecases.mistakes.field import refuse_mistakes
from core.usecases.mistakes.reference import refuse_unit_terms
from core.usecases.mistakes.trial import Rehearsal
from core.usecases.office.steps import check_author
from core.usecases.office.written.facts import Written, read_written
from core.usecases.office.written.fields import BATCHES, PERSON_FIELD, fields_of
from core.usecases.office.written.names import Names, Spoken
from core.usecases.office.written.values import day as read_day
from core.usecases.office.written.values import fold_name
from core.usecases.own_log import Statement
from core.usecases.ports import Clock, Session

OPENING_KINDS = (
    "member", "household", "opening_batch", "opening_planted", "opening_balance", "unit_described", "unit_certified",
)  # fmt: skip
PAPER_KINDS = (
    "workday", "planting", "replanting", "batch_started", "pricked_out", "ready_accepted", "inventory_counted",
    "saplings_lost", "dispatched", "received", "loss_event", "harvest",
)  # fmt: skip
IMPORTED_KINDS = (*OPENING_KINDS, *PAPER_KINDS)
DAY_FIELD = "happened_on"
COMMITTEE_FIELD = "committee"
MARK_KEY = "import_key"
"""The note with the key of the marks: what a line says has names in it, and a bare hash of these could be guessed."""
_OF_FIGURE = ("count_not_positive", "count_implausible")
_OF_FIELD = {
    "day_in_future": DAY_FIELD,
    "day_before_programme": DAY_FIELD,
    "total_below_accepted": "total",
    "total_adds_nothing": "total",
    "code_taken": "code",
    "species_differs": "species",
    "people_do_not_add_up": "people",
    "parts_do_not_add_up": "parts",
    "nobody_present": "present",
    "excluded_above_area": "excluded",
    "excluded_nothing": "excluded",
    "preparation_contradicts": "preparation",
    "scheme_spelled_otherwise": "scheme",
}
WHOLE_LINE = ""
"""In place of a field's name: what is wrong with a line as a whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is the row in the spreadsheet. `cells` are texts by field name, with DAY_FIELD for the day of the work
    and COMMITTEE_FIELD also where the record has no such field; `wrong` is what the spreadsheet itself got wrong.
    """

    number: int
    cells: Mapping[str, str]
    wrong: Mapping[str, Problem]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a line comes to: a `statement` that is new, a `record` that is there already, or `problems` by field name.
    Findings are for a person to read; they keep nothing from being entered.
    """

    line: Line
    statement: Statement | None = None
    mark: str = ""
    record: str = ""
    problems: Mapping[str, Problem] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def is_new(self) -> bool:
        return self.statement is not None and not self.record and not self.problems


@dataclass(frozen=True, slots=True)
class Preview:
    """All lines in their order. `behind` is the number of the office's last record when they were looked at."""

    kind: str
    seen: tuple[Seen, ...]
    behind: int

    @property
    def new(self) -> list[Seen]:
        return [one for one in self.seen if one.is_new]

    @property
    def wrong(self) -> list[Seen]:
        return [one for one in self.seen if one.problems]


def look_through(
    session: Session,
    clock: Clock,
    office_origin: str,
    author: str,
    kind: str,
    lines: Sequence[Line],
    spoken: Spoken,
    *,
    with_checks: bool = True,
) -> Preview:
    """What the lines come to, in a session of which nothing is kept; without the checks no findings are told. Raises
    Problem role_not_allowed or user_unknown.
    """
    looker = _Looker(session, clock, office_origin, author, kind, spoken)
    own = session.origin(office_origin)
    return Preview(kind, tuple(looker.look(lines, with_checks=with_checks)), own.seq if own else 0)


def takes_day(kind: str) -> bool:
    """Whether the day of a line has to be said: work is never dated by when somebody types it."""
    return kind in PAPER_KINDS


def takes_committee(kind: str) -> bool:
    """Whether a line may say whose its names are although its record does not."""
    return all(spec.name != COMMITTEE_FIELD for spec in fields_of(kind))


class _Looker:
    def __init__(
        self, session: Session, clock: Clock, office_origin: str, author: str, kind: str, spoken: Spoken
    ) -> None:
        self._session = session
        self._rehearsal = Rehearsal(session, office_origin)
        self._state: State = self._rehearsal.state
        check_author(self._state, author)
        self._names = Names(session, spoken)
        self._kind, self._author, self._now = kind, author, clock.now_ms()
        self._today = local_day(self._now)
        self._key = session.note(MARK_KEY) or b""
        self._said: dict[tuple[str, str, int], dict[bytes, str]] = {}
        self._taken: dict[tuple[str, str], str] = {}
        self._dnis: dict[str, str] = {}
        self._trial: dict[int, str] = {}
        self._says: dict[int, bytes] = {}

    def look(self, lines: Sequence[Line], *, with_checks: bool) -> list[Seen]:
        read = self._twice([self._read(line) for line in lines])
        entered = self._session.imports().records_of(one.mark for one in read if one.mark)
        tried = [self._tried(one, entered.get(one.mark, "")) for one in read]
        return self._found(tried) if with_checks else tried

    def _read(self, line: Line) -> Seen:
        committee, problems = self._whose(line)
        written = read_written(self._names, self._kind, line.cells, committee=committee)
        problems |= written.problems
        day = self._day(line, problems)
        problems |= line.wrong
        if problems:
            return Seen(line, problems=problems)
        statement = Statement(written.fact, day, self._author, self._now, written.sides)
        said = self._says[line.number] = _says(written, day)
        return Seen(line, statement, hmac.new(self._key, said, "sha256").hexdigest())

    def _whose(self, line: Line) -> tuple[str, dict[str, Problem]]:
        """The committee whose names a line means, where its record has no field for it."""
        text = line.cells.get(COMMITTEE_FIELD, "").strip()
        if not text or not takes_committee(self._kind):
            return "", {}
        try:
            return self._names.find(text, (COMMITTEE_FIELD,)), {}
        except Problem as problem:
            return "", {COMMITTEE_FIELD: problem}

    def _day(self, line: Line, problems: dict[str, Problem]) -> str:
        text = line.cells.get(DAY_FIELD, "").strip()
        try:
            if not text and takes_day(self._kind):
                raise Problem("written_missing")
            return read_day(text) if text else self._today
        except Problem as problem:
            problems[DAY_FIELD] = problem
            return ""

    def _twice(self, read: list[Seen]) -> list[Seen]:
        first: dict[str, int] = {}
        checked = []
        for one in read:
            row = first.setdefault(one.mark, one.line.number) if one.mark else one.line.number
            is_again = row != one.line.number
            problems = {WHOLE_LINE: Problem("import_row_twice", row=row)}
            checked.append(replace(one, statement=None, mark="", problems=problems) if is_again else one)
        return checked

    def _tried(self, one: Seen, entered: str) -> Seen:
        statement = one.statement
        if statement is None:
            return one
        said = self._says[one.line.number]
        record = entered if entered and _is_there(self._state, entered) else self._same(statement, said)
        if record:
            return replace(one, record=record)
        try:
            problems = self._taken_names(statement)
            if not problems:
                refuse_mistakes(self._state, statement.fact, statement.happened_on, self._today)
                refuse_unit_terms(self._state, statement.fact)
                self._trial[one.line.number] = self._rehearsal.take(statement)
        except Problem as problem:
            problems = {_field_of(problem, self._kind): problem}
        return replace(one, problems=problems) if problems else one

    def _same(self, statement: Statement, said: bytes) -> str:
        """The record that says just this, whoever has stated it.

        What records of the day say is put together for those with the same figure alone: that takes a hundred times as
        long as to compare figures. A day's list may count fewer people now than when it came, where two names
        turned out to be one person's.
        """
        committee, _, figure = described(self._state, self._kind, statement.fact)
        key = (statement.happened_on, committee, 0 if self._kind == Workday.kind else figure)
        if key not in self._said:
            rows = self._state.find(EffectiveRecord, self._kind, statement.happened_on, committee)
            alike = [row for row in rows if self._kind == Workday.kind or row.count == figure]
            self._said[key] = {words: row.id for row in alike if (words := self._says_record(row)) is not None}
        return self._said[key].get(said, "")

    def _says_record(self, row: EffectiveRecord) -> bytes | None:
        fact = fact_in_force(self._state, row)
        if fact is None:
            return None
        named = {name: value for name, value in body_of(fact).items() if name.endswith("_side")}
        rows = {side.hash: side for side in self._session.side_rows(named.values())}
        sides = {name: rows[key] for name, key in named.items() if key in rows}
        return _says(Written(fact, sides), row.happened_on)

    def _taken_names(self, statement: Statement) -> dict[str, Problem]:
        """Codes and DNIs that somebody else has, here or in a line before."""
        fact, problems = statement.fact, {}
        code = getattr(fact, "code", "")
        if code:
            key = (getattr(fact, COMMITTEE_FIELD, ""), fold_name(code))
            other = self._taken.get(key) or next(iter(self._names.holders(code, _alike(self._kind), key[0])), "")
            if other:
                problems["code"] = Problem("import_code_taken", taken=code, id=other)
            self._taken.setdefault(key, code)
        person = read_person(statement.sides[PERSON_FIELD].data) if PERSON_FIELD in statement.sides else None
        if person is not None and person.dni:
            holders = self._names.holders(person.dni, (self._kind,))
            other = self._dnis.get(person.dni) or (self._names.written(holders[0], (self._kind,)) if holders else "")
            if other:
                problems["dni"] = Problem("import_dni_taken", taken=other)
            self._dnis.setdefault(person.dni, code)
        return problems

    def _found(self, tried: list[Seen]) -> list[Seen]:
        """With what the checks find about each line that is new, all of them being there."""
        known = KnownFromState(self._state, births(self._session, self._state), self._today)
        looked = []
        for one in tried:
            row = self._state.get(EffectiveRecord, self._trial.get(one.line.number, "")) if one.is_new else None
            subject = known.subject(row) if row is not None else None
            findings = tuple(check_all(subject, known)) if subject is not None else ()
            looked.append(replace(one, findings=findings) if findings else one)
        return looked


def _field_of(problem: Problem, kind: str) -> str:
    """The field that a mistake is to be mended in, where it is one field's."""
    if problem.code in _OF_FIGURE:
        return KINDS[kind].figure
    return _OF_FIELD.get(problem.code, WHOLE_LINE)


def _alike(kind: str) -> tuple[str, ...]:
    """The kinds that share their codes with this one."""
    return BATCHES if kind in BATCHES else (kind,)


def _is_there(state: State, identifier: str) -> bool:
    row = state.get(EffectiveRecord, identifier)
    return row is not None and row.status == "live"


def _says(written: Written, day: str) -> bytes:
    """What a record says, apart from the chance in the hashes of its side rows; pictures are no part of it."""
    body = {name: value for name, value in body_of(written.fact).items() if not name.endswith("_side")}
    sides = {name: row.data.decode("utf-8", "replace") for name, row in written.sides.items()}
    return canon.encode({"body": body, "day": day, "kind": written.fact.kind, "sides": sides})

"""Tables about the log itself: every record with what became of it, corrections, findings, approvals, packages."""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.exports import Exported
from core.domain.problems import Problem
from core.domain.sheets import Approval
from core.domain.verdicts import Verdict
from core.fold.rows import Correction, Hold
from sync_server.audit.source import Source
from sync_server.audit.tables.schema import Row, Table, day, flag, number, record, text

STATES = "live void waiting no_effect unknown unreadable"
STATUS = text(
    "status", "What became of the record: `live` counts; `void` was taken back; `waiting` waits for approvals;"
    " `no_effect` was in vain; `unknown` and `unreadable` are kept and say nothing.", STATES,
)  # fmt: skip
RECORD = record("record", "The record that states it.")
HAPPENED = day("happened_on", "The day of the work: of the last `replace` in effect, else of the record itself.")

_FIELDS = (
    "position", "id", "kind", "kind_version", "author", "recorded_at", "happened_on", "committee", "subject", "count",
    "status", "body_id", "version", "version_position", "centimos", "holds",
)  # fmt: skip


def _records(source: Source) -> Iterator[Row]:
    reached = 0
    for reached, row in enumerate(source.whole.all_records(_FIELDS), start=1):
        position, identifier, kind, kind_version, *others, holds, why = row
        if position != reached:
            raise Problem("audit_log_differs", id=str(reached))
        yield position, identifier, kind if kind_version else None, kind_version, *others, holds > 0, why
    if reached != source.size:
        raise Problem("audit_log_differs", id=str(reached + 1))


def _corrections(source: Source) -> Iterator[Row]:
    for row in source.whole.rows(Correction, ("position",)):
        one = Correction(*row)
        takes_effect = bool(one.takes_effect)
        yield one.id, one.position, one.target, one.seen, one.action, one.reason, takes_effect, one.why_not


def _findings(source: Source) -> Iterator[Row]:
    for row in source.whole.rows(Hold, ("target", "rule", "member")):
        one = Hold(*row)
        yield (
            one.target, one.rule, one.member, one.action, one.verdict, one.numbers, one.decided_by, one.released_by,
        )  # fmt: skip


def _verdicts(source: Source) -> Iterator[Row]:
    for one in source.stated(Verdict.kind):
        row, fact = one.row, one.fact
        if isinstance(fact, Verdict):
            yield (
                row.id, row.status, row.position, row.happened_on, row.author, fact.target, fact.member, fact.action,
                fact.rule, fact.rule_version, fact.decided_by,
            )  # fmt: skip


def _approvals(source: Source) -> Iterator[Row]:
    for one in source.stated(Approval.kind):
        if isinstance(one.fact, Approval):
            yield one.row.id, one.row.status, one.row.position, one.row.happened_on, one.row.author, one.fact.target


def _packages(source: Source) -> Iterator[Row]:
    for one in source.stated(Exported.kind):
        row, fact = one.row, one.fact
        if isinstance(fact, Exported):
            yield (
                row.id, row.position, row.happened_on, row.author, fact.profile, fact.from_day, fact.to_day,
                fact.why, fact.size, fact.root, bool(fact.photos), fact.about,
            )  # fmt: skip


LOG_TABLES = (
    Table(
        "records", "Every record of the log in its order, with what became of it by the last position.",
        ("id",), ("position",),
        (
            number("position", "Its place in the log, from 1: the number of its line in evidence/log.jsonl."),
            record("id", "The record: origin and number."),
            text("kind", "Its kind; empty for bytes that are no record.", optional=True),
            number("kind_version", "The version of the kind, of the body in force; 0 for bytes that are no record."),
            text("author", "The code of whoever typed it; `office` for what a machine of the office said by itself.",
                 optional=True),
            number("recorded_at", "When it was typed, by the clock of that machine.", "milliseconds since 1970 UTC"),
            day("happened_on", "The day of the work: of the last `replace` in effect, else of the record itself.",
                optional=True),
            text("committee", "The committee it belongs to (id), by the body in force: see below.", optional=True),
            text("subject", "What it is about, by the body in force: see below.", optional=True),
            number("count", "Its figure, by the body in force: see below; 0 for kinds without one."),
            STATUS,
            record("body_id", "The record that has the body in force: itself, or the last `replace` in effect."),
            record("version", "The last correction in effect, or itself: what a later correction must have seen."),
            number("version_position", "The position of `version`."),
            number("centimos", "What it pays now, shares held back included.", "céntimos of a sol"),
            flag("held", "Whether a finding keeps (a part of) its money back."),
            text("why_not", "Why it has no effect, as a code of the catalogue; `recorded_again` where another record"
                 " counts in its place.", optional=True),
        ), _records,
    ),
    Table(
        "corrections", "Every `void` and `replace`, and whether it took effect.", ("id",), ("position",),
        (
            record("id", "The correction."),
            number("position", "Its place in the log."),
            text("target", "The record it corrects."),
            text("seen", "The version of the target that its author had before them."),
            text("action", "What it does.", "void replace"),
            text("reason", "Why, as a code."),
            flag("takes_effect", "Whether it counts."),
            text("why_not", "Why it does not, as a code.", optional=True),
        ), _corrections,
    ),
    Table(
        "verdicts", "What checks and people decided about records, one row a verdict.", ("record",),
        ("happened_on", "record"),
        (
            RECORD, STATUS, number("position", "Its place in the log."), HAPPENED,
            text("author", "Who stated it."),
            text("target", "The record it is about."),
            text("member", "The person whose share alone it is about.", optional=True),
            text("action", "`hold` and `quarantine` keep money back, `warn` does not, `release` ends either.",
                 "hold warn quarantine release"),
            text("rule", "The check."), number("rule_version", "Its version."),
            text("decided_by", "The code of the person who decided; empty for a check.", optional=True),
        ), _verdicts,
    ),
    Table(
        "findings", "The last word of each check on each record (or one person's share of it).",
        ("target", "rule", "member"), ("target", "rule", "member"),
        (
            text("target", "The record."), text("rule", "The check."),
            text("member", "The person whose share alone it is about.", optional=True),
            text("action", "What it does until it is released.", "hold warn quarantine release"),
            record("verdict", "The verdict in force."),
            text("numbers", "The figures that the check saw, as canonical JSON.", optional=True),
            text("decided_by", "Who decided it; empty for a check.", optional=True),
            text("released_by", "The verdict that released it; empty while it stands.", optional=True),
        ), _findings,
    ),
    Table(
        "approvals", "A second person standing for a step that needs one.", ("record",), ("happened_on", "record"),
        (
            RECORD, STATUS, number("position", "Its place in the log."), HAPPENED, text("author", "Who approves."),
            text("target", "The record that waited for it."),
        ), _approvals,
    ),
    Table(
        "packages", "Packages and papers that were made before this one, each logged after it was whole.", ("record",),
        ("happened_on", "record"),
        (
            RECORD, number("position", "Its place in the log."), HAPPENED, text("author", "Who made it."),
            text("profile", "For whom.", "auditor donor community person"),
            day("from_day", "First day of its period."), day("to_day", "Last day of its period."),
            text("why", "What for."), number("size", "How many records it has."),
            text("root", "The root of the tree over them, hex."), flag("photos", "Whether photos are in it."),
            text("about", "The community, committee or member (id) that it is about alone.", optional=True),
        ), _packages,
    ),
)  # fmt: skip

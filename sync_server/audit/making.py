"""Making a package: a snapshot that the office has signed, the file whole or not at all, and the record that tells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from core.domain.bodies import Count, Day
from core.domain.exports import Exported
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.sync.trust.checkpoints import make_checkpoint
from core.sync.trust.own_past import CHANGED
from core.usecases.office.steps import check_author, take_step
from core.usecases.words import one_line
from sync_server.audit.evidence import log_lines
from sync_server.audit.package import Made, Order, write_package
from sync_server.audit.source import Source
from sync_server.audit.writing import write_whole
from sync_server.office import Office

_TRIES = 20


def make_package(office: Office, author: str, order: Order, why: str, path: Path) -> tuple[Made, RecordId]:
    """Write a package under this path, and state that it was made, by whom and what for. Raises Problem
    package_why_missing, package_days_turned, package_period_empty, package_without_photos, package_there,
    package_not_written, audit_log_differs, office_busy, or those of who may do it.
    """
    reason = one_line(why)
    if not reason:
        raise Problem("package_why_missing")
    if order.from_day > order.to_day:
        raise Problem("package_days_turned", first=order.from_day, last=order.to_day)
    if order.with_photos and order.profile != "auditor":
        raise Problem("package_without_photos")
    with office.store.reading() as session:
        check_author(session.state(), author, Exported)
    with _signed_snapshot(office, order) as source:
        _refuse_empty(source)
        made: Made = write_whole(path, lambda file: write_package(file, source, order))
    fact = Exported(
        order.profile, Day(order.from_day), Day(order.to_day), Count(made.size), made.root, reason,
        1 if order.with_photos else 0,
    )  # fmt: skip
    try:
        identifier = take_step(office.store, office.clock, office.origin, author, fact)
    except BaseException:
        # Nobody has a package that no record tells of.
        path.unlink(missing_ok=True)
        raise
    office.settle()
    return made, identifier


@contextmanager
def _signed_snapshot(office: Office, order: Order) -> Iterator[Source]:
    """The log as far as it is folded, all of it under a checkpoint. Raises Problem office_busy or audit_log_differs."""
    with ExitStack() as stack:
        yield _found(office, order, stack)


def _found(office: Office, order: Order, stack: ExitStack) -> Source:
    for _ in range(_TRIES):
        _refuse_changed(office, order)
        office.settle()
        with office.store.writing() as session:
            make_checkpoint(session, office.key, office.origin)
        with ExitStack() as trying:
            session = trying.enter_context(office.store.reading_all())
            size = session.feed_size()
            if session.folded_position() == size and session.checkpoint_of(size) is not None:
                stack.push(trying.pop_all())
                return Source(session, size, order.from_day, order.to_day)
    raise Problem("office_busy")


def _refuse_changed(office: Office, order: Order) -> None:
    """Over what somebody has changed nothing is signed; which record it was is said."""
    with office.store.reading() as session:
        if session.note(CHANGED):
            for _ in log_lines(Source(session, session.feed_size(), order.from_day, order.to_day)):
                pass
            raise Problem("audit_log_differs", id="—")


def _refuse_empty(source: Source) -> None:
    if not source.whole.has_any(source.from_day, source.to_day):
        raise Problem("package_period_empty", first=source.from_day, last=source.to_day)

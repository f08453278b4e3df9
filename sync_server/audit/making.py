"""Making what is handed out: a snapshot that the office has signed, the file whole or not at all, and the record that
tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from core.domain.bodies import Count, Day
from core.domain.exports import Exported, Profile
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.sync.trust.checkpoints import make_checkpoint
from core.sync.trust.own_past import CHANGED
from core.usecases.office.steps import check_author, take_step
from core.usecases.words import one_line
from sync_server.audit.evidence import log_lines, root_of
from sync_server.audit.package import Made, Order, write_package
from sync_server.audit.source import Source
from sync_server.audit.writing import write_whole
from sync_server.office import Office

Found = TypeVar("Found")
_TRIES = 20


def make_package(office: Office, author: str, order: Order, why: str, path: Path) -> tuple[Made, RecordId]:
    """Write a package under this path, and state that it was made, by whom and what for. Raises Problem
    package_without_photos, or those of `hand_out`.
    """
    if order.with_photos and order.profile != "auditor":
        raise Problem("package_without_photos")
    handing = Handing(order.profile, order.from_day, order.to_day, why, with_photos=order.with_photos)
    _, made, identifier = hand_out(
        office, author, handing, path, lambda file, source: write_package(file, source, order)
    )
    return made, identifier


@dataclass(frozen=True, slots=True)
class Handing:
    """What is handed out: for whom, over which days (both included), what for, and whom or what it is about alone."""

    profile: Profile
    from_day: str
    to_day: str
    why: str
    about: str = ""
    with_photos: bool = False


def hand_out(
    office: Office, author: str, handing: Handing, path: Path, write: Callable[[IO[bytes], Source], Found]
) -> tuple[Found, Made, RecordId]:
    """Write a file of one signed snapshot, and behind it the record that tells of it: what `write` came to, how far the
    log went, and the record. Raises Problem package_why_missing, package_days_turned, package_period_empty,
    package_there, package_not_written, audit_log_differs, office_busy, or those of who may do it.
    """
    reason = one_line(handing.why)
    if not reason:
        raise Problem("package_why_missing")
    if handing.from_day > handing.to_day:
        raise Problem("package_days_turned", first=handing.from_day, last=handing.to_day)
    with office.store.reading() as session:
        check_author(session.state(), author, Exported)
    with _signed_snapshot(office, handing) as source:
        _refuse_empty(source)
        found: Found = write_whole(path, lambda file: write(file, source))
        made = Made(source.size, root_of(source).hex())
    fact = Exported(
        handing.profile, Day(handing.from_day), Day(handing.to_day), Count(made.size), made.root, reason,
        1 if handing.with_photos else 0, RecordId(handing.about) if handing.about else None,
    )  # fmt: skip
    try:
        identifier = take_step(office.store, office.clock, office.origin, author, fact)
    except BaseException:
        # Nobody has a package that no record tells of.
        path.unlink(missing_ok=True)
        raise
    office.settle()
    return found, made, identifier


@contextmanager
def _signed_snapshot(office: Office, handing: Handing) -> Iterator[Source]:
    """The log as far as it is folded, all of it under a checkpoint. Raises Problem office_busy or audit_log_differs."""
    with ExitStack() as stack:
        yield _found(office, handing, stack)


def _found(office: Office, handing: Handing, stack: ExitStack) -> Source:
    for _ in range(_TRIES):
        _refuse_changed(office, handing)
        office.settle()
        with office.store.writing() as session:
            make_checkpoint(session, office.key, office.origin)
        with ExitStack() as trying:
            session = trying.enter_context(office.store.reading_all())
            size = session.feed_size()
            if session.folded_position() == size and session.checkpoint_of(size) is not None:
                stack.push(trying.pop_all())
                return Source(session, size, handing.from_day, handing.to_day, office.store.reading_all)
    raise Problem("office_busy")


def _refuse_changed(office: Office, handing: Handing) -> None:
    """Over what somebody has changed nothing is signed; which record it was is said."""
    with office.store.reading() as session:
        if session.note(CHANGED):
            for _ in log_lines(Source(session, session.feed_size(), handing.from_day, handing.to_day)):
                pass
            raise Problem("audit_log_differs", id="—")


def _refuse_empty(source: Source) -> None:
    if not source.whole.has_any(source.from_day, source.to_day):
        raise Problem("package_period_empty", first=source.from_day, last=source.to_day)

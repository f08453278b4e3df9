"""Somebody of the office at its terminal: how every command about money begins, and how a step is taken in a name."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from core.domain import canon
from core.domain.bodies import Fact, UnreadableBody, body_of, fact_from
from core.domain.calendar import local_day
from core.domain.corrections import Reason
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.usecases.office.steps import take_step, void_as_office
from core.usecases.own_log import side_row
from core.usecases.ports import SideRow
from sync_server.bootstrap import office_over, open_store
from sync_server.commands.names import Names
from sync_server.commands.speaking import named
from sync_server.office import Office
from sync_server.settings import Settings, SettingsError

Found = TypeVar("Found")
_SQLITE = "sqlite:///"


@dataclass(frozen=True)
class Clerk:
    """`author` is the code of the user in whose name steps are taken, empty for commands that only look."""

    office: Office
    author: str

    def today(self) -> str:
        """The local day now."""
        return local_day(self.office.clock.now_ms())

    def take(self, fact: Fact, *, day: str | None = None, sides: Mapping[str, SideRow] | None = None) -> RecordId:
        """Take a step in the author's name, on this day or today. Raises Problem, or SettingsError for a fact that no
        record can hold.
        """
        self.require_author()
        _refuse_unwritable(fact)
        office = self.office
        identifier = take_step(
            office.store, office.clock, office.origin, self.author, fact, happened_on=day or "", sides=sides
        )
        office.settle()
        return identifier

    def act(self, steps: Callable[..., Found], *what: Any, **how: Any) -> Found:
        """Go through one of the office's use cases in the author's name."""
        self.require_author()
        office = self.office
        found = steps(office.store, office.clock, office.origin, self.author, *what, **how)
        office.settle()
        return found

    def void(self, target: str, reason: Reason) -> RecordId:
        """Take a record back in the author's name."""
        office = self.office
        identifier = void_as_office(office.store, office.clock, office.origin, self.author, target, reason)
        office.settle()
        return identifier

    def require_author(self) -> None:
        """Raises SettingsError where nobody has said who they are."""
        if not self.author:
            raise SettingsError("command.nobody")

    @contextmanager
    def names(self) -> Iterator[Names]:
        """The programme's names, and its views, as they are now."""
        with self.office.store.reading() as session:
            yield Names(session)


@contextmanager
def clerk_of(settings: Settings, chosen: Namespace) -> Iterator[Clerk]:
    """The office of a programme that is there, with the person named by `--as`. Raises SettingsError or Problem."""
    path = settings.database.removeprefix(_SQLITE)
    if path != settings.database and not Path(path).is_file():
        raise SettingsError("command.no_data", database=settings.database)
    store = open_store(settings)
    try:
        with store.reading() as session:
            is_empty = session.feed_size() == 0
        if is_empty:
            raise SettingsError("command.programme_empty", programme=settings.programme)
        office = office_over(store, settings)
    except BaseException:
        store.engine.dispose()
        raise
    try:
        yield _seated(office, chosen.acting)
    except Problem as problem:
        with office.store.reading() as session:
            raise _readable(problem, Names(session)) from problem
    finally:
        office.close()


def note(name: str, text: str | None) -> dict[str, SideRow]:
    """A reason in a person's own words, as the side row of a fact's field; none without words."""
    return {name: side_row({"text": text})} if text else {}


def _seated(office: Office, code: str) -> Clerk:
    if not code:
        return Clerk(office, "")
    with office.store.reading() as session:
        names = Names(session)
        return Clerk(office, names.code(names.user(code)))


def _refuse_unwritable(fact: Fact) -> None:
    """What is too long or too large for a record would be kept and never be read, so it is not written."""
    try:
        fact_from(type(fact), canon.read(canon.encode(body_of(fact))))
    except (UnreadableBody, canon.NotCanonical) as error:
        raise SettingsError("command.unwritable", cause=str(error)) from error


def _readable(problem: Problem, names: Names) -> Problem:
    """The same problem with labels, names and roles in place of origins and codes."""
    details = dict(problem.details)
    for key in ("holder", "origin"):
        if key in details:
            details[key] = names.holder_label(str(details[key]))
    if "roles" in details:
        roles = str(details["roles"]).split(", ")
        details["roles"] = ", ".join(named("role", role).lower() for role in roles)
    return Problem(problem.code, **details)

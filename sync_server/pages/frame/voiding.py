"""Taking a record back from a page: at once, or as a step that waits for a second person; asked for once, not twice."""

from __future__ import annotations

from core.domain.corrections import REASONS, Void
from core.domain.problems import Problem
from core.fold.rows import EffectiveRecord
from core.storage.reads.waiting import waiting_steps
from core.usecases.office.companions import void_with_companions
from core.usecases.office.steps import void_as_office
from sync_server.gate.bodies import Form
from sync_server.office import Office
from sync_server.pages.frame import typed


def void_once(office: Office, author: str, target: str, form: Form) -> bool:
    """Take a record back for the reason that a form says, in the version that its page showed, with those of its
    companions that are ticked, in theirs; whether that waits for a second person. Raises Problem reason_missing,
    void_waits, and those of `void_as_office`.
    """
    reason = typed.chosen(form, "reason", REASONS, "reason_missing")
    with office.store.reading() as session:
        waiting = [session.reads().record(one) for one in waiting_steps(session.lookup(), (Void.kind,))]
    if any(one is not None and getattr(one.fact, "target", "") == target for one in waiting):
        raise Problem("void_waits", id=target)
    seen, companions = form.get("seen"), {one: form.get(f"seen_{one}") for one in form.all("also")}
    if companions:
        void_with_companions(office.store, office.clock, office.origin, author, target, reason, seen, companions)
        return False
    identifier = void_as_office(office.store, office.clock, office.origin, author, target, reason, seen=seen)
    with office.store.reading() as session:
        row = session.state().get(EffectiveRecord, identifier)
    return row is not None and row.status == "waiting"


def done_void(waits: bool) -> str:
    """The key of what is said afterwards."""
    return "records.done_void_waits" if waits else "records.done_void"

"""`complaint list` and `complaint answer`: what people complain of, in their words, and what the office says to it.

The words are read here and nowhere else; the answer goes to the committee's tablets, so it should name nobody. What was
taken back or said anew is listed with the words it came with: it may be about the one who did so.
"""

from __future__ import annotations

from argparse import Namespace
from typing import get_args

from core.domain.complaints import Complaint, Outcome
from core.usecases.office.complaints import answer_complaint
from core.usecases.views.monitoring import ComplaintView
from sync_server.commands.arguments import Commands, words
from sync_server.commands.clerk import clerk_of
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, named, tell, told, write
from sync_server.commands.tables import table
from sync_server.settings import Settings
from sync_server.text.texts import day_text

OUTCOMES = get_args(Outcome)
_COLUMNS = ("record", "committee", "day", "about", "channel", "answer", "words")
_MOST = 10_000


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    group = commands.group("complaint")
    one = group.reading("list", _list)
    one.option("--committee", "committees", "code", nargs="+", default=[], action="extend")
    one.option("--open", "open_complaints", action="store_true")

    one = group.writing("answer", _answer)
    one.option("record", "complaint", "record")
    one.option("outcome", "outcome", choices=OUTCOMES)
    one.option("--text", "answer", "text", type=words, required=True)


def _list(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        committees = names.committees(chosen.committee) or names.live("committee")
        reads = names.session.monitoring()
        found = [(committee, view) for committee in committees for view in reads.complaints(committee, _MOST)]
        rows = [_row(committee, view, names) for committee, view in found if not (chosen.open and view.answer)]
    if not rows:
        tell("complaints.none")
        return
    write(table([(told(f"complaints.{name}"), False) for name in _COLUMNS], rows))


def _row(committee: str, view: ComplaintView, names: Names) -> tuple[str, ...]:
    answer = named("outcome", view.answer.outcome) if view.answer else told("complaints.open")
    if view.state == "void":
        answer = f"{answer} ({told('complaints.void')})"
    return (
        view.id, names.code(committee), day_text(view.day, language()), named("about", view.about),
        named("channel", view.channel), answer, " · ".join(" ".join(said.split()) for said in view.words),
    )  # fmt: skip


def _answer(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            complaint = names.record(chosen.record, "complaints.unknown", Complaint.kind)
        clerk.act(answer_complaint, complaint, chosen.outcome, chosen.text)
        tell("complaints.answered", record=complaint)

"""`make demo`: run the week, print what came of it, and write build/demo/summary.json; the same every time."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from core.domain.problems import Problem
from core.sync.turns.conversation import converse
from core.sync.wire.messages import Answer, Request
from sync_server.crowd.contacts import Contacts
from tools.demo.auditing import audited
from tools.demo.figures import field_week, pay_weeks
from tools.demo.payweek import SYNCED_FIRST, PayWeek
from tools.demo.showing import show, show_money
from tools.demo.week import START_MS, work_the_week
from tools.sample import SampleServer, SampleTablet, SteppingClock, enrol_tablet, make_server, meet_server

FOLDER = Path("build") / "demo"


@dataclass(frozen=True)
class HearingServer(SampleServer):
    """A server that knows when it last heard each tablet, as one behind a socket does."""

    contacts: Contacts = field(default_factory=Contacts)

    def exchange(self, request: Request) -> Answer:
        answer = super().exchange(request)
        self.contacts.heard(self.store, request.origin, self.clock.now_ms())
        return answer


def main() -> int:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    clock = SteppingClock(START_MS)
    sample = make_server(f"sqlite:///{FOLDER / 'server.db'}", clock)
    server = HearingServer(sample.store, sample.clock, sample.key, sample.origin, sample.ids)
    tablets = [
        enrol_tablet(server, FOLDER / "tablet-rosa.db", "rosa", ("committee:CHO", "committee:CAJ"), ("user:T01",)),
        enrol_tablet(server, FOLDER / "tablet-luis.db", "luis", ("committee:CHO", "committee:CAJ"), ("user:T02",)),
    ]
    work_the_week(server, clock, tablets)
    show(server, field_week(server))
    tablets = pay(server, clock, tablets)
    summary = field_week(server) | pay_weeks(server, tablets) | audited(server, FOLDER / "audit.zip")
    (FOLDER / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", "utf-8")
    show_money(server, summary)
    is_sound = summary["tablets_equal_server"] and summary["identity_holds"]
    return 0 if is_sound and summary["audit_verified"] and not summary["ledger_trial_balance_centimos"] else 1


def pay(server: SampleServer, clock: SteppingClock, tablets: list[SampleTablet]) -> list[SampleTablet]:
    """The week after, with all that goes wrong in it; the tablets that are in use at the end."""
    rosa, wilmer = tablets
    week = PayWeek(server, clock, rosa, wilmer)
    day = week.prepare()
    meet_server(server, tablets)
    week.pay_in_choco(day)
    week.pay_in_cajas(day, 0, SYNCED_FIRST)
    meet_server(server, tablets)
    week.receive_cash(day)
    meet_server(server, tablets)
    week.pay_in_cajas(day, SYNCED_FIRST, None)
    week.lose_tablet(day)
    week.give_back(day)
    meet_server(server, [rosa])
    hand_over_late(server, wilmer)
    week.decide_what_was_found(day)
    week.correct_after_payment()
    meet_server(server, [rosa])
    week.decide_recoveries()
    week.finish(day)
    week.second_sheet()
    refs = ("committee:CHO", "committee:CAJ")
    tablets = [rosa, enrol_tablet(server, FOLDER / "tablet-wilmer-2.db", "wilmer 2", refs, ("user:T02",))]
    meet_server(server, tablets)
    return tablets


def hand_over_late(server: SampleServer, tablet: SampleTablet) -> None:
    """A tablet that was shut out hands over what it has, and is told no more than that."""
    try:
        converse(tablet.store, server.clock, tablet.key, server.exchange)
    except Problem as problem:
        if problem.code != "tablet_revoked":
            raise


if __name__ == "__main__":
    sys.exit(main())

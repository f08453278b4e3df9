"""How far one person's payment has come: what is known, what was said, which page is shown, what the rules say to it.

What is touched is in the presenter; here is what every touch ends in. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from app.desk import Desk
from app.listening import Listening
from app.ports import Camera, Speaker
from app.screens.payee import acknowledging, choosing, handing
from app.screens.payee.acts import Acts
from app.screens.payee.case import Case
from app.screens.payee.entry import STROKES, PayeeEntry, Source, payout_of
from app.screens.payee.facts import PayeeFacts, read_facts, refusal_of
from app.screens.payee.wording import sentence_for
from app.screens.paying.chosen import opens
from app.screens.paying.states import Blank, Page
from app.screens.recording.drafts import DraftKeeper
from app.screens.recording.entries import restored
from core.domain.payouts import Payout
from core.domain.problems import Problem

PAGES: dict[str, Callable[[Case], Page]] = {
    "resume": choosing.resume_page,
    "trip": handing.trip_page,
    "told": handing.told_page,
    "hand": handing.hand_page,
    "why": handing.why_page,
    "other": choosing.other_page,
    "less": choosing.less_page,
    "transfer": choosing.transfer_page,
    "proxy": choosing.proxy_page,
    "reason": choosing.reason_page,
    "sign": acknowledging.sign_page,
    "done": acknowledging.done_page,
    "witness": choosing.witness_page,
    "paid": acknowledging.paid_page,
    "void": acknowledging.void_page,
    "stop": acknowledging.stop_page,
}


class PayeeProgress:
    """`enter` and `leave` as every screen; `render` takes a Page, also an empty one while nothing is known yet."""

    _facts: PayeeFacts | None
    _refusal: Problem | None
    _warning: Problem | None
    _strokes: tuple[tuple[int, ...], ...]

    def __init__(self, desk: Desk, render: Callable[[Page], None], camera: Camera, speaker: Speaker) -> None:
        self._desk = desk
        self._render = render
        self._camera = camera
        self._listening = Listening(speaker, self._show)
        self._acts = Acts(desk)
        self._drafts = DraftKeeper(desk)
        self._member = self._sheet = ""
        self._forget()

    def enter(self, member: str, sheet: str = "") -> None:
        """Show a person's page; whoever was paid before can no longer be undone by a touch."""
        self._desk.changed.add(self._heard)
        self._member, self._sheet = member, sheet
        self._desk.handset.stay_awake()
        self._forget()
        self._render(Page("", Blank()))
        desk = self._desk

        def read(_task: object) -> PayeeFacts:
            opens(desk, member)
            return read_facts(desk, member, sheet)

        def take(facts: PayeeFacts) -> None:
            if (member, sheet) == (self._member, self._sheet):
                self._begin(facts)

        desk.storage_lane.run(read, take)

    def leave(self) -> None:
        """Nothing of this person stays on the screen; what was said of them stays as a draft."""
        self._desk.changed.drop(self._heard)
        self._listening.hush()
        self._desk.handset.may_sleep()
        self._member = ""
        self._forget()
        self._render(Page("", Blank()))

    # --- which page ---

    def _begin(self, facts: PayeeFacts) -> None:
        """The first page for how this person stands; what was said before and not saved is offered first."""
        self._facts = facts
        kept = self._drafts.begin(f"payee/{self._desk.author}/{facts.view.sheet}/{facts.view.payee}")
        if facts.view.state == "to_pay" and kept is not None:
            self._entry = restored(PayeeEntry(), kept)
            if self._entry.is_unusual:
                self._go("resume")
                return
        self._begin_again(facts)

    def _begin_again(self, facts: PayeeFacts) -> None:
        self._facts = facts
        if facts.view.state == "paid":
            self._go("paid")
        elif facts.view.why_not:
            self._go("stop")
        else:
            self._to_money()

    def _to_money(self) -> None:
        """Towards the page that is turned to the payee, once it is clear where the cash comes from."""
        facts = self._known
        self._refusal = None
        if self._entry.is_cash and facts.trips and not self._trip():
            self._go("trip")
            return
        if self._trip() or not self._entry.is_cash:
            self._refusal = refusal_of(self._desk, self._fact())
        self._go("told" if facts.view.recovered_centimos and not self._is_told else "hand")

    def _to_list(self) -> None:
        if not self._desk.navigator.back():
            self._desk.navigator.go("paying")

    def _go(self, step: str) -> None:
        self._listening.hush()
        self._step, self._done, self._problem = step, "", ""
        self._show()

    def _refuse(self, problem: Problem) -> None:
        """What is wrong is told on the page at hand; nothing that was said is lost."""
        if self._facts is not None:
            self._problem = sentence_for(problem, self._known)
            self._show()

    def _show(self) -> None:
        if self._facts is not None and self._step:
            self._render(PAGES[self._step](self._case()))

    # --- what is known and said ---

    @property
    def _known(self) -> PayeeFacts:
        if self._facts is None:
            raise LookupError("nobody is on the page")
        return self._facts

    def _forget(self) -> None:
        self._facts = None
        self._entry = PayeeEntry()
        self._step = self._done = self._problem = self._sought = self._payout = ""
        self._refusal = self._warning = None
        self._strokes = ()
        self._photo = b""
        self._returning = STROKES
        self._is_void = self._is_told = False

    def _heard(self) -> None:
        """Something was saved or came by sync: whoever is no longer to be paid here is not paid here."""

        def take(facts: PayeeFacts) -> None:
            if self._facts is not None and facts.view != self._facts.view:
                self._begin_again(facts)

        if self._step not in ("", "done") and not self._acts.busy:
            self._reread(take)

    def _reread(self, take: Callable[[PayeeFacts], None]) -> None:
        desk, member, sheet = self._desk, self._member, self._sheet

        def taken(facts: PayeeFacts) -> None:
            if (member, sheet) == (self._member, self._sheet):
                take(facts)

        desk.storage_lane.run(lambda _task: read_facts(desk, member, sheet), taken)

    def _trip(self) -> str:
        """The trip the cash comes from: the only open one, or the one that was chosen today."""
        trips = [trip.id for trip in self._known.trips]
        chosen = self._known.chosen.trip
        return chosen if chosen in trips else trips[0] if len(trips) == 1 else ""

    def _fact(self) -> Payout:
        view = self._known.view
        source = Source(self._desk.user.id if self._desk.user else "", self._trip())
        witness = self._case().witness
        return payout_of(self._entry, view.sheet, view.payee, view.payable_centimos, source, witness)

    def _keep(self) -> None:
        if self._entry == PayeeEntry():
            self._drafts.forget()
        else:
            self._drafts.keep(asdict(self._entry))

    def _case(self) -> Case:
        return Case(
            self._known, self._entry, self._refusal, self._warning, self._done, self._problem, self._strokes,
            bool(self._photo), self._camera.can_take, self._listening.can_speak, self._listening.is_speaking,
            self._acts.busy, self._returning, self._sought,
        )  # fmt: skip

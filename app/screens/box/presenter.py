"""A technician's cash box behind their PIN: what should lie in it, and what they say about it. No Kivy here.

It is closed whenever it is not looked at: leaving the page, or leaving the tablet alone, forgets everything but the
draft of what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from app.screens.box import counting, giving, overview, spending
from app.screens.box.case import Case
from app.screens.box.entry import set_number, without_count, without_expense, without_gift
from app.screens.box.progress import BoxProgress
from app.screens.paying.sides import photo_row
from app.screens.paying.states import BACK, Page
from app.text.texts import t
from core.domain.money import SMALLEST_COIN_CENTIMOS, format_soles
from core.domain.problems import Problem
from core.usecases.tablet.paying import PHOTO_SIDE

BEFORE = {
    "spend": "category", "piece": "", "compare": "count", "give": "whom", "check": "give", "category": "overview",
    "count": "overview", "whom": "overview", "given": "overview", "receive": "overview", "bring": "overview",
}  # fmt: skip
"""Where back leads; from the overview out of the box, from a single piece to where it was asked for."""


class BoxPresenter(BoxProgress):
    """Events: the methods without underscore."""

    def tap(self, key: str) -> None:
        """A button; what follows a stroke in its key belongs to it."""
        act, _, rest = key.partition("/")
        buttons: dict[str, Callable[[], None]] = {
            BACK: self._back,
            "other": self._leave_box,
            overview.SPEND: lambda: self._go("spend" if self._entry.category else "category"),
            overview.COUNT: lambda: self._go("count"),
            overview.GIVE: lambda: self._go("give" if self._entry.to else "whom"),
            overview.BRING: lambda: self._go("bring"),
            overview.SYNC: lambda: self._desk.navigator.go("sync"),
            "given": lambda: self._look_at("given", rest),
            "receive": lambda: self._look_at("receive", rest),
            spending.CATEGORY: lambda: self._go("category"),
            spending.PHOTO: lambda: self._camera.take(self._photographed, self._refuse),
            spending.SAVE: self._save_expense,
            counting.COMPARE: lambda: self._go("compare"),
            counting.USE: self._use_number,
            counting.SAVE: self._save_count,
            giving.CHECK: self._check_gift,
            giving.SAVE: self._save_gift,
            giving.RECEIVED: self._save_receipt,
            giving.SWITCH: self._switch,
            giving.TAKE_BACK: self._take_back,
        }
        if (self._guard.is_open or act == "other") and not self._busy:
            buttons[act]()

    def choose(self, key: str) -> None:
        """A tile or a row, on the page that is shown."""
        if not self._guard.is_open:
            return
        if self._step == "category":
            self._typed(category=key)
            self._go("spend")
        elif self._step == "whom":
            self._typed(to=key)
            self._go("give")

    def option(self, group: str, key: str) -> None:
        """Another of the open trips."""
        if group == "trip":
            self._trip = key
            self._show()

    def search(self, text: str) -> None:
        self._sought = text
        self._show()

    def write(self, text: str) -> None:
        """The number of the voucher."""
        self._typed(voucher=text)
        self._show()

    def number(self, value: int) -> None:
        """What the keys say: an amount in the smallest coins, or how many there are of one piece."""
        if self._step == "piece":
            self._number = value
        else:
            self._typed(spent_centimos=value * SMALLEST_COIN_CENTIMOS)
        self._show()

    def counted(self, piece: int, number: int) -> None:
        """One more or one less of a note or coin."""
        self._set_piece(piece, number)
        self._problem = ""
        self._show()

    def ask(self, piece: int) -> None:
        """The number of a piece was touched: the pad is opened for it."""
        self._asked_on, self._piece = self._step, piece
        self._number = self._pieces().get(str(piece), 0)
        self._go("piece")

    def drawn(self, strokes: Sequence[Sequence[int]]) -> None:
        """Nothing of the box is signed by hand: the PIN stands for it."""

    # --- going about ---

    def _back(self) -> None:
        if self._step == "overview":
            self._leave_box()
        elif self._step == "spend" and not self._is_choosing_anew():
            self._go("overview")
        else:
            self._go(BEFORE[self._step] or self._asked_on)

    def _is_choosing_anew(self) -> bool:
        """Nothing is typed yet, so one may have taken the wrong category."""
        return not self._entry.spent_centimos and not self._entry.voucher

    def _leave_box(self) -> None:
        self._desk.navigator.leave()

    def _look_at(self, step: str, hand_over: str) -> None:
        self._hand_over = hand_over
        self._go(step)

    def _switch(self) -> None:
        """The other signs in; the box of this one is closed by that."""
        self._desk.user = None
        self._desk.navigator.go("sign_in")

    # --- what is typed ---

    def _pieces(self) -> dict[str, int]:
        step = self._asked_on if self._step == "piece" else self._step
        return self._entry.given if step == "give" else self._entry.counted

    def _set_piece(self, piece: int, number: int) -> None:
        pieces = dict(self._pieces())
        set_number(pieces, piece, number)
        is_gift = (self._asked_on if self._step == "piece" else self._step) == "give"
        self._typed(**{"given" if is_gift else "counted": pieces})

    def _use_number(self) -> None:
        self._set_piece(self._piece, self._number)
        self._go(self._asked_on)

    def _photographed(self, photo: bytes) -> None:
        self._photo.keep(photo)
        self._show()

    # --- what is saved ---

    def _save_expense(self) -> None:
        case = self._case()
        self._is_missing = not self._entry.voucher.strip()
        problem = spending.problem_of(case)
        if problem is not None or self._is_missing:
            self._refuse(problem)
            return
        fact, photo = spending.expense_of(case, self._user_id), self._photo.photo
        sides = {PHOTO_SIDE: photo_row(photo)} if photo else {}

        def done(identifier: str) -> None:
            self._photo.forget()
            self._kept(without_expense(self._entry))
            self._offer_undo(identifier, t("box.saved_expense", amount=format_soles(int(fact.centimos))))
            self._go("overview")

        self._save(fact, done, sides)

    def _save_count(self) -> None:
        fact = counting.count_of(self._case(), self._user_id)

        def done(identifier: str) -> None:
            self._kept(without_count(self._entry))
            self._offer_undo(identifier, t("box.saved_count", amount=format_soles(int(fact.centimos))))
            self._go("overview")

        self._save(fact, done)

    def _check_gift(self) -> None:
        problem = giving.problem_of(self._case())
        if problem is None:
            self._go("check")
        else:
            self._refuse(problem)

    def _save_gift(self) -> None:
        problem = giving.problem_of(self._case())
        if problem is not None:
            self._refuse(problem)
            return

        def done(identifier: str) -> None:
            self._kept(without_gift(self._entry))
            self._look_at("given", identifier)

        self._save(giving.hand_over_of(self._case(), self._user_id), done)

    def _save_receipt(self) -> None:
        case = self._case()
        one = case.facts.waiting(self._hand_over)
        amount = format_soles(one.centimos) if one else ""

        def done(_: str) -> None:
            self._desk.say(t("box.saved_receipt", amount=amount))
            self._go("overview")

        self._save(giving.receipt_of(case), done)

    def _take_back(self) -> None:
        one = self._case().facts.waiting(self._hand_over)
        if one is None:
            return

        def done(_: Any) -> None:
            self._desk.say(t("box.taken_back"))
            self._go("overview")

        self._void(one.id, one.version, done)

    # --- the page ---

    def _page(self, case: Case) -> Page:
        one = case.facts.waiting(self._hand_over)
        if self._step in ("given", "receive") and one is None:
            return overview.overview_page(replace(case, problem=""))
        pages: dict[str, Callable[[], Page]] = {
            "category": lambda: spending.category_page(case),
            "spend": lambda: spending.spending_page(case),
            "count": lambda: counting.count_page(case),
            "piece": lambda: counting.piece_page(case, self._number),
            "compare": lambda: counting.compared_page(case),
            "whom": lambda: giving.whom_page(case, self._sought),
            "give": lambda: giving.giving_page(case),
            "check": lambda: giving.check_page(case),
            "given": lambda: giving.given_page(case, _there(one)),
            "receive": lambda: giving.receive_page(case, _there(one)),
            "bring": lambda: overview.bring_page(case),
        }
        return pages[self._step]() if self._step in pages else overview.overview_page(case)

    def _refuse(self, problem: Problem | None) -> None:
        self._tell(problem)
        self._show()


def _there(one: Any) -> Any:
    if one is None:
        raise LookupError("no hand-over is looked at")
    return one

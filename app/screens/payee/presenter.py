"""What is touched on the pages of one person's payment: the money, the signature, saved; and every way aside.

A button comes here by its key, a tile or a row by the page it stands on. Nothing is lost by going back. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.listening import clips_for
from app.screens.payee.entry import MARK, STROKES, PayeeEntry
from app.screens.payee.facts import PayeeFacts, refusal_of
from app.screens.payee.progress import PayeeProgress
from app.screens.payee.why import spoken_reckoning
from app.screens.paying.chosen import choose
from app.text.texts import t
from app.widgets.strokes.ink import is_ink
from core.domain.money import SMALLEST_COIN_CENTIMOS
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.usecases.tablet.paying import warning_before

BEFORE = {
    "why": "hand", "other": "hand", "less": "other", "transfer": "other", "proxy": "other", "reason": "proxy",
    "sign": "hand", "void": "paid",
}  # fmt: skip
"""Where back leads; from the other pages it leads to the list."""
MENDED_ON = {
    "operation_missing": "transfer",
    "operation_reused": "transfer",
    "proxy_for_too_many": "proxy",
    "proxy_is_payee": "proxy",
    "proxy_reason_missing": "reason",
    "payout_above_line": "less",
    "amount_not_positive": "less",
    "cash_not_in_coins": "less",
}
"""The page on which a mistake that was found while saving is put right; the others are told beside the signature."""


class PayeePresenter(PayeeProgress):
    """Events: the methods without underscore."""

    def tap(self, key: str) -> None:
        """A button of the page; what follows a stroke in its key belongs to it."""
        act, _, rest = key.partition("/")
        buttons: dict[str, Callable[[], None]] = {
            "back": self._back,
            "why": lambda: self._go("why"),
            "other": lambda: self._go("other"),
            "told": self._told,
            "listen": self._listen,
            "yes": self._received,
            "statement": lambda: self._desk.navigator.go("statement", member=self._member),
            "release": self._to_release,
            "carry_on": self._to_money,
            "start_anew": self._start_anew,
            "less": lambda: self._use_less(int(rest)),
            "use_less": lambda: self._use_less(self._entry.centimos),
            "use_way": self._use_way,
            "witness": self._ask_witness,
            "photo": lambda: self._camera.take(self._photographed, self._refuse),
            "confirm": self._confirm,
            "undo": self._undo,
            "next": self._to_list,
            "void": self._ask_back,
            "give_back": self._give_back,
        }
        if self._facts is not None and not self._acts.busy:
            buttons[act]()

    def choose(self, key: str) -> None:
        """A tile or a row was touched, on the page that is shown."""
        choices: dict[str, Callable[[str], None]] = {
            "trip": self._chose_trip,
            "other": self._chose_other,
            "transfer": self._chose_way,
            "proxy": self._chose_proxy,
            "reason": self._chose_reason,
            "sign": self._chose_acknowledgement,
            "void": self._chose_acknowledgement,
            "witness": self._chose_witness,
        }
        if self._facts is not None and not self._acts.busy:
            choices[self._step](key)

    def search(self, text: str) -> None:
        self._sought = text
        self._show()

    def write(self, text: str) -> None:
        """The number of the operation."""
        self._entry.operation = text
        self._keep()
        if self._problem:
            self._problem = ""
            self._show()

    def number(self, value: int) -> None:
        """The smaller amount, in the smallest coins."""
        self._entry.centimos = value * SMALLEST_COIN_CENTIMOS
        self._keep()
        self._show()

    def drawn(self, strokes: Sequence[Sequence[int]]) -> None:
        """The pad was written on or cleared."""
        self._strokes = tuple(tuple(stroke) for stroke in strokes)
        if self._problem:
            self._problem = ""
        self._show()

    # --- buttons ---

    def _listen(self) -> None:
        """The amount, or how it came about where that is on the page."""
        case = self._case()
        clips = clips_for([("", case.centimos)]) if self._step == "hand" else spoken_reckoning(case)
        self._listening.touch(clips)

    def _back(self) -> None:
        if self._step == "less" and self._entry.centimos > self._known.view.payable_centimos:
            self._entry.centimos = 0
            self._keep()
        if self._step == "witness":
            self._go("void" if self._is_void else "sign")
        elif self._step in BEFORE:
            self._go(BEFORE[self._step])
        else:
            self._to_list()

    def _told(self) -> None:
        self._is_told = True
        self._to_money()

    def _received(self) -> None:
        """The payee has the money; a large sum is told before it is signed for."""
        self._warning = warning_before(self._desk.store, self._desk.clock, self._fact())
        self._go("sign")

    def _start_anew(self) -> None:
        self._entry = PayeeEntry()
        self._keep()
        self._to_money()

    def _use_less(self, centimos: int) -> None:
        self._entry.centimos = 0 if centimos == self._known.view.payable_centimos else centimos
        self._keep()
        self._to_money()

    def _use_way(self) -> None:
        """A number that is missing or was used is told here, where it can be mended."""
        problem = refusal_of(self._desk, self._fact())
        if problem is not None and problem.code.startswith("operation"):
            self._refuse(problem)
        else:
            self._to_money()

    def _ask_witness(self) -> None:
        self._is_void, self._sought = self._step == "void", ""
        self._go("witness")

    def _photographed(self, photo: bytes) -> None:
        self._photo, self._problem = photo, ""
        self._show()

    def _confirm(self) -> None:
        """The one touch that saves."""
        strokes = self._ink()
        if self._entry.acknowledged == STROKES and not strokes:
            self._refuse(Problem("strokes_missing"))
            return
        self._problem = ""
        self._acts.pay(self._fact(), strokes, self._photo, self._saved, self._failed)
        self._show()

    def _undo(self) -> None:
        self._acts.undo(self._payout or self._known.view.payout, self._undone, self._refuse)

    def _ask_back(self) -> None:
        self._strokes = ()
        self._go("void")

    def _give_back(self) -> None:
        is_mark = self._returning == MARK
        witness = self._case().witness if is_mark else ""
        if is_mark and not witness:
            self._refuse(Problem("witness_missing"))
        elif not is_mark and not self._ink():
            self._refuse(Problem("payee_needed"))
        else:
            self._acts.give_back(self._known.view.payout, self._ink(), witness, self._given_back, self._refuse)

    def _to_release(self) -> None:
        view = self._known.view
        self._desk.navigator.go("release", sheet=view.sheet, payee=view.payee)

    # --- tiles and rows ---

    def _chose_trip(self, key: str) -> None:
        self._facts = replace(self._known, chosen=choose(self._desk, trip=key))
        self._to_money()

    def _chose_other(self, key: str) -> None:
        if key == "release":
            self._to_release()
        elif key == "later":
            self._to_list()
        elif key == "usual":
            self._start_anew()
        else:
            self._sought = ""
            self._go(key)

    def _chose_way(self, key: str) -> None:
        self._entry.way = key
        self._problem = ""
        self._keep()
        self._show()

    def _chose_proxy(self, key: str) -> None:
        """Whether somebody already receives for others is told at once, not after the signature."""
        problem = refusal_of(self._desk, replace(self._fact(), proxy=RecordId(key), proxy_reason="other"))
        if problem is not None and problem.code.startswith("proxy"):
            self._refuse(problem)
            return
        self._entry.proxy = key
        self._keep()
        self._go("reason")

    def _chose_reason(self, key: str) -> None:
        self._entry.proxy_reason = key
        self._keep()
        self._to_money()

    def _chose_acknowledgement(self, key: str) -> None:
        self._problem = ""
        if self._step == "void":
            self._returning = key
        else:
            self._entry.acknowledged = key
            self._keep()
        self._show()

    def _chose_witness(self, key: str) -> None:
        """The first one chosen stands by for the rest of the day, another one for this payee alone."""
        if self._known.chosen.witness:
            self._entry.witness = key
            self._keep()
        else:
            self._facts = replace(self._known, chosen=choose(self._desk, witness=key))
        self._go("void" if self._is_void else "sign")

    # --- what came of it ---

    def _ink(self) -> tuple[tuple[int, ...], ...]:
        """What was written, if it is more than a dot."""
        return self._strokes if is_ink(self._strokes) else ()

    def _saved(self, payout: str) -> None:
        self._payout = payout
        self._step = "done"
        self._drafts.forget()
        self._desk.handset.buzz()
        self._desk.tell_changed()
        self._show()

    def _failed(self, problem: Problem) -> None:
        self._step, self._sought = MENDED_ON.get(problem.code, self._step), ""
        self._refuse(problem)

    def _undone(self, _: None) -> None:
        """The money is on the table again, and what was said of the payment still holds."""
        self._payout, self._strokes = "", ()
        self._desk.tell_changed()
        self._reread(lambda facts: self._tell(facts, t("pay.undone")))

    def _given_back(self, _: str) -> None:
        self._entry, self._strokes = PayeeEntry(), ()
        self._desk.tell_changed()
        self._reread(lambda facts: self._tell(facts, t("pay.voided")))

    def _tell(self, facts: PayeeFacts, done: str) -> None:
        """On the page, where it covers no button as a toast would."""
        self._begin_again(facts)
        self._done = done
        self._show()

"""The first start: the language, then address and code from the office's paper, scanned or typed, then the first
fetching of data, and on to signing in.

What was typed stays whatever goes wrong, also if the battery falls out. Once the office has let the tablet in, only the
fetching is left to repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.desk import Desk, explain
from app.ports import Scanner
from app.preferences import LANGUAGE_NOTE, choose_language, has_language, keep
from app.screens.recording.drafts import DraftKeeper
from app.text.texts import language, t
from core.domain.money import format_count
from core.domain.problems import Problem

LANGUAGE, FORM, ASKING, FETCHING = "language", "form", "asking", "fetching"
DRAFT = "enrol"
CODE_PROBLEMS = ("code_mistyped", "code_used", "code_expired")
ADDRESS_PROBLEMS = ("address_unreadable", "not_a_planton_server")


@dataclass(frozen=True, slots=True)
class EnrolState:
    """`step` is LANGUAGE, FORM, ASKING or FETCHING; an error stands at its field, a problem above the button."""

    step: str = FORM
    address: str = ""
    code: str = ""
    address_error: str = ""
    code_error: str = ""
    problem: str = ""
    received: str = ""
    fraction: float = 0.0
    language: str = "es"
    can_scan: bool = False
    can_practise: bool = False


class EnrolPresenter:
    """Events: `address_typed`, `code_typed`, `scan`, `submit`, `fetch`, `choose_language`, `practise`, `show_tour`."""

    def __init__(self, desk: Desk, render: Callable[[EnrolState], None], scanner: Scanner | None = None) -> None:
        self._desk = desk
        self._render = render
        self._scanner = scanner
        self._drafts = DraftKeeper(desk)
        self._state = EnrolState()

    def enter(self) -> None:
        self._desk.synchroniser.listeners.add(self._sync_moved)
        typed = self._drafts.begin(DRAFT) or {}
        self._become(
            step=FORM if has_language(self._desk) or self._desk.is_copy else LANGUAGE,
            address=str(typed.get("address", "")),
            code=str(typed.get("code", "")),
            language=language(),
            problem=explain(Problem("tablet_copied")) if self._desk.is_copy else "",
            can_scan=self._scanner is not None and self._scanner.can_scan,
            can_practise=self._desk.practice is not None,
        )

    def leave(self) -> None:
        self._desk.synchroniser.listeners.drop(self._sync_moved)

    def address_typed(self, text: str) -> None:
        if text != self._state.address:
            self._become(address=text, address_error="", problem="")
            self._keep()

    def code_typed(self, text: str) -> None:
        """A whole pasted payload fills both fields."""
        from core.sync.letting_in.enrolment import PAYLOAD_PREFIX, read_payload

        if text == self._state.code:
            return
        if text.strip().startswith(f"{PAYLOAD_PREFIX}|"):
            try:
                payload = read_payload(text)
            except Problem as problem:
                self._become(code=text, code_error=explain(problem))
                return
            if payload.addresses:
                self._become(code=payload.code, address=" ".join(payload.addresses), code_error="", address_error="")
                self._keep()
                return
        self._become(code=text, code_error="", problem="")
        self._keep()

    def scan(self) -> None:
        """The paper's code by the camera; what it holds is asked at once."""
        if self._scanner is None or self._state.step != FORM:
            return

        def read(text: str) -> None:
            self.code_typed(text)
            if self._state.address and not self._state.code_error:
                self.submit()

        self._scanner.scan(read, lambda problem: self._become(problem=explain(problem)))

    def practise(self) -> None:
        self._desk.practise()

    def show_tour(self) -> None:
        self._desk.show_tour()

    def submit(self) -> None:
        """Ask to be let in, or say at the field what cannot be right."""
        from app.sending.transport import tidy_address
        from core.sync.letting_in.enrolment import tidy_code

        if self._state.step == ASKING:
            return
        errors = {"address_error": "", "code_error": "", "problem": ""}
        code = ""
        addresses: tuple[str, ...] = ()
        try:
            if not self._state.address.strip():
                raise Problem("text_missing", field=t("entry.address"))
            addresses = tuple(tidy_address(part) for part in self._state.address.replace(",", " ").split())
        except Problem as problem:
            errors["address_error"] = explain(problem)
        try:
            if not self._state.code.strip():
                raise Problem("text_missing", field=t("entry.code"))
            code = tidy_code(self._state.code)
        except Problem as problem:
            errors["code_error"] = explain(problem)
        self._become(**errors)
        if not errors["address_error"] and not errors["code_error"]:
            self._ask(code, addresses)

    def fetch(self) -> None:
        """Get the data, from the beginning or from where it stopped."""
        self._become(step=FETCHING, problem="", received="", fraction=0.0)
        self._desk.synchroniser.start()

    def choose_language(self, chosen: str) -> None:
        choose_language(self._desk, chosen)
        self._become(step=FORM, language=chosen, address_error="", code_error="", problem="")

    def _ask(self, code: str, addresses: tuple[str, ...]) -> None:
        enroller = self._desk.enroller
        if enroller is None:
            raise LookupError("this desk cannot enrol")

        def work(_task: Any) -> Any:
            return enroller.enrol(code, addresses)

        def joined(result: Any) -> None:
            self._drafts.forget()
            enroller.take_over(result)
            keep(self._desk, LANGUAGE_NOTE, language())
            self.fetch()

        self._become(step=ASKING, problem="")
        self._desk.sync_lane.run(work, joined, self._refused)

    def _refused(self, failure: Exception) -> None:
        if not isinstance(failure, Problem):
            raise failure
        words = explain(failure)
        self._become(
            step=FORM,
            code_error=words if failure.code in CODE_PROBLEMS else "",
            address_error=words if failure.code in ADDRESS_PROBLEMS else "",
            problem="" if failure.code in CODE_PROBLEMS + ADDRESS_PROBLEMS else words,
        )

    def _sync_moved(self) -> None:
        state = self._desk.synchroniser.state
        if self._state.step != FETCHING:
            return
        if state.problem is not None:
            self._become(problem=explain(state.problem))
        elif state.is_done:
            self._desk.navigator.replace("sign_in")
        else:
            whole = state.received + max(0, state.feed_left)
            words = t("sync.of", done=format_count(state.received), all=format_count(whole)) if whole else ""
            self._become(received=words, fraction=state.received / whole if whole else 0.0, problem="")

    def _keep(self) -> None:
        self._drafts.keep({"address": self._state.address, "code": self._state.code})

    def _become(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._render(self._state)

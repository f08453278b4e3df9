"""What the people of a committee have coming to them, in three parts, never as one number.

Neighbours look on: the list begins with names alone, and amounts are hidden again whenever one comes back to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.desk import Desk
from app.text import telling
from app.text.texts import t
from app.widgets.money_parts.parts import MoneyParts
from app.widgets.person_row.rows import initials
from core.domain.identity import name_sort_key
from core.domain.money import format_count, format_soles
from core.domain.seeking import is_sought
from core.usecases.views.field import Money, PersonMoney, Reads


@dataclass(frozen=True)
class PersonMoneyRow:
    """One person; amounts are empty while they are hidden, and `…_is_nothing` makes a zero quiet."""

    key: str
    name: str
    initials: str
    confirmed: str = ""
    pending: str = ""
    observed: str = ""
    confirmed_is_nothing: bool = True
    pending_is_nothing: bool = True
    observed_is_nothing: bool = True


@dataclass(frozen=True)
class EarningsView:
    """The whole page; `words` are those of the three columns."""

    committee: str
    count: str
    total: MoneyParts
    rows: tuple[PersonMoneyRow, ...]
    words: tuple[str, str, str]
    toggle_text: str
    toggle_icon: str
    are_shown: bool
    empty_title: str
    empty_detail: str


class EarningsPresenter:
    """Events: the methods without underscore. `render` takes an EarningsView."""

    def __init__(self, desk: Desk, render: Callable[[EarningsView], None]) -> None:
        self._desk = desk
        self._render = render
        self._people: list[PersonMoney] = []
        self._are_shown = False
        self._sought = ""

    def enter(self) -> None:
        self._desk.changed.add(self._refresh)
        self._are_shown = False
        self._refresh()

    def leave(self) -> None:
        self._are_shown = False
        self._desk.changed.drop(self._refresh)

    def toggle(self) -> None:
        """Shows or hides the amounts of everybody."""
        self._are_shown = not self._are_shown
        self._show()

    def search(self, text: str) -> None:
        self._sought = text
        self._show()

    def open(self, member: str) -> None:
        self._desk.navigator.go("statement", member=member)

    def _refresh(self) -> None:
        committee, day = self._desk.committee_id, self._desk.today()

        def question(reads: Reads) -> list[PersonMoney]:
            known = {person.member: person for person in reads.people_money(committee)}
            for view in reads.members(committee, day):
                known.setdefault(view.id, PersonMoney(view.id, view.name, Money()))
            return sorted(known.values(), key=lambda person: name_sort_key(person.name))

        def take(people: list[PersonMoney]) -> None:
            if committee == self._desk.committee_id:
                self._people = people
                self._show()

        self._desk.storage_lane.run(lambda _task: self._desk.read(question), take)

    def _show(self) -> None:
        found = [person for person in self._people if is_sought(person.name, self._sought)]
        committee = self._desk.committee
        self._render(
            EarningsView(
                committee=t("review.earned_by_all", committee=committee.name if committee else ""),
                count=t("review.people_shown", count=format_count(len(found))),
                total=telling.money_parts(sum((person.money for person in self._people), Money())),
                rows=tuple(self._row(person) for person in found),
                words=(t("states.money_confirmed"), t("review.column_pending"), t("states.money_observed")),
                toggle_text=t("review.hide_amounts" if self._are_shown else "review.show_amounts"),
                toggle_icon="eye-off" if self._are_shown else "eye",
                are_shown=self._are_shown,
                empty_title=t("review.nobody"),
                empty_detail=t("review.nobody_detail"),
            )
        )

    def _row(self, person: PersonMoney) -> PersonMoneyRow:
        # A listed name has the surnames first; the initials are those of the first surname and the given name.
        surnames, _, given = person.name.partition(", ")
        letters = initials(f"{given.split(' ')[0]} {surnames}") if given else initials(person.name)
        if not self._are_shown:
            return PersonMoneyRow(person.member, person.name, letters)
        money = person.money
        return PersonMoneyRow(
            person.member, person.name, letters,
            format_soles(money.confirmed), format_soles(money.pending), format_soles(money.observed),
            not money.confirmed, not money.pending, not money.observed,
        )  # fmt: skip

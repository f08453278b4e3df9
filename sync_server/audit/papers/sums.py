"""What a package comes to in figures that people read: trees, land, money and findings, by committee and in all.

The report and the workbook show these same values. They name committees and never persons, and what was given in kind
stands beside the money and is never added to it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.domain.nurseries import BatchStarted, OpeningBatch
from core.domain.payouts import Payout
from core.domain.people import Committee
from core.fold.rows import Acceptance, EffectiveRecord, Hold
from core.usecases.views.monitoring import UnitCareView
from sync_server.audit.batches import in_batches
from sync_server.audit.source import Source
from sync_server.audit.tables.care import MEASURES, counted
from sync_server.looking.day_figures import Alive, alive_in

_BATCHES = (BatchStarted.kind, OpeningBatch.kind)
Trees = dict[str, int]
"""By measure: opening, planted, replanted, lost, harvested."""


@dataclass(slots=True)
class CommitteeSums:
    """One committee. Trees, saplings, days and what was earned and paid are of the period; land, `before` (trees put
    into the field until its last day, `opening` ones included) and what stands, is owed and held are as of its end.
    """

    id: str
    code: str
    name: str
    members: int
    units: int = 0
    area_m2: int = 0
    planted_m2: int = 0
    target: int = 0
    trees: Trees = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    before: int = 0
    standing: int = 0
    ready: int = 0
    half_days: int = 0
    in_kind_centimos: int = 0
    accrued_centimos: int = 0
    paid_centimos: int = 0
    owed_centimos: int = 0
    held_centimos: int = 0

    @property
    def labour_centimos(self) -> int:
        """What the days came to at the day's wage: what was given in kind, and what of it was paid."""
        return self.in_kind_centimos + self.accrued_centimos


@dataclass(frozen=True, slots=True)
class FundRow:
    """opening + came_in − used = left, as the books have it by the last day."""

    id: str
    opening_centimos: int
    came_in_centimos: int
    used_centimos: int
    left_centimos: int


@dataclass(frozen=True, slots=True)
class FindingSums:
    """What became of the findings of one rule: `standing` still keep money back or warn, `released` were ended by
    somebody, of `corrected` the record was corrected or taken back meanwhile.
    """

    rule: str
    standing: int
    corrected: int
    released: int


@dataclass(frozen=True, slots=True)
class PackageSums:
    """`accounts` are (balance before, debits, credits) of the period by account; `by_month` trees planted by month
    YYYY-MM, `by_species` trees of the period by species id.
    """

    committees: tuple[CommitteeSums, ...]
    cares: tuple[UnitCareView, ...]
    alive: Alive
    by_species: dict[str, Trees]
    by_month: dict[str, int]
    accounts: dict[str, tuple[int, int, int]]
    funds: tuple[FundRow, ...]
    findings: tuple[FindingSums, ...]

    def total(self, name: str) -> int:
        """The sum of one field over the committees."""
        return sum(getattr(one, name) for one in self.committees)

    def trees(self, measure: str) -> int:
        return sum(one.trees[measure] for one in self.committees)

    def moved(self, account: str) -> int:
        """Debits less credits of the period."""
        _, debit, credit = self.accounts.get(account, (0, 0, 0))
        return debit - credit

    def closing(self, account: str) -> int:
        """The balance at the end of the period, debits positive."""
        before, debit, credit = self.accounts.get(account, (0, 0, 0))
        return before + debit - credit


def sums_of(source: Source) -> PackageSums:
    """Everything, in a few passes over the rows of the fold."""
    views = {one.id: one for one in source.session.reads().committees()}
    found = {
        thing.id: CommitteeSums(thing.id, thing.code, thing.name, thing.members)
        for thing in sorted(views.values(), key=lambda one: one.code)
    }
    cares = []
    for view in views.values():
        mine = source.cares[view.id]
        cares.extend(mine)
        found[view.id].units = len(mine)
        found[view.id].standing = sum(care.standing for care in mine)
        found[view.id].target = sum(care.unit.target_trees for care in mine)
    for land in source.session.reads().planted_by_committee():
        if land.committee in found:
            found[land.committee].area_m2, found[land.committee].planted_m2 = land.area_m2, land.planted_m2
    species, months = _add_trees(source, found)
    _add_work(source, found)
    _add_money(source, found)
    accounts, funds = _books(source)
    cares.sort(key=lambda care: (care.unit.code, care.unit.id))
    return PackageSums(
        tuple(found.values()), tuple(cares), alive_in(cares), species, months, accounts, funds, _findings(source)
    )


def _add_trees(source: Source, found: Mapping[str, CommitteeSums]) -> tuple[dict[str, Trees], dict[str, int]]:
    species: dict[str, Trees] = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
    months: Counter[str] = Counter()
    trees_of = counted(source)
    for committee, trees in trees_of.before.items():
        if committee in found:
            found[committee].before += trees
    for (committee, name), measures in trees_of.by_species.items():
        if committee in found:
            for measure, trees in measures.items():
                found[committee].trees[measure] += trees
                species[name][measure] += trees
    for (committee, month), trees in trees_of.by_month.items():
        if committee in found:
            months[month] += trees
    return dict(species), dict(sorted(months.items()))


def _add_work(source: Source, found: Mapping[str, CommitteeSums]) -> None:
    days = ("happened_on", source.from_day, source.to_day)
    for committee, half_days in source.sums.half_days.items():
        if committee in found:
            found[committee].half_days += half_days
    batches = {thing.id: thing.committee for kind in _BATCHES for _, thing, _ in source.things(kind)}
    for batch, increase in source.whole.rows(Acceptance, ("batch", "record"), days=days, only=("batch", "increase")):
        committee = batches.get(batch, "")
        if committee in found:
            found[committee].ready += increase


def _add_money(source: Source, found: Mapping[str, CommitteeSums]) -> None:
    for (account, committee), (before, debit, credit) in source.sums.journal.committees.items():
        mine = found.get(committee)
        if mine is None:
            continue
        if account == "expense":
            mine.accrued_centimos += debit - credit
        elif account == "payable":
            mine.owed_centimos -= before + debit - credit
        elif account == "in_kind_labour":
            mine.in_kind_centimos += debit - credit
    days = ("happened_on", source.from_day, source.to_day)
    for committee, said in source.whole.rows(
        EffectiveRecord, ("happened_on", "id"), of={"kind": Payout.kind}, days=days, filled="contributions",
        only=("committee", "contributions"),
    ):  # fmt: skip
        if committee in found:
            added = json.loads(said)
            found[committee].paid_centimos += sum(
                value for scope, _, measure, value in added if (scope, measure) == ("payee", "paid")
            )
    for one in source.sums.identities:
        thing = source.lookup.thing(one.payee)
        committee = "" if thing is None else thing.id if thing.kind == Committee.kind else thing.committee
        if committee in found:
            found[committee].held_centimos += one.held_centimos


def _books(source: Source) -> tuple[dict[str, tuple[int, int, int]], tuple[FundRow, ...]]:
    accounts: dict[str, tuple[int, int, int]] = {}
    funds: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (account, party), (before, debit, credit) in sorted(source.sums.journal.parties.items()):
        sums = accounts.get(account, (0, 0, 0))
        accounts[account] = sums[0] + before, sums[1] + debit, sums[2] + credit
        if account == "fund":
            mine = funds[party]
            mine[0] -= before
            mine[3] -= before + debit - credit
        elif account == "funds_applied":
            funds[party][2] -= debit - credit
    for kept in funds.values():
        kept[1] = kept[3] - kept[0] + kept[2]
    return accounts, tuple(FundRow(key, *parts) for key, parts in sorted(funds.items()))


def _findings(source: Source) -> tuple[FindingSums, ...]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for part in in_batches(source.whole.rows(Hold, ("target", "rule", "member"))):
        holds = [Hold(*row) for row in part]
        targets = source.whole.records(one.target for one in holds)
        for one in holds:
            target = targets.get(one.target)
            if one.released_by or one.action == "release":
                sums[one.rule][2] += 1
            elif target is not None and (target.status == "void" or target.version != target.id):
                sums[one.rule][1] += 1
            else:
                sums[one.rule][0] += 1
    return tuple(FindingSums(rule, *sums[rule]) for rule in sorted(sums, key=lambda rule: (-sum(sums[rule]), rule)))

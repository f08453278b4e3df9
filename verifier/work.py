"""From work to items: who earned what with a record, and which records have to be looked at again (rules, part 4)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from verifier.desk import Desk, Posting, Row, id_key
from verifier.force import rate_of, setting, settings_named

BY_THE_PIECE = {
    "ready_accepted": ("sapling_ready", "pay_saplings_by_piece"),
    "pricked_out": ("sapling_ready", "pay_saplings_by_piece"),
    "planting": ("tree_planted", "pay_trees_by_piece"),
    "replanting": ("tree_replanted", "pay_trees_by_piece"),
}
"""The records that are paid by the piece: activity, and the setting that says whether."""
PAID_BY_THE_DAY = ("nursery", "holes", "planting", "maintenance")
TREES_OF = {"planting": "planted", "replanting": "replanted"}
BATCHES = ("batch_started", "opening_batch")
DOUBTS = ("ready_above_pricked_out", "other_committee", "tablet_was_revoked")


def shares(total: int, weights: Sequence[int], members: Sequence[str], ranks: Sequence[int] = ()) -> list[int]:
    """A total shared by weight, the largest remainders first, ties by origin and seq: rules, 4.3. `ranks` are the
    members' places in the order of origin and seq, where they are known.
    """
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    if len(weights) == 1:
        return [total]
    floors = {weight: total * weight // whole for weight in set(weights)}
    parts = [floors[weight] for weight in weights]
    left = total - sum(parts)
    if left:
        number = len(weights)
        first = {weight: -(total * weight % whole) * number for weight in floors}
        places = [first[weight] + rank for weight, rank in zip(weights, ranks or ranks_of(members))]
        # More people have a remainder than there are céntimos left, so nobody without a weight is given one. Equal
        # amounts are one object, since there are millions of them.
        raised = {weight: floor + 1 for weight, floor in floors.items()}
        for i in sorted(range(number), key=places.__getitem__)[:left]:
            parts[i] = raised[weights[i]]
    return parts


def ranks_of(members: Sequence[str]) -> tuple[int, ...]:
    """Each member's place in the order of origin and seq."""
    keys = [id_key(member) for member in members]
    ranks = [0] * len(keys)
    for rank, i in enumerate(sorted(range(len(keys)), key=keys.__getitem__)):
        ranks[i] = rank
    return tuple(ranks)


def presence_of(desk: Desk, row: Row, body: dict[str, Any]) -> tuple[tuple[str, ...], tuple[int, ...], Any]:
    """Who was there, for how many half-days, and their places in the order of origin and seq."""
    half_days = weights_of(desk, body.get("present", ()), "half_days")
    members = tuple(half_days)
    row.presence = (members, tuple(half_days.values()), ranks_of(members))
    return row.presence  # type: ignore[no-any-return]


def weights_of(desk: Desk, people: Sequence[dict[str, Any]], what: str) -> dict[str, int]:
    """By member, in the order in which they first stand in a list, what it says of them, added up."""
    weights: dict[str, int] = {}
    name = desk.texts.setdefault
    for person in people:
        member = person["member"]
        member = name(member, member)
        weights[member] = weights.get(member, 0) + person[what]
    return weights


def weights_by_workdays(desk: Desk, names: Sequence[str], day: str) -> tuple[Any, Any, Any] | None:
    """Members and half-days of the workdays that are named; None where they cannot say it."""
    present = []
    number = 0
    for identifier in dict.fromkeys(names):
        row = desk.rows.get(identifier)
        if row is None or row.kind != "workday" or row.status not in ("live", "void"):
            return None
        if row.status == "live":
            present.append(row.presence)
            number += len(row.presence[0])
    if number > setting(desk, "largest_person_days", day):
        return None
    if len(present) == 1:
        return present[0]  # type: ignore[no-any-return]
    weights: dict[str, int] = {}
    for members, half_days, _ in present:
        for member, halves in zip(members, half_days):
            weights[member] = weights.get(member, 0) + halves
    return tuple(weights), tuple(weights.values()), ()


def paid_when_pricked_out(desk: Desk, batch: str, day: str) -> bool:
    """Is a batch paid when pricked out; `day` is that of the record that asks: rules, 4.2."""
    if not settings_named(desk, "produced_when_pricked_out"):
        return False
    return setting(desk, "produced_when_pricked_out", batch_day(desk, batch, day)) != 0


def batch_day(desk: Desk, batch: str, day: str) -> str:
    """The day on which a batch began; `day` for one that has not come."""
    row = desk.rows.get(batch)
    if row is None or row.kind not in BATCHES or row.status == "no_effect":
        return day
    if row.status == "unreadable" and row.version == row.id:
        return day  # It could never be read, so it is no batch that has come.
    return row.happened_on


def items_of(desk: Desk, row: Row, body: dict[str, Any]) -> Posting | None:
    """The items that a live record should have, None for none."""
    kind = row.kind
    if kind in BY_THE_PIECE:
        return items_by_piece(desk, row, body)
    if kind == "workday":
        return items_by_day(desk, row, body)
    if kind == "opening_balance":
        posting = Posting(row.id, "opening", row.committee, row.happened_on)
        posting.activity = "opening"
        posting.members, posting.centimos = (desk.name(body["member"]),), (body["centimos"],)
        return posting
    return None


def items_by_piece(desk: Desk, row: Row, body: dict[str, Any]) -> Posting | None:
    """The items of a record that is paid by the piece."""
    day = row.happened_on
    activity, switch = BY_THE_PIECE[row.kind]
    if not setting(desk, switch, day):
        return None
    if activity == "sapling_ready":
        batch = body["batch"]
        if paid_when_pricked_out(desk, batch, day) != (row.kind == "pricked_out"):
            return None
        number = row.increase if row.kind == "ready_accepted" else body["count"]
        owner = desk.live(batch, *BATCHES)
        species = owner.body["species"] if owner is not None else ""
    else:
        number, species = body["count"], body["species"]
    people = body.get("people")
    members: Sequence[str]
    weights: Sequence[int]
    ranks: Sequence[int] = ()
    if people:
        counts = weights_of(desk, people, "count")
        members, weights = tuple(counts), tuple(counts.values())
    else:
        found = weights_by_workdays(desk, body.get("workdays", ()), day)
        if not found:
            return None
        members, weights, ranks = found
    rate = rate_of(desk, activity, day, species, row.committee)
    if rate is None:
        return None
    amounts = shares(number * rate.body["centimos"], weights, members, ranks)
    posting = Posting(row.id, "share", row.committee, day)
    posting.activity, posting.species, posting.rate = activity, desk.name(species), rate.id
    if setting(desk, "payee_is_committee", day):
        return as_one(posting, sum(amounts), number, 0)
    if 0 in amounts:
        kept = [i for i, amount in enumerate(amounts) if amount]
        members, weights, amounts = [[part[i] for i in kept] for part in (members, weights, amounts)]  # type: ignore[assignment]
    if not amounts:
        return None
    posting.members, posting.centimos = members, amounts
    if people:
        posting.counts = weights
    else:
        posting.half_days = weights
    return posting


def as_one(posting: Posting, total: int, number: int, half_days: int) -> Posting | None:
    """One item for the committee in place of its people's."""
    if total == 0 or not posting.committee:
        return None
    posting.members, posting.centimos = (posting.committee,), (total,)
    posting.counts, posting.half_days = number, half_days
    return posting


def items_by_day(desk: Desk, row: Row, body: dict[str, Any]) -> Posting | None:
    """The items of a workday that is paid by the day: rules, 4.5."""
    day = row.happened_on
    activity = body["activity"]
    if activity not in PAID_BY_THE_DAY or not setting(desk, "pay_days_" + activity, day):
        return None
    rate = rate_of(desk, "day_wage", day, "", row.committee)
    if rate is None:
        return None
    members, half_days, _ = row.presence
    amounts = [day_wage(rate, halves) for halves in half_days]
    posting = Posting(row.id, "share", row.committee, day)
    posting.activity, posting.rate = "day_wage", rate.id
    if setting(desk, "payee_is_committee", day):
        return as_one(posting, sum(amounts), 0, sum(half_days))
    kept = [i for i, amount in enumerate(amounts) if amount]
    if not kept:
        return None
    posting.members = tuple(members[i] for i in kept)
    posting.centimos = [amounts[i] for i in kept]
    posting.half_days = [half_days[i] for i in kept]
    return posting


def day_wage(rate: Row, half_days: int) -> int:
    """What somebody's half-days are worth, half a céntimo rounded up."""
    return (rate.body["centimos"] * half_days + 1) // 2  # type: ignore[no-any-return]


def value_in_kind(desk: Desk, row: Row) -> int:
    """What the days of a workday are worth: rules, 6.5."""
    rate = rate_of(desk, "day_wage", row.happened_on, "", row.committee)
    if rate is None:
        return 0
    half_days = row.presence[1]
    return sum(day_wage(rate, halves) * half_days.count(halves) for halves in set(half_days))


# Acceptances: of each batch the live ones in order, and beside each how far the batch had been reached after it.


def is_doubted(desk: Desk, row: Row) -> bool:
    """Is an acceptance's total doubted, so that it takes nothing from later ones?"""
    return any(
        rule in DOUBTS and action in ("hold", "quarantine")
        for (rule, _), action in desk.standing.get(row.id, {}).items()
    )


def accept(desk: Desk, row: Row, body: dict[str, Any], before: dict[str, int]) -> None:
    """An acceptance takes its place among those of its batch; whoever has another increase now joins `before`."""
    batch = body["batch"]
    key = (row.happened_on, body["total"], row.id)
    order = desk.accepted[batch]
    at = bisect_left(order, key)
    order.insert(at, key)
    desk.reached[batch].insert(at, -1)
    increases(desk, batch, at, before)


def take_out(desk: Desk, row: Row, batch: str, before: dict[str, int]) -> None:
    """An acceptance leaves the others of its batch; whoever has another increase now joins `before`."""
    order = desk.accepted[batch]
    at = next(i for i, key in enumerate(order) if key[2] == row.id)
    del order[at]
    del desk.reached[batch][at]
    before.setdefault(row.id, row.increase)
    row.increase = 0
    increases(desk, batch, at, before)


def increases(desk: Desk, batch: str, start: int, before: dict[str, int]) -> None:
    """Work out the increases of a batch's acceptances from one on (rules, 4.4), as far as they can be others. What an
    increase was `before` is kept for each that changes.
    """
    order, after = desk.accepted[batch], desk.reached[batch]
    if start:
        reached = after[start - 1]
    else:
        owner = desk.live(batch, "opening_batch")
        reached = owner.body["ready"] if owner is not None else 0
    for i in range(start, len(order)):
        total, row = order[i][1], desk.rows[order[i][2]]
        increase = max(0, total - reached)
        if increase != row.increase:
            before.setdefault(row.id, row.increase)
            row.increase = increase
        if not is_doubted(desk, row):
            reached = max(reached, total)
        if after[i] == reached:
            break
        after[i] = reached


def changed_in(desk: Desk, batch: str, before: dict[str, int], row: Row) -> list[Row]:
    """Of a batch's acceptances, this one and those whose increase is another than before, in their order."""
    if not before or (len(before) == 1 and row.id in before):
        return [row] if row.status == "live" and row.body["batch"] == batch else []
    rows = [desk.rows[key[2]] for key in desk.accepted[batch]]
    return [one for one in rows if one is row or before.get(one.id, one.increase) != one.increase]

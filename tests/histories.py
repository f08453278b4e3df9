"""Made-up histories of an office and some tablets, and every order in which they might have reached the server.

A hand names only what it made itself or knows from others. Each record remembers how far its hand knew every origin, so
an order of arrival is possible exactly when each record comes after all that its hand knew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from core.domain.bodies import Count
from core.domain.nurseries import BatchStarted, Dispatched, OpeningBatch, PrickedOut, ReadyAccepted, SaplingsLost
from core.domain.plantings import Planting, Replanting
from core.domain.programme import SETTING_DEFAULTS, Setting
from core.domain.rates import Rate
from core.domain.records import Record, RecordId, encode_record, read_record, record_id
from core.domain.tablets import TabletEnrolled
from core.fold.earnings import LARGEST_PERSON_DAYS
from core.fold.fold import Entry
from core.fold.rows import EffectiveRecord
from tests.fakes.programme import BEGAN_ON, Tablet, Village, Writer, found_village, people_counts, workday
from tests.fakes.state import Follower, in_feed_order

DAYS = ("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04")
RATED = ("sapling_ready", "tree_planted", "tree_replanted", "day_wage")
SET = (
    "pay_saplings_by_piece", "pay_trees_by_piece", "pay_days_planting", "pay_days_holes", "produced_when_pricked_out",
    "payee_is_committee", LARGEST_PERSON_DAYS,
)  # fmt: skip
STEPS = st.lists(st.tuples(*(st.integers(0, 40) for _ in range(6))), min_size=20, max_size=45)
PICKS = st.lists(st.integers(0, 11), min_size=40, max_size=40)


@dataclass
class Hand:
    """Whoever writes, and how many records of each origin this one knows of others."""

    writer: Writer
    knows: dict[str, int] = field(default_factory=dict)


@dataclass
class History:
    village: Village
    hands: list[Hand]
    made: dict[str, list[tuple[RecordId, str]]] = field(default_factory=dict)
    """By sort of thing: id and the name of the hand that made it."""
    before: dict[tuple[str, int], dict[str, int]] = field(default_factory=dict)
    waiting: list[tuple[RecordId, RecordId, RecordId]] = field(default_factory=list)
    """Corrections of rates that nobody has approved yet: their id, the rate's, and the version that they saw."""

    def act(self, step: Sequence[int]) -> None:
        """Let one hand do one thing; what cannot be done is left out."""
        who, what, *figures = step
        hand = self.hands[who % len(self.hands)]
        office = hand.writer is self.village.office
        actions = _OFFICE_ACTIONS if office else _TABLET_ACTIONS
        known = len(hand.writer.said)
        actions[what % len(actions)](self, hand, *figures)
        for seq in range(known + 1, len(hand.writer.said) + 1):
            self.before[hand.writer.origin, seq] = dict(hand.knows)

    def known(self, hand: Hand, sort: str) -> list[RecordId]:
        """Everything of a sort that a hand may name."""
        reach = {**hand.knows, hand.writer.origin: len(hand.writer.said)}
        return [
            identifier for identifier, _ in self.made.get(sort, []) if _seq(identifier) <= reach.get(identifier[:6], 0)
        ]

    def own(self, hand: Hand, sort: str) -> list[RecordId]:
        return [identifier for identifier, maker in self.made.get(sort, []) if maker == hand.writer.name]

    def add(self, hand: Hand, sort: str, identifier: RecordId) -> None:
        self.made.setdefault(sort, []).append((identifier, hand.writer.name))

    def arrived(self, picks: Iterable[int]) -> list[Entry]:
        """All records in one possible order of arrival, as the picks choose among the origins that may come next."""
        waiting = {hand.writer.origin: list(hand.writer.said) for hand in self.hands}
        here = dict.fromkeys(waiting, 0)
        choices, order = iter(picks), []
        while any(waiting.values()):
            ready = [origin for origin, entries in waiting.items() if entries and self._may_come(entries[0], here)]
            chosen = next(choices, 0) % len(ready) if len(ready) > 1 else 0
            entry = waiting[ready[chosen]].pop(0)
            here[entry.origin] += 1
            order.append(entry)
        return in_feed_order(order)

    def _may_come(self, entry: Entry, here: dict[str, int]) -> bool:
        needed = self.before.get((entry.origin, entry.seq), {})
        return all(here[origin] >= number for origin, number in needed.items())


def history_of(steps: Iterable[Sequence[int]], tablets: int) -> History:
    """The history that some steps make."""
    village = found_village(members=4)
    others = [Tablet(f"tablet {number}") for number in range(2, tablets + 1)]
    for tablet in others:
        village.office.let_in(tablet, village.committee)
    office = Hand(village.office)
    hands = [office, *(Hand(tablet) for tablet in (Tablet("tablet 1"), *others))]
    history = History(village, hands)
    for member in village.members:
        history.add(office, "member", member)
    history.add(office, "batch", village.batch)
    for rate in (village.planted_rate, village.ready_rate, village.office.rate("day_wage", 1501)):
        history.add(office, "rate", rate)
    history.add(office, "workday", village.office.workday(village.committee, village.everyone(), DAYS[0]))
    steps = list(steps)
    for name, figure in zip(SET, steps[0] if steps else (), strict=False):
        if figure % 3 == 0:
            history.add(office, "setting", village.office.setting(name, _other(name)))
    for hand in hands[1:]:
        hand.knows = {village.office.origin: len(village.office.said)}
    for step in steps:
        history.act(step)
    return history


def _seq(identifier: str) -> int:
    return int(identifier.partition("-")[2])


def _pick(options: Sequence[Any], number: int) -> Any:
    return options[number % len(options)]


def _listen(history: History, hand: Hand, a: int, *_: int) -> None:
    """The hand hears all that another one knows and said."""
    other = _pick(history.hands, a)
    if other is hand:
        return
    heard = {**other.knows, other.writer.origin: len(other.writer.said)}
    for origin, number in heard.items():
        if origin != hand.writer.origin:
            hand.knows[origin] = max(hand.knows.get(origin, 0), number)


def _add_member(history: History, hand: Hand, *_: int) -> None:
    history.add(
        hand, "member", hand.writer.member(history.village.committee, f"{hand.writer.name}-{len(hand.writer.said)}")
    )


def _add_batch(history: History, hand: Hand, a: int, *_: int) -> None:
    village, code = history.village, f"L-{len(hand.writer.said)}"
    batch = BatchStarted(village.committee, village.species, village.lot, code, "seed_bed")
    history.add(hand, "batch", hand.writer.say(batch, _pick((BEGAN_ON, *DAYS), a)))


def _present(history: History, hand: Hand, a: int, b: int) -> Any:
    members = history.known(hand, "member")
    chosen = [_pick(members, a + number) for number in range(b % len(members) + 1)]
    weights = {member: 1 + (a + number) % 2 for number, member in enumerate(chosen)}
    return workday(history.village.committee, weights, _pick(("planting", "planting", "holes", "assembly"), a + b))


def _add_workday(history: History, hand: Hand, a: int, b: int, c: int, _: int) -> None:
    history.add(hand, "workday", hand.writer.say(_present(history, hand, a, b), _pick(DAYS, c)))


def _counted(history: History, hand: Hand, shape: Any, a: int, b: int, c: int) -> Any:
    village, days, members = history.village, history.known(hand, "workday"), history.known(hand, "member")
    people, workdays = (), ()
    if c % 3 == 0 and shape is not PrickedOut:
        people = people_counts({_pick(members, b): a % 7, _pick(members, b + 1): 1 + a})
    else:
        workdays = tuple(dict.fromkeys((_pick(days, b), _pick(days, b + c))))
    batch = _pick(history.known(hand, "batch"), c)
    if shape is ReadyAccepted:
        return ReadyAccepted(batch, Count(10 * a), workdays, people)
    if shape is PrickedOut:
        return PrickedOut(batch, Count(10 * a), workdays)
    return shape(village.committee, village.unit, village.species, batch, Count(a), workdays, people)


def _adds(sort: str, shape: Any) -> Any:
    def act(history: History, hand: Hand, a: int, b: int, c: int, d: int) -> None:
        history.add(hand, sort, hand.writer.say(_counted(history, hand, shape, a, b, c), _pick(DAYS, d)))

    return act


def _move_saplings(history: History, hand: Hand, a: int, b: int, c: int, d: int) -> None:
    batch = _pick(history.known(hand, "batch"), b)
    facts = (Dispatched(batch, Count(a)), SaplingsLost(batch, Count(a), "ready", "frost"))
    history.add(hand, "flow", hand.writer.say(_pick(facts, c), _pick(DAYS, d)))


_SHAPES = {"planting": Planting, "replanting": Replanting, "acceptance": ReadyAccepted, "pricked_out": PrickedOut}


def _correct(history: History, hand: Hand, a: int, b: int, c: int, d: int) -> None:
    """Void, replace or reinstate a record of one's own, so that no two hands correct the same one."""
    own = [(identifier, sort) for sort in ("workday", *_SHAPES, "flow") for identifier in history.own(hand, sort)]
    if not own:
        return
    target, sort = _pick(own, a)
    if b % 3 == 0 or sort == "flow":
        hand.writer.void(target)
    elif sort == "workday":
        hand.writer.replace(target, _present(history, hand, c, d), day=_pick(DAYS, c))
    else:
        hand.writer.replace(target, _counted(history, hand, _SHAPES[sort], c, d, b), day=_pick(DAYS, d))


def _misspeak(history: History, hand: Hand, a: int, *_: int) -> None:
    if a % 2:
        hand.writer.say_bytes(b"\xff")
    else:
        hand.writer.say_raw("rain_measured", {"mm": a})


def _set_rate(history: History, hand: Hand, a: int, b: int, c: int, d: int) -> None:
    narrower = {"species": history.village.species} if d % 3 == 0 else {}
    rate = history.village.office.rate(_pick(RATED, b), a, _pick(DAYS, c), **narrower)
    history.add(hand, "rate", rate)


def _correct_rate(history: History, hand: Hand, a: int, b: int, c: int, d: int) -> None:
    """Two people do it. Sometimes the second one never comes, or only after others have corrected the same rate."""
    office, target = history.village.office, _pick(history.own(hand, "rate"), d)
    seen = office.versions.get(target, target)
    if a % 4 == 0:
        correction = office.void(target)
    else:
        correction = office.replace(target, Rate(_pick(RATED, b), Count(a), _pick((BEGAN_ON, *DAYS), c)))
    office.versions[target] = seen
    history.waiting.append((correction, target, seen))
    if a % 3:
        _approve(history, hand, len(history.waiting) - 1, 0)


def _approve(history: History, _hand: Hand, a: int, b: int, *_: int) -> None:
    if history.waiting:
        correction, target, seen = _pick(history.waiting, a)
        office = history.village.office
        person = _pick(("rosa", "luis", office.name), b)
        office.approve(correction, person)
        if person != office.name and office.versions.get(target, target) == seen:
            office.versions[target] = correction


def _other(name: str) -> int:
    """What a setting is not by default."""
    return 1 if name == LARGEST_PERSON_DAYS else 1 - SETTING_DEFAULTS[name]


def _set(history: History, hand: Hand, a: int, b: int, c: int, _: int) -> None:
    name = _pick(SET, b)
    value = _other(name) if a % 3 else SETTING_DEFAULTS[name]
    history.add(hand, "setting", history.village.office.setting(name, value, _pick((BEGAN_ON, *DAYS), c)))


def _correct_setting(history: History, hand: Hand, a: int, b: int, c: int, d: int) -> None:
    """Two people do it, at once."""
    own = history.own(hand, "setting")
    if not own:
        return
    if a % 3 == 0:
        correction = hand.writer.void(_pick(own, d))
    else:
        name = _pick(SET, b)
        correction = hand.writer.replace(_pick(own, d), Setting(name, _other(name), _pick((BEGAN_ON, *DAYS), c)))
    history.village.office.approve(correction)


def _judge(history: History, hand: Hand, a: int, b: int, *_: int) -> None:
    known = [identifier for sort in _SHAPES for identifier in history.known(hand, sort)]
    if known:
        history.village.office.verdict(
            _pick(known, a), _pick(("hold", "release", "hold"), b), _pick(("pace", "density"), a)
        )


def _open_batch(history: History, hand: Hand, a: int, *_: int) -> None:
    village = history.village
    opening = village.office.opening_batch(village.committee, village.species, village.lot, ready=a)
    history.add(hand, "batch", opening)
    history.add(hand, "opening", opening)


def _correct_batch(history: History, hand: Hand, a: int, b: int, *_: int) -> None:
    village, openings = history.village, history.own(hand, "opening")
    if openings and b % 2:
        sums = (Count(500), Count(10 * a), Count(0), Count(0))
        opening = OpeningBatch(village.committee, village.species, village.lot, "L-00", *sums)
        hand.writer.replace(_pick(openings, a), opening, day=_pick((BEGAN_ON, *DAYS), b))
    else:
        batch = BatchStarted(
            village.committee, _pick((village.species, village.lot), a), village.lot, "L-01", "seed_bed"
        )
        hand.writer.replace(village.batch, batch, day=_pick((BEGAN_ON, *DAYS), b))


_FIELD_ACTIONS = (
    _listen, _add_workday, _adds("planting", Planting), _adds("acceptance", ReadyAccepted), _correct, _listen,
    _adds("replanting", Replanting), _move_saplings, _add_member, _correct, _adds("planting", Planting), _correct,
    _adds("pricked_out", PrickedOut),
)  # fmt: skip
_TABLET_ACTIONS = (*_FIELD_ACTIONS, _add_batch, _misspeak)
_OFFICE_ACTIONS = (
    *_FIELD_ACTIONS, _set_rate, _correct_rate, _judge, _open_batch, _correct_batch, _set, _correct_setting, _set,
    _approve,
)  # fmt: skip


T01, T02 = RecordId("AAAAAA-1"), RecordId("AAAAAA-2")


def let_in(village: Village, name: str, user: RecordId = T01) -> Tablet:
    """A tablet without a network, let in for one person."""
    tablet = Tablet(name)
    fact = TabletEnrolled(tablet.origin, "00" * 32, name, (village.committee,), (user,))
    village.office.say(fact, BEGAN_ON)
    return tablet


def again(new: Tablet, old: Tablet, seq: int, **changes: object) -> RecordId:
    """The new tablet states what the old one has said as number `seq`, with other ids for what it stated again."""
    data = old.said[seq - 1].data
    anew = {record.was.partition(" ")[0]: record.id for entry in new.said if (record := read_record(entry.data)).was}
    record = read_record(data)
    body = {name: anew.get(value, value) if isinstance(value, str) else value for name, value in record.body.items()}
    was = record.was or f"{record_id(old.origin, seq)} {hashlib.sha256(data).hexdigest()}"
    said: Record = replace(record, origin=new.origin, seq=len(new.said) + 1, body=body, was=was, **changes)  # type: ignore[arg-type]
    return new.say_bytes(encode_record(said))


def folded(village: Village, *entries: object) -> Follower:
    """All the office said, and these entries of the tablets behind it, in this order."""
    return Follower(in_feed_order([*village.feed.entries, *entries])).follow()  # type: ignore[misc]


def status(state: Follower, identifier: str) -> str:
    row = state.get(EffectiveRecord, identifier)
    assert row is not None
    return row.status

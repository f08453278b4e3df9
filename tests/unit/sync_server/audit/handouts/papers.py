"""Assemblies and statements made by hand, for the papers that are drawn of them."""

from __future__ import annotations

from core.domain.survival import Share
from core.usecases.views.field import CorrectionView, Money, StatementLine
from core.usecases.views.progress import AttendedView
from sync_server.audit.handouts.own import Group, OwnDay, OwnLine, OwnStatement
from sync_server.audit.handouts.village import Assembly, Part, Unnamed, Worker

DAYS = ("2014-07-01", "2015-06-30")
PROOF = (1_240, "ab" * 32)
PHONE = "073 345 678"
LONG_NAME = "Chuquihuanga de la Santísima Trinidad Carhuapoma-Ñaupari, María de los Ángeles del Perpetuo Socorro"
SURNAMES = ("Huamán Neira", "Calva Umbo", "García Carhuapoma", "Morocho Gonza", "Meléndrez Sembrera", "Ñaupari Cruz")


def part(name: str = "Comité de reforestación Choco", number: int = 12, *, long_names: bool = False) -> Part:
    """A committee in which so many people worked: one day, two and a half, four … up to 22 days."""
    workers = tuple(
        Worker(
            LONG_NAME if long_names and place % 7 == 3 else f"{SURNAMES[place % 6]}, Juana Isabel {place:02d}",
            1 + (place * 3) % 44, 2 if place % 9 == 4 else 0,
        )
        for place in range(number)
    )  # fmt: skip
    half_days = sum(one.half_days for one in workers) + 5
    return Part(
        name, 6_600, 12_640, 148, 12, Share(878, 87, 1_041), 2, number + 3, half_days, workers, Unnamed(2, 4, 0),
        Unnamed(1, 1, 0),
    )  # fmt: skip


def nothing(name: str = "Comité de reforestación Choco") -> Part:
    return Part(name, 0, 0, 0, 0, None, 0, 0, 0, (), Unnamed(), Unnamed())


def assembly(*parts: Part, place: str = "Choco") -> Assembly:
    whole = Part(
        place, *(sum(getattr(one, name) for one in parts) for name in ("raised", "planted", "replanted", "lost")),
        parts[0].survival, sum(one.units_counted for one in parts), sum(one.people for one in parts),
        sum(one.half_days for one in parts), (), Unnamed(), Unnamed(),
    )  # fmt: skip
    return Assembly("ABCDEF-1", place, *DAYS, parts, whole)


def line(kind: str = "planting", item: str = "share", centimos: int = 2_667, **more: object) -> StatementLine:
    said = {
        "record": "7KQ2MX-41", "happened_on": "2014-12-01", "subject": "01-3", "count": 0, "half_days": 2,
        "rate_centimos": 50, "state": "confirmed",
    } | more  # fmt: skip
    return StatementLine(kind=kind, item_kind=item, centimos=centimos, **said)  # type: ignore[arg-type]


CHANGE = CorrectionView("7KQ2MX-50", "replace", "wrong_count", "T01", 1_417_600_000_000, takes_effect=True)
GROUP = Group(32_000, 24, 0)


def days() -> tuple[OwnDay, ...]:
    """A day of everything that a statement may say."""
    workday = line("workday", subject="nursery", centimos=1_500, rate_centimos=1_500, record="7KQ2MX-39")
    by_name = line("ready_accepted", subject="CHO-2014-9", count=200, half_days=0, rate_centimos=25, centimos=5_000)
    held = line(centimos=1_000, state="observed", happened_on="2014-12-03")
    return (
        OwnDay(
            "2014-12-01",
            (
                OwnLine(line(), GROUP), OwnLine(line(item="reversal", centimos=-2_667), change=CHANGE),
                OwnLine(line(centimos=2_583), Group(31_000, 24, 0)), OwnLine(workday, Group(18_000, 24, 0)),
            ),
            (
                AttendedView("7KQ2MX-40", "2014-12-01", "planting", 2),
                AttendedView("7KQ2MX-39", "2014-12-01", "nursery", 2),
            ),
        ),
        OwnDay("2014-12-02", (), (AttendedView("7KQ2MX-44", "2014-12-02", "assembly", 1),)),
        OwnDay(
            "2014-12-03",
            (
                OwnLine(by_name, Group(7_500, 0, 300)),
                OwnLine(held, Group(6_000, 12, 0), held_by=(("not_of_age", {"name": "CHO-009", "day": "2014-12-03"}),)),
                OwnLine(line("payout", "payout", -2_660, subject="1", half_days=0, record="OFFICE-9")),
                OwnLine(line("opening_balance", "opening", 1_000, half_days=0, rate_centimos=0)),
            ),
            (),
        ),
    )  # fmt: skip


def statement(
    name: str = "Isabel Mercedes Meléndrez Sembrera", *, owed: int = 7_423, empty: bool = False
) -> OwnStatement:
    return OwnStatement(
        "ABCDEF-7", name, ("CHO-001",), "Choco", *DAYS, Money(10_083, 0, 1_000), Money(), Money(2_660),
        Money(owed, 0, 1_000), () if empty else days(),
    )  # fmt: skip

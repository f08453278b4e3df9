"""The programme itself: its name, its dated settings and its seasons.

Whatever may change in the life of a programme is a dated setting with a default here, never a constant in a rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import LARGEST_CENTIMOS, LARGEST_COUNT, Day
from core.domain.money import PIECES_CENTIMOS
from core.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Programme:
    """The first record of every log; the origin that writes it is the programme's office."""

    kind: ClassVar[str] = "programme"
    version: ClassVar[int] = 1

    code: str
    name: str
    began_on: Day


@dataclass(frozen=True, slots=True)
class Setting:
    """One figure of the programme from a day on."""

    kind: ClassVar[str] = "setting"
    version: ClassVar[int] = 1

    name: str
    value: int
    starts_on: Day


@dataclass(frozen=True, slots=True)
class Season:
    """A campaign of the year: nursery in the dry months, planting from December to May."""

    kind: ClassVar[str] = "season"
    version: ClassVar[int] = 1

    code: str
    name: str
    starts_on: Day
    ends_on: Day


Unit = Literal["number", "percent", "days", "centimos", "piece", "yes_or_no"]
LARGEST: dict[Unit, int] = {
    "number": LARGEST_COUNT,
    "percent": 100,
    "days": 3_650,
    "centimos": LARGEST_CENTIMOS,
    "piece": LARGEST_CENTIMOS,
    "yes_or_no": 1,
}
"""The largest figure of a unit that a rule could work with. A piece is a note or a coin, in céntimos; yes is 1."""


@dataclass(frozen=True, slots=True)
class KnownSetting:
    """What a setting is where nobody has said anything, and what it counts. One that is `by_species` may also be made
    for one species: its code then stands behind a colon.
    """

    default: int
    unit: Unit
    by_species: bool = False


SETTINGS: dict[str, KnownSetting] = {
    "plantings_per_person_day": KnownSetting(150, "number"),
    "pricked_out_per_person_day": KnownSetting(600, "number"),
    "density_tolerance_percent": KnownSetting(10, "percent"),
    "water_strip_m": KnownSetting(30, "number"),
    "border_area_percent": KnownSetting(10, "percent"),
    "border_overlap_percent": KnownSetting(3, "percent"),
    "largest_count": KnownSetting(50_000, "number"),
    "largest_person_days": KnownSetting(20_000, "number"),
    "recorded_late_days": KnownSetting(30, "days"),
    "duplicate_count_percent": KnownSetting(10, "percent"),
    # How survival is counted: every how manyth row, from which area on a unit is large, and after how long again
    "survival_every_row": KnownSetting(5, "number"),
    "survival_every_row_large": KnownSetting(10, "number"),
    "survival_large_unit_m2": KnownSetting(20_000, "number"),
    "survival_due_days": KnownSetting(365, "days"),
    # How many days after pricking out saplings are expected to be ready; also by species, as `nursery_days:PPAT`.
    "nursery_days": KnownSetting(150, "days", by_species=True),
    # What is paid: by default pieces are, and days value the work in kind.
    "pay_saplings_by_piece": KnownSetting(1, "yes_or_no"),
    "pay_trees_by_piece": KnownSetting(1, "yes_or_no"),
    "pay_days_nursery": KnownSetting(0, "yes_or_no"),
    "pay_days_holes": KnownSetting(0, "yes_or_no"),
    "pay_days_planting": KnownSetting(0, "yes_or_no"),
    "pay_days_maintenance": KnownSetting(0, "yes_or_no"),
    "produced_when_pricked_out": KnownSetting(0, "yes_or_no"),
    "payee_is_committee": KnownSetting(0, "yes_or_no"),
    # How it is paid
    "round_cash_up": KnownSetting(0, "yes_or_no"),
    "largest_piece_centimos": KnownSetting(5_000, "piece"),
    "recovery_percent": KnownSetting(50, "percent"),
    "two_approvers_from_centimos": KnownSetting(1_000_000, "centimos"),
    "pay_until_days": KnownSetting(14, "days"),
    "cash_warning_centimos": KnownSetting(200_000, "centimos"),
    "proof_on_paper": KnownSetting(1, "yes_or_no"),
    # Where money comes from, and what the work is worth
    "adaptation_percent": KnownSetting(10, "percent"),
    "in_kind_per_cash": KnownSetting(2, "number"),
}
"""Every setting there is. Pace and water strip, the rows of survival counts, the warning on large sums of cash (the
rule on bank instruments), the adaptation fund's part and the in-kind ratio are facts of the programme; the others are
ours.
"""
SETTING_DEFAULTS: dict[str, int] = {name: known.default for name, known in SETTINGS.items()}
BY_SPECIES = frozenset(name for name, known in SETTINGS.items() if known.by_species)


def base_name(name: str) -> str:
    """The setting that holds where one for a single species says nothing; of all others the name itself."""
    base, colon, _ = name.partition(":")
    return base if colon and base in BY_SPECIES else name


def unit_of(name: str) -> Unit:
    """What a setting counts; a number where no rule asks for it: a later version may have stated it."""
    known = SETTINGS.get(base_name(name))
    return known.unit if known else "number"


def check_setting(name: str, value: int) -> None:
    """Raises Problem setting_unknown, setting_too_large (below zero, too), or setting_no_piece."""
    if base_name(name) not in SETTING_DEFAULTS:
        raise Problem("setting_unknown", name=name)
    unit = unit_of(name)
    largest = LARGEST[unit]
    if not 0 <= value <= largest:
        raise Problem("setting_too_large", name=name, largest=largest)
    if unit == "piece" and value not in PIECES_CENTIMOS:
        raise Problem("setting_no_piece", name=name, known=", ".join(str(piece) for piece in PIECES_CENTIMOS))


def setting_in_force(settings: Iterable[Setting], name: str, day: str) -> int:
    """The value of a setting on a day: the latest start not after it, else the default. KeyError for unknown names."""
    settings = tuple(settings)
    best = None
    for setting in settings:
        if setting.name == name and setting.starts_on <= day and (best is None or setting.starts_on >= best.starts_on):
            best = setting
    if best is not None:
        return best.value
    base = base_name(name)
    return SETTING_DEFAULTS[name] if base == name else setting_in_force(settings, base, day)

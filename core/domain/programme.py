"""The programme itself: its name, its dated settings and its seasons.

Whatever may change in the life of a programme is a dated setting with a default here, never a constant in a rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

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


SETTING_DEFAULTS: dict[str, int] = {
    "plantings_per_person_day": 150,
    "pricked_out_per_person_day": 600,
    "density_tolerance_percent": 10,
    "water_strip_m": 30,
    "border_area_percent": 10,
    "border_overlap_percent": 3,
    "largest_count": 50_000,
    "largest_person_days": 20_000,
    "recorded_late_days": 30,
    "duplicate_count_percent": 10,
    # How survival is counted: every how manyth row, from which area on a unit is large, and after how long again
    "survival_every_row": 5,
    "survival_every_row_large": 10,
    "survival_large_unit_m2": 20_000,
    "survival_due_days": 365,
    # How many days after pricking out saplings are expected to be ready; also by species, as `nursery_days:PPAT`.
    "nursery_days": 150,
    # What is paid: 1 is yes. By default pieces are, and days value the work in kind.
    "pay_saplings_by_piece": 1,
    "pay_trees_by_piece": 1,
    "pay_days_nursery": 0,
    "pay_days_holes": 0,
    "pay_days_planting": 0,
    "pay_days_maintenance": 0,
    "produced_when_pricked_out": 0,
    "payee_is_committee": 0,
    # How it is paid
    "round_cash_up": 0,
    "largest_piece_centimos": 5_000,
    "recovery_percent": 50,
    "two_approvers_from_centimos": 1_000_000,
    "pay_until_days": 14,
    "cash_warning_centimos": 200_000,
    "proof_on_paper": 1,
    # Where money comes from, and what the work is worth
    "adaptation_percent": 10,
    "in_kind_per_cash": 2,
}
"""What holds where no setting record says otherwise. Pace and water strip, the rows of survival counts, the warning on
large sums of cash (the rule on bank instruments), the adaptation fund's part and the in-kind ratio are facts of the
programme; the others are ours.
"""


LARGEST_PERCENT = 100
LONGEST_DAYS = 3_650
YES_OR_NO = frozenset(
    name
    for name in SETTING_DEFAULTS
    if name.startswith(("pay_saplings", "pay_trees", "pay_days", "proof_on"))
    or name in ("produced_when_pricked_out", "payee_is_committee", "round_cash_up")
)
"""Settings that are 1 for yes or 0 for no."""
BY_SPECIES = frozenset({"nursery_days"})
"""Settings that may also be made for one species: its code stands behind a colon."""


def base_name(name: str) -> str:
    """The setting that holds where one for a single species says nothing; of all others the name itself."""
    base, colon, _ = name.partition(":")
    return base if colon and base in BY_SPECIES else name


def largest_setting(name: str) -> int:
    """The largest figure that a rule could work with."""
    if name.endswith("_percent"):
        return LARGEST_PERCENT
    if base_name(name).endswith("_days") and name != "largest_person_days":
        return LONGEST_DAYS
    if name in YES_OR_NO:
        return 1
    return LARGEST_CENTIMOS if name.endswith("_centimos") else LARGEST_COUNT


def check_setting(name: str, value: int) -> None:
    """Raises Problem setting_unknown, setting_too_large (below zero, too), or setting_no_piece."""
    if base_name(name) not in SETTING_DEFAULTS:
        raise Problem("setting_unknown", name=name)
    largest = largest_setting(name)
    if not 0 <= value <= largest:
        raise Problem("setting_too_large", name=name, largest=largest)
    if name == "largest_piece_centimos" and value not in PIECES_CENTIMOS:
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

"""What is typed of a workday, and what the step with the whole committee shows. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.screens.recording.closing import Closing
from app.screens.recording.entries import Entry
from app.screens.workday.newcomer import Newcomer
from app.screens.workday.roll import Roll
from app.widgets.person_row.rows import PersonRow


@dataclass
class WorkdayEntry(Entry):
    """What is typed of a workday."""

    activity: str = ""
    unit: str = ""
    roll: Roll = field(default_factory=Roll)
    closing: Closing = field(default_factory=Closing)
    newcomer: Newcomer = field(default_factory=Newcomer)
    as_before: bool = False


@dataclass(frozen=True)
class RollState:
    """The step with the whole committee."""

    rows: tuple[PersonRow, ...]
    search: str
    present: str
    by_sex: str
    companions: str
    as_before: bool
    notice: str = ""

"""The counting aid: beds, trays and crates, each n × so many and loose ones beside them. No Kivy here."""

from __future__ import annotations

from app.screens.nursery_form.actions import CONTAINERS, NurseryEntry, PartEntry
from app.screens.recording.states import ButtonLine, CountState, FactLine, FieldLine, Item, Options, Pad
from app.text.texts import t
from core.domain.money import format_count

FIGURES = ("containers", "each", "loose")
LARGEST_FIGURE = 100_000


def parts_state(entry: NurseryEntry) -> CountState:
    """The pad types into one of three figures; below stand the parts that were added already."""
    part = entry.part
    figures = tuple(
        (name, t(f"recording.part_{name}_short", count=format_count(getattr(part, name)))) for name in FIGURES
    )
    items: list[Item] = [
        Options("container", "", tuple((key, t(f"recording.container_{key}")) for key in CONTAINERS), part.container),
        Options("figure", "", figures, part.at),
        ButtonLine("add_part", "plus", t("recording.add_part", sum=format_count(part.sum)), "quiet"),
    ]
    for number, line in enumerate(entry.parts):
        container, containers, each, loose = line
        words = t(
            "recording.part_words",
            containers=format_count(containers),
            each=format_count(each),
            loose=format_count(loose),
            sum=format_count(containers * each + loose),
        )
        items.append(FieldLine(f"part/{number}", "delete-outline", t(f"recording.container_{container}"), words))
    items.append(FactLine("sum", t("recording.parts_sum"), format_count(entry.counted)))
    caption = t(f"recording.part_{part.at}")
    pad = Pad(getattr(part, part.at), caption, t(f"recording.container_{part.container}").lower(), "", "neutral")
    return CountState(pad, tuple(items))


def add_part(entry: NurseryEntry) -> bool:
    """Takes the typed part into the count; nothing to add, nothing happens."""
    part = entry.part
    if not part.sum:
        return False
    entry.parts.append([part.container, part.containers, part.each, part.loose])
    entry.part = PartEntry(container=part.container, each=part.each)
    return True


def drop_part(entry: NurseryEntry, key: str) -> None:
    entry.parts.pop(int(key.partition("/")[2]))


def type_figure(entry: NurseryEntry, value: int) -> None:
    setattr(entry.part, entry.part.at, min(value, LARGEST_FIGURE))

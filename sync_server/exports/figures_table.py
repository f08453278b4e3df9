"""The figures of the day as lines for a spreadsheet: scope, name, measure, value; amounts in céntimos, areas in m²,
instants in local time. Where something may not be told its value is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.domain.calendar import local_time
from sync_server.looking.day_figures import Figures, Took

Line = tuple[str, str, str, str | int]


def figures_lines(figures: Figures, tablets: Sequence[tuple[str, int | None]]) -> Iterator[Line]:
    """Of the programme, its seasons and committees, and when each tablet was last heard."""
    alive = figures.alive
    whole = {
        "as_of": _instant(figures.moment_ms), "records": figures.records, "root": figures.root,
        "planted": figures.planted, "opening_planted": figures.opening_planted, "replanted": figures.replanted,
        "alive_estimated": alive.trees, "alive_in_counted_units": alive.counted, "alive_error": alive.error,
        "units": alive.units, "units_counted": alive.units_counted, "planted_m2": figures.planted_m2,
        "area_m2": figures.area_m2, **_took("worked", figures.took), **_took("members", figures.members),
        "accrued_centimos": figures.accrued_centimos, "opening_centimos": figures.opening_centimos,
        "paid_centimos": figures.paid_centimos, "owed_centimos": figures.owed_centimos,
        "waived_centimos": figures.waived_centimos, "to_recover_centimos": figures.to_recover_centimos,
    }  # fmt: skip
    yield from (("programme", figures.programme, measure, value) for measure, value in whole.items())
    for season in figures.seasons:
        found = {
            "planted": season.planted, "replanted": season.replanted, "planted_m2": season.area_m2,
            **_took("worked", season.took), "accrued_centimos": season.accrued_centimos,
            "paid_centimos": season.paid_centimos,
        }  # fmt: skip
        yield from (("season", season.name, measure, value) for measure, value in found.items())
    for committee in figures.committees:
        found = {
            "planted": committee.planted, "alive_estimated": committee.alive, "planted_m2": committee.planted_m2,
            "area_m2": committee.area_m2, **_took("members", committee.members),
        }  # fmt: skip
        yield from (("committee", committee.name, measure, value) for measure, value in found.items())
    for label, last_contact in tablets:
        yield "tablet", label, "last_sync", _instant(last_contact) if last_contact else ""


def _took(prefix: str, took: Took) -> dict[str, str | int]:
    women, men = took.sexes or ("", "")
    return {
        f"{prefix}_people": took.people, f"{prefix}_women": women, f"{prefix}_men": men,
        f"{prefix}_families": took.families,
    }  # fmt: skip


def _instant(instant_ms: int) -> str:
    """In local time with its distance from UTC: 2014-12-03T09:00-05:00."""
    return local_time(instant_ms).isoformat(timespec="minutes")

"""The first half of the report: what was planted where and by whom, how it lives, and the maps."""

from __future__ import annotations

from typing import Any

from core.domain.money import format_count, format_soles
from core.domain.people import Community
from core.domain.plots import CORNERS_OF_A_RING, Point, WaterBody, format_hectares
from core.domain.programme import Programme
from sync_server.audit.papers.report_base import MOST_ROWS, Report, number_text, percent_text
from sync_server.audit.papers.report_map import Place, Plot, draw_areas, draw_land, legend
from sync_server.exports.drawing import INK, MM
from sync_server.text.texts import name_of

_MOST_BATCHES = 20
_WIDE_MAP = 104 * MM


def head(report: Report) -> None:
    """The title, the figures that matter, and the committees beside each other."""
    pages, sums = report.pages, report.sums
    pages.paper.text(15 * MM, pages.y + 2 * MM, pages.say("report.title"), 20, bold=True)
    pages.y += 9 * MM
    name = next((fact.name for _, _, fact in report.source.things(Programme.kind)), report.source.programme)
    pages.note(f"{name} ({report.source.programme}) · {report.period}", size=10, grey=INK)
    pages.note(pages.say("report.lead"), size=8)
    pages.y += 3 * MM
    area, planted = sums.total("area_m2"), sums.total("planted_m2")
    pages.facts(
        [
            _fact(report, "planted", format_count(sums.trees("planted")), sums.trees("replanted")),
            _fact(report, "before", format_count(sums.total("before")), sums.trees("opening")),
            (pages.say("figures.alive"), format_count(sums.alive.trees), _surely(report)),
            _fact(report, "hectares", f"{format_hectares(planted)} ha", f"{format_hectares(area)} ha"),
            _fact(report, "ready", format_count(sums.total("ready"))),
            _fact(report, "accrued", format_soles(sums.moved("expense"))),
            _fact(report, "paid", format_soles(sums.total("paid_centimos"))),
            _fact(report, "came_in", format_soles(sum(one.came_in_centimos for one in sums.funds))),
        ]
    )
    pages.heading(pages.say("report.chart.committees"))
    pages.bars(
        [
            (one.name, one.standing, one.target,
             pages.say("report.chart.of", value=format_count(one.standing), target=format_count(one.target)))
            for one in sums.committees
        ]
    )  # fmt: skip
    pages.note(pages.say("report.chart.committees.means"))
    if sums.by_month:
        pages.heading(pages.say("report.chart.months"))
        pages.bars(
            [(report.month(month), trees, 0, format_count(trees)) for month, trees in sums.by_month.items()][-24:]
        )


def _fact(report: Report, name: str, value: str, of: int | str = "") -> tuple[str, str, str]:
    shown = format_count(of) if isinstance(of, int) else of
    return report.pages.say(f"report.fact.{name}"), value, report.pages.say(f"report.fact.{name}.means", of=shown)


def _surely(report: Report) -> str:
    alive = report.sums.alive
    if not alive.units_counted:
        return report.pages.say("figures.alive_uncounted")
    means = report.pages.say(
        "figures.alive_means", units=format_count(alive.units_counted), of=format_count(alive.units),
        counted=format_count(alive.counted), error=format_count(alive.error),
    )  # fmt: skip
    return f"{means} {report.pages.say('figures.alive_rest')}" if alive.units_counted < alive.units else means


def where_and_who(report: Report) -> None:
    """Committees with their land and their trees."""
    pages, sums = report.pages, report.sums
    pages.chapter(pages.say("report.where"))
    names = ("ready", "planted", "replanted", "lost", "harvested")
    rows = [
        (one.name, number_text(one.members), number_text(one.units), format_hectares(one.area_m2),
         format_hectares(one.planted_m2), number_text(one.ready),
         *(number_text(one.trees[name]) for name in names[1:]), number_text(one.before), number_text(one.standing))
        for one in sums.committees
    ]  # fmt: skip
    total = (
        pages.say("figures.in_all"), number_text(sums.total("members")), number_text(sums.total("units")),
        format_hectares(sums.total("area_m2")), format_hectares(sums.total("planted_m2")),
        number_text(sums.total("ready")), *(number_text(sums.trees(name)) for name in names[1:]),
        number_text(sums.total("before")), number_text(sums.total("standing")),
    )  # fmt: skip
    heads = ("committee", "members", "units", "hectares", "planted_ha", *names, "before", "standing")
    pages.table(report.heads(heads), (30, 18, 15, 14, 16, 17, 16, 14, 15, 21, 18, 18), rows, total)
    pages.note(pages.say("report.where.means"))


def species(report: Report) -> None:
    """What was planted, by species."""
    pages = report.pages
    names = ("planted", "replanted", "lost", "harvested")
    rows = []
    for identifier, trees in report.sums.by_species.items():
        fact = report.source.lookup.fact(identifier) if identifier else None
        name = f"{fact.local_name} ({fact.latin_name})" if fact else pages.say("report.no_species")
        origin = name_of("status", fact.status, report.language) if fact else ""
        rows.append((name, origin, *(number_text(trees[measure]) for measure in names)))
    pages.heading(pages.say("report.species"))
    if rows:
        pages.table(report.heads(("species", "origin", *names)), (60, 20, 20, 20, 20, 20), sorted(rows), texts=2)
    else:
        pages.note(pages.say("report.nothing"))


def nursery(report: Report) -> None:
    """What stands in the nurseries."""
    pages = report.pages
    batches = [row for row in report.book.table("batches") if row["status"] == "live"]
    names = ("pricked_out", "growing", "ready", "standing_ready", "dispatched", "planted", "dead")
    pages.heading(pages.say("report.nursery"))
    rows = [
        (row["code"], report.committee(row["committee"]), report.book.code(row["species"]),
         *(number_text(row[name]) for name in names))
        for row in batches[-_MOST_BATCHES:]
    ]  # fmt: skip
    total = (pages.say("figures.in_all"), "", "", *(number_text(sum(row[name] for row in batches)) for name in names))
    heads = report.heads(("batch", "committee", "species", *(f"batch.{name}" for name in names)))
    pages.table(heads, (26, 30, 14, 17, 17, 17, 17, 17, 17, 17), rows, total, texts=3)
    report.cut(len(batches) - len(rows))
    pages.note(pages.say("report.nursery.means"))


def survival(report: Report) -> None:
    """Survival counts with their errors."""
    pages = report.pages
    counted = [row for row in report.units if row["survival"] and row["survival_per_mille"] is not None]
    pages.heading(pages.say("report.survival"))
    pages.note(pages.say("report.survival.means", units=len(counted), of=len(report.units)))
    shown = counted[: MOST_ROWS // 6]
    if shown:
        pages.y += 2 * MM
        pages.whiskers([_whisker(report, row) for row in shown])
    report.cut(len(counted) - len(shown))


def _whisker(report: Report, row: dict[str, Any]) -> tuple[str, int, int | None, str]:
    share, margin = row["survival_per_mille"], row["survival_margin"]
    error = percent_text(margin) if margin is not None else "?"
    figures = report.pages.say(
        "report.survival.share", share=percent_text(share), error=error, counted=format_count(row["survival_counted"])
    )
    return f"{row['code']} · {report.day(row['survival_on'])}", share, margin, figures


def losses(report: Report) -> None:
    """What died and what was cut."""
    pages = report.pages
    sums: dict[tuple[str, str], list[int]] = {}
    for row in report.book.table("losses"):
        if row["status"] == "live":
            mine = sums.setdefault((row["kind"], row["cause"] or row["product"] or ""), [0, 0, 0])
            mine[0] += 1
            mine[1] += row["trees"]
            mine[2] += row["area_m2"] or 0
    pages.heading(pages.say("report.losses"))
    rows = [
        (name_of("kind", kind, report.language), name_of("cause" if kind == "loss_event" else "product", why,
         report.language), *(number_text(part) for part in parts))
        for (kind, why), parts in sorted(sums.items())
    ]  # fmt: skip
    if rows:
        heads = report.heads(("what", "cause", "records", "trees", "area_m2"))
        pages.table(heads, (50, 50, 20, 20, 20), rows, texts=2)
    else:
        pages.note(pages.say("report.nothing"))


def land(report: Report) -> None:
    """The maps."""
    pages = report.pages
    areas: dict[str, list[Plot]] = {}
    for care in report.sums.cares:
        unit = care.unit
        if len(unit.border) >= CORNERS_OF_A_RING:
            plot = Plot(unit.code, unit.area_name, unit.border, care.planted, unit.target_trees)
            areas.setdefault(unit.area_name, []).append(plot)
    if not areas:
        return
    pages.next_page()
    pages.chapter(pages.say("report.map"))
    waters = [fact.line for _, thing, fact in report.source.things(WaterBody.kind) if thing.status == "live"]
    plots = [plot for found in areas.values() for plot in found]
    draw_land(pages, plots, waters, _villages(report), _WIDE_MAP)
    legend(pages, [pages.say(f"report.map.{name}") for name in ("none", "some", "half", "all")])
    left = draw_areas(pages, sorted(areas.items(), key=lambda one: one[1][0].code))
    report.cut(left)
    pages.note(pages.say("report.map.means"))


def _villages(report: Report) -> list[Place]:
    found = []
    for _, thing, fact in report.source.things(Community.kind):
        if thing.status == "live" and isinstance(fact, Community):
            found.append(Place(fact.name, Point(fact.lat_udeg, fact.lon_udeg)))
    return found

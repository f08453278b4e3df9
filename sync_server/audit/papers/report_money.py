"""The second half of the report: money in and out, what was given in kind beside it, and findings."""

from __future__ import annotations

from collections import Counter
from typing import Any

from core.domain.money import format_count, format_foreign, format_soles
from sync_server.audit.papers.book import money_of, rate_text, work_words
from sync_server.audit.papers.report_base import Report, days_text, number_text, soles_text
from sync_server.exports.drawing import MM
from sync_server.text.texts import name_of

_MOST_USES = 24


def money(report: Report) -> None:
    """Money in and out, and where it stands."""
    pages, sums = report.pages, report.sums
    pages.next_page()
    pages.chapter(pages.say("report.money"))
    pages.heading(pages.say("report.money.in"))
    funds = [
        (fact.name if fact else one.id, fact.funder if fact else "", *map(format_soles, (
            one.opening_centimos, one.came_in_centimos, one.used_centimos, one.left_centimos)))
        for one in sums.funds for fact in [report.source.lookup.fact(one.id)]
    ]  # fmt: skip
    total = (
        pages.say("figures.in_all"), "",
        *(format_soles(sum(getattr(one, f"{name}_centimos") for one in sums.funds))
          for name in ("opening", "came_in", "used", "left")),
    )  # fmt: skip
    pages.table(
        report.heads(("fund", "funder", "opening_balance", "came_in", "used", "left")), (42, 34, 26, 26, 26, 26),
        funds, total, texts=2,
    )  # fmt: skip
    _sales(report)
    _uses(report)
    pages.heading(pages.say("report.money.out"))
    shown = [(key, centimos) for key, centimos in money_of(sums) if key not in ("came_in", "left")]
    pages.bars([(pages.say(f"report.money.{key}"), value, 0, format_soles(value)) for key, value in shown])
    pages.note(pages.say("report.money.means"))
    if report.tells_of_few:
        _money_of_committees(report)


def _money_of_committees(report: Report) -> None:
    pages, sums = report.pages, report.sums
    rows = [
        (one.name, *map(soles_text, (
            one.accrued_centimos, one.paid_centimos, one.owed_centimos, one.held_centimos)))
        for one in sums.committees
    ]  # fmt: skip
    names = ("accrued", "paid", "owed", "held")
    total = (pages.say("figures.in_all"), *(format_soles(sums.total(f"{name}_centimos")) for name in names))
    pages.heading(pages.say("report.money.committees"))
    pages.table(report.heads(("committee", *names)), (60, 30, 30, 30, 30), rows, total)


def _sales(report: Report) -> None:
    pages = report.pages
    sales = [row for row in report.book.table("carbon_sales") if row["status"] == "live"]
    if not sales:
        return
    rows = [
        (report.day(row["happened_on"]), row["buyer"], format_count(row["tonnes"]),
         format_foreign(row["gross_minor"], row["currency"]), rate_text(row["soles_scaled"]),
         *map(format_soles, (row["gross_centimos"], row["adaptation_centimos"], row["upstream_centimos"],
                             row["fees_centimos"])))
        for row in sales
    ]  # fmt: skip
    names = ("gross_centimos", "adaptation_centimos", "upstream_centimos", "fees_centimos")
    total = (
        pages.say("figures.in_all"), "", format_count(sum(row["tonnes"] for row in sales)), "", "",
        *(format_soles(sum(row[name] for row in sales)) for name in names),
    )  # fmt: skip
    pages.heading(pages.say("report.sales"))
    heads = ("day", "buyer", "tonnes", "gross_foreign", "rate", "gross_soles", "adaptation", "upstream", "fees")
    pages.table(report.heads(heads), (18, 22, 14, 25, 14, 25, 24, 25, 18), rows, total, texts=2)
    pages.note(pages.say("report.sales.means"))


def _uses(report: Report) -> None:
    """What the upstream part of the sales has paid, down to saplings and trees."""
    pages = report.pages
    sums: dict[tuple[str, str, str], list[int]] = {}
    for row in report.book.table("carbon_uses"):
        fund, work = report.book.code(row["fund"]), work_words(row["activity"], report.book.language)
        mine = sums.setdefault((fund, str(row["sheet_number"]), work), [0, 0])
        mine[0] += row["count"]
        mine[1] += row["centimos"]
    if not sums:
        return
    pages.heading(pages.say("report.uses"))
    last = sorted(sums)[-_MOST_USES:]
    rows = [(*key, number_text(sums[key][0]), soles_text(sums[key][1])) for key in last]
    total = (pages.say("figures.in_all"), "", "", *(part(sum(one[place] for one in sums.values()))
             for place, part in enumerate((number_text, soles_text))))  # fmt: skip
    heads = report.heads(("fund", "sheet", "activity", "count", "amount"))
    pages.table(heads, (34, 24, 60, 30, 32), rows, total, texts=3)
    report.cut(len(sums) - len(rows))
    pages.note(pages.say("report.uses.means"))


def in_kind(report: Report) -> None:
    """What the families gave in kind, apart from all money."""
    pages, sums = report.pages, report.sums
    pages.heading(pages.say("report.in_kind"), follows=60 * MM)
    pages.note(pages.say("report.in_kind.means"))
    pages.y += 2 * MM
    rows = [
        (one.name, days_text(one.half_days), *map(soles_text, (one.labour_centimos, one.in_kind_centimos)))
        for one in (sums.committees if report.tells_of_few else ())
    ]
    total = (
        pages.say("figures.in_all"), days_text(sums.total("half_days")), format_soles(sums.total("labour_centimos")),
        format_soles(sums.total("in_kind_centimos")),
    )  # fmt: skip
    pages.table(report.heads(("committee", "days", "labour", "in_kind")), (60, 30, 40, 40), rows, total)


def checks(report: Report) -> None:
    """What was found on the ground."""
    if not report.tells_of_few:
        return
    pages = report.pages
    pages.heading(pages.say("report.checks"))
    live = [row for row in report.book.table("verifications") if row["status"] == "live"]
    if not live:
        pages.note(pages.say("report.checks.none"))
        return
    rows = [_check(report, row) for row in live[-_MOST_USES:]]
    heads = report.heads(("day", "code", "what", "stated", "found", "outcome", "checked_by"))
    pages.table(heads, (20, 24, 34, 26, 26, 28, 30), rows, texts=3)
    report.cut(len(live) - len(rows))
    pages.note(pages.say("report.checks.means"))


def _check(report: Report, row: dict[str, Any]) -> tuple[str, ...]:
    said = format_soles if row["target_kind"] == "payout" else format_count
    kind = name_of("kind", row["target_kind"] or "", report.language)
    code = row["target"] if row["target_kind"] == "payout" else report.book.code(row["target"])
    verdict = name_of("verdict", row["verdict"], report.language)
    return (
        report.day(row["happened_on"]),
        code,
        kind,
        said(row["stated"]),
        said(row["found"]),
        verdict,
        row["checked_by"],
    )


def findings(report: Report) -> None:
    """Findings, and what became of them."""
    pages, sums = report.pages, report.sums
    pages.chapter(pages.say("report.findings"))
    pages.note(pages.say("report.findings.lead"))
    pages.y += 2 * MM
    rows = [
        (name_of("rule", one.rule, report.language), *map(number_text, (one.standing, one.corrected, one.released)))
        for one in sums.findings[:_MOST_USES]
    ]
    total = (
        pages.say("figures.in_all"),
        *(number_text(sum(getattr(one, name) for one in sums.findings))
          for name in ("standing", "corrected", "released")),
    )  # fmt: skip
    if rows:
        heads = report.heads(("rule", "standing_findings", "corrected", "released"))
        pages.table(heads, (90, 26, 26, 26), rows, total)
        report.cut(len(sums.findings) - len(rows))
    else:
        pages.note(pages.say("report.findings.none"))
    corrections = Counter(row["action"] for row in report.book.table("corrections") if row["takes_effect"])
    pages.note(
        pages.say("report.corrections", **{name: format_count(corrections[name]) for name in ("void", "replace")})
    )

"""The last part of the report: units as certifiers ask about them, monitoring, and how to verify it all."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from core.domain.money import format_count
from core.domain.plots import format_hectares
from core.domain.programme import Programme
from sync_server.audit.papers.book import excluded_words, holder_words, lacking, preparation_words, schemes_words
from sync_server.audit.papers.pages import ROW
from sync_server.audit.papers.report_base import MOST_ROWS, Report, number_text, percent_text
from sync_server.exports.drawing import INK, MM
from sync_server.looking.unit_terms import stated_terms
from sync_server.text.texts import name_of

_MOST_SEASONS = 50
_SHARES = ("land", "timber", "carbon_rights")


def certification(report: Report) -> None:
    """Each unit, with how much of what a certifier asks is there."""
    pages = report.pages
    pages.chapter(pages.say("report.certification"))
    pages.note(pages.say("report.certification.means"))
    pages.y += 2 * MM
    rows = [_unit(report, row) for row in report.units[:MOST_ROWS]]
    names = ("unit", "committee", "hectares", "spacing_cm", "trees_of", "survival", "walked_on", "seed", "rights")
    pages.table(report.heads((*names, "status")), (13, 30, 13, 16, 30, 28, 22, 17, 18, 22), rows, texts=2)
    report.cut(len(report.units) - len(rows))


def _unit(report: Report, row: dict[str, Any]) -> tuple[str, ...]:
    survival, margin = "—", row["survival_margin"]
    if row["survival_per_mille"] is not None:
        error = "?" if margin is None else percent_text(margin)
        survival = f"{percent_text(row['survival_per_mille'])} ± {error}"
    letters = report.pages.say("report.rights.letters")
    named = zip(letters, _SHARES, strict=True)
    rights = " ".join(letter if row[f"{name}_agreement"] else "–" for letter, name in named)
    walked = report.day(row["walked_on"]) if row["walked_on"] else "—"
    missing = len(lacking(row, report.language))
    status = report.pages.say("report.lacks", number=missing) if missing else report.pages.say("report.complete")
    return (
        row["code"], report.committee(row["committee"]), format_hectares(row["area_m2"]), str(row["spacing_cm"]),
        f"{format_count(row['planted'])} / {format_count(row['target_trees'])}", survival, walked,
        report.pages.say("report.yes") if row["certificates"] else "—", rights, status,
    )  # fmt: skip


def tenure(report: Report) -> None:
    """The signed agreements by which somebody holds the land, the timber and the carbon of the units."""
    pages, language = report.pages, report.language
    agreements = {row["record"]: row for row in report.book.table("agreements")}
    units: Counter[tuple[str, str, str]] = Counter()
    for row in report.units:
        for right in _SHARES:
            record, holder = row[f"{right}_agreement"], row[f"{right}_holder"]
            if record:
                units[record, right, holder] += 1
    pages.heading(pages.say("report.tenure"))
    if not units:
        pages.note(pages.say("report.nothing"))
        return
    rows = []
    for (record, right, holder), number in sorted(units.items()):
        said = agreements[record]
        rows.append(
            (
                said["code"], name_of("subject", right, language), holder_words(right, holder, language),
                report.book.code(said["unit"] or said["area"]) or pages.say("report.tenure.all"),
                report.day(said["signed_on"]), report.day(said["ends_on"]) if said["ends_on"] else "—",
                pages.say("report.yes") if said["photo_side"] else "—", number_text(number),
            )
        )  # fmt: skip
    heads = ("agreement", "right", "holder", "about", "signed_on", "ends_on", "photo", "units")
    pages.table(report.heads(heads), (26, 32, 28, 26, 24, 24, 16, 16), rows[:MOST_ROWS], texts=4)
    report.cut(len(rows) - MOST_ROWS)


def land_terms(report: Report) -> None:
    """Each unit as it was planned and measured, what of it is not planted, and under which certificate it stands."""
    pages, stated = report.pages, stated_terms(report.source.session)
    pages.heading(pages.say("report.terms"))
    pages.note(pages.say("report.terms.means"))
    pages.y += 2 * MM
    rows, silent = [], 0
    for row in report.units:
        terms = stated.on(row["unit"], report.source.to_day)
        use = name_of("previous_use", row["previous_use"], report.language) if row["previous_use"] else "—"
        areas = (row["area_m2"], row["walked_m2"], row["excluded_m2"], row["plantable_m2"])
        words = (
            preparation_words(terms, report.language), excluded_words(terms, report.language),
            schemes_words(terms, report.language),
        )  # fmt: skip
        if not row["previous_use"] and not any(words) and row["walked_m2"] is None:
            silent += 1
            continue
        hectares = ("—" if area is None else format_hectares(area) for area in areas)
        rows.append((row["code"], use, *(word or "—" for word in words), *hectares))
    names = ("unit", "previous_use", "preparation", "excluded", "certification")
    areas_of = ("hectares", "walked_ha", "excluded_ha", "plantable_ha")
    pages.table(
        report.heads((*names, *areas_of)), (13, 26, 31, 34, 58, 12, 14, 14, 13), rows[:MOST_ROWS], texts=len(names)
    )
    report.cut(len(rows) - MOST_ROWS)
    if silent:
        pages.note(pages.say("report.terms.silent", number=format_count(silent)))


def monitoring(report: Report) -> None:
    """Units by season and species."""
    pages = report.pages
    names = ("opening", "planted", "replanted", "lost", "harvested")
    sums: dict[tuple[str, ...], list[int]] = {}
    for row in report.book.table("monitoring"):
        unit = report.book.code(row["unit"])
        key = (row["season"] or "", unit, report.book.code(row["species"]))
        mine = sums.setdefault(key, [0] * len(names))
        for place, name in enumerate(names):
            mine[place] += row[name]
    pages.chapter(pages.say("report.monitoring"))
    pages.note(pages.say("report.monitoring.means"))
    pages.y += 2 * MM
    last = sorted(sums, reverse=True)[:_MOST_SEASONS]
    rows = [(*key, *map(number_text, sums[key])) for key in sorted(last, key=lambda key: (key[0], key[1], key[2]))]
    heads = report.heads(("season", "unit", "species", *names))
    pages.table(heads, (22, 18, 18, 24, 20, 20, 20, 20), rows, texts=3)
    report.cut(len(sums) - len(rows))


def verifying(report: Report) -> None:
    """How to verify the report, with all that is to be compared."""
    pages = report.pages
    first = next(iter(report.source.things(Programme.kind)))[0].origin
    key = next(one.public_key for one in report.source.session.origins() if one.origin == first)
    pages.chapter(pages.say("report.verify"))
    pages.note(pages.say("report.verify.how"), grey=INK, size=8)
    pages.y += 2 * MM
    pages.mono("python3 -I verify.py --language es PAQUETE.zip")
    pages.note(pages.say("report.verify.what"), size=8, grey=INK)
    pages.y += 2 * MM
    for name, value in (
        ("programme", report.source.programme),
        ("size", format_count(report.source.size)),
        ("root", report.root),
        ("origin", first),
        ("key", key.hex()),
        ("fingerprint", _grouped(hashlib.sha256(key).hexdigest())),
    ):
        pages.room(3 * ROW)  # A name stands on the page of its value.
        pages.note(pages.say(f"report.verify.{name}"), size=8, bold=True, grey=INK)
        pages.mono(value)
    pages.note(pages.say("report.verify.compare"), size=8, grey=INK)


def _grouped(digits: str) -> str:
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))

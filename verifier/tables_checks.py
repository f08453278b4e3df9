"""Tables of what was checked on the ground, and of what money from carbon has paid for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.reading import Reading, fields, in_bytes, table

_PAID_FOR = {"sapling_ready": "saplings", "tree_planted": "trees", "tree_replanted": "trees"}
_USED_NOTHING = frozenset(("draft", "locked", "abandoned"))


def _verifications(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("verified_on_site", period=True):
        target = reading.books.states.get(body["target"])
        said = fields(body, "stated found verdict checked_by seed")
        yield (
            one.id, one.status, one.happened_on, one.position, one.author, body["target"],
            target.kind if target else None, *said,
        )  # fmt: skip


def _carbon_uses(reading: Reading) -> Iterator[tuple[Any, ...]]:
    books = reading.books
    funds = {body["upstream_fund"] for _, body in reading.stated("carbon_sale")}
    sheets = {key: one for key, one in books.sheets.items() if one.fund in funds and one.state not in _USED_NOTHING}
    rates = {one.id: one.body for one in reading.things("rate")}
    sums: dict[tuple[str, ...], int] = {}
    for posting in books.postings:
        for claimer, centimos in zip(posting.claimed or (), posting.centimos):
            sheet = sheets.get(claimer)
            if sheet is not None:
                key = (sheet.fund, sheet.id, posting.activity or posting.kind, posting.species, posting.rate)
                sums[key] = sums.get(key, 0) + centimos
    for named in sorted(sums, key=in_bytes):
        fund, sheet_id, activity, species, rate_id = named
        what, rate = _PAID_FOR.get(activity, ""), rates.get(rate_id)
        each = rate["centimos"] if what and rate else 0
        number = sums[named] // each if each else 0
        yield fund, sheet_id, sheets[sheet_id].number, activity, species, rate_id, what, number, sums[named]


CHECK_TABLES = (
    table(
        "verifications", "record",
        "record status happened_on position author target target_kind stated found verdict checked_by seed",
        _verifications,
    ),
    table(
        "carbon_uses", "fund sheet activity species rate",
        "fund sheet sheet_number activity species rate what count centimos", _carbon_uses,
    ),
)  # fmt: skip

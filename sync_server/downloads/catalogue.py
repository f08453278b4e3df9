"""Every list by its address without an ending; those with a name in their address stand behind those without."""

from __future__ import annotations

from sync_server.downloads import admin, money, people, reference, sheets, work
from sync_server.downloads.listing import Make

LISTINGS: dict[str, Make] = {
    "/records": work.records,
    "/desk": work.findings,
    "/complaints": work.complaints,
    "/import": work.imported_files,
    "/months": work.months,
    "/figures": work.figures,
    "/map/units": work.units,
    "/sheets": sheets.sheets,
    "/sheets/{sheet}/lines": sheets.lines,
    "/payouts": sheets.payouts,
    "/suspense": sheets.waiting_payouts,
    "/recoveries": sheets.recoveries,
    "/approvals": sheets.approvals,
    "/cash": money.trips,
    "/cash/boxes": money.boxes,
    "/cash/{trip}/moves": money.moves,
    "/funds": money.funds,
    "/funds/grants": money.grants,
    "/funds/sales": money.sales,
    "/reference/members": people.members,
    "/reference/members/duplicates": people.duplicates,
    "/reference/members/{member}/statement": people.statement,
    "/reference/{place}": reference.entries,
    "/tablets": admin.tablets,
    "/accounts": admin.accounts,
    "/api-tokens": admin.tokens,
}

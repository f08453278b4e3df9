"""All tables of a package, in the order in which docs/audit-package.md has them."""

from __future__ import annotations

import json
from typing import Any

from core.domain.exports import Profile
from sync_server.audit.tables.care import CARE_TABLES
from sync_server.audit.tables.checks import CHECK_TABLES
from sync_server.audit.tables.donor import PARTICIPATION
from sync_server.audit.tables.log import LOG_TABLES
from sync_server.audit.tables.money import MONEY_TABLES
from sync_server.audit.tables.reference import PEOPLE, REFERENCE_TABLES
from sync_server.audit.tables.schema import Table, resource
from sync_server.audit.tables.sheets import SHEET_TABLES
from sync_server.audit.tables.work import WORK_TABLES

AUDITOR_TABLES: tuple[Table, ...] = (
    *LOG_TABLES, *REFERENCE_TABLES, PEOPLE, *WORK_TABLES, *SHEET_TABLES, *MONEY_TABLES, *CARE_TABLES, *CHECK_TABLES,
)  # fmt: skip

_OF_NOBODY = (
    "records", "corrections", "settings", "wordings", "seasons", "rates", "communities", "committees", "species",
    "seed_lots", "areas", "units", "unit_descriptions", "unit_certificates", "cycles", "water_bodies", "funds",
    "exchange_rates", "batches", "sheets", "grants", "carbon_sales", "months_closed", "accounts", "agreements",
    "losses", "walks", "survival", "stands", "monitoring", "certification", "carbon_uses",
)  # fmt: skip
"""Tables without a row about one person."""
DONOR_TABLES: tuple[Table, ...] = (
    *(table for table in AUDITOR_TABLES if table.name in _OF_NOBODY), PARTICIPATION,
)  # fmt: skip
MADE_FOR: tuple[Profile, ...] = ("auditor", "donor")
"""The profiles of which packages are made."""


def tables_for(profile: Profile) -> tuple[Table, ...]:
    """The tables of a profile's package."""
    return AUDITOR_TABLES if profile == "auditor" else DONOR_TABLES


def datapackage(programme: str, tables: tuple[Table, ...]) -> bytes:
    """`tables/datapackage.json`, as the Frictionless specification wants it."""
    described: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "planton-audit",
        "title": f"Plantón {programme}",
        "resources": [resource(table, {other.name for other in tables}) for table in tables],
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"

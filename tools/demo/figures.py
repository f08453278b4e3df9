"""The figures of the demo, as integers, for summary.json and for the tests that hold them to the golden cases."""

from __future__ import annotations

from typing import Any

from core.domain.cash import CashAdvance
from core.storage.compare import fingerprints, trial_balance_centimos, unbalanced_entries
from tools.sample import SampleServer, SampleTablet


def field_week(server: SampleServer) -> dict[str, Any]:
    """The figures of the work, as integers; opening records count apart and never earn."""
    with server.store.reading() as session:
        totals = session.reads().totals()
        records = session.feed_size()
    with_work = [row for row in totals.by_committee if row.attendances or row.accrued_centimos]
    by_committee = {
        row.name: {
            "saplings_ready": row.ready,
            "trees_planted": row.planted,
            "trees_replanted": row.replanted,
            "attendances": row.attendances,
            "accrued_centimos": row.accrued_centimos,
            "held_centimos": row.held_centimos,
        }
        for row in with_work
    }
    return {
        "records": records,
        "saplings_ready": sum(row.ready for row in totals.by_committee),
        "trees_planted": sum(row.planted for row in totals.by_committee),
        "trees_replanted": sum(row.replanted for row in totals.by_committee),
        "opening_trees": sum(row.opening_planted for row in totals.by_committee),
        "attendances": sum(row.attendances for row in totals.by_committee),
        "accrued_centimos": sum(row.accrued_centimos for row in totals.by_committee),
        "held_centimos": sum(row.held_centimos for row in totals.by_committee),
        "by_committee": by_committee,
        "findings": totals.findings,
    }


def pay_weeks(server: SampleServer, tablets: list[SampleTablet]) -> dict[str, Any]:
    """The figures of the paying: all that was earned, and where every céntimo of it is."""
    with server.store.reading() as session:
        money = session.money()
        identities, sheets, trips = money.identities(), money.sheets(), money.trips()
        twice = money.payments(roles=("payee_owes", "technician_owes", "loss", "suspense"))
    expected = fingerprints(server.store)
    return {
        "sheets": len(sheets),
        "earned_centimos": sum(identity.accrued_centimos for identity in identities),
        "paid_centimos": sum(identity.paid_centimos for identity in identities),
        "rounding_centimos": sum(identity.rounding_centimos for identity in identities),
        "waived_centimos": sum(identity.waived_centimos for identity in identities),
        "owed_after_centimos": sum(identity.owed_centimos for identity in identities),
        "carried_centimos": sum(identity.carried_centimos for identity in identities),
        "to_recover_centimos": sum(identity.to_recover_centimos for identity in identities),
        "identity_holds": all(identity.holds for identity in identities),
        "advance_centimos": sum(trip.received_centimos for trip in trips if trip.id in _advances(server)),
        "returned_centimos": sum(trip.returned_centimos for trip in trips),
        "double_paid": len(twice),
        "double_paid_centimos": sum(payment.centimos for payment in twice),
        "tablets_equal_server": all(fingerprints(tablet.store) == expected for tablet in tablets),
        "ledger_trial_balance_centimos": trial_balance_centimos(server.store),
        "ledger_unbalanced_entries": len(unbalanced_entries(server.store)),
    }


def _advances(server: SampleServer) -> set[str]:
    with server.store.reading() as session:
        return set(session.state().since(CashAdvance.kind, ""))

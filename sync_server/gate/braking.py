"""Charging tries where a request comes in: in this process's memory first, then among all processes."""

from __future__ import annotations

from core.domain.problems import Problem
from sync_server.crowd.slowdown import Slowdown
from sync_server.office import Office


async def charge(office: Office, slowdown: Slowdown, name: str, address: str) -> None:
    """Take one try from an address in this process and in all; raises Problem sign_in_slowed where it has none left."""
    slowdown.charge(address)
    try:
        await office.workers.run(_charge_common, office, slowdown, name, address)
    except Problem:
        slowdown.refund(address)
        raise


async def refund(office: Office, slowdown: Slowdown, name: str, address: str) -> None:
    """Give a try back after one that was right."""
    slowdown.refund(address)
    await office.workers.run(_refund_common, office, slowdown, name, address)


def _charge_common(office: Office, slowdown: Slowdown, name: str, address: str) -> None:
    with office.store.writing() as session:
        slowdown.charge_common(session, name, address, office.clock.now_ms())


def _refund_common(office: Office, slowdown: Slowdown, name: str, address: str) -> None:
    with office.store.writing() as session:
        slowdown.refund_common(session, name, address, office.clock.now_ms())

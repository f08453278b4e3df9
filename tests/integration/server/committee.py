"""A committee that is paid as one and was paid at the counter, for tests of how it divides the sum."""

from __future__ import annotations

from pathlib import Path

from core.domain.bodies import Amount, Day
from core.domain.funds import Fund
from core.domain.payouts import Payout
from core.domain.programme import Setting
from core.domain.sheets import PaySheet
from core.usecases.office.steps import approve_sheet, lock_sheet, take_step
from tests.integration.server.running import Served
from tests.integration.server.village import DAY, plant


def paid_as_one(served: Served, folder: Path) -> str:
    """Choco plants 640 trees, which alone are S/ 320.00, and is paid what it has earned; the address of its line."""
    office, committee = served.office, served.ids["committee:CHO"]
    doer, boss = [(office.store, office.clock, office.origin, code) for code in ("C01", "C02")]
    take_step(*doer, Setting("payee_is_committee", 1, Day(DAY)))
    fund = take_step(*doer, Fund("UNO", "Fondo de los comités", "Cafédirect"))
    tablet = served.enrol(folder, "Choco 9")
    tablet.sync()
    plant(tablet, 640)
    tablet.sync()
    office.settle()
    sheet = take_step(*doer, PaySheet(Day(DAY), fund, (committee,)))
    lock_sheet(*doer, sheet)
    approve_sheet(*boss, sheet)
    with office.store.reading() as session:
        view = session.money().sheet(sheet, office.today(), reasons=False)
    if view is None:
        raise LookupError(sheet)
    owed = next(line.payable_centimos for line in view.lines if line.payee == committee)
    take_step(*doer, Payout(sheet, committee, Amount(owed), "counter", "paper"))
    tablet.store.engine.dispose()
    return f"/sheets/{sheet}/lines/{committee}"

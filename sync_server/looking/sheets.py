"""Pay sheets as every way out shows them: their order, and one of them with its lines."""

from __future__ import annotations

from core.domain.problems import Problem
from core.domain.records import is_record_id
from core.storage.session import SqlSession
from core.usecases.views.money import SheetSummary, SheetView


def sheets_in(session: SqlSession) -> tuple[SheetSummary, ...]:
    """All of them: drafts that are still meant first, then by number, the latest first; those given up last."""
    return tuple(sorted(session.money().sheets(), key=_newest_first, reverse=True))


def found_sheet(session: SqlSession, sheet: str, today: str, *, reasons: bool, payee: str = "") -> SheetView:
    """A sheet with its lines; with the reasons of all, or of one payee. Raises Problem sheet_unknown."""
    view = session.money().sheet(sheet, today, reasons=reasons, payee=payee) if is_record_id(sheet) else None
    if view is None:
        raise Problem("sheet_unknown", id=sheet[:40])
    return view


def _newest_first(sheet: SheetSummary) -> tuple[bool, bool, int, str]:
    return (sheet.state != "abandoned", sheet.number == 0, sheet.number, sheet.cut_off)

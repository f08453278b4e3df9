"""What has no name of its own is called by what it is, on the pages of records and of findings."""

from pathlib import Path

from core.domain.kinds import KINDS
from core.domain.records import is_record_id
from core.usecases.views.field import HistoryFilter
from sync_server.pages.told.named import named_detail, named_lines, names_of
from sync_server.pages.told.telling import tell_fact
from tests.sample import copied_server


def test_after_a_payday_no_record_shows_a_bare_id_for_another(payday: Path, tmp_path: Path) -> None:
    server = copied_server(payday, tmp_path)
    with server.store.reading() as session:
        lines = session.reads().history(HistoryFilter(kinds=tuple(KINDS)), 10_000, 0)
        assert any(is_record_id(line.subject) for line in lines)
        assert not [line for line in named_lines(session, lines, "es") if is_record_id(line.subject)]
        for line in lines:
            detail = session.reads().record(line.id)
            assert detail is not None
            told = tell_fact(detail.fact, named_detail(session, detail, "es").names, "es")
            assert not [word for field in told for word in field.words if is_record_id(word.text)]


def test_a_sheet_is_called_by_its_number_and_a_draft_by_its_cut_off(payday: Path, tmp_path: Path) -> None:
    server = copied_server(payday, tmp_path)
    with server.store.reading() as session:
        sheets = {one.state: one.id for one in session.money().sheets()}
        state = session.state()
        assert names_of(state, [sheets["assigned"]], "es") == {sheets["assigned"]: "Planilla N° 1"}
        assert names_of(state, [sheets["draft"]], "en") == {sheets["draft"]: "Draft sheet, cut-off 2 Dec 2014"}
        workday = next(iter(session.reads().history(HistoryFilter(kinds=("workday",)), 1, 0)))
        assert names_of(state, [workday.id], "es")[workday.id].startswith("Jornada, ")
        assert names_of(state, ["ABCDEF-1", "nobody"], "es") == {}

"""What has no name of its own is called by what it is, on the pages of records and of findings."""

from dataclasses import replace
from pathlib import Path

from core.domain.bodies import Count, Day
from core.domain.kinds import KINDS
from core.domain.plantings import Planting
from core.domain.plots import Point, Unit
from core.domain.programme import Setting
from core.domain.records import RecordId, is_record_id
from core.usecases.views.field import HistoryFilter
from sync_server.pages.told.named import named_detail, named_lines, names_of
from sync_server.pages.told.telling import tell_fact
from tests.sample import copied_server


def test_after_a_payday_no_record_shows_a_bare_id_for_another(payday: Path, tmp_path: Path) -> None:
    server = copied_server(payday, tmp_path)
    with server.store.reading() as session:
        lines = session.reads().history(HistoryFilter(kinds=tuple(KINDS)), 10_000, 0)
        assert any(is_record_id(line.subject) for line in lines)
        assert not [line for line in named_lines(session.state(), lines, "es") if is_record_id(line.subject)]
        for line in lines:
            detail = session.reads().record(line.id)
            assert detail is not None
            told = tell_fact(detail.fact, named_detail(session.state(), detail, "es").names, "es")
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


def test_figures_and_places_are_told_with_their_units() -> None:
    place, corner = Point(-5_117_730, -79_672_970, Count(4)), Point(-5_100_000, -79_600_000)
    committee, unit = RecordId("AAAAAA-1"), RecordId("AAAAAA-2")
    names = {committee: "Comité de reforestación Choco", unit: "01-3"}
    planting = Planting(committee, unit, unit, unit, Count(12), position=place)
    told = {one.name: one.words[0].text for one in tell_fact(planting, names, "es")}
    assert (told["position"], told["committee"]) == ("-5.117730, -79.672970 ± 4 m", "Choco")
    other = replace(corner, lon_udeg=-79_600_001)
    units = [
        Unit(committee, unit, "01-9", Count(26_000), Count(260), (corner, place, one)) for one in (corner, other)
    ]  # fmt: skip
    first, second = ({one.name: one.words[0] for one in tell_fact(one, names, "en")} for one in units)
    assert (first["border"].text, first["spacing_cm"].text) == ("3 corners", "2.6 × 2.6 m")
    assert (second["border"].text, second["border"].exact == first["border"].exact) == ("3 corners", False)
    limit = Setting("two_approvers_from_centimos", 1_000_000, Day("2014-12-01"))
    told = {one.name: one.words[0].text for one in tell_fact(limit, {}, "es")}
    assert (told["name"], told["value"]) == ("Dos aprueban desde (S/)", "S/\xa010,000.00")

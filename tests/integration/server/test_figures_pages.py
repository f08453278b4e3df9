"""Figures of the day: the page, the paper and the spreadsheet say the same, name nobody, and are what the books say."""

import csv
import io
from pathlib import Path

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.survival import RowCount, SurvivalCount, SurvivalDrawn
from core.usecases.tablet.record import record_fact
from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser
from tests.fakes.printed import texts
from tests.integration.server.running import PASSWORD, Served, Tablet

Values = dict[tuple[str, str, str], str]


def values(person: Browser) -> Values:
    answer = person.get("/figures.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    return {(row["scope"], row["name"], row["measure"]): row["value"] for row in rows}


def of_programme(found: Values, measure: str) -> str:
    return next(value for (scope, _, name), value in found.items() if (scope, name) == ("programme", measure))


def summed(found: Values, scope: str, measure: str) -> int:
    return sum(int(value) for (where, _, name), value in found.items() if (where, name) == (scope, measure))


def test_the_figures_are_those_of_the_books(served_here: Served, seated: Browser, tablet: Tablet) -> None:
    found = values(seated)
    with served_here.office.store.reading() as session:
        standing, size = session.money().standing_apart(), session.feed_size()
        land = session.reads().planted_by_committee()
    assert of_programme(found, "records") == str(size)
    assert of_programme(found, "accrued_centimos") == str(standing.accrued_centimos)
    assert of_programme(found, "owed_centimos") == str(standing.owed_centimos)
    assert of_programme(found, "planted") == str(sum(view.planted for view in land))
    assert found["season", "Campaña 2014-15", "planted"] == "4151"
    assert found["season", "Campaña 2014-15", "replanted"] == "48"
    earned = summed(found, "season", "accrued_centimos") + int(of_programme(found, "opening_centimos"))
    assert int(of_programme(found, "accrued_centimos")) == earned
    assert int(of_programme(found, "planted")) == summed(found, "committee", "planted")


def test_people_are_counted_once_however_often_they_came(served_here: Served, seated: Browser, tablet: Tablet) -> None:
    found = values(seated)
    with tablet.store.reading() as session:
        came = session.connection.exec_driver_sql("SELECT count(DISTINCT member) FROM attendance").scalar_one()
    assert of_programme(found, "worked_people") == str(came)
    women, men = (int(of_programme(found, f"worked_{sex}")) for sex in ("women", "men"))
    assert women + men == came


def test_the_page_and_the_paper_say_what_the_spreadsheet_says(seated: Browser, tablet: Tablet) -> None:
    found = values(seated)
    page = seated.get("/figures").text
    paper = seated.get("/figures.pdf")
    assert paper.headers["content-disposition"] == 'attachment; filename="planton-2014-12-03.pdf"'
    said = " ".join(text for sheet in texts(paper.content) for text in sheet)
    for measure in ("planted", "alive_estimated", "members_people", "worked_people"):
        figure = f"{int(of_programme(found, measure)):,d}"
        assert figure in page
        assert figure in said
    assert "Trees planted" in seated.get("/figures?lang=en").text
    assert "Alive, estimated" in " ".join(texts(seated.get("/figures.pdf").content)[0])


def test_a_survival_count_says_how_sure_the_estimate_is(served_here: Served, seated: Browser, tablet: Tablet) -> None:
    assert "Todavía sin conteos de prendimiento" in seated.get("/figures").text
    ids, clock = served_here.ids, served_here.office.clock
    committee, unit = ids["committee:CHO"], ids["unit:01-3"]
    draw = SurvivalDrawn(committee, unit, Count(5), Count(2), Count(20))
    drawn = record_fact(tablet.store, clock, "T01", draw, "2014-12-03")
    rows = tuple(
        RowCount(Count(row), Count(alive), Count(20 - alive)) for row, alive in ((2, 18), (7, 20), (12, 16), (17, 19))
    )
    record_fact(tablet.store, clock, "T01", SurvivalCount(committee, drawn, rows), "2014-12-03")
    tablet.sync()
    served_here.office.settle()
    found = values(seated)
    assert of_programme(found, "units_counted") == "1"
    counted, error = (int(of_programme(found, name)) for name in ("alive_in_counted_units", "alive_error"))
    assert 0 < error < counted < int(of_programme(found, "planted"))
    page = seated.get("/figures").text
    assert f"{counted:,d} en 1 de 65 unidades con conteo de prendimiento, ± {error:,d}" in page
    assert "En las demás" in page


def test_a_season_of_few_people_is_not_broken_down_by_sex(served_here: Served, seated: Browser, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    ids = served_here.ids
    few = tuple(Presence(ids[f"member:CHO-{number:03}"], 2) for number in (1, 2, 3, 4))
    minga = Workday(ids["committee:CHO"], "nursery", few, closed_by=ids["member:CHO-001"], closed_with="mark")
    record_fact(tablet.store, served_here.office.clock, "T01", minga, "2014-12-03")
    tablet.sync()
    found = values(seated)
    season = {name: value for (scope, _, name), value in found.items() if scope == "season"}
    assert (season["worked_people"], season["worked_women"], season["worked_men"]) == ("4", "", "")
    assert "&lt; 5" in seated.get("/figures").text


def test_nobody_is_named_and_every_tablet_says_when_it_was_heard(
    served_here: Served, seated: Browser, tablet: Tablet
) -> None:
    with served_here.office.store.reading() as session:
        reads = session.reads()
        people = [one.name for one in reads.members(served_here.ids["committee:CHO"], "2014-12-03")]
    told = seated.get("/figures").text + seated.get("/figures.csv").text
    assert people
    assert [name for name in people if name in told] == []
    found = values(seated)
    assert found["tablet", "Choco 1", "last_sync"].startswith("2014-12-03T")
    assert found["tablet", "a", "last_sync"] == ""


def test_a_technician_sees_none_of_it(served_here: Served, browser: Browser) -> None:
    browser.sign_in("rosa", PASSWORD)
    ensure_account(served_here.office.store, "mira", PASSWORD, "auditor", "C01")
    assert [browser.get(f"/figures{ending}").status_code for ending in ("", ".pdf", ".csv")] == [403] * 3
    browser.sign_in("mira", PASSWORD)
    assert [browser.get(f"/figures{ending}").status_code for ending in ("", ".pdf", ".csv")] == [200] * 3

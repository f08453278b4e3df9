"""The overview: a campaign against its target, the money in its parts, what needs a person first, and that every figure
leads to the records behind it.
"""

import json
import re
from html import unescape

from core.domain.bodies import Amount, Day, SideHash
from core.domain.cash import CashAdvance
from core.domain.funds import Fund
from core.domain.people import Member
from core.domain.programme import Season
from core.domain.sheets import PaySheet
from core.storage.reads.waiting import what_waits
from core.usecases.office.steps import take_step
from core.usecases.tablet.record import record_fact
from sync_server.pages.frame.static import VERSION
from tests.fakes.browser import Browser
from tests.integration.server.running import PASSWORD, Served, Tablet


def chart_in(page: str) -> dict[str, list[int | None]]:
    found = re.search(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    read: dict[str, list[int | None]] = json.loads(found[1])
    return read


def say(served: Served, fact: object, author: str = "C01") -> str:
    office = served.office
    return take_step(office.store, office.clock, office.origin, author, fact)


def test_the_campaign_of_today_is_shown_month_by_month(seated: Browser, tablet: Tablet) -> None:
    page = seated.get("/").text
    assert "<h1>Campaña 2014-15</h1>" in page
    chart = chart_in(page)
    december = chart["labels"].index("dic 2014")  # type: ignore[arg-type]
    assert (chart["ready"][december], chart["planted"][december]) == (660, 4_151)
    assert chart["soFar"] == [0, 0, 0, 0, 0, 0, 4_151, None, None, None, None, None]


def test_a_record_stands_with_the_day_of_its_work_and_the_day_on_which_it_was_typed(
    seated: Browser, tablet: Tablet
) -> None:
    page = seated.get("/").text
    assert re.search(r'1 dic <small class="typed">anotado 3 dic \d\d:\d\d</small>', page)
    assert re.search(r"3 dic <small>\d\d:\d\d</small>", page)


def test_the_target_is_what_was_missing_when_the_campaign_began(
    served_here: Served, seated: Browser, tablet: Tablet
) -> None:
    with served_here.office.store.reading() as session:
        land = session.reads().planted_by_committee()
    missing = sum(view.missing for view in land)
    assert chart_in(seated.get("/").text)["wanted"] == missing + 4_151
    assert chart_in(seated.get("/?season=all").text)["wanted"] == sum(view.target for view in land)


def test_another_campaign_has_its_own_figures(seated: Browser, tablet: Tablet) -> None:
    page = seated.get("/?season=2013-14").text
    assert "<h1>Campaña 2013-14</h1>" in page
    assert "Todavía no hay plantones listos ni plantados en estas fechas." in page
    assert "<h1>Campaña 2014-15</h1>" in seated.get("/?season=<b>nothing").text


def test_every_figure_leads_to_records_that_add_up_to_it(served_here: Served, seated: Browser, tablet: Tablet) -> None:
    page = seated.get("/").text
    days = "from_day=2014-06-01&to_day=2015-05-31"
    choco = f"committee={served_here.ids['committee:CHO']}&{days}"
    for address, figure in (
        (f"/records?kind=planting&{days}", "4,151"),
        (f"/records?kind=ready_accepted&{days}", "660"),
        (f"/records?{choco}&kind=planting", "3,040"),
        (f"/records?{choco}&kind=workday", "47"),
    ):
        assert f'<a href="{address}">{figure}</a>' in page.replace("&amp;", "&")
        assert "registros" in seated.get(address).text
    for address in set(re.findall(r'href="(/[^"]*)"', page)):
        assert seated.get(unescape(address)).status_code == 200, address


def test_money_is_shown_in_its_parts_and_never_as_one_sum(served_here: Served, seated: Browser, tablet: Tablet) -> None:
    say(served_here, CashAdvance(served_here.ids["user:T01"], Amount(100_000), "Cheque 7"))
    with served_here.office.store.reading() as session:
        standing = session.money().standing()
    assert standing.owed_centimos == standing.accrued_centimos - standing.paid_centimos > 0
    page = seated.get("/").text
    for word, centimos in (
        ("Devengado", standing.accrued_centimos), ("Pagado", 0), ("Por pagar", standing.owed_centimos),
        ("En manos de técnicos", 100_000),
    ):  # fmt: skip
        amount = f"S/\xa0{centimos // 100:,d}.{centimos % 100:02d}"
        assert re.search(rf"<dt>{word}</dt><dd>(<a [^>]*>)?{amount}", page), word


def test_what_waits_for_a_person_is_counted_and_leads_there(
    served_here: Served, seated: Browser, tablet: Tablet
) -> None:
    before = seated.get("/").text
    assert '<a href="/sheets"><b>1</b> planilla en borrador' not in before
    fund = say(served_here, Fund("CAFE", "Fondo Cafédirect", "Cafédirect"))
    say(served_here, PaySheet(Day("2014-12-02"), fund, (served_here.ids["committee:CHO"],)))  # type: ignore[arg-type]
    page = seated.get("/").text
    assert '<a href="/sheets"><b>1</b> planilla en borrador' in page
    held = re.search(r'<a href="/desk\?action=hold" class="held"><b>(\d+)</b>', page)
    assert held
    queue = seated.get("/desk?action=hold").text
    assert queue.count('class="pick"') == int(held[1])
    with served_here.office.store.reading() as session:
        assert what_waits(session.lookup()).sheets == {"draft": 1}
        assert what_waits(session.lookup(), "2014-12-01").sheets == {}


def test_a_tablet_that_is_not_heard_is_named(served_here: Served, seated: Browser, tablet: Tablet) -> None:
    assert "tabletas sin señal" in seated.get("/").text  # Two of the sample were never heard.
    served_here.pass_by(15 * 24 * 3_600_000)
    assert "hace 15 días" in seated.sign_in("oficina", PASSWORD).text


def test_a_campaign_without_an_end_in_sight_is_a_page_all_the_same(
    served_here: Served, seated: Browser, tablet: Tablet
) -> None:
    say(served_here, Season("LONG", "Larga", Day("2014-01-01"), Day("9999-12-31")))
    assert len(chart_in(seated.get("/?season=LONG").text)["labels"]) == 60


def test_files_of_the_pages_are_kept_until_they_change(seated: Browser) -> None:
    for name in ("planton.css", "uplot/uplot.js", "charts.js", "leaflet/leaflet.css", "uplot/LICENSE.txt"):
        lasting = seated.get(f"/static/{name}?v={VERSION}")
        assert (lasting.status_code, "immutable" in lasting.headers["cache-control"]) == (200, True)
        assert seated.get(f"/static/{name}").headers["cache-control"] == "no-cache"
    assert seated.get("/static/../settings.py").status_code == 404
    assert seated.get("/static/nothing.js").status_code == 404


def test_the_first_visit_is_light_and_the_next_lighter(seated: Browser, tablet: Tablet) -> None:
    page = seated.get("/")
    files = set(re.findall(r'"(/static/[^"]+)"', page.text))
    assert len(page.content) < 50_000
    assert len(page.content) + sum(len(seated.get(name).content) for name in files) < 300_000


def test_members_whom_a_tablet_added_wait_to_be_confirmed(served_here: Served, tablet: Tablet) -> None:
    with served_here.office.store.reading() as session:
        before = what_waits(session.lookup())
    assert (before.members, before.trips, before.complaints) == (0, 0, 0)
    record_fact(tablet.store, served_here.office.clock, "T01", _stranger(served_here), "2014-12-03")
    tablet.sync()
    say(served_here, CashAdvance(served_here.ids["user:T01"], Amount(100_000), "Cheque 7"))
    with served_here.office.store.reading() as session:
        after = what_waits(session.lookup())
        assert (after.members, after.trips) == (1, 1)
        assert what_waits(session.lookup(), "2014-12-02").members == 0


def _stranger(served: Served) -> object:
    return Member(served.ids["committee:CHO"], "CHO-900", "F", Day("2014-12-03"), SideHash("0" * 64))

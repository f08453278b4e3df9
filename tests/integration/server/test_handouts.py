"""The papers for an assembly and for one person: their figures, who may have them, and that each is on record."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import requests

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Day, SideHash
from core.domain.exports import Exported
from core.domain.identity import name_sort_key
from core.domain.people import Committee, Member, MembersCompared, User
from core.domain.problems import Problem
from core.fold.facts import fact_in_force, thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.storage.personal_access import accesses
from core.storage.session import SqlSession
from core.usecases.own_log import side_row
from sync_server.audit.handing import Paper, make_assembly_paper, make_statement
from sync_server.audit.handouts.own import OwnStatement, statement_of
from sync_server.audit.handouts.village import Assembly, Worker, assembly_of, places_of
from sync_server.audit.source import Source
from sync_server.bootstrap import ensure_account
from tests.fakes.browser import Browser
from tests.fakes.printed import texts
from tests.integration.server.commanding import BOSS, BY, Terminal
from tests.integration.server.filling import hidden, words
from tests.integration.server.packages import PERIOD, lived_through, made, mistakes_of, say
from tests.integration.server.paying import PayOffice, paying
from tests.integration.server.running import PASSWORD

DAYS = {"from_day": PERIOD[0], "to_day": PERIOD[1]}
ASKED = ("--from", PERIOD[0], "--to", PERIOD[1], "--why", "Asamblea de diciembre")
PAPER = Paper(*PERIOD, "Asamblea de diciembre")
MONEY_OR_IDENTITY = re.compile(r"S/|\bsol(es)?\b|céntimo|tarifa|\brate\b|DNI|\b[0-9]{8,}\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def season(payday: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PayOffice]:
    """One for all tests that only look, or only add what the others do not see."""
    with paying(payday, tmp_path_factory.mktemp("handouts")) as office:
        lived_through(office)
        yield office


def shown(office: PayOffice, about: str, days: tuple[str, str] = PERIOD) -> Assembly:
    with office.server.store.reading() as session:
        return assembly_of(Source(session, session.feed_size(), *days), office.server.ids[about])


def own(session: SqlSession, member: str, days: tuple[str, str] = ("0001-01-01", "9999-12-31")) -> OwnStatement:
    return statement_of(Source(session, session.feed_size(), *days), member)


def last_exported(office: PayOffice) -> tuple[EffectiveRecord, Exported]:
    with office.server.store.reading() as session:
        state = session.state()
        row = max(
            (state.get(EffectiveRecord, one) for one in state.since(Exported.kind, "")),
            key=lambda row: row.position or 0,  # type: ignore[union-attr]
        )
        assert row is not None
        fact = fact_in_force(state, row)
    assert isinstance(fact, Exported)
    return row, fact


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def text_of(pdf: bytes) -> str:
    return " ".join(piece for page in texts(pdf) for piece in page)


def cells_of(workbook: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return " ".join(str(cell.value) for one in book for row in one.iter_rows() for cell in row if cell.value)


# The assembly


def test_the_figures_of_choco(season: PayOffice) -> None:
    """By hand: 640 planted on the 1st by twelve people in a whole day; 300 saplings accepted on the 3rd, 200 and 100 by
    the names of two of the twelve; 12 trees lost; 36 of 41 trees that were looked at live.
    """
    paper = shown(season, "committee:CHO")
    [part] = paper.parts
    assert (part.raised, part.planted, part.replanted, part.lost) == (300, 640, 0, 12)
    assert part.survival is not None
    assert (part.survival.per_mille, part.survival.margin, part.survival.counted) == (878, 87, 41)
    assert (part.people, part.half_days, part.units_counted) == (12, 24, 1)
    assert len(part.workers) == 12
    by_name = {worker.name: worker for worker in part.workers}
    assert by_name["Meléndrez Sembrera, Isabel Mercedes"] == Worker("Meléndrez Sembrera, Isabel Mercedes", 2, 1)
    assert by_name["Calva Umbo, Leonor"].days_by_name == 1
    assert sum(worker.days_by_name for worker in part.workers) == 2
    assert paper.place.endswith("Choco")


def test_the_figures_of_the_community_are_those_of_its_committee(season: PayOffice) -> None:
    community, committee = shown(season, "community:CHO"), shown(season, "committee:CHO")
    assert community.place == "Choco"
    assert community.parts == committee.parts
    assert (community.whole.planted, community.whole.people) == (640, 12)


def test_what_was_taken_back_is_not_shown_and_who_came_is(season: PayOffice) -> None:
    [part] = shown(season, "committee:CAJ").parts
    assert (part.planted, part.people, part.half_days) == (0, 9, 18)
    assert part.survival is None


def test_a_period_in_which_a_committee_did_nothing(season: PayOffice, tmp_path: Path) -> None:
    paper = shown(season, "committee:AMA")
    assert paper.whole.is_empty
    assert all(one.is_empty for one in paper.parts)
    make_assembly_paper(season.served.office, "C01", season.server.ids["committee:AMA"], PAPER, tmp_path / "a.zip")
    files = unpacked((tmp_path / "a.zip").read_bytes())
    assert "En estos días no hay trabajo anotado." in text_of(files["community.pdf"])


def test_two_committees_of_a_community_and_somebody_in_both(pay_office: PayOffice) -> None:
    """A second committee of Choco, in which an entry is the same person as CHO-001 and somebody of Choco helps."""
    ids, office = pay_office.server.ids, pay_office.served.office
    community = ids["community:CHO"]
    second = say(pay_office, Committee("CHO2", "Comité de Alto Choco", community))
    person = side_row({"given_names": "Isabel", "first_surname": "Meléndrez"})
    again = say(
        pay_office, Member(second, "CHO2-001", "F", Day("2014-01-01"), SideHash(person.hash)),
        sides={"person_side": person},
    )  # fmt: skip
    say(pay_office, MembersCompared(ids["member:CHO-001"], again, "same_person"))
    came = (Presence(again, 1), Presence(ids["member:CHO-002"], 2))
    say(pay_office, Workday(second, "nursery", came), happened_on="2014-12-02")
    office.settle()
    paper = shown(pay_office, "community:CHO")
    first, other = paper.parts
    assert (first.half_days, other.half_days, paper.whole.half_days) == (24, 3, 27)
    assert [(one.name, one.half_days) for one in other.workers] == [
        ("Calva Umbo, Leonor", 2), ("Meléndrez Sembrera, Isabel Mercedes", 1),
    ]  # fmt: skip
    assert (first.people, other.people, paper.whole.people) == (12, 2, 12)
    with pay_office.server.store.reading() as session:
        names = dict(places_of(Source(session, 0, *PERIOD)))
    assert list(names.values()) == sorted(names.values(), key=name_sort_key)
    assert names[community] == "Choco"
    assert names[second] == "Choco · Comité de Alto Choco"


def test_whose_name_is_gone_and_who_is_under_age_are_counted_and_not_named(pay_office: PayOffice) -> None:
    ids, office = pay_office.server.ids, pay_office.served.office
    with office.store.writing() as session:
        gone = session.state().get(Thing, ids["member:CHO-002"])
        assert gone is not None
        session.erase_side_rows([thing_fact(gone).person_side])
    young = side_row({"given_names": "Rosa", "first_surname": "Nima", "birth": "1999"})
    committee = ids["committee:CHO"]
    child = say(
        pay_office,
        Member(committee, "CHO-900", "F", Day("2014-01-01"), SideHash(young.hash)),
        sides={"person_side": young},
    )
    say(pay_office, Workday(committee, "nursery", (Presence(child, 1),)), happened_on="2014-12-02")
    office.settle()
    [part] = shown(pay_office, "committee:CHO").parts
    assert (part.people, len(part.workers)) == (13, 11)
    assert (part.nameless.people, part.nameless.half_days) == (1, 2)
    assert (part.minors.people, part.minors.half_days) == (1, 1)
    assert not any("Calva" in one.name or "Nima" in one.name for one in part.workers)
    assert part.half_days == sum(one.half_days for one in (*part.workers, part.nameless, part.minors)) == 25


def test_the_files_have_no_money_no_dni_and_no_telephone_of_anybody(season: PayOffice, tmp_path: Path) -> None:
    place = season.server.ids["community:CHO"]
    make_assembly_paper(season.served.office, "C01", place, PAPER, tmp_path / "a.zip")
    files = unpacked((tmp_path / "a.zip").read_bytes())
    assert set(files) == {"community.pdf", "community.csv", "community.xlsx"}
    printed, table = text_of(files["community.pdf"]), files["community.csv"].decode("utf-8-sig")
    assert "073 345 678" in printed
    with season.server.store.reading() as session:
        people = [one for one in session.reference().people() if one.person is not None]
    for said in (printed.replace("073 345 678", ""), table, cells_of(files["community.xlsx"])):
        assert not MONEY_OR_IDENTITY.search(said.rpartition("Plantón · PIURA")[0] or said)
        for one in people:
            assert one.person is not None
            assert not one.person.dni or one.person.dni not in said
            assert not one.person.mobile or one.person.mobile not in said
            assert one.code not in said
    rows = list(csv.DictReader(io.StringIO(table)))
    assert sum(int(row["value"]) for row in rows if row["measure"] == "half_days" and row["name"]) == 24
    assert {row["value"] for row in rows if row["measure"] == "planted"} == {"640"}


# One person


def test_the_statements_of_all_are_what_the_books_owe_them(season: PayOffice) -> None:
    with season.server.store.reading() as session:
        identities = {one.payee: one for one in session.money().identities()}
        members = [thing.id for thing in session.state().find(Thing, Member.kind) if thing.id in identities]
        assert len(members) > 15
        for member in members:
            statement, known = own(session, member), identities[member]
            owed = statement.owed
            assert owed.confirmed + owed.observed == known.owed_centimos - known.to_recover_centimos
            assert owed.observed == known.held_centimos
            assert statement.paid.confirmed == known.paid_centimos
            lines = [one.line for day in statement.days for one in day.lines]
            assert sum(line.centimos for line in lines) == owed.confirmed + owed.observed


def test_shares_of_a_group_say_what_the_group_came_to(season: PayOffice) -> None:
    """640 × S/ 0.50 = S/ 320.00 among twelve whole days, and 200 saplings by her own name."""
    with season.server.store.reading() as session:
        statement = own(session, season.server.ids["member:CHO-001"])
    lines = [one for day in statement.days for one in day.lines]
    planting = next(one for one in lines if one.line.kind == "planting")
    assert planting.group is not None
    assert (planting.group.centimos, planting.group.half_days, planting.line.half_days) == (32_000, 24, 2)
    accepted = next(one for one in lines if one.line.kind == "ready_accepted")
    assert (accepted.line.count, accepted.line.rate_centimos, accepted.line.centimos) == (200, 25, 5_000)


def test_what_was_taken_back_stands_with_its_reason(season: PayOffice) -> None:
    with season.server.store.reading() as session:
        statement = own(session, season.server.ids["member:CAJ-002"])
    reversed_ = [one for day in statement.days for one in day.lines if one.line.item_kind == "reversal"]
    (change,) = [one.change for one in reversed_ if one.change]
    assert (change.action, change.reason) == ("void", "wrong_people")
    with season.server.store.reading() as session:
        staff = {one.code: one.name for one in session.reads().users()}
    assert change.author in staff.values()


def test_the_period_leaves_out_lines_and_not_what_is_owed(season: PayOffice) -> None:
    with season.server.store.reading() as session:
        member = season.server.ids["member:CHO-001"]
        whole, none = own(session, member), own(session, member, ("2012-01-01", "2012-12-31"))
    assert none.days == ()
    assert none.earned.confirmed == 0
    assert none.owed == whole.owed


def test_the_paper_of_a_person_names_nobody_else(season: PayOffice, tmp_path: Path) -> None:
    make_statement(season.served.office, "C01", "cho-001", PAPER, tmp_path / "p.pdf")
    printed = text_of((tmp_path / "p.pdf").read_bytes())
    assert "Isabel Mercedes Meléndrez Sembrera" in printed
    assert "640 × S/ 0.50 = S/ 320.00" in printed.replace("\xa0", " ")
    with season.server.store.reading() as session:
        for one in session.reference().people():
            if one.code != "CHO-001" and one.person is not None:
                assert one.person.listed_name not in printed
                assert one.person.full_name not in printed
                assert one.code not in printed
    assert "46001854" not in printed
    assert "923320318" not in printed


# Who, what and why


def test_each_is_on_record_with_whom_it_is_about(season: PayOffice, tmp_path: Path) -> None:
    office, ids = season.served.office, season.server.ids
    _, record = make_assembly_paper(office, "C01", ids["committee:CHO"], PAPER, tmp_path / "a.zip")
    row, fact = last_exported(season)
    assert (row.id, row.author, row.kind_version) == (record, "C01", 2)
    assert (fact.profile, fact.about, fact.why) == ("community", ids["committee:CHO"], "Asamblea de diciembre")
    assert (fact.from_day, fact.to_day) == PERIOD
    make_statement(office, "C01", "CHO-001", PAPER, tmp_path / "p.pdf")
    _, fact = last_exported(season)
    assert (fact.profile, fact.about) == ("person", ids["member:CHO-001"])
    assert f"{fact.root[:16]}…" in text_of((tmp_path / "p.pdf").read_bytes())
    package = made(office, tmp_path)
    assert mistakes_of(package) == []
    told = {(row["profile"], row["about"]) for row in package.table("packages")}
    assert told >= {("community", ids["committee:CHO"]), ("person", ids["member:CHO-001"])}


def test_who_only_checks_or_approves_makes_no_paper_of_a_person(season: PayOffice, tmp_path: Path) -> None:
    office, person = season.served.office, side_row({"given_names": "Rita", "first_surname": "Solís"})
    say(season, User("A01", "auditor", SideHash(person.hash)), sides={"person_side": person})
    for author in ("A01", "C02", "T01"):
        with pytest.raises(Problem) as refused:
            make_statement(office, author, "CHO-001", PAPER, tmp_path / "p.pdf")
        assert refused.value.code == "role_not_allowed"
    with pytest.raises(Problem) as refused:
        make_statement(office, "X99", "CHO-001", PAPER, tmp_path / "p.pdf")
    assert refused.value.code == "user_unknown"
    assert list(tmp_path.iterdir()) == []
    make_assembly_paper(office, "A01", season.server.ids["committee:CHO"], PAPER, tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("2014-12-31", "2014-12-01", "x"), "package_days_turned"),
        (("2031-01-01", "2031-01-02", "x"), "package_period_empty"),
        ((*PERIOD, " "), "package_why_missing"),
    ],
)
def test_what_cannot_be_made_leaves_nothing(
    season: PayOffice, tmp_path: Path, change: tuple[str, str, str], code: str
) -> None:
    before, office, place = last_exported(season)[0].id, season.served.office, season.server.ids["committee:CHO"]
    paper = Paper(*change)
    with pytest.raises(Problem, match=code):
        make_assembly_paper(office, "C01", place, paper, tmp_path / "a.zip")
    with pytest.raises(Problem, match=code):
        make_statement(office, "C01", "CHO-001", paper, tmp_path / "p.pdf")
    assert list(tmp_path.iterdir()) == []
    assert last_exported(season)[0].id == before


def test_an_unknown_place_or_person_is_said(season: PayOffice, tmp_path: Path) -> None:
    office = season.served.office
    for place in ("", "nowhere", season.server.ids["member:CHO-001"]):
        with pytest.raises(Problem, match="handout_place_unknown"):
            make_assembly_paper(office, "C01", place, PAPER, tmp_path / "a.zip")
    for member in ("", "CHO-999", season.server.ids["committee:CHO"]):
        with pytest.raises(Problem, match="handout_member_unknown"):
            make_statement(office, "C01", member, PAPER, tmp_path / "p.pdf")
    assert list(tmp_path.iterdir()) == []


# The page


def test_the_page_gives_both_and_tells_of_them_afterwards(pay_office: PayOffice) -> None:
    who, place = pay_office.coordinator, pay_office.server.ids["community:CHO"]
    page = who.get("/audit").text
    answer = who.post(
        "/audit/community", {**hidden(page, "/audit/community"), **DAYS, "place": place, "why": "Asamblea"}
    )
    assert answer.status_code == 200, answer.text
    assert 'filename="planton-piura-community-2014-12-01-2014-12-31.zip"' in answer.headers["content-disposition"]
    assert "640" in text_of(unpacked(answer.content)["community.pdf"])
    answer = who.post(
        "/audit/person", {**hidden(page, "/audit/person"), **DAYS, "member": "CHO-001", "why": "La pidió"}
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert "CHO" not in answer.headers["content-disposition"]
    assert "Isabel Mercedes" in text_of(answer.content)
    told = words(who.get("/audit"))
    assert re.search(r'<option value="CHO-001">[^<]+, Isabel Mercedes · [^<]+</option>', page)
    for said in ("La pidió", "Asamblea", "la persona", "comunidad", "CHO-001"):
        assert said in told
    with pay_office.server.store.reading() as session:
        pages = {one.page for one in accesses(session, 50)}
    assert {"/audit/community", "/audit/person"} <= pages


def test_the_page_speaks_the_language_of_whoever_asks(pay_office: PayOffice) -> None:
    who, place = pay_office.coordinator, pay_office.server.ids["committee:CHO"]
    page = who.get("/audit?lang=en").text
    answer = who.post("/audit/community", {**hidden(page, "/audit/community"), **DAYS, "place": place, "why": "x"})
    assert "trees planted" in text_of(unpacked(answer.content)["community.pdf"])


def test_what_is_wrong_is_said_with_what_was_typed(pay_office: PayOffice) -> None:
    who = pay_office.coordinator
    page = who.get("/audit").text
    for action, typed, sentence in (
        (
            "/audit/person",
            {**DAYS, "member": "CHO-999", "why": "x"},
            "No hay ningún integrante con el código «CHO-999»",
        ),
        ("/audit/person", {"member": "CHO-001", "why": "x"}, "Falta el día"),
        ("/audit/community", {**DAYS, "place": "x", "why": "x"}, "No hay ningún caserío ni comité así"),
        (
            "/audit/community",
            {**DAYS, "place": pay_office.server.ids["committee:CHO"], "why": ""},
            "Falta decir para qué",
        ),
    ):
        answer = who.post(action, {**hidden(page, action), **typed})
        assert answer.status_code == 409
        assert sentence in words(answer)


def test_an_auditor_is_offered_the_assembly_and_no_person(pay_office: PayOffice) -> None:
    ensure_account(pay_office.served.office.store, "revisa", PASSWORD, "auditor", "C02")
    with requests.Session() as kept:
        auditor = Browser(pay_office.served.address, kept)
        auditor.sign_in("revisa", PASSWORD)
        page = auditor.get("/audit").text
        assert 'action="/audit/community"' in page
        assert ('action="/audit/person"' in page, "<datalist" in page) == (False, False)
        with pay_office.server.store.reading() as session:
            assert "revisa" not in {one.account for one in accesses(session, 50)}
        form = hidden(page, "/audit/community")
        answer = auditor.post("/audit/person", {**form, **DAYS, "member": "CHO-001", "why": "x"})
        assert answer.status_code == 403


# The command


def test_the_command_writes_both(office: Terminal, tmp_path: Path) -> None:
    said = office("export", "community", "--community", "CHO", *ASKED, *BY, "--out", "a.zip")
    assert "a.zip" in said
    assert "Choco" in said
    assert "640" in text_of(unpacked((tmp_path / "a.zip").read_bytes())["community.pdf"])
    said = office("export", "person", "--member", "CHO-001", *ASKED, *BY, "--out", "p.pdf")
    assert "CHO-001" in said
    assert "Isabel" not in said
    assert "S/" in text_of((tmp_path / "p.pdf").read_bytes())
    office("export", "community", "--committee", "CAJ", *ASKED, *BY, "--out", "c.zip")
    assert "ya existe" in office.refused("export", "person", "--member", "CHO-001", *ASKED, *BY, "--out", "p.pdf")


def test_the_command_speaks_english_where_asked(
    office: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANTON_LANGUAGE", "en")
    office("export", "person", "--member", "CHO-001", *ASKED, *BY, "--out", "p.pdf")
    assert "none is a promise" in text_of((tmp_path / "p.pdf").read_bytes())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("community", *ASKED, *BY), "--community"),
        (("community", "--community", "CHO", "--committee", "CHO", *ASKED, *BY), "--committee"),
        (("community", "--community", "XYZ", *ASKED, *BY), "XYZ"),
        (("person", "--member", "CHO-999", *ASKED, *BY), "CHO-999"),
        (("person", "--member", "CHO-001", *ASKED, *BOSS), "C02"),
        (("person", "--member", "CHO-001", "--from", "2014-12-01", "--to", "2014-12-31", *BY), "--why"),
    ],
)
def test_the_command_says_what_is_wrong(
    office: Terminal, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    assert sentence in office.refused("export", *arguments, "--out", "x.zip")
    assert not (tmp_path / "x.zip").exists()

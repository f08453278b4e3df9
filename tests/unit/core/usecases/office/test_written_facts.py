"""Facts from typed texts, over the sample programme: names of all sorts, lists, side rows, all problems at once."""

import pytest

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Amount, Centimos, Count, Day
from core.domain.cash import CashAdvance, Pieces
from core.domain.items import OpeningBalance
from core.domain.kinds import fact_of
from core.domain.nurseries import CountPart, InventoryCounted, PersonCount, Species
from core.domain.people import Member, Officer, read_person
from core.domain.plantings import Planting
from core.domain.plots import Point
from core.domain.problems import Problem
from core.domain.records import read_record
from core.usecases.office.steps import take_step
from core.usecases.office.written.cells import sides_of, written_of
from core.usecases.office.written.facts import read_written
from core.usecases.office.written.fields import fields_of, is_written
from core.usecases.office.written.names import Names
from core.usecases.words import words_row
from sync_server.text.texts import spoken
from tests.sample import copied_server, sample_template


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = copied_server(sample_template(tmp_path_factory), tmp_path_factory.mktemp("written"))
    yield server
    server.store.engine.dispose()


@pytest.fixture
def names(server):
    with server.store.reading() as session:
        yield Names(session, spoken("es"))


@pytest.fixture
def ids(server):
    return server.ids


def name_of(server, ref, how="full_name"):
    with server.store.reading() as session:
        member = fact_of(read_record(session.record_bytes(server.ids[ref])))
        person = read_person(session.side_rows([member.person_side])[0].data)
    return getattr(person, how)


def problems(written):
    return {name: problem.code for name, problem in written.problems.items()}


def read(names, kind, kept=None, **cells):
    return read_written(names, kind, cells, kept=kept)


def test_an_opening_balance_by_the_names_of_people(server, names, ids):
    cells = {"member": name_of(server, "member:CHO-001").upper(), "centimos": "S/ 1,250.50", "document": "Libro 3"}
    written = read(names, "opening_balance", **cells)
    assert problems(written) == {"committee": "written_missing"}
    written = read_written(names, "opening_balance", cells | {"committee": "cho"})
    expected = OpeningBalance(ids["committee:CHO"], ids["member:CHO-001"], Centimos(125_050), "Libro 3")
    assert (written.fact, written.problems) == (expected, {})


@pytest.mark.parametrize("how", ["full_name", "listed_name", "dni"])
def test_a_person_has_many_names(server, names, ids, how):
    text = name_of(server, "member:CHO-001", how)
    assert names.find(text, ("member",), ids["committee:CHO"]) == ids["member:CHO-001"]


def test_a_person_is_looked_for_by_name_in_the_committee_and_by_code_everywhere(server, names, ids):
    name = name_of(server, "member:CHO-001")
    with pytest.raises(Problem, match="written_unknown_near"):
        names.find(name, ("member",), ids["committee:CAJ"])
    assert names.find("cho-001", ("member",), ids["committee:CAJ"]) == ids["member:CHO-001"]
    assert names.find(ids["member:CHO-001"].lower(), ("member",)) == ids["member:CHO-001"]


@pytest.mark.parametrize(
    ("text", "kinds", "ref"),
    [
        ("choco", ("community",), "community:CHO"),
        ("Choco", ("committee",), "committee:CHO"),
        ("pino patula", ("species",), "species:PPAT"),
        ("POLYLEPIS  incana", ("species",), "species:PINC"),
        ("Confeccionarios", ("community",), "community:CON"),
        ("Loma del aliso", ("area",), "area:01"),
        ("01-1", ("unit",), "unit:01-1"),
    ],
)
def test_things_are_found_by_what_people_call_them(names, ids, text, kinds, ref):
    assert names.find(text, kinds) == ids[ref]


def test_of_names_that_begin_with_what_was_typed_nothing_else_is_offered(names):
    """A pine is no queñoal, however alike their signs are."""
    with pytest.raises(Problem) as refused:
        names.find("Pino", ("species",))
    assert refused.value.details == {"text": "Pino", "known": "PPAT, PRAD"}


def test_what_nobody_knows_is_said_with_what_is_near(names, ids):
    written = read(names, "opening_balance", committee="Chocco", member="zzzz", centimos="x", document="y" * 301)
    assert problems(written) == {
        "committee": "written_unknown_near",
        "member": "written_unknown",
        "centimos": "amount_unreadable",
        "document": "written_long",
    }
    assert "CHO" in written.problems["committee"].details["known"]


def test_a_record_of_another_kind_is_not_taken(names, ids):
    written = read(names, "member_confirmed", member=ids["committee:CHO"])
    assert problems(written) == {"member": "written_other_kind"}


def test_two_of_one_name_are_told_apart_by_their_codes(server):
    twins = [Species(code, "Pinus gemelli", "pino mellizo", "exotic", ("seed",)) for code in ("PGE1", "PGE2")]
    steps = [take_step(server.store, server.clock, server.origin, "C01", twin) for twin in twins]
    with server.store.reading() as session:
        with pytest.raises(Problem, match="written_ambiguous") as caught:
            Names(session).find("pino mellizo", ("species",))
        assert caught.value.details["known"] == "PGE1, PGE2"
        assert Names(session).find("pge2", ("species",)) == steps[1]


def test_a_workday_from_paper(names, ids):
    written = read(
        names, "workday", committee="CHO", activity="Hoyos",
        present="CHO-001; CHO-002: ½\nCHO-003: 1: CHO-004; CHO-005: jornada completa:: un familiar",
        companions="2", closed_by="CHO-001", closed_with="firma",
    )  # fmt: skip
    member = {number: ids[f"member:CHO-{number:03}"] for number in range(1, 6)}
    assert written.fact == Workday(
        ids["committee:CHO"], "holes",
        (
            Presence(member[1], 2), Presence(member[2], 1), Presence(member[3], 1, member[4]),
            Presence(member[5], 2, None, "family"),
        ),
        Count(2), None, member[1], "signature",
    )  # fmt: skip


def test_a_list_with_a_line_that_nobody_understands(names):
    for text, code in (
        ("CHO-001: 2: CHO-002: un familiar: 7", "written_line"),
        ("CHO-001: 3", "written_code"),
        (": 2", "written_line"),
        ("; ".join(["CHO-001"] * 501), "written_many"),
    ):
        assert problems(read(names, "workday", committee="CHO", activity="holes", present=text)) == {"present": code}


def test_the_codes_of_a_list_are_told_in_the_words_of_the_reader(server):
    with server.store.reading() as session:
        for language, word in (("es", "Hoyos"), ("en", "Hole-digging")):
            written = read(Names(session, spoken(language)), "workday", committee="CHO", activity="bailar")
            assert word in written.problems["activity"].details["known"]


def test_a_planting_names_its_workday_by_the_day(server, ids):
    workday = Workday(ids["committee:CHO"], "planting", (Presence(ids["member:CHO-001"], 2),))
    other = Workday(ids["committee:CHO"], "assembly", (Presence(ids["member:CHO-001"], 2),))
    steps = [take_step(server.store, server.clock, server.origin, "C01", fact, happened_on="2014-12-02")
             for fact in (workday, other)]  # fmt: skip
    with server.store.reading() as session:
        names = Names(session, spoken("es"))
        cells = {
            "committee": "CHO", "unit": "01-3", "species": "PPAT", "batch": _batch(session),
            "count": "1,240", "position": "-5.117730, -79.672970",
        }  # fmt: skip
        found = read_written(names, "planting", cells | {"workdays": "2/12/2014 plantación"})
        assert found.fact.workdays == (steps[0],)
        assert (found.fact.count, found.fact.position) == (1240, Point(-5_117_730, -79_672_970))
        both = read_written(names, "planting", cells | {"workdays": "2/12/2014"})
        assert problems(both) == {"workdays": "written_ambiguous"}
        assert all(step in both.problems["workdays"].details["known"] for step in steps)
        ids_alone = read_written(names, "planting", cells | {"workdays": f"{steps[0]}, {steps[1]}"})
        assert ids_alone.fact.workdays == tuple(steps)
        people = read_written(names, "planting", cells | {"people": "CHO-001: 1,000; CHO-002: 240"})
        assert people.fact.people == (
            PersonCount(ids["member:CHO-001"], Count(1000)), PersonCount(ids["member:CHO-002"], Count(240)),
        )  # fmt: skip
        none = read_written(names, "planting", cells | {"workdays": "1/1/2014"})
        assert problems(none) == {"workdays": "written_unknown"}


def _batch(session):
    reads = session.reads()
    committee = next(view.id for view in reads.committees() if view.code == "CHO")
    return next(batch.code for batch in reads.batches(committee))


def test_what_is_said_first_tells_whose_the_rest_is(server, names, ids):
    with server.store.reading() as session:
        batch = _batch(session)
    written = read(names, "pricked_out", batch=batch, count="300", workdays="1/1/2014")
    assert problems(written) == {"workdays": "written_unknown"}
    assert names.committee_of(names.find(batch, ("batch_started", "opening_batch"))) == ids["committee:CHO"]


def test_counted_containers_and_notes(server, names, ids):
    with server.store.reading() as session:
        batch = _batch(session)
    written = read(names, "inventory_counted", batch=batch, count="1,257", parts="cama: 5: 250: 7")
    assert written.fact.parts == (CountPart("bed", Count(5), Count(250), Count(7)),)
    assert isinstance(written.fact, InventoryCounted)
    cash = read(names, "cash_advance", technician="T01", centimos="540", document="R 1", pieces="50 = 10; 20 × 2")
    assert cash.fact == CashAdvance(
        ids["user:T01"], Amount(54_000), "R 1", pieces=(Pieces(Count(5000), Count(10)), Pieces(Count(2000), Count(2)))
    )


def test_a_member_with_their_person(names, ids):
    cells = {
        "committee": "Choco", "code": "CHO-099", "sex": "Mujer", "joined_on": "3/11/2014", "household": "CHO-F01",
        "given_names": " Juana ", "first_surname": "Huamán", "dni": "10117410-2", "birth": "1976",
        "mobile": "987 654 321",
    }  # fmt: skip
    written = read_written(names, "member", cells)
    row = written.sides["person_side"]
    assert written.fact == Member(
        ids["committee:CHO"], "CHO-099", "F", Day("2014-11-03"), row.hash, ids["household:CHO-F01"]
    )
    person = read_person(row.data)
    assert (person.full_name, person.dni, person.birth, person.mobile) == (
        "Juana Huamán", "10117410", "1976", "987654321",
    )  # fmt: skip
    again = read_written(names, "member", cells, kept=written.sides)
    assert again.fact == written.fact
    other = read_written(names, "member", cells | {"given_names": "Juanita"}, kept=written.sides)
    assert other.fact.person_side != row.hash


def test_every_problem_of_a_person_stands_at_its_own_field(names):
    written = read(names, "member", committee="CHO", sex="?", joined_on="ayer", dni="1", mobile="2", birth="3")
    assert problems(written) == {
        "code": "written_missing", "sex": "written_code", "joined_on": "written_day", "dni": "dni_unreadable",
        "mobile": "mobile_unreadable", "birth": "written_birth", "given_names": "written_missing",
        "first_surname": "written_missing",
    }  # fmt: skip


def test_words_beside_a_record(names, ids):
    written = read(names, "visit", committee="CHO", seen_side="Tres hileras\nsecas", next_on="2015-01-05")
    row = written.sides["seen_side"]
    assert written.fact.seen_side == row.hash
    assert row.data == words_row("Tres hileras\nsecas").data
    assert read(names, "visit", committee="CHO", seen_side="Tres hileras\nsecas", kept=written.sides).sides == (
        written.sides
    )


def test_an_officer_and_a_species(names, ids):
    officer = read(names, "officer", committee="CHO", member="CHO-002", role="Tesorera", starts_on="2014-01-01")
    assert officer.fact == Officer(ids["committee:CHO"], ids["member:CHO-002"], "treasurer", Day("2014-01-01"))
    species = read(
        names, "species", code="PTOR", latin_name="Polylepis tomentella", local_name="queñual", status="nativa",
        grown_from="esqueje, semilla", soil="húmedo",
    )  # fmt: skip
    assert species.fact.grown_from == ("cutting", "seed")
    assert species.fact.soil == "moist"


def test_a_sheet_is_named_by_nobody_who_does_not_know_it(names):
    assert problems(read(names, "sheet_settled", sheet="99")) == {"sheet": "written_unknown"}


def test_what_machines_say_is_not_typed(names):
    with pytest.raises(ValueError, match="sheet_locked"):
        read(names, "sheet_locked")


def test_everything_in_the_programme_is_read_back_from_its_own_cells(server):
    with server.store.reading() as session:
        names = Names(session, spoken("es"))
        records = [read_record(data) for data in session.records(server.origin, 1, session.feed_size())]
        kinds = set()
        for record in records:
            if record.kind == "verdict" or not is_written(record.kind):
                continue
            fact = fact_of(record)
            hashes = [getattr(fact, spec.side) for spec in fields_of(record.kind) if spec.side]
            rows = session.side_rows([key for key in hashes if key])
            sides = sides_of(fact, rows)
            kept = {name: row for name in sides for row in rows if row.data == sides[name]}
            cells = written_of(names, fact, sides)
            assert read_written(names, record.kind, cells, kept=kept).fact == fact, (record.id, cells)
            kinds.add(record.kind)
    assert len(kinds) > 15
    assert {"member", "unit", "opening_planted", "community", "species"} <= kinds


def test_figures_are_written_as_they_are_typed(server, names, ids):
    advance = CashAdvance(ids["user:T01"], Amount(54_005), "R 1", pieces=(Pieces(Count(5000), Count(10)),))
    assert written_of(names, advance, {}) == {
        "technician": "T01", "centimos": "540.05", "document": "R 1", "pieces": "50.00: 10",
    }  # fmt: skip
    planting = Planting(
        ids["committee:CHO"], ids["unit:01-3"], ids["species:PPAT"], ids["unit:01-3"], Count(1240),
        position=Point(-5_117_730, -79_672_970, Count(8)),
    )  # fmt: skip
    assert written_of(names, planting, {})["position"] == "-5.117730, -79.672970 ± 8 m"
    assert written_of(names, planting, {})["batch"] == ids["unit:01-3"]

"""The office sets rates and two of its people put wrong ones right; what cannot be is refused with the dates."""

import pytest

from core.domain.bodies import Count, Day, body_of
from core.domain.corrections import Replace
from core.domain.nurseries import PersonCount
from core.domain.plantings import Planting
from core.domain.problems import Problem, sentence
from core.domain.rates import Rate, rate_gaps
from core.domain.records import RecordId
from core.fold.earnings import rates_of
from core.fold.rows import EffectiveRecord
from core.usecases.office.opening import state_facts
from core.usecases.office.rates import replace_rate
from core.usecases.office.steps import approve_waiting, take_step, void_as_office
from core.usecases.own_log import OFFICE_AUTHOR, Statement
from tests.sample import DAY, START_MS, copied_server, sample_template

COORDINATOR, APPROVER = "C01", "C02"
BEFORE, NEXT_MONTH, NEXT_YEAR = "2014-12-02", "2015-01-01", "2015-12-01"


@pytest.fixture
def server(tmp_path, tmp_path_factory):
    server = copied_server(sample_template(tmp_path_factory), tmp_path)
    yield server
    server.store.engine.dispose()


@pytest.fixture
def desk(server):
    """(store, clock, origin): what every use case of the office begins with."""
    return server.store, server.clock, server.origin


def rate(centimos=60, starts_on=DAY, ends_on=None, activity="tree_planted", **narrower):
    return Rate(activity, Count(centimos), Day(starts_on), Day(ends_on) if ends_on else None, **narrower)


def planted_rate(server):
    return server.ids["rate:tree_planted:2014"]


def refused(act, *arguments):
    with pytest.raises(Problem) as caught:
        act(*arguments)
    return caught.value


def status(server, identifier):
    with server.store.reading() as session:
        return session.state().get(EffectiveRecord, identifier).status


def missing_rates(server, activity, from_day, to_day):
    with server.store.reading() as session:
        return rate_gaps(rates_of(session.state()), activity, from_day, to_day, "", "")


def feed_size(server):
    with server.store.reading() as session:
        return session.feed_size()


def test_a_rate_from_today_on(server, desk):
    identifier = take_step(*desk, COORDINATOR, rate())
    assert status(server, identifier) == "live"
    assert missing_rates(server, "tree_planted", "2014-01-01", NEXT_YEAR) == []


def test_a_rate_never_starts_before_the_day_it_is_recorded(server, desk):
    problem = refused(take_step, *desk, COORDINATOR, rate(starts_on=BEFORE))
    assert (problem.code, problem.details) == ("rate_in_the_past", {"starts_on": BEFORE, "today": DAY})
    backdated = refused(lambda: take_step(*desk, COORDINATOR, rate(starts_on=BEFORE), happened_on=BEFORE))
    assert backdated.code == "rate_in_the_past"


def test_what_crosses_another_rate_is_refused_with_both_spans(server, desk):
    passing = take_step(*desk, COORDINATOR, rate(70, NEXT_MONTH, "2015-01-31"))
    before = feed_size(server)
    problem = refused(take_step, *desk, COORDINATOR, rate(80, DAY, NEXT_MONTH))
    assert (problem.code, problem.details) == (
        "rate_overlaps", {"span": "2014-12-03 – 2015-01-01", "other_span": "2015-01-01 – 2015-01-31", "other": passing},
    )  # fmt: skip
    for language in ("es", "en"):
        words = sentence(problem.code, language, problem.details)
        assert "2014-12-03 – 2015-01-01" in words
        assert "2015-01-01 – 2015-01-31" in words
    assert feed_size(server) == before
    take_step(*desk, COORDINATOR, rate(80, DAY, "2014-12-31"))


@pytest.mark.parametrize("name", ["species", "community"])
def test_a_rate_for_something_unknown_is_refused(server, desk, name):
    wrong = planted_rate(server)
    for act in (
        lambda: take_step(*desk, COORDINATOR, rate(**{name: wrong})),
        lambda: replace_rate(*desk, COORDINATOR, wrong, rate(**{name: wrong}), "other"),
    ):
        problem = refused(act)
        assert (problem.code, problem.details) == ("unknown_thing", {"id": wrong})
    right = {"species": "species:PPAT", "community": "community:CHO"}[name]
    take_step(*desk, COORDINATOR, rate(**{name: server.ids[right]}))


def test_a_technician_sets_no_rate(server, desk):
    assert refused(take_step, *desk, "T01", rate()).code == "role_not_allowed"


@pytest.fixture
def planting(server, desk):
    """Ana planted a hundred trees at S/ 0.50."""
    ids = server.ids
    batch = next(ids[ref] for ref in ids if ref.startswith("opening_batch:CHO"))
    unit = next(ids[ref] for ref in ids if ref.startswith("unit:01"))
    member = next(ids[ref] for ref in ids if ref.startswith("member:CHO"))
    people = (PersonCount(member, Count(100)),)
    fact = Planting(ids["committee:CHO"], unit, ids["species:PPAT"], batch, Count(100), (), people)
    [identifier] = state_facts(server.store, server.origin, [Statement(fact, DAY, OFFICE_AUTHOR, START_MS)])
    return identifier


def paid(server, identifier):
    with server.store.reading() as session:
        return session.state().get(EffectiveRecord, identifier).centimos


def test_a_wrong_rate_is_put_right_by_two_people(server, desk, planting):
    wrong = planted_rate(server)
    correction = replace_rate(*desk, COORDINATOR, wrong, rate(55, "2014-01-01"), "wrong_count")
    assert (status(server, correction), paid(server, planting)) == ("waiting", 5000)
    assert refused(approve_waiting, *desk, COORDINATOR, correction).code == "approver_same"
    assert refused(approve_waiting, *desk, "T01", correction).code == "role_not_allowed"
    assert paid(server, planting) == 5000
    approve_waiting(*desk, APPROVER, correction)
    assert (status(server, correction), paid(server, planting)) == ("live", 5500)
    assert refused(approve_waiting, *desk, APPROVER, correction).code == "nothing_to_approve"


def test_a_rate_taken_back_needs_two_people_and_can_be_put_back(server, desk, planting):
    wrong = planted_rate(server)
    correction = void_as_office(*desk, COORDINATOR, wrong, "wrong_kind")
    assert paid(server, planting) == 5000
    approve_waiting(*desk, APPROVER, correction)
    assert paid(server, planting) == 0
    assert missing_rates(server, "tree_planted", "2014-06-01", DAY) == [("2014-06-01", DAY)]
    again = replace_rate(*desk, COORDINATOR, wrong, rate(50, "2014-11-01"), "other")
    approve_waiting(*desk, APPROVER, again)
    assert paid(server, planting) == 5000
    assert missing_rates(server, "tree_planted", "2014-06-01", DAY) == [("2014-06-01", "2014-10-31")]


def test_what_replaces_a_wrong_rate_crosses_no_other(server, desk):
    other = take_step(*desk, COORDINATOR, rate(70, DAY))
    wrong = planted_rate(server)
    problem = refused(replace_rate, *desk, COORDINATOR, wrong, rate(55, "2014-02-01", DAY), "wrong_day")
    assert (problem.code, problem.details["other"]) == ("rate_overlaps", other)
    problem = refused(replace_rate, *desk, COORDINATOR, wrong, rate(55, DAY, BEFORE), "wrong_day")
    assert problem.code == "rate_ends_before_start"
    replace_rate(*desk, COORDINATOR, wrong, rate(55, "2014-02-01"), "wrong_day")


def test_the_second_person_is_told_what_came_in_between(server, desk):
    wrong = planted_rate(server)
    correction = replace_rate(*desk, COORDINATOR, wrong, rate(55, "2014-01-01", NEXT_MONTH), "wrong_day")
    other = take_step(*desk, COORDINATOR, rate(70, DAY))
    problem = refused(approve_waiting, *desk, APPROVER, correction)
    assert (problem.code, problem.details["other"]) == ("rate_overlaps", other)
    assert status(server, correction) == "waiting"


def test_only_a_rate_is_replaced_by_a_rate(server, desk):
    for target in (server.ids["species:PPAT"], RecordId(f"{server.origin}-999999")):
        problem = refused(replace_rate, *desk, COORDINATOR, target, rate(), "other")
        assert (problem.code, problem.details) == ("unknown_thing", {"id": target})


def test_other_corrections_of_the_office_are_no_matter_of_rates(server, desk):
    """Neither a replaced species nor what stands in for a rate and is none stops here; the fold sees to both."""
    species = server.ids["species:PPAT"]
    with server.store.reading() as session:
        body = session.state().record(species).body
    take_step(*desk, COORDINATOR, Replace(species, species, "other", body, Count(1)))
    wrong = planted_rate(server)
    for body in ({"activity": "tree_planted"}, body_of(rate())):
        correction = Replace(wrong, wrong, "other", body, Count(1 if "centimos" not in body else 9))
        assert status(server, take_step(*desk, COORDINATOR, correction)) == "waiting"

from app.screens.earnings.presenter import EarningsPresenter
from core.usecases.views.field import Money, PersonMoney
from tests.unit.app.screens.desks import desk_of, member

ANA, EVA = member(2, "Huamán Neira, Ana"), member(3, "Ñaupari Cruz, Eva")


def presenter():
    shown = []
    money = [
        PersonMoney(EVA.id, EVA.name, Money(1_000, 250, 0)),
        PersonMoney("OFFICE-9", "Calle Ríos, Ida", Money(100)),
    ]
    desk = desk_of(members=[ANA, EVA], people_money=money)
    made = EarningsPresenter(desk, shown.append)
    made.enter()
    return made, shown, desk


def test_names_come_first_and_amounts_on_a_touch():
    made, shown, _ = presenter()
    assert [(row.name, row.initials) for row in shown[-1].rows] == [
        ("Calle Ríos, Ida", "IC"),
        ("Huamán Neira, Ana", "AH"),
        ("Ñaupari Cruz, Eva", "EÑ"),
    ]
    assert {row.confirmed + row.pending + row.observed for row in shown[-1].rows} == {""}
    made.toggle()
    assert [row.confirmed for row in shown[-1].rows] == ["S/\u00a01.00", "S/\u00a00.00", "S/\u00a010.00"]
    assert shown[-1].rows[2].observed_is_nothing
    assert not shown[-1].rows[2].pending_is_nothing
    made.leave()
    made.enter()
    assert not shown[-1].are_shown


def test_the_committee_has_three_parts():
    _, shown, _ = presenter()
    total = shown[-1].total
    assert (total.confirmed, total.pending, total.observed) == ("S/\u00a011.00", "S/\u00a02.50", "S/\u00a00.00")


def test_search_needs_no_accents_and_keeps_the_total():
    made, shown, _ = presenter()
    made.search("eva nau")
    assert [row.name for row in shown[-1].rows] == [EVA.name]
    assert shown[-1].total.confirmed == "S/\u00a011.00"
    made.search("nadie")
    assert shown[-1].rows == ()


def test_a_person_leads_to_the_statement():
    made, _, desk = presenter()
    made.open(EVA.id)
    assert (desk.navigator.current.name, desk.navigator.current.arguments) == ("statement", {"member": EVA.id})

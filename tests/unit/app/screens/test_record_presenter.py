import pytest

from app.screens.record import presenter as module
from app.screens.record.facts import RecordFacts
from app.screens.record.fields import field_rows
from app.screens.record.presenter import MissingView, RecordPresenter
from app.screens.record.view import explained
from core.domain.nurseries import CountPart, InventoryCounted, PersonCount, SaplingsLost
from core.domain.plantings import Planting
from core.domain.plots import Point
from core.domain.problems import Problem
from core.domain.texts.findings import FINDING_TEXTS
from core.usecases.tablet.correct import Change
from core.usecases.views.field import CorrectionView, HoldView, Money, PersonMoney, StatementLine
from tests.unit.app.screens.desks import DAY, TODAY_MS, desk_of, detail, line, member

ANA, EVA = member(2, "Huamán Neira, Ana"), member(3, "Ñaupari Cruz, Eva")
PLANTED = Planting("OFFICE-1", "OFFICE-4", "OFFICE-5", "OFFICE-6", 60, people=(
    PersonCount(ANA.id, 40), PersonCount(EVA.id, 20),
))  # fmt: skip


def share(centimos, state="pending"):
    return StatementLine("AAAAAA-1", "planting", "share", DAY, "01-3", 40, 0, 50, centimos, state)


def planting(**changes):
    fields = {
        "line": line(count=60, centimos=3_000),
        "fact": PLANTED,
        "names": {"OFFICE-4": "01-3", "OFFICE-5": "pino pátula"},
        "earnings": (share(2_000), share(1_000)),
        "people": (
            PersonMoney(ANA.id, ANA.name, Money(pending=2_000)),
            PersonMoney(EVA.id, EVA.name, Money(pending=1_000)),
        ),
    }
    return detail(**fields | changes)


def shown_of(found, **more):
    shown = []
    desk = desk_of(record=lambda _identifier: found, members=[ANA, EVA], **more)
    made = RecordPresenter(desk, shown.append)
    made.enter("AAAAAA-1")
    return shown[-1], made, desk, shown


def test_each_person_has_count_times_rate():
    view, *_ = shown_of(planting())
    assert [(row.title, row.detail, row.amount) for row in view.people] == [
        (ANA.name, "40 × S/\u00a00.50 = S/\u00a020.00", "S/\u00a020.00"),
        (EVA.name, "20 × S/\u00a00.50 = S/\u00a010.00", "S/\u00a010.00"),
    ]
    assert view.reckoning == "60 × S/\u00a00.50 = S/\u00a030.00"
    assert (view.money.confirmed, view.money.pending) == ("S/\u00a00.00", "S/\u00a030.00")
    assert ("Unidad de manejo", "01-3") in [(row.label, row.value) for row in view.fields]
    assert [button.key for button in view.buttons] == ["correct", "void"]


def test_a_share_in_several_parts_names_each():
    people = (PersonMoney(ANA.id, ANA.name, Money(confirmed=2_100, pending=-100)),)
    view, *_ = shown_of(planting(line=line(state="confirmed"), people=people))
    assert view.people[0].detail.endswith("S/\u00a021.00 confirmado, -S/\u00a01.00 por enviar")
    assert (view.people[0].tone, view.state_word) == ("pending", "Por enviar")


def test_a_void_record_pays_nobody_and_can_be_reinstated():
    gone = CorrectionView("AAAAAA-2", "void", "entered_twice", "T01", TODAY_MS, True)
    late = CorrectionView("BBBBBB-9", "replace", "wrong_count", "T02", TODAY_MS, False)
    view, *_ = shown_of(planting(line=line(state="void"), corrections=(gone, late)))
    assert (view.people, view.money, view.nobody) == ((), None, "El registro está anulado: nadie gana por él.")
    assert [button.key for button in view.buttons] == ["reinstate"]
    assert [(row.title, row.detail) for row in view.changes] == [
        ("Anulado", "Anotado dos veces · Rosa Mena, el 3 dic 2014, 09:00"),
        ("Corregido, sin efecto", "Cantidad equivocada · T02, el 3 dic 2014, 09:00"),
    ]


def test_open_findings_are_sentences_and_released_ones_are_gone():
    numbers = {"name": "CHO-2", "count": 400, "day": DAY, "limit": 150}
    hold = HoldView("person_too_fast", "hold", numbers, "", False)
    released = HoldView("rate_missing", "hold", {"day": DAY}, "", True)
    view, *_ = shown_of(planting(holds=(hold, released)))
    assert len(view.notices) == 1
    assert view.notices[0].text.startswith("Huamán Neira, Ana tendría 400 el 3 de diciembre de 2014;")
    assert view.notices[0].text.endswith("llame a la oficina.")
    assert view.notices[0].tone == "observed"


def test_every_rule_has_a_sentence_or_falls_back():
    for rule in FINDING_TEXTS:
        assert rule in explained(HoldView(rule, "hold", {}, "", False), {}) or "{" not in FINDING_TEXTS[rule][0]
    assert "new_rule" in explained(HoldView("new_rule", "hold", {}, "", False), {})


def test_a_missing_record_says_so():
    view, *_ = shown_of(None)
    assert isinstance(view, MissingView)


def test_an_unreadable_record_says_so_and_offers_nothing():
    view, *_ = shown_of(detail(line=line(state="unreadable", kind="planting")))
    assert view.buttons == ()
    assert "no entiende" in view.notices[0].text


@pytest.mark.parametrize("code", ["already_corrected", "already_void", "office_corrects"])
def test_a_problem_is_a_sentence_on_the_page(monkeypatch, code):
    def refuse(*_arguments, **_named):
        raise Problem(code)

    monkeypatch.setattr(module, "void_record", refuse)
    _, made, _, shown = shown_of(planting())
    made.void("other", "")
    assert shown[-1].notices[0].tone == "observed"
    assert shown[-1].title == "60 pino pátula plantados"
    made.enter("AAAAAA-1")
    assert shown[-1].notices == ()


def test_a_void_offers_its_undo(monkeypatch):
    done, offered = [], []
    monkeypatch.setattr(module, "void_record", lambda *arguments: done.append(arguments[2:]))
    _, made, desk, _ = shown_of(planting())
    desk.offer_undo = lambda text, _undo: offered.append(text)
    made.void("wrong_day", "no fue ese día")
    assert done == [("T01", Change("AAAAAA-1", "AAAAAA-1", "wrong_day", "no fue ese día"))]
    assert offered == ["Anulado"]


def test_the_form_depends_on_the_kind():
    for fact, kind, name in (
        (PLANTED, "planting", "planting"),
        (InventoryCounted("OFFICE-6", 5), "inventory_counted", "nursery_form"),
    ):
        _, made, desk, _ = shown_of(planting(fact=fact, line=line(kind=kind)))
        made.correct()
        assert desk.navigator.current.name == name
        assert desk.navigator.current.arguments["correct"] == "AAAAAA-1"


def test_fields_have_readable_names_and_values():
    parts = (CountPart("tray", 3, 54, 12), CountPart("bed", 1, 200))
    rows = {
        row.label: row.value for row in field_rows(InventoryCounted("OFFICE-6", 1374, parts), {"OFFICE-6": "PR-07"})
    }
    assert rows == {"Lote": "PR-07", "Cantidad": "1,374", "Contado en": "Bandejas: 3 × 54, sueltos: 12\nCamas: 1 × 200"}
    lost = {row.label: row.value for row in field_rows(SaplingsLost("OFFICE-6", 40, "ready", "frost"), {})}
    assert (lost["Causa"], lost["Estaban"]) == ("helada", "listos")
    spot = Planting("C-1", "U-1", "S-1", "B-1", 1, position=Point(-5_117_730, -79_672_970))
    assert {row.label: row.value for row in field_rows(spot, {})}["Lugar"] == "-5.117730, -79.672970"


def test_the_office_corrects_its_own():
    assert RecordFacts(detail(line=line(kind="opening_balance"))).office_corrects
    assert not RecordFacts(detail()).office_corrects

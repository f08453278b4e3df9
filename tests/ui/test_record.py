"""One record by touch: what it says and pays, voiding, reinstating, what changed meanwhile, what the office found."""

from dataclasses import replace
from pathlib import Path

import pytest
from kivy.uix.scrollview import ScrollView

from app.desk import Desk
from app.screens.record.record import build
from core.domain.bodies import Count
from core.domain.nurseries import InventoryCounted, PersonCount
from core.sync.turns.conversation import converse
from core.usecases.tablet.correct import Change, replace_record, void_record
from tests.sample import DAY, copied_server
from tests.tablet import desk_for
from tests.ui import fieldday
from tests.ui.harness import Harness
from tests.ui.reviewing import SIZES, picture, place, show


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_planting_says_who_earned_what_and_why(
    harness: Harness, desk: Desk, pictures: Path, size: tuple[int, int]
) -> None:
    day = fieldday.golden_day(desk)
    harness.resize(*size)
    screen = show(harness, build(desk), id=day.planting)
    for said in ("640 pino pátula plantados", "01-3", "presentes: 23", "S/\u00a0320.00", "solo en esta tableta"):
        assert harness.reads(said)
    assert harness.reads("640 × S/\u00a00.50 = S/\u00a0320.00, repartido entre 22 días de trabajo")
    rows = screen.ids.earned._people.data
    amounts = sorted(row["amount"] for row in rows)
    assert amounts == ["S/\u00a014.54"] * 9 + ["S/\u00a014.55"] * 12 + ["S/\u00a07.27"] * 2
    assert {row["title"] for row in rows} == set(day.names.values())
    assert [row["detail"] for row in rows if row["amount"] == "S/\u00a07.27"] == ["½ día", "½ día"]
    picture(harness, pictures, "record")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_record_is_voided_with_a_reason_and_reinstated(
    harness: Harness, desk: Desk, pictures: Path, size: tuple[int, int]
) -> None:
    day = fieldday.golden_day(desk)
    harness.resize(*size)
    screen = show(harness, build(desk), id=day.planting)
    harness.touch("Anular")
    picture(harness, pictures, "record-why")
    harness.touch(_confirm(harness, "Anular"))
    assert harness.reads("elija un motivo")
    assert fieldday.detail(desk, day.planting).line.state == "pending"
    harness.touch("Anotado dos veces")
    harness.touch(_confirm(harness, "Anular"))
    assert fieldday.detail(desk, day.planting).line.state == "void"
    assert harness.reads("Anulado")
    assert harness.reads("El registro está anulado")
    changes = [change.detail for change in screen.ids.said.ids.changes.children]
    assert [detail.split(",")[0] for detail in changes] == ["Anotado dos veces · Rosa Mondragón Peña"]
    picture(harness, pictures, "record-void")
    assert [text for text, _ in desk.undos] == ["Anulado"]
    harness.touch("Reponer")
    harness.touch("Otro motivo")
    harness.touch(_confirm(harness, "Reponer"))
    assert fieldday.detail(desk, day.planting).line.state == "pending"
    assert [text for text, _ in desk.undos] == ["Anulado", "Repuesto"]
    assert len(screen.ids.earned._people.data) == 23


def test_undo_of_a_void_brings_the_record_back(harness: Harness, desk: Desk) -> None:
    day = fieldday.golden_day(desk)
    show(harness, build(desk), id=day.planting)
    harness.touch("Anular")
    harness.touch("Cantidad equivocada")
    harness.touch(_confirm(harness, "Anular"))
    desk.undos[0][1]()
    found = fieldday.detail(desk, day.planting)
    assert found.line.state == "pending"
    assert [change.reason for change in found.corrections] == ["wrong_count", "undone"]


def test_a_corrected_record_shows_the_change_and_the_new_shares(harness: Harness, desk: Desk, pictures: Path) -> None:
    day = fieldday.golden_day(desk)
    found = fieldday.detail(desk, day.planting)
    fact = replace(found.fact, count=Count(600))
    replace_record(desk.store, desk.clock, desk.author, Change(day.planting, found.version, "wrong_count"), fact, DAY)
    show(harness, build(desk), id=day.planting)
    for said in ("600 pino pátula plantados", "S/\u00a0300.00", "Corregido", "Cantidad equivocada"):
        assert harness.reads(said)
    picture(harness, pictures, "record-corrected")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_change_says_who_what_when_why_and_what_was_noted(
    harness: Harness, desk: Desk, pictures: Path, size: tuple[int, int]
) -> None:
    day = fieldday.golden_day(desk)
    found = fieldday.detail(desk, day.planting)
    units = {view.code: view.id for view in desk.read(lambda reads: reads.units(desk.committee_id))}
    fact = replace(found.fact, count=Count(600), unit=units["01-1"])
    why = Change(day.planting, found.version, "wrong_count", "Contaron dos veces la fila del quinual")
    changed = replace_record(desk.store, desk.clock, "T02", why, fact, "2014-12-02")
    void_record(desk.store, desk.clock, desk.author, Change(day.planting, changed, "other", "Lo pidió la tesorera"))
    harness.resize(*size)
    screen = show(harness, build(desk), id=day.planting)
    read = "\n".join(harness.texts())
    harness.find(lambda widget: isinstance(widget, ScrollView)).scroll_y = 0
    harness.frames(2)
    read += "\n".join(harness.texts())
    assert len(screen.ids.said.ids.changes.children) == 2
    for said in (
        "Cantidad: antes 640, ahora 600",
        "Unidad de manejo: antes 01-3, ahora 01-1",
        "Día: antes 3 de diciembre de 2014, ahora 2 de diciembre de 2014",
        "Nota: Contaron dos veces la fila del quinual",
        "Cantidad equivocada · Wilmer Iván Saguma Elera, el 3 dic 2014",
        "Nota: Lo pidió la tesorera",
        "Otro motivo · Rosa Mondragón Peña",
    ):
        assert said in read, said
    picture(harness, pictures, "record-changes")


def test_a_list_that_changed_says_how_long_it_was(harness: Harness, desk: Desk) -> None:
    day = fieldday.golden_day(desk)
    found = fieldday.detail(desk, day.workday)
    fewer = replace(found.fact, present=found.fact.present[:-1])
    first = Change(day.workday, found.version, "wrong_people")
    version = replace_record(desk.store, desk.clock, desk.author, first, fewer, DAY)
    others = replace(fewer, present=(*fewer.present[:-1], replace(fewer.present[-1], half_days=Count(2))))
    again = Change(day.workday, version, "wrong_people")
    replace_record(desk.store, desk.clock, desk.author, again, others, DAY)
    show(harness, build(desk), id=day.workday)
    assert harness.reads("Vinieron: antes 23, ahora 22")
    assert harness.reads("Vinieron: cambió la lista")


def test_a_note_goes_to_the_other_tablets_of_the_committee(
    harness: Harness, desk: Desk, template: Path, tmp_path: Path
) -> None:
    day = fieldday.golden_day(desk)
    why = Change(day.planting, day.planting, "entered_twice", "Ya estaba en la hoja 4")
    void_record(desk.store, desk.clock, desk.author, why)
    server = copied_server(template, tmp_path)
    (tmp_path / "other").mkdir()
    other = desk_for(tmp_path / "other", template, "b")
    for one in (desk, other, other):
        converse(one.store, one.clock, one.signer, server.exchange)
    show(harness, build(other), id=day.planting)
    assert harness.reads("Nota: Ya estaba en la hoja 4")
    other.store.engine.dispose()


def test_a_record_that_changed_meanwhile_is_shown_anew_with_a_sentence(harness: Harness, desk: Desk) -> None:
    day = fieldday.golden_day(desk)
    show(harness, build(desk), id=day.planting)
    found = fieldday.detail(desk, day.planting)
    fact = replace(found.fact, count=Count(630))
    replace_record(desk.store, desk.clock, desk.author, Change(day.planting, found.version, "wrong_count"), fact, DAY)
    harness.touch("Anular")
    harness.touch("Cantidad equivocada")
    harness.touch(_confirm(harness, "Anular"))
    assert harness.reads("Este registro cambió desde que lo abrió")
    assert harness.reads("630 pino pátula plantados")
    assert fieldday.detail(desk, day.planting).line.state == "pending"


def test_a_record_voided_meanwhile_says_so(harness: Harness, desk: Desk) -> None:
    day = fieldday.golden_day(desk)
    screen = show(harness, build(desk), id=day.planting)
    void_record(desk.store, desk.clock, desk.author, Change(day.planting, day.planting, "other"))
    screen.presenter.void("other", "")
    harness.frames(4)
    assert harness.reads("Este registro cambió desde que lo abrió")
    harness.find_text("Reponer")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_an_observed_record_says_why_after_a_sync(
    harness: Harness, desk: Desk, pictures: Path, template: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    day = fieldday.golden_day(desk)
    planting = fieldday.detail(desk, day.planting).fact
    one = day.members[0]
    much = replace(planting, count=Count(400), workdays=(), people=(PersonCount(one, Count(400)),))
    identifier = fieldday.keep(desk, much)
    fieldday.sync(desk, template, tmp_path)
    found = fieldday.detail(desk, identifier)
    assert found.line.state == "observed", found.holds
    harness.resize(*size)
    show(harness, build(desk), id=identifier)
    harness.find_text("Observado")
    assert harness.reads("llame a la oficina")
    assert harness.reads("400 × S/\u00a00.50 = S/\u00a0200.00")
    picture(harness, pictures, "record-observed")


def test_a_workday_lists_who_came(harness: Harness, desk: Desk, pictures: Path) -> None:
    day = fieldday.golden_day(desk)
    screen = show(harness, build(desk), id=day.workday)
    rows = screen.ids.earned._people.data
    assert (len(rows), sum(row["detail"] == "½ día" for row in rows)) == (23, 2)
    picture(harness, pictures, "record-workday")
    harness.touch("Corregir")
    assert place(desk) == ("workday", {"correct": day.workday})


def test_correcting_goes_to_the_form(harness: Harness, desk: Desk) -> None:
    day = fieldday.golden_day(desk)
    batch = fieldday.best_batch(desk).id
    count = fieldday.keep(desk, InventoryCounted(batch, Count(900)))
    screen = show(harness, build(desk), id=day.planting)
    harness.touch("Corregir")
    assert place(desk) == ("planting", {"correct": day.planting, "kind": "planting"})
    screen.enter(id=count)
    harness.frames(4)
    harness.touch("Corregir")
    assert place(desk) == ("nursery_form", {"action": "inventory_counted", "correct": count, "batch": batch})


def test_a_person_leads_to_their_statement(harness: Harness, desk: Desk) -> None:
    day = fieldday.golden_day(desk)
    show(harness, build(desk), id=day.planting)
    first = min(day.names.values())
    harness.touch(first)
    member = next(key for key, name in day.names.items() if name == first)
    assert place(desk) == ("statement", {"member": member})


def test_a_record_of_the_office_has_no_buttons(harness: Harness, desk: Desk) -> None:
    balance = next(
        line.record
        for person in desk.read(lambda reads: reads.people_money(desk.committee_id))
        for line in desk.read(lambda reads, member=person.member: reads.statement(member))
        if line.kind == "opening_balance"
    )
    show(harness, build(desk), id=balance)
    assert harness.reads("Saldo inicial")
    assert not harness.reads("Anular")


def test_a_record_that_is_not_here_says_so(harness: Harness, desk: Desk) -> None:
    show(harness, build(desk), id="AAAAAA-7")
    assert harness.reads("no está en esta tableta")


def _confirm(harness: Harness, text: str):
    """The button of the sheet that reads so."""
    from app.screens.record.reasons import ReasonSheet
    from app.widgets.button.button import AppButton

    sheet = harness.find(lambda widget: isinstance(widget, ReasonSheet))
    found = [widget for widget in harness.visible(sheet) if isinstance(widget, AppButton) and widget.text == text]
    return found[0]

"""Giving a line away and taking one over, in plain code, over two tablets and their office."""

import json

import pytest

from app.desk import explain
from app.platform.passing import MachinePassing
from app.screens.accept.presenter import AcceptPresenter, named_in
from app.screens.paying.states import News, Pick
from app.screens.release.facts import read_release
from app.screens.release.presenter import ReleasePresenter
from app.screens.release.states import Code
from core.domain.bodies import Count
from core.domain.problems import Problem
from core.domain.tablets import TabletRevoked
from core.usecases.tablet.paying import release_line
from tests import cash_days
from tests.payday import payday_server
from tests.unit.app.screens.boxes import desk_for


class Carrier:
    """app.ports.Passing in the hand of a test."""

    has_files = True

    def __init__(self, copied="", newest="", where="memoria/x.txt"):
        self.copied, self.text, self.where, self.saved = copied, newest, where, []

    def copy(self, text):
        self.copied = text

    def paste(self):
        return self.copied

    def save(self, name, text):
        self.saved.append((name, text))
        return self.where

    def newest(self):
        return self.text


class NoReader:
    can_scan = False

    def scan(self, answer, refuse):
        refuse(Problem("camera_missing"))


class Reader(NoReader):
    can_scan = True


@pytest.fixture
def rosa(tmp_path, payday):
    made = desk_for(tmp_path, payday)
    yield made
    made.store.engine.dispose()


@pytest.fixture
def wilmer(tmp_path, payday):
    made = desk_for(tmp_path / "b", payday, "T02", "b")
    yield made
    made.store.engine.dispose()


def own_origin(desk):
    with desk.store.reading() as session:
        return session.note("own_origin").decode("ascii")


def payable(desk):
    with desk.store.reading() as session:
        return next(view for view in session.money().payees(own_origin(desk)) if view.state == "to_pay")


def state_of(desk, person):
    with desk.store.reading() as session:
        return session.money().payee(own_origin(desk), person.payee).state


def releasing(desk, person, carrier=None):
    shown = []
    made = ReleasePresenter(desk, shown.append, carrier or Carrier())
    made.enter(sheet=person.sheet, payee=person.payee)
    return made, shown


def accepting(desk, carrier=None, reader=None):
    shown = []
    made = AcceptPresenter(desk, shown.append, reader or NoReader(), carrier or Carrier())
    made.enter()
    return made, shown


def given(rosa, wilmer):
    person = payable(rosa)
    _, text = release_line(
        rosa.store, rosa.clock, rosa.signer, rosa.author, person.sheet, person.payee, own_origin(wilmer)
    )
    return person, text


def test_only_other_tablets_in_use_are_offered(rosa, wilmer, tmp_path, payday):
    server = payday_server(payday, tmp_path)
    made, shown = releasing(rosa, payable(rosa))
    assert [(row.key, row.title) for row in shown[-1].body.rows] == [(own_origin(wilmer), "b")]
    cash_days.Office(server).say("C01", TabletRevoked(own_origin(wilmer), Count(10), "lost"))
    cash_days.sync(rosa, server)
    rosa.tell_changed()
    assert shown[-1].body.rows == ()
    assert shown[-1].body.empty_title == "No hay otra tableta"
    made.leave()
    assert not rosa.changed


def test_nothing_is_given_before_the_second_touch(rosa, wilmer):
    person = payable(rosa)
    made, shown = releasing(rosa, person)
    made.choose(own_origin(wilmer))
    assert isinstance(shown[-1].body, News)
    assert state_of(rosa, person) == "to_pay"
    made.tap("back")
    assert isinstance(shown[-1].body, Pick)
    made.choose(own_origin(wilmer))
    made.tap("release")
    assert isinstance(shown[-1].body, Code)
    assert state_of(rosa, person) == "released"
    made.tap("release")
    assert read_release(rosa, person.sheet, person.payee).to == own_origin(wilmer)


def test_no_amount_is_shown_anywhere(rosa, wilmer):
    made, shown = releasing(rosa, payable(rosa))
    made.choose(own_origin(wilmer))
    made.tap("release")
    assert "S/" not in str(shown)


def test_the_same_code_comes_again(rosa, wilmer):
    person, text = given(rosa, wilmer)
    _made, shown = releasing(rosa, person)
    assert shown[-1].body.text == text
    assert "«b»" in shown[-1].body.state


def test_the_text_is_carried_where_no_camera_is(rosa, wilmer):
    person, text = given(rosa, wilmer)
    carrier = Carrier()
    made, _shown = releasing(rosa, person, carrier)
    made.tap("copy")
    made.tap("save")
    assert carrier.copied == text
    assert carrier.saved == [(read_release(rosa, person.sheet, person.payee).release, text)]
    assert rosa.said[-1] == "Guardado en memoria/x.txt"
    carrier.where = ""
    made.tap("save")
    assert "no se pudo guardar" in rosa.said[-1]


def test_a_line_held_elsewhere_says_so(wilmer, rosa):
    person = payable(rosa)
    _made, shown = releasing(wilmer, person)
    assert isinstance(shown[-1].body, News)
    assert shown[-1].right is None
    assert shown[-1].body.sentences == (explain(Problem("line_not_held", number=1)),)


def test_what_keeps_the_release_from_working_is_told(rosa, wilmer):
    person = payable(rosa)
    made, shown = releasing(rosa, person)
    made.choose("ZZZZZZ")
    made.tap("release")
    assert "ZZZZZZ" in shown[-1].problem
    assert state_of(rosa, person) == "to_pay"


def test_a_line_is_taken_over_from_the_text(rosa, wilmer):
    person, text = given(rosa, wilmer)
    made, shown = accepting(wilmer, Carrier(f"  {text}\n"))
    assert not shown[-1].right.enabled
    made.tap("paste")
    assert shown[-1].body.title == "Línea recibida"
    assert state_of(wilmer, person) == "to_pay"
    made.tap("again")
    made.write(text)
    assert shown[-1].right.enabled
    made.tap("accept")
    assert "ya se usó" in shown[-1].problem
    assert shown[-1].body.text == text


def test_the_wrong_tablet_is_told_by_its_label(rosa, wilmer):
    _person, text = given(rosa, wilmer)
    made, shown = accepting(rosa)
    made.write(text)
    made.tap("accept")
    assert shown[-1].problem == "Esta línea se cedió a la tableta b, no a esta."


def test_a_forged_text_is_no_release(rosa, wilmer):
    """Somebody made the line theirs and kept the signature."""
    person, text = given(rosa, wilmer)
    content = json.loads(text)
    other = json.loads(content["release"])
    other["body"]["to"] = own_origin(rosa)
    content["release"] = json.dumps(other, separators=(",", ":"), sort_keys=True)
    made, shown = accepting(rosa)
    made.write(json.dumps(content))
    made.tap("accept")
    assert shown[-1].problem == explain(Problem("release_unreadable"))
    assert state_of(rosa, person) == "released"


def test_a_sheet_that_has_not_come_yet_is_no_spent_code(rosa, wilmer):
    """The code stays good, and saying otherwise would send people to the office for nothing."""
    _person, text = given(rosa, wilmer)
    content = json.loads(text)
    content["release"] = content["release"].replace(json.loads(content["release"])["body"]["sheet"], "QOZO7D-99999")
    made, shown = accepting(wilmer)
    made.write(json.dumps(content))
    made.tap("accept")
    assert "todavía no tiene esa planilla" in shown[-1].problem


def test_a_tablet_that_nobody_has_told_of_is_no_forger(rosa, wilmer):
    """It was let in after this one has synced: its signature can only be told once that is known here."""
    _person, text = given(rosa, wilmer)
    content = json.loads(text)
    content["release"] = content["release"].replace(own_origin(rosa), "AAAAAA")
    made, shown = accepting(wilmer)
    made.write(json.dumps(content))
    made.tap("accept")
    assert "no conoce todavía a la otra. Sincronice" in shown[-1].problem


@pytest.mark.parametrize("text", ["", "hola", "[]", "{}", '{"release":7}', '{"release":"{}","signature":"00"}'])
def test_what_names_no_line(text):
    assert named_in(text) == ("", "", "")


def test_without_anything_brought(wilmer):
    made, shown = accepting(wilmer, Carrier())
    made.tap("paste")
    assert "No hay ningún texto copiado" in shown[-1].problem
    made.tap("file")
    assert "No hay ningún archivo" in shown[-1].problem


def test_the_camera_is_offered_only_where_there_is_one(wilmer):
    _made, shown = accepting(wilmer)
    assert "scan" not in [act.key for act in shown[-1].body.ways]
    made, shown = accepting(wilmer, reader=Reader())
    assert shown[-1].body.ways[0].key == "scan"
    made.tap("scan")
    assert shown[-1].problem == explain(Problem("camera_missing"))


def test_paying_it_now_does_not_lead_back_to_the_code(rosa, wilmer):
    person, text = given(rosa, wilmer)
    wilmer.navigator.go("accept")
    made, _shown = accepting(wilmer, Carrier(text))
    made.tap("paste")
    made.tap("pay")
    assert wilmer.navigator.current.name == "payee"
    assert dict(wilmer.navigator.current.arguments) == {"member": person.payee, "sheet": person.sheet}
    assert "accept" not in [place.name for place in wilmer.navigator.stack]


def test_files_that_carry_texts(tmp_path):
    folder = tmp_path / "new"
    carrier = MachinePassing(folder)
    assert carrier.newest() == ""
    assert carrier.save("A-1", "uno") == str(folder / "A-1.txt")
    (folder / "photo.jpg").write_bytes(b"\xff")
    assert carrier.newest() == "uno"
    (tmp_path / "file").write_text("")
    assert MachinePassing(tmp_path / "file").save("A-1", "uno") == ""
    nowhere = MachinePassing(None)
    assert (nowhere.has_files, nowhere.newest(), nowhere.save("A-1", "uno")) == (False, "", "")

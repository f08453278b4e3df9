"""A network that costs: what goes over it by itself, what a touch sends, and a network that appears."""

import pytest

from app.frugality import Frugality
from app.platform.device import AndroidDevice, DesktopDevice, device
from app.ports import Battery
from app.preferences import METERED_NOTE, ROAMING_NOTE, keep
from app.screens.settings.presenter import SettingsPresenter
from app.screens.sync.presenter import SyncPresenter
from tests.photos import expense_with, has, picture
from tests.tablet import desk_for, usual_day, with_server

PICTURE = picture(50_000)


class Machine:
    """app.ports.Device in a test's hands."""

    def __init__(self, link: str = "metered", battery: Battery | None = None) -> None:
        self.now, self.left = link, battery

    def link(self) -> str:
        return self.now

    def battery(self) -> Battery | None:
        return self.left


@pytest.fixture
def desk(tmp_path, template):
    made = desk_for(tmp_path, template)
    made.device = Machine()
    yield made
    made.store.engine.dispose()


@pytest.fixture
def server(desk, tmp_path, template):
    """A record and a photo are only on the tablet, which has mobile data."""
    made = usual_day(desk, tmp_path, template)
    expense_with(desk.store, desk.clock, PICTURE)
    with_server(desk, made)
    return made


def unsent(desk) -> int:
    return desk.read(lambda reads: reads.sync()).unsent


def photos_note(desk) -> str:
    shown = []
    SyncPresenter(desk, shown.append).enter()
    return shown[-1].photos.note


def facts(desk) -> dict[str, str]:
    shown = []
    SyncPresenter(desk, shown.append).enter()
    return dict(shown[-1].facts)


def test_records_go_by_themselves_over_mobile_data_and_photos_wait(desk, server) -> None:
    desk.synchroniser.start(by_hand=False)
    assert (unsent(desk), has(server.store, PICTURE)) == (0, False)
    assert photos_note(desk) == "Esperan una red sin costo, o a que toque «Sincronizar ahora»."
    desk.device.now = "free"
    desk.synchroniser.start(by_hand=False)
    assert has(server.store, PICTURE)


def test_who_touches_sync_now_has_decided(desk, server) -> None:
    desk.device.now = "roaming"
    desk.synchroniser.start()
    assert (unsent(desk), has(server.store, PICTURE)) == (0, True)


def test_while_roaming_nothing_goes_by_itself(desk, server) -> None:
    desk.device.now = "roaming"
    waiting = unsent(desk)
    desk.synchroniser.start(by_hand=False)
    desk.synchroniser.start_after_save()
    assert unsent(desk) == waiting > 0
    assert not desk.synchroniser.state.is_done


@pytest.mark.parametrize(
    ("note", "amount", "link", "records_go", "photos_go"),
    [
        (METERED_NOTE, "everything", "metered", True, True),
        (METERED_NOTE, "nothing", "metered", False, False),
        (METERED_NOTE, "nothing", "free", True, True),
        (ROAMING_NOTE, "records", "roaming", True, False),
        (ROAMING_NOTE, "everything", "roaming", False, False),
        (METERED_NOTE, "no such word", "metered", True, False),
    ],
)
def test_what_was_chosen_is_what_goes(desk, server, note, amount, link, records_go, photos_go) -> None:
    keep(desk, note, amount)
    desk.device.now = link
    desk.synchroniser.start(by_hand=False)
    assert (unsent(desk) == 0, has(server.store, PICTURE)) == (records_go, photos_go)


def test_a_network_that_appears_is_used_at_once_and_once(desk, server) -> None:
    desk.device.now = "none"
    desk.synchroniser.start_when_connected()
    assert unsent(desk) > 0
    desk.device.now = "free"
    desk.synchroniser.start_when_connected()
    assert unsent(desk) == 0
    asked = []
    desk.synchroniser.listeners.add(lambda: asked.append(True))
    desk.synchroniser.start_when_connected()
    assert asked == []


def test_choices_are_kept_and_shown(desk) -> None:
    shown = []
    presenter = SettingsPresenter(desk, shown.append)
    presenter.enter()
    assert (shown[-1].metered, shown[-1].roaming) == ("records", "nothing")
    presenter.choose_metered("everything")
    presenter.choose_roaming("records")
    assert (shown[-1].metered, shown[-1].roaming) == ("everything", "records")


def test_the_place_of_sync_tells_network_and_battery(desk) -> None:
    desk.device = Machine("metered", Battery(43, is_charging=False))
    assert facts(desk)["Red"] == "Datos móviles: por sí sola envía los registros, no las fotos"
    assert facts(desk)["Batería"] == "43 %"
    desk.device = Machine("free", Battery(100, is_charging=True))
    assert facts(desk)["Red"] == "Sin costo por datos"
    assert facts(desk)["Batería"] == "100 %, cargando"
    desk.device = Machine("roaming")
    assert facts(desk)["Red"] == "Roaming: por sí sola envía nada; toque «Sincronizar ahora»"
    assert "Batería" not in facts(desk)


def test_a_computer_says_what_linux_tells_it(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("PLANTON_LINK", raising=False)
    assert DesktopDevice(tmp_path / "nothing").battery() is None
    battery = tmp_path / "BAT0"
    battery.mkdir()
    (battery / "capacity").write_text("87\n")
    (battery / "status").write_text("Discharging\n")
    assert DesktopDevice(tmp_path).battery() == Battery(87, is_charging=False)
    (battery / "capacity").write_text("much")
    assert DesktopDevice(tmp_path).battery() is None
    assert device("linux").link() == "free"
    monkeypatch.setenv("PLANTON_LINK", "metered")
    assert device("linux").link() == "metered"
    monkeypatch.setenv("PLANTON_LINK", "carrier pigeon")
    assert device("linux").link() == "free"


def test_a_tablet_that_cannot_tell_counts_as_one_whose_data_cost() -> None:
    assert isinstance(device("android"), AndroidDevice)
    assert AndroidDevice().link() == "metered"
    assert AndroidDevice().battery() is None
    assert Frugality().goes_by_itself(AndroidDevice().link()) == "records"

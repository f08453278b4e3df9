"""The place of sync over files while the office's server is put back: each step says what to do next."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import Desk
from app.ports import Memory
from app.screens.sync.carry_presenter import CarryPresenter, CarryState
from core.sync.carried.bundle_files import lying_in, write_file
from core.sync.trust.sealing import state_sealing_key
from tests.fieldwork import Field
from tests.sample import copied_server, sample_template
from tests.tablet import desk_for, with_server
from tests.unit.core.sync.restore.restoring import Shelf
from tools.sample import SampleServer, SampleTablet


class Plugged:
    def __init__(self, folder: Path) -> None:
        self._memory = Memory("USB", str(folder))

    def found(self) -> tuple[Memory, ...]:
        return (self._memory,)


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    made = copied_server(sample_template(tmp_path_factory), tmp_path)
    state_sealing_key(made.store, made.clock, made.origin)
    yield made
    made.store.engine.dispose()


@pytest.fixture
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, server: SampleServer) -> Iterator[Desk]:
    made = desk_for(tmp_path, sample_template(tmp_path_factory))
    with_server(made, server)
    yield made
    made.store.engine.dispose()


def test_each_step_says_what_to_do_next(desk: Desk, server: SampleServer, tmp_path: Path) -> None:
    desk.synchroniser.start()
    shelf, stick = Shelf(server, tmp_path), tmp_path / "stick"
    stick.mkdir()
    shelf.back_up()
    Field(SampleTablet(desk.store, desk.signer, tmp_path), server, desk.clock).workdays(4)  # type: ignore[arg-type]
    desk.synchroniser.start()
    new = shelf.put_back()
    state_sealing_key(new.store, new.clock, new.origin)
    transport = with_server(desk, new)
    desk.memories = Plugged(stick)
    shown: list[CarryState] = []
    presenter = CarryPresenter(desk, shown.append)
    presenter.enter()

    def there_and_back() -> tuple[str, str]:
        presenter.save()
        saved = shown[-1].result
        for each in lying_in(stick):
            heard = transport.hear((stick / each.bundle_name).read_bytes())
            write_file(stick / heard.name, heard.reply)
        presenter.read()
        return saved, shown[-1].result

    first, second, third = there_and_back(), there_and_back(), there_and_back()
    assert first[1].startswith("El servidor de la oficina se restauró y perdió registros. Guarde otra vez: irán ")
    assert second[0].startswith("Guardado en la memoria: ")
    assert "que la oficina perdió" in second[0]
    assert second[1].startswith("La oficina ya tiene de vuelta lo que perdió.")
    assert third[1].startswith("Respuesta leída.")
    shelf.close()

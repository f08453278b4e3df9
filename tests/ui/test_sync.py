"""The place of sync: what is not sent, sending it by a touch, how it ended in plain words, and the alarm."""

from app.ports import SyncState
from app.widgets.button.button import AppButton
from core.domain.problems import Problem
from core.sync.photos.lane import PhotoProgress
from tests.fakes.runner import Waiting
from tests.photos import expense_with, has, picture
from tests.tablet import take_pictures, usual_day, whole_app, with_server


def at_sync(harness, desk):
    desk.navigator.go("sync")
    return harness.mount(whole_app(desk))


def test_one_touch_sends_what_is_only_here(harness, desk, tmp_path, template, pictures) -> None:
    with_server(desk, usual_day(desk, tmp_path, template))
    at_sync(harness, desk)
    assert harness.reads("Cuide la tableta hasta que se envíe.")
    take_pictures(harness, pictures, "sync-unsent")
    harness.touch("Sincronizar ahora")
    assert harness.reads("Todo está a salvo en la oficina")
    assert harness.reads("Listo. Enviados: 1.")
    take_pictures(harness, pictures, "sync-done")


def test_a_server_that_cannot_be_reached_is_told_and_nothing_is_lost(
    harness, desk, tmp_path, template, pictures
) -> None:
    with_server(desk, usual_day(desk, tmp_path, template)).problem = Problem(
        "server_unreachable", address="https://oficina.pe"
    )
    at_sync(harness, desk)
    harness.touch("Sincronizar ahora")
    assert harness.reads("No se pudo llegar al servidor https://oficina.pe.")
    assert harness.reads("por enviar")
    take_pictures(harness, pictures, "sync-unreachable")


def test_progress_is_told_in_records_and_can_be_stopped(harness, desk, tmp_path, template, pictures) -> None:
    with_server(desk, usual_day(desk, tmp_path, template))
    desk.sync_lane = Waiting()
    at_sync(harness, desk)
    harness.touch("Sincronizar ahora")
    assert harness.reads("Buscando el servidor…")
    desk.synchroniser._become(SyncState(is_running=True, by_hand=True, sent=640, left=600, received=120, feed_left=924))
    harness.frames(2)
    assert harness.reads("640 de 1,240")
    assert harness.reads("120 de 1,044")
    take_pictures(harness, pictures, "sync-running")
    harness.touch("Detener")
    assert harness.reads("Terminando lo empezado…")
    assert harness.find(lambda widget: isinstance(widget, AppButton) and widget.text == "Detener").disabled
    desk.sync_lane.go()
    harness.frames(2)
    assert harness.reads("Detenido. Lo que ya pasó queda")


def test_a_history_that_differs_is_an_alarm_that_stays(harness, desk, pictures) -> None:
    with desk.store.writing() as session:
        session.put_note("alarm", b"history_differs")
    at_sync(harness, desk)
    assert harness.reads("No borre nada y llame a la oficina hoy mismo.")
    take_pictures(harness, pictures, "sync-alarm")
    desk.navigator.go("today")
    harness.frames(2)
    assert harness.reads("Llame a la oficina")


def test_photos_wait_while_they_are_paused_and_go_at_a_touch(harness, desk, tmp_path, template, pictures) -> None:
    server = usual_day(desk, tmp_path, template)
    photo = picture(118_400)
    identifier = expense_with(desk.store, desk.clock, photo)
    with_server(desk, server)
    at_sync(harness, desk)
    assert harness.reads("1 por enviar · 119 KB")
    assert harness.reads(f"Gasto {identifier} · 3 dic 2014")
    harness.touch("En pausa")
    harness.frames(4)
    assert harness.reads("Las fotos esperan en esta tableta")
    take_pictures(harness, pictures, "sync-photos-paused")
    harness.touch("Sincronizar ahora")
    assert harness.reads("Todo está a salvo en la oficina")
    assert not has(server.store, photo)
    harness.touch("Enviar")
    harness.frames(4)
    assert has(server.store, photo)
    assert harness.reads("No hay fotos por enviar.")


def test_progress_of_the_photos_is_told_beside_the_records(harness, desk, tmp_path, template, pictures) -> None:
    with_server(desk, usual_day(desk, tmp_path, template))
    for seed in range(3):
        expense_with(desk.store, desk.clock, picture(90_000, seed))
    desk.sync_lane = Waiting()
    at_sync(harness, desk)
    harness.touch("Sincronizar ahora")
    going = PhotoProgress(sent=1, left=2, bytes_sent=120_000, bytes_left=150_000)
    desk.synchroniser._become(SyncState(is_running=True, by_hand=True, sent=640, photos=going))
    harness.frames(4)
    assert harness.reads("Fotos enviadas")
    assert harness.reads("1 de 3 · 120 de 270 KB")
    take_pictures(harness, pictures, "sync-photos-running")

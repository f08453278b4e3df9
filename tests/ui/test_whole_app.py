"""Every place of the app opens in the whole frame, again and again, in both languages, without anything left behind."""

import pytest

from app.field_app import SCREENS
from app.preferences import choose_language
from tests.tablet import usual_day, whole_app

NEED_MORE = ("enrol", "sign_in", "nursery_form", "record", "statement", "payee", "release")
ROOT_PLACES = [name for name in SCREENS if name not in NEED_MORE]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_place_opens_in_the_frame(harness, desk, tmp_path, template, language) -> None:
    usual_day(desk, tmp_path, template)
    root = harness.mount(whole_app(desk))
    choose_language(desk, language)
    places = [(name, {}) for name in ROOT_PLACES]
    latest = desk.read(lambda reads: reads.today(desk.committee.id, desk.today())).latest[0]
    member = desk.read(lambda reads: reads.people_money(desk.committee.id))[0].member
    places += [("record", {"id": latest.id}), ("statement", {"member": member}), ("payee", {"member": member})]
    listeners = []
    for _round in range(2):
        for name, arguments in places:
            desk.navigator.go(name, **arguments)
            harness.frames(2)
            assert root.host.current is not None
        desk.navigator.go("today")
        harness.frames(2)
        listeners.append((len(desk.changed), len(desk.synchroniser.listeners)))
    assert listeners[0] == listeners[1], "a screen that was left still listens"

from pathlib import Path

import pytest

from app.screens.box.box import build
from tests import cash_days
from tests.payday import payday_template
from tests.ui.payday import payday_desk
from tests.ui.reviewing import SIZES, picture, show


@pytest.fixture(scope="session")
def payday(tmp_path_factory):
    return payday_template(tmp_path_factory)


@pytest.fixture
def desk(tmp_path, payday):
    made = payday_desk(tmp_path, payday)
    cash_days.with_pins(made)
    yield made
    made.store.engine.dispose()


def opened(harness, desk):
    screen = show(harness, build(desk), "paying")
    for digit in cash_days.PIN:
        harness.touch(digit)
    harness.frames(4)
    return screen


def test_x(harness, desk):
    pictures = Path("/tmp/box/pics")
    cash_days.pay_some(desk, 5)
    cash_days.spend(desk, 1500)
    cash_days.give(desk, "user:T02", (5000, 1))
    for size in SIZES:
        harness.resize(*size)
        screen = show(harness, build(desk), "paying")
        harness.screenshot(pictures / f"locked-{size[0]}.png")
        screen.presenter.pin_typed(cash_days.PIN)
        harness.frames(6)
        harness.screenshot(pictures / f"over-{size[0]}.png")
        for key, name in (("spend", "cat"), ("count", "count"), ("give", "whom"), ("bring", "bring")):
            screen.presenter.tap(key)
            harness.frames(6)
            harness.screenshot(pictures / f"{name}-{size[0]}.png")
            if key == "spend":
                screen.presenter.choose("mule"); harness.frames(6)
                harness.screenshot(pictures / f"spend-{size[0]}.png")
                screen.presenter.tap("category")
            if key == "count":
                screen.presenter.counted(5000, 3); screen.presenter.counted(10, 3)
                screen.presenter.ask(10); harness.frames(6)
                harness.screenshot(pictures / f"piece-{size[0]}.png")
                screen.presenter.tap("back")
                screen.presenter.tap("compare"); harness.frames(6)
                harness.screenshot(pictures / f"compare-{size[0]}.png")
                screen.presenter.tap("back")
            if key == "give":
                from tests.payday import ids
                screen.presenter.choose(ids()["user:T02"]); 
                screen.presenter.counted(5000, 1)
                harness.frames(6)
                harness.screenshot(pictures / f"give-{size[0]}.png")
                screen.presenter.tap("check_gift"); harness.frames(6)
                harness.screenshot(pictures / f"check-{size[0]}.png")
                screen.presenter.tap("save_gift"); harness.frames(6)
                harness.screenshot(pictures / f"given-{size[0]}.png")
            screen.presenter.tap("back")
            screen.presenter.tap("back") if screen.presenter._step != "overview" else None
            screen.presenter.tap("back") if screen.presenter._step != "overview" else None

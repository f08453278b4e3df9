from app.screens.history.history import build
from tests.ui import fieldday
def test_try(harness, desk, pictures, template, tmp_path):
    fieldday.golden_day(desk)
    from app.desk import explain
    d=fieldday.golden_day
    screen=build(desk); harness.mount(screen); screen.enter(); harness.frames(6)
    print(harness.texts())
    harness.screenshot(pictures/"history-try.png")

from app.screens.record.record import build
from tests.ui import fieldday
def test_try(harness, desk, pictures, template, tmp_path):
    day=fieldday.golden_day(desk)
    screen=build(desk); harness.mount(screen); screen.enter(id=day.planting); harness.frames(6)
    print(harness.texts())
    harness.screenshot(pictures/"record-try.png")
    harness.touch("Anular"); harness.frames(4)
    harness.screenshot(pictures/"record-try2.png")
    harness.touch("Anotado dos veces")
    harness.find_text("Anotado dos veces")
    [w for w in harness.visible() if getattr(w,'text','')=='Anular']
    screen.presenter.void("entered_twice","nota"); 
    for c in __import__('kivy.core.window').core.window.Window.children[:]:
        if hasattr(c,'dismiss'): c.dismiss(animation=False)
    harness.frames(6)
    harness.screenshot(pictures/"record-try3.png")

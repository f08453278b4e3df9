import time
from tests.ui.tablet import *
from tests.ui.fieldday import *
from tests.ui.conftest import *
import sys
def shot(h, name, sizes=SIZES):
    take_pictures(h, PICTURES, name)
def test_walk(harness, desk):
    root = harness.mount(whole_app(desk))
    t=time.perf_counter(); desk.navigator.go("workday"); harness.frames(2); print("workday first", time.perf_counter()-t)
    shot(harness,"workday-activity")
    desk.navigator.go("today"); 
    t=time.perf_counter(); desk.navigator.go("workday"); harness.frames(1); print("workday again", time.perf_counter()-t)
    harness.touch("Plantación") if False else None
    scr = root.host.current if hasattr(root,'host') else None
    import app.screens.recording.form_page as fp
    from kivy.core.window import Window
    page = harness.find(lambda w: isinstance(w, fp.FormPage)); p=page.presenter
    p.choose("planting"); 
    t=time.perf_counter(); p.go_on(); harness.frames(1); print("roll", time.perf_counter()-t)
    ids=[m.id for m in p.members]
    for m in ids[:21]: p.toggle(m)
    t=time.perf_counter(); p.half(ids[21]); harness.frames(1); print("one touch", time.perf_counter()-t)
    p.half(ids[22]); p.companions(1); p.companions(1)
    p.menu(ids[3]); harness.frames(3); shot(harness,"workday-stand_in"); p.choose("family")
    shot(harness,"workday-roll")
    p.add_member(); harness.frames(2); p.write("given_names","Luz"); p.go_on(); harness.frames(2); shot(harness,"workday-member"); p.go_back()
    p.go_on(); shot(harness,"workday-close"); p.tap("day"); shot(harness,"workday-day"); p.go_back()
    o=[m.id for m in p.members if m.officer_role][0]; p.pick_officer(o); shot(harness,"workday-closed"); print(p.step,p.aside,p.problem); p.go_on(); print(p.problem, p.step, p.aside, desk.undos, desk.navigator.current)
    b=best_batch(desk); keep(desk, Dispatched(b.id, Count(860), None))
    desk.navigator.go("nursery"); harness.frames(3); shot(harness,"nursery-batches")
    desk.navigator.go("planting"); harness.frames(3); p=harness.find(lambda w: isinstance(w, fp.FormPage)).presenter
    u=[x for x in p.units if x.code=="01-4"][0]; p.choose(u.id); shot(harness,"planting-unit"); p.go_on(); p.choose(b.id); shot(harness,"planting-plants"); p.go_on()
    t=time.perf_counter(); p.number(3); harness.frames(1); print("a digit", time.perf_counter()-t)
    p.number(3640); p.tap("position"); shot(harness,"planting-count-findings"); p.number(640); p.go_on(); shot(harness,"planting-crew")
    p.option("crew_way","people"); p.choose(ids[2]); p.number(120); shot(harness,"planting-crew-people"); p.option("crew_way","workdays"); p.go_on(); shot(harness,"planting-review")
    p.go_on(); print(desk.undos[-1][0])
    rid=desk.read(lambda r: r.today(desk.committee_id, desk.today())).latest[0]; print(rid)
    desk.navigator.go("planting", correct=rid.id); harness.frames(3); shot(harness,"planting-correct"); p.go_on(); p.go_on(); p.number(600); shot(harness,"planting-correct-count"); p.go_on();p.go_on(); p.go_on(); shot(harness,"planting-correct-reason"); p.choose("wrong_count"); p.go_on(); print(desk.undos[-1][0], p.problem)
    desk.navigator.go("planting"); p.choose(u.id); desk.navigator.go("today"); desk.navigator.go("planting"); shot(harness,"planting-resume")
def test_nursery(harness, tmp_path, template):
    desk=desk_for(tmp_path, template, committee="committee:CAJ")
    root = harness.mount(whole_app(desk))
    import app.screens.recording.form_page as fp
    ms=[m for m in desk.read(lambda r: r.members(desk.committee_id, DAY)) if not m.minor][:12]
    keep(desk, Workday(desk.committee_id,"nursery",tuple(Presence(m.id,2) for m in ms)), "2014-12-01")
    keep(desk, Workday(desk.committee_id,"nursery",tuple(Presence(m.id,1) for m in ms)), "2014-12-03")
    desk.navigator.go("nursery"); harness.frames(3)
    shot(harness,"nursery-batches-caj")
    b=[x for x in desk.read(lambda r: r.batches(desk.committee_id)) if x.code=="CAJ-2013-3"][0]
    go=lambda **k: (desk.navigator.go("nursery_form", **k), harness.frames(3), harness.find(lambda w: isinstance(w, fp.FormPage)).presenter)[2]
    p=go(batch=b.id); shot(harness,"nursery_form-action")
    p=go(action="ready_accepted",batch=b.id); shot(harness,"nursery_form-accept-start"); p.number(1900); shot(harness,"nursery_form-accept-count"); p.go_on(); shot(harness,"nursery_form-accept-crew"); p.go_on(); shot(harness,"nursery_form-accept-review"); p.go_on(); shot(harness,"nursery_form-accept-close"); p.go_on(); print(desk.undos[-1], p.problem)
    p=go(action="inventory_counted",batch=b.id); p.tap("parts"); 
    p.number(12); p.option("figure","each"); p.number(98); p.option("figure","loose"); p.number(14); p.tap("add_part"); p.option("figure","containers"); p.number(5); shot(harness,"nursery_form-parts"); p.go_on(); shot(harness,"nursery_form-inventory"); 
    p=go(action="saplings_lost",batch=b.id); p.choose("frost"); shot(harness,"nursery_form-cause"); p.go_on(); p.number(60); shot(harness,"nursery_form-lost");
    p=go(action="dispatched",batch=b.id); p.number(2400); shot(harness,"nursery_form-dispatched"); p.number(0); p.go_on(); shot(harness,"nursery_form-empty")
    p=go(action="batch_started"); p.choose([s.id for s in p.choices.species if s.name=="pino radiata"][0]); shot(harness,"nursery_form-species"); p.go_on(); p.choose([s.id for s in p.choices.seed_lots if not s.certified][0]); shot(harness,"nursery_form-seed_lot"); p.go_on(); shot(harness,"nursery_form-code"); p.write("code","CAJ-2013-1"); p.go_on(); shot(harness,"nursery_form-code-taken")
    p=go(action="transferred",batch=b.id); shot(harness,"nursery_form-to_batch")

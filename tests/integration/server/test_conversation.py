"""Two tablets and the office over real HTTP, on both databases: what one records the other sees, also when repeated."""

import time
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from core.domain.chain import chain_over
from core.domain.merkle import root
from core.domain.problems import Problem
from core.sync.stages.arrivals import Arrival
from core.sync.turns.conversation import converse, take_answer
from core.sync.wire import packing
from core.sync.wire.messages import PROTOCOL, Answer, Request
from core.usecases.office.tablets import shut_out
from core.usecases.ports import Span
from core.usecases.views.field import HistoryFilter
from sync_server.crowd.reception import Outcome
from sync_server.crowd.workers import THREADS
from tests.integration.server.running import SECONDS, Served, Tablet
from tests.integration.server.village import plant


def signed(tablet: Tablet, request: Request) -> bytes:
    return packing.pack_request(replace(request, signature=tablet.key.sign(request.signed_part()).hex()))


def history(tablet: Tablet) -> list[tuple[str, str, int, int, str]]:
    lines = tablet.look(lambda reads: reads.history(HistoryFilter(), 1_000, 0))
    return [(line.id, line.kind, line.count, line.centimos, line.state) for line in lines]


def tree_root(tablet: Tablet) -> bytes:
    with tablet.store.reading() as session:
        return root(session.tree())


def test_two_tablets_see_the_same(served: Served, tmp_path: Path) -> None:
    one = served.enrol(tmp_path, "Choco 1")
    two = served.enrol(tmp_path, "Choco 2", users=("T02",))
    one.sync()
    two.sync()
    planting = plant(one, 640, 14)
    assert one.sync().sent == 3
    plant(two, 111, 5, unit="01-4")
    two.sync()
    # What the office says about it comes with a later turn where the office is slow.
    served.office.settle()
    two.sync()
    one.sync()
    assert history(one) == history(two)
    assert tree_root(one) == tree_root(two)
    assert one.look(lambda reads: reads.record(planting)).line.centimos == 32_000
    with served.office.store.reading() as session:
        totals = {line.name: line for line in session.reads().totals().by_committee}
    assert totals["Choco"].planted == 751
    assert totals["Choco"].accrued_centimos == 37_550


def test_names_go_to_the_tablets_of_their_committee_only(served_here: Served, tmp_path: Path) -> None:
    member = served_here.ids["member:CHO-001"]
    near = served_here.enrol(tmp_path, "Choco 1")
    far = served_here.enrol(tmp_path, "Las Huacas", committees=("LHU",))
    near.sync()
    far.sync()
    with near.store.reading() as session:
        near_name = session.reads()._lookup.person_name(member)
    with far.store.reading() as session:
        far_name = session.reads()._lookup.person_name(member)
    assert far_name == "CHO-001"
    assert near_name != far_name


def test_a_request_that_is_sent_again_changes_nothing(served: Served, tmp_path: Path) -> None:
    tablet = served.enrol(tmp_path, "Choco 1")
    tablet.sync()
    plant(tablet, 40, 3)
    data = packing.pack_request(tablet.request())
    first, second = (packing.unpack_answer(served.post(data).content) for _ in range(2))
    assert first.acked_seq == second.acked_seq == 3
    assert first.spans == second.spans
    with served.office.store.reading() as session:
        assert len(session.records(tablet.origin, 1, 10)) == 3
    assert tablet.sync().left_to_send == 0


def test_a_gap_is_answered_with_where_to_go_on(served_here: Served, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    plant(tablet, 40, 3)
    request = tablet.request()
    with tablet.store.reading() as session:
        records = session.records(tablet.origin, 3, 3)
    answer = served_here.post(signed(tablet, replace(request, first_seq=3, records=tuple(records))))
    assert answer.status_code == 200
    assert packing.unpack_answer(answer.content).acked_seq == 0


def test_other_records_under_known_numbers_are_refused(served: Served, tmp_path: Path) -> None:
    tablet = served.enrol(tmp_path, "Choco 1")
    tablet.sync()
    plant(tablet, 40, 3)
    request = tablet.request()
    assert served.post(packing.pack_request(request)).status_code == 200
    with tablet.store.reading() as session:
        start = session.head(tablet.origin, 0)
    changed = (request.records[0].replace(b"CHO", b"OHC") + b" ", *request.records[1:])
    forged = replace(request, records=changed, head=chain_over(start, changed)[-1].hex())
    answer = served.post(signed(tablet, forged))
    assert (answer.status_code, answer.json()["code"]) == (409, "chain_broken")


def test_a_record_that_does_not_fit_the_head_is_refused(served_here: Served, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    plant(tablet, 40, 3)
    request = tablet.request()
    cut = replace(request, records=(*request.records[:-1], request.records[-1][:-1]))
    answer = served_here.post(signed(tablet, cut))
    assert (answer.status_code, answer.json()["code"]) == (409, "chain_broken")
    with served_here.office.store.reading() as session:
        assert session.records(tablet.origin, 1, 10) == []


def test_a_wrong_signature_is_refused(served_here: Served, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    for signature, protocol in (("00" * 64, 2), ("00" * 64, 1), ("", 1), ("zz", 1)):
        request = replace(tablet.request(protocol=protocol), signature=signature)
        answer = served_here.post(packing.pack_request(request))
        assert (answer.status_code, answer.json()) == (401, {"code": "signature_wrong", "details": {}})


def test_a_tablet_that_was_never_let_in_is_refused(served_here: Served, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    for change in ({"origin": "AAAAAA"}, {"origin": served_here.office.origin}, {"programme": "OTHER"}):
        answer = served_here.post(signed(tablet, replace(tablet.request(), **change)))
        assert (answer.status_code, answer.json()["code"]) == (401, "tablet_unknown")


def test_a_revoked_tablet_is_told_nothing_and_the_others_learn_of_it(served: Served, tmp_path: Path) -> None:
    tablet = served.enrol(tmp_path, "Choco 1")
    other = served.enrol(tmp_path, "Choco 2")
    plant_before = tablet.sync()
    assert plant_before.left_to_send == 0
    office = served.office
    shut_out(office.store, office.clock, office.origin, "C01", tablet.origin, "lost")
    answer = served.post(packing.pack_request(tablet.request()))
    told = packing.unpack_answer(answer.content)
    assert (answer.status_code, told.checkpoint, told.spans, told.side_rows) == (200, "", (), ())
    with pytest.raises(Problem, match="tablet_revoked"):
        tablet.sync()
    assert other.sync().left_to_send == 0


@pytest.mark.parametrize("first", [1, 2])
def test_a_tablet_of_another_time_is_told_which_version_is_spoken(
    served_here: Served, tmp_path: Path, first: int
) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    body = signed(tablet, tablet.request(protocol=first))
    later = b"\x63" + body[1:] if first == 2 else zlib.compress(zlib.decompress(body).replace(b'l":1', b'l":99'))
    answer = served_here.post(later)
    assert (answer.status_code, answer.json()) == (
        400,
        {"code": "protocol_unknown", "details": {"theirs": 99, "ours": PROTOCOL}},
    )


def test_a_tablet_of_the_first_protocol_gets_whole_spans_and_no_echoes(served: Served, tmp_path: Path) -> None:
    tablet = served.enrol(tmp_path, "Choco 1")
    tablet.sync()
    plant(tablet, 40, 3)
    request = tablet.request(protocol=1)
    answer = packing.unpack_answer(served.post(packing.pack_request(request)).content)
    assert (answer.protocol, answer.acked_seq) == (1, 3)
    spans = [span for span in answer.spans if isinstance(span, Span)]
    assert len(spans) == len(answer.spans)
    own = [span.records for span in spans if span.origin == tablet.origin]
    assert [data for records in own for data in records] == list(request.records)
    with tablet.store.writing() as session:
        assert take_answer(session, served.office.clock, request, answer) >= 3
    assert tablet.sync().left_to_send == 0


def test_many_at_once_lose_nothing(served: Served, tmp_path: Path) -> None:
    tablets = [served.enrol(tmp_path, f"Choco {number}") for number in range(6)]
    for tablet in tablets:
        tablet.sync()
    for number, tablet in enumerate(tablets):
        plant(tablet, 20 + number, 2 + number)
    with ThreadPoolExecutor(len(tablets)) as pool:
        assert [progress.left_to_send for progress in pool.map(Tablet.sync, tablets)] == [0] * len(tablets)
    served.office.settle()  # A busy server may still be at its verdicts, which then reach the last tablets only.
    for tablet in tablets:
        tablet.sync()
    assert len({tree_root(tablet) for tablet in tablets}) == 1
    with served.office.store.reading() as session:
        choco = next(line for line in session.reads().totals().by_committee if line.name == "Choco")
    assert choco.planted == sum(20 + number for number in range(6))


def test_one_request_from_many_at_once_is_taken_once(served: Served, tmp_path: Path) -> None:
    tablet = served.enrol(tmp_path, "Choco 1")
    tablet.sync()
    plant(tablet, 40, 3)
    data = packing.pack_request(tablet.request())
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda _: served.post(data), range(THREADS)))
    assert {answer.status_code for answer in answers} == {200}
    with served.office.store.reading() as session:
        assert len(session.records(tablet.origin, 1, 10)) == 3


def test_a_crowd_is_kept_in_large_pieces_and_sees_the_same_later(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablets = [served.enrol(tmp_path, f"Choco {number}") for number in range(2 * THREADS)]
    for number, tablet in enumerate(tablets):
        tablet.sync()
        plant(tablet, 40 + number, 3 + number)
    bodies = [packing.pack_request(tablet.request()) for tablet in tablets]
    office, pieces = served.office, list[list[str]]()
    keep_together = office.reception._keep_together

    def keep(arrivals: Sequence[Arrival]) -> Sequence[Outcome]:
        pieces.append([arrival.origin for arrival in arrivals])
        return keep_together(arrivals)

    monkeypatch.setattr(office.reception, "_keep_together", keep)
    with ThreadPoolExecutor(len(tablets)) as pool:
        with office.store.writing() as session:
            session.tree(lock=True)
            answers = [pool.submit(served.post, body) for body in bodies]
            end = time.monotonic() + SECONDS
            while len(office.reception._waiting) < THREADS - 1 and time.monotonic() < end:
                time.sleep(0.01)
        found = [packing.unpack_answer(answer.result().content) for answer in answers]
    assert [answer.acked_seq for answer in found] == [3] * len(tablets)
    assert sorted(origin for piece in pieces for origin in piece) == sorted(tablet.origin for tablet in tablets)
    assert max(map(len, pieces)) >= THREADS - 1
    with office.store.reading() as session:
        for tablet, answer in zip(tablets, found, strict=True):
            covered = int(answer.checkpoint.split("\n")[1])
            behind = session.feed(covered + 1, session.feed_size(), 1 << 40)
            assert tablet.origin not in {span.origin for span in behind}
    for tablet in (*tablets, *tablets):
        tablet.sync()
    assert len({tree_root(tablet) for tablet in tablets}) == 1
    assert history(tablets[0]) == history(tablets[-1])


def test_an_answer_from_another_server_is_not_believed(served_here: Served, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    request = tablet.request()
    answer = packing.unpack_answer(served_here.post(packing.pack_request(request)).content)
    forged = replace(answer, checkpoint=answer.checkpoint.replace("planton/", "plantom/"))
    with pytest.raises(Problem, match="answer_unreadable"), tablet.store.writing() as session:
        take_answer(session, served_here.office.clock, request, forged)


def test_a_connection_is_kept_and_its_heads_are_small(served_here: Served, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    answer = served_here.post(packing.pack_request(tablet.request()))
    assert {name.casefold() for name in answer.headers} == {"content-length"}


def test_the_overview_knows_when_a_tablet_was_last_heard(served_here: Served, tmp_path: Path) -> None:
    office = served_here.office
    tablet = served_here.enrol(tmp_path, "Choco 1")
    with office.store.reading() as session:
        assert office.contacts.last(session, tablet.origin) is None
    tablet.sync()
    with office.store.reading() as session:
        in_memory = office.contacts.last(session, tablet.origin)
        written = type(office.contacts)().last(session, tablet.origin)
    assert in_memory is not None
    assert written is not None
    assert 0 <= in_memory - written < 60_000


def test_the_conversation_goes_on_after_a_cut(served: Served, tmp_path: Path) -> None:
    """The answer to a push never arrives; the tablet sends the same again and everything is there once."""
    tablet = served.enrol(tmp_path, "Choco 1")
    tablet.sync()
    plant(tablet, 40, 3)

    def exchange_cut(request: Request) -> Answer:
        requests.post(f"{served.address}/v1/sync", data=packing.pack_request(request), timeout=SECONDS)
        raise Problem("server_unreachable", address=served.address)

    with pytest.raises(Problem, match="server_unreachable"):
        converse(tablet.store, served.office.clock, tablet.key, exchange_cut)
    assert tablet.sync().left_to_send == 0
    with served.office.store.reading() as session:
        assert len(session.records(tablet.origin, 1, 10)) == 3

"""Turns that are cut, repeated, mixed or hostile: nothing is lost, doubled, or believed that was not proved."""

import random
from dataclasses import replace

import pytest

from core.domain.chain import chain_over, chain_start
from core.domain.problems import Problem
from core.sync.trust.keys import PrivateKey
from core.sync.turns.answering import give_answer
from core.sync.turns.conversation import Watch, converse, next_request
from core.sync.wire.messages import Answer, Request
from core.sync.wire.packing import pack_request, unpack_request
from core.usecases.office.tablets import shut_out
from core.usecases.own_log import now_ms
from core.usecases.views.field import Money
from tests.fakes.clock import FakeClock
from tests.fieldwork import (
    CutOffError,
    Field,
    assert_as_refolded,
    assert_chain,
    assert_same_history,
    everything_of,
    note_row,
)
from tests.sample import START_MS
from tests.stores import projections
from tools.sample import SampleServer


def request_of(field: Field, batch_bytes: int = 16_000) -> Request:
    with field.store.reading() as session:
        return next_request(session, field.tablet.key, batch_bytes)


def signed(field: Field, request: Request) -> Request:
    return replace(request, signature=field.tablet.key.sign(request.signed_part()).hex())


# The good ways


def test_what_was_recorded_arrives_and_comes_back_confirmed(one: Field) -> None:
    one.workdays(5)
    progress = one.sync()
    assert (progress.sent, progress.left_to_send) == (5, 0)
    assert one.number("acked_seq") == 5
    assert_same_history(one)
    assert_as_refolded(one.store)


def test_two_tablets_see_the_same_whoever_syncs_first(one: Field, other: Field) -> None:
    chance = random.Random(4)
    for _ in range(12):
        field = chance.choice((one, other))
        chance.choice((field.workday, field.planting, field.sync))()
    for field in (one, other, one):
        field.sync()
    assert_same_history(one)
    assert_same_history(other)
    assert projections(one.store) == projections(other.store)


def test_after_every_pull_the_projections_are_those_of_a_rebuild(one: Field, other: Field) -> None:
    chance = random.Random(8)
    for step in range(10):
        field = chance.choice((one, other))
        identifier = chance.choice((field.workday, field.planting))()
        if step % 3 == 0:
            field.void(identifier)
        if step % 4 == 1:
            field.sync()
            assert_as_refolded(field.store)
    other.sync()
    one.workday()
    one.sync()
    assert_as_refolded(one.store)
    assert_as_refolded(other.store)
    assert_same_history(one)


def test_of_two_tablets_that_take_back_the_same_record_one_has_effect(one: Field, other: Field) -> None:
    target = one.workday()
    one.sync()
    other.sync()
    mine, theirs = one.void(target), other.void(target)
    for field in (other, one, other):
        field.sync()
    for field in (one, other):
        effects = {row.id: row.takes_effect for row in projections(field.store)["Correction"] if row.target == target}
        assert effects == {mine: 0, theirs: 1}
        assert_as_refolded(field.store)


def test_many_small_turns_bring_the_same_as_one_large(one: Field, other: Field, server: SampleServer) -> None:
    one.workdays(30)

    def narrow(request: Request) -> Answer:
        tight = signed(one, replace(request, room=100))
        return server.exchange(tight)

    other.workdays(10)
    other.sync()
    assert one.sync(narrow).turns > 10
    assert_same_history(one)
    assert_as_refolded(one.store)


# Money


def test_money_goes_from_only_here_to_confirmed(one: Field) -> None:
    before = one_member_money(one)
    one.planting(10)
    recorded = one_member_money(one)
    assert (recorded.pending, recorded.confirmed) == (before.pending + 500, before.confirmed)
    one.sync()
    arrived = one_member_money(one)
    assert arrived.pending == 0
    assert arrived.confirmed + arrived.observed == before.confirmed + before.observed + 500


def test_money_of_a_held_record_is_observed_and_after_a_void_gone(one: Field) -> None:
    before = one_member_money(one)
    largest = one.planting(9_000)
    assert one_member_money(one).pending == before.pending + 450_000
    one.sync()
    held = one_member_money(one)
    assert (held.observed, held.pending, held.confirmed) == (before.observed + 450_000, 0, before.confirmed)
    one.void(largest)
    one.sync()
    gone = one_member_money(one)
    assert gone.confirmed + gone.pending + gone.observed == before.confirmed + before.observed


def one_member_money(field: Field) -> Money:
    with field.store.reading() as session:
        people = session.reads().people_money(field.committees[0])
    return next((person.money for person in people if person.member == field.members()[0]), Money())


# Repeats, cuts, gaps, overlaps


def test_a_request_that_comes_twice_is_kept_once(one: Field, server: SampleServer) -> None:
    one.workdays(4)
    request = request_of(one)
    first = server.exchange(request)
    kept = everything_of(server.store)
    again = server.exchange(request)
    assert everything_of(server.store) == kept
    assert replace(again, time_ms=0) == replace(first, time_ms=0)


@pytest.mark.parametrize("seed", range(6))
def test_cuts_at_any_stage_lose_and_double_nothing(one: Field, other: Field, server: SampleServer, seed: int) -> None:
    chance = random.Random(seed)

    def shaky(request: Request) -> Answer:
        stage = chance.randrange(4)
        if stage == 0:
            raise CutOffError("before the request arrived")
        answer = server.exchange(request)
        if stage == 1:
            raise CutOffError("after the server had kept it")
        if stage == 2:
            server.exchange(request)
        return answer

    for _ in range(4):
        for field in (one, other):
            field.workdays(chance.randrange(6))
            field.sync_until_through(shaky)
    one.sync()
    assert_same_history(one)
    assert_as_refolded(one.store)


def test_a_gap_sends_the_tablet_back(one: Field, server: SampleServer) -> None:
    one.workdays(6)
    with one.store.writing() as session:
        session.put_note("acked_seq", (4).to_bytes(8, "big"))
    request = request_of(one)
    assert request.first_seq == 5
    kept = everything_of(server.store)
    answer = server.exchange(request)
    assert answer.acked_seq == 0
    assert everything_of(server.store)[0] == kept[0]
    one.sync()
    assert_same_history(one)


def test_an_overlap_is_skipped(one: Field, server: SampleServer) -> None:
    one.workdays(6)
    one.sync()
    one.workdays(3)
    with one.store.writing() as session:
        session.put_note("acked_seq", (2).to_bytes(8, "big"))
    assert request_of(one).first_seq == 3
    one.sync()
    assert_same_history(one)


def test_records_that_are_all_known_are_answered_with_how_far_the_server_is(one: Field, server: SampleServer) -> None:
    one.workdays(6)
    one.sync()
    with one.store.writing() as session:
        session.put_note("acked_seq", (1).to_bytes(8, "big"))
    request = request_of(one, batch_bytes=40)
    assert request.first_seq + len(request.records) - 1 < 6
    assert server.exchange(request).acked_seq == 6


def test_cancelling_keeps_what_has_arrived(one: Field, server: SampleServer) -> None:
    one.workdays(1_200)
    turns: list[int] = []
    watch = Watch(lambda step: turns.append(step.turns), lambda: len(turns) >= 1)
    progress = converse(one.store, one.clock, one.tablet.key, server.exchange, watch)
    assert progress.turns == 1
    assert 0 < one.number("acked_seq") < 1_200
    one.sync()
    assert_same_history(one)


# What a server refuses


def test_other_bytes_under_a_known_number_are_refused_and_kept_as_evidence(one: Field, server: SampleServer) -> None:
    one.workdays(3)
    request = request_of(one)
    server.exchange(request)
    kept = everything_of(server.store)
    other_bytes = request.records[0].replace(b'"author":"T01"', b'"author":"T02"')
    records = (other_bytes, *request.records[1:])
    head = chain_over(chain_start("PIURA", one.tablet.key.public_key), records)[-1]
    changed = signed(one, replace(request, records=records, head=head.hex()))
    with pytest.raises(Problem, match="chain_broken"):
        server.exchange(changed)
    assert everything_of(server.store) == kept
    with server.store.reading() as session:
        evidence = session.note(f"equivocation/{one.origin}")
    assert evidence == changed.signed_part() + b"\n" + changed.signature.encode()


@pytest.mark.parametrize("change", ["record", "dropped", "reordered", "head"])
def test_records_that_do_not_end_in_the_signed_head_are_refused(one: Field, server: SampleServer, change: str) -> None:
    one.workdays(3)
    request = request_of(one)
    first, second, third = request.records
    changed = {
        "record": replace(request, records=(first, second.replace(b"T01", b"T02"), third)),
        "dropped": replace(request, records=(first, third)),
        "reordered": replace(request, records=(second, first, third)),
        "head": replace(request, head="00" * 32),
    }[change]
    kept = everything_of(server.store)
    with pytest.raises(Problem, match="chain_broken"):
        server.exchange(signed(one, changed))
    assert everything_of(server.store) == kept
    one.sync()
    assert_same_history(one)


@pytest.mark.parametrize(
    "change",
    [
        {"signature": "", "protocol": 1},
        {"signature": "zz", "protocol": 1},
        {"signature": "00" * 64},
        {"position": 0},
        {"room": 1},
        {"misses": ("0" * 64,)},
    ],
)
def test_anything_not_signed_is_refused(one: Field, server: SampleServer, change: dict[str, object]) -> None:
    one.workdays(1)
    kept = everything_of(server.store)
    with pytest.raises(Problem, match="signature_wrong"):
        server.exchange(replace(request_of(one), **change))
    assert everything_of(server.store) == kept


def test_another_tablets_signature_is_refused(one: Field, other: Field, server: SampleServer) -> None:
    one.workdays(1)
    with pytest.raises(Problem, match="signature_wrong"):
        server.exchange(signed(other, request_of(one)))


def test_records_damaged_on_the_way_are_refused_wherever_the_damage_is(one: Field, server: SampleServer) -> None:
    """They are looked into only when the signature is found good, and must still be refused in words."""
    one.workdays(3)
    data = pack_request(request_of(one))
    kept = everything_of(server.store)[0]
    for place in range(len(data)):
        damaged = data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]
        with pytest.raises(Problem):
            give_answer(server.answering, unpack_request(damaged))
    assert everything_of(server.store)[0] == kept
    one.sync()
    assert_same_history(one)


def test_a_tablet_nobody_let_in_is_refused(one: Field, server: SampleServer) -> None:
    one.workdays(1)
    stranger = replace(request_of(one), origin="ZZZZZZ")
    with pytest.raises(Problem, match="tablet_unknown"):
        server.exchange(signed(one, stranger))


def test_the_offices_own_origin_cannot_be_spoken_for(server: SampleServer, one: Field) -> None:
    request = replace(request_of(one), origin=server.origin)
    with pytest.raises(Problem, match="tablet_unknown"):
        server.exchange(replace(request, signature=server.key.sign(request.signed_part()).hex()))


def test_another_programme_is_refused(one: Field, server: SampleServer) -> None:
    with pytest.raises(Problem, match="tablet_unknown"):
        server.exchange(signed(one, replace(request_of(one), programme="OTHER")))


def test_a_revoked_tablet_hands_over_what_it_has_and_learns_nothing(one: Field, server: SampleServer) -> None:
    one.sync()
    one.workdays(2)
    shut_out(server.store, server.clock, server.origin, "C01", one.origin, "stolen")
    with server.store.reading() as session:
        before = session.origin(one.origin)
    with one.store.reading() as session:
        size = session.feed_size()
    with pytest.raises(Problem, match="tablet_revoked"):
        one.sync()
    with server.store.reading() as session:
        after = session.origin(one.origin)
    with one.store.reading() as session:
        assert session.feed_size() == size
    assert before is not None
    assert after is not None
    assert after.seq == before.seq + 2
    assert_chain(one)


def test_an_unknown_protocol_is_named_at_both_ends(one: Field, server: SampleServer) -> None:
    with pytest.raises(Problem, match="protocol_unknown"):
        server.exchange(signed(one, replace(request_of(one), protocol=99)))
    kept = everything_of(one.store)
    with pytest.raises(Problem, match="protocol_unknown"):
        one.sync(lambda request: replace(server.exchange(request), protocol=99))
    assert everything_of(one.store) == kept


# Side rows


def test_a_note_reaches_the_tablets_of_its_committee(one: Field, other: Field) -> None:
    target = one.workday()
    one.void(target, note="Se contó dos veces")
    one.sync()
    other.sync()
    with other.store.reading() as session:
        assert session.missing_side_rows(other.committees, 10) == []
        hashes = [row.hash for row in projections(other.store)["SideReference"] if row.record.startswith(one.origin)]
        texts = [row.data.decode() for row in session.side_rows(hashes)]
    assert any("Se contó dos veces" in text for text in texts)


def test_a_row_that_is_not_what_its_hash_says_is_not_kept(one: Field, server: SampleServer) -> None:
    false = replace(note_row("true"), data=b'{"text":"false"}')
    request = replace(request_of(one), side_rows=(false,))
    server.exchange(signed(one, request))
    with server.store.reading() as session:
        assert session.side_rows([false.hash]) == []
    one.sync(lambda request: replace(server.exchange(request), side_rows=(false,)))
    with one.store.reading() as session:
        assert session.side_rows([false.hash]) == []


def test_asking_for_the_rows_of_another_committee_brings_nothing(one: Field, server: SampleServer) -> None:
    with server.store.reading() as session:
        foreign = sorted(
            row.hash for row in projections(server.store)["SideReference"]
            if row.committee and row.committee not in one.committees
        )[:50]  # fmt: skip
        assert len(session.side_rows(foreign)) == len(foreign) > 0
    answer = server.exchange(signed(one, replace(request_of(one), misses=tuple(foreign))))
    assert answer.side_rows == ()


def test_large_notes_do_not_make_a_request_that_is_too_large(one: Field) -> None:
    for number in range(60):
        one.void(one.workday(), note=f"{number}" + "x" * 150_000)
    one.sync()
    assert_same_history(one)


# Clocks


@pytest.mark.parametrize("time_ms", [2**53 - 1, 253_402_300_800_000])
def test_a_server_whose_clock_is_beyond_all_calendars_is_not_believed(
    one: Field, server: SampleServer, time_ms: int
) -> None:
    with pytest.raises(Problem, match="answer_unreadable"):
        one.sync(lambda request: replace(server.exchange(request), time_ms=time_ms))
    with one.store.reading() as session:
        assert now_ms(session, FakeClock(START_MS)) < START_MS + 365 * 86_400_000
    one.workday()


def test_a_server_that_is_ahead_moves_the_tablets_day_on_and_never_back(one: Field, server: SampleServer) -> None:
    later = START_MS + 10 * 86_400_000
    one.sync(lambda request: replace(server.exchange(request), time_ms=later))
    one.sync(lambda request: replace(server.exchange(request), time_ms=START_MS))
    with one.store.reading() as session:
        assert now_ms(session, FakeClock(START_MS)) == later


def test_the_key_of_another_installation_signs_nothing_here(one: Field, server: SampleServer) -> None:
    stranger = PrivateKey(b"s" * 32)
    with one.store.reading() as session:
        request = next_request(session, stranger, 16_000)
    with pytest.raises(Problem, match="signature_wrong"):
        server.exchange(request)

"""Sheets, lines and payouts as the verifier works them out again."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.unit.verifier.story import OTHER_TABLET, TABLET, Story, adds_up, items_of
from verifier.canon import encode
from verifier.curve import verify_slowly
from verifier.model import Identity


def on_hand(total: int = 400, **more: object) -> tuple[Story, str, str]:
    """A sheet of one line of S/ 100.00, in the hands of the tablet."""
    story = Story()
    member = story.member()
    story.accepted(total, member)
    sheet = story.drafted(**more)  # type: ignore[arg-type]
    story.locked(sheet, [[member, 10_000, 10_000]])
    story.approved(sheet)
    story.assigned(sheet)
    return story, member, sheet


def test_the_hash_of_the_lines_is_that_of_the_rule_book() -> None:
    said = b'[["7KQ2MX-12",27775,27770],["7KQ2MX-9",8325,8320]]'
    assert encode([["7KQ2MX-12", 27_775, 27_770], ["7KQ2MX-9", 8_325, 8_320]]) == said
    story = Story()
    one, other = story.member(1), story.member(2)
    story.accepted(1_111, one)
    story.accepted(1_444, other, day="2014-03-02")
    sheet = story.drafted()
    lock = story.locked(sheet, [[one, 27_775, 27_770], [other, 8_325, 8_320]])
    books = story.books()
    assert books.states[lock].status == "live"
    assert books.sheets[sheet].centimos == 36_090
    assert (
        books.sheets[sheet].lines_hash
        == hashlib.sha256(encode(sorted([[one, 27_775, 27_770], [other, 8_325, 8_320]]))).hexdigest()
    )


def test_a_lock_that_says_something_else_comes_to_nothing() -> None:
    story = Story()
    member = story.member()
    story.accepted(400, member)
    sheet = story.drafted()
    lock = story.locked(sheet, [[member, 10_000, 9_990]])
    books = story.books()
    assert (books.states[lock].status, books.states[lock].why) == ("no_effect", "lines_changed")
    assert books.sheets[sheet].state == "draft"


def test_nobody_approves_their_own_sheet_and_a_large_one_takes_two() -> None:
    story = Story()
    story.say("setting", name="two_approvers_from_centimos", value=10_000, starts_on="2014-01-01")
    member = story.member()
    story.accepted(400, member)
    sheet = story.drafted()
    story.locked(sheet, [[member, 10_000, 10_000]])
    refused = [story.approved(sheet, author) for author in ("drafter", "locker")]
    story.approved(sheet, "first")
    refused.append(story.approved(sheet, "first"))
    assert story.books().sheets[sheet].state == "locked"
    last = story.approved(sheet, "second")
    books = story.books()
    assert books.sheets[sheet].state == "approved"
    assert books.sheets[sheet].approval == last
    assert {books.states[one].status for one in refused} == {"no_effect"}
    assert books.balances()["funds_applied", story.fund] == -10_000


def test_reopening_takes_the_entry_of_the_approval_back() -> None:
    story = Story()
    member = story.member()
    story.accepted(400, member)
    sheet = story.drafted()
    story.locked(sheet, [[member, 10_000, 10_000]])
    story.approved(sheet)
    story.say("sheet_reopened", day="2014-04-03", sheet=sheet, reason="wrong_lines")
    lock = story.locked(sheet, [[member, 10_000, 10_000]], number=1, day="2014-04-03")
    books = story.books()
    assert books.states[lock].status == "live"
    assert books.sheets[sheet].number == 1
    assert books.balances()["fund", story.fund] == 0
    assert adds_up(books)


def test_only_one_of_two_payouts_pays_and_the_other_waits() -> None:
    story, member, sheet = on_hand()
    first = story.paid(sheet, member, 10_000)
    second = story.paid(sheet, member, 10_000, origin=OTHER_TABLET)
    books = story.books()
    assert (books.payouts[first].role, books.payouts[first].paid) == ("paid", 10_000)
    assert (books.payouts[second].role, books.payouts[second].standing) == ("suspense", "stranger")
    assert books.balances()["suspense", member] == 10_000
    story.say("suspense_decided", day="2014-04-10", payout=second, action="payee_owes")
    books = story.books()
    assert items_of(books, second) == [("recovery", 1, member, -10_000), ("surplus", 1, member, 10_000)]
    assert books.identities[member] == Identity(10_000, 0, 0, 20_000, 0, 0, 0, 10_000)
    assert books.balances()["to_recover", member] == 10_000
    assert adds_up(books)


def test_the_same_payment_from_paper_is_a_copy() -> None:
    story, member, sheet = on_hand()
    story.paid(sheet, member, 10_000)
    paper = story.paid(sheet, member, 10_000, origin="OFFICE", acknowledged="paper")
    books = story.books()
    assert (books.payouts[paper].standing, books.payouts[paper].role) == ("paper", "copy")
    assert books.balances()["cash_box", story.technician] == -10_000


def test_half_of_a_line_is_kept_for_what_is_to_be_recovered() -> None:
    story, member, sheet = on_hand()
    story.paid(sheet, member, 10_000)
    twice = story.paid(sheet, member, 8_000, origin=OTHER_TABLET)
    story.say("suspense_decided", day="2014-04-10", payout=twice, action="payee_owes")
    story.settled(sheet)
    story.accepted(800, member, day="2014-05-01")
    following = story.drafted(cut_off="2014-05-31", day="2014-06-01")
    lock = story.locked(following, [[member, 10_000, 5_000]], number=2, day="2014-06-01")
    books = story.books()
    assert books.states[lock].status == "live"
    line = books.lines[following, member]
    assert (line.gross, line.recovery, line.recovered, line.payable) == (10_000, 8_000, 5_000, 5_000)
    story.approved(following, day="2014-06-02")
    story.assigned(following, day="2014-04-03")
    story.paid(following, member, 5_000, day="2014-06-05")
    story.settled(following, day="2014-06-20")
    books = story.books()
    assert items_of(books, following) == [("recovery", 1, member, 8_000 - 5_000), ("recovery", 1, member, -3_000)]
    assert books.identities[member].to_recover == 3_000
    assert adds_up(books)


def test_what_was_paid_too_much_stays_until_a_person_decides() -> None:
    story, member, sheet = on_hand()
    accepted = next(one.id for one in story.entries if one.record and one.record["kind"] == "ready_accepted")
    story.paid(sheet, member, 10_000)
    story.settled(sheet)
    body = {"batch": story.batch, "total": 300, "people": [{"member": member, "count": 1}]}
    story.replaced(accepted, accepted, body, day="2014-03-01")
    books = story.books()
    assert books.identities[member] == Identity(7_500, 0, 0, 10_000, 0, 0, 0, 2_500)
    decided = story.say("recovery_decided", day="2014-05-01", payee=member, about=accepted, action="waive")
    books = story.books()
    assert items_of(books, decided) == [("waived", 1, member, 2_500)]
    assert books.identities[member] == Identity(7_500, 0, 2_500, 10_000, 0, 0, 0, 0)
    assert adds_up(books)


def test_a_revoked_tablet_pays_nobody() -> None:
    story, member, sheet = on_hand()
    story.revoke(TABLET)
    payout = story.paid(sheet, member, 10_000)
    assert story.books().payouts[payout].standing == "revoked"


@pytest.mark.parametrize("spoil", [False, True])
def test_a_line_goes_from_tablet_to_tablet_by_a_signed_release(spoil: bool) -> None:
    story, member, sheet = on_hand()
    key = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
    enrolled = next(one.id for one in story.entries if one.record and one.record["kind"] == "tablet_enrolled")
    body = {
        "origin": TABLET, "public_key": key.public_key().public_bytes_raw().hex(), "label": TABLET,
        "committees": [story.committee], "users": [story.technician],
    }  # fmt: skip
    story.replaced(enrolled, enrolled, body)
    released = story.say("line_released", origin=TABLET, sheet=sheet, payee=member, to=OTHER_TABLET)
    text = story.entries.pop().data.decode()
    signed = key.sign(b"planton/release/1\nTEST\n" + text.encode() + (b" " if spoil else b"")).hex()
    accepted = story.say("line_accepted", origin=OTHER_TABLET, release=text, signature=signed)
    books = story.books()
    line = books.lines[sheet, member]
    if spoil:
        assert (books.states[accepted].status, line.holder) == ("no_effect", TABLET)
    else:
        assert (line.holder, line.held_before, line.let_go) == (OTHER_TABLET, [TABLET], [TABLET])
        assert line.pay_until == "2014-04-30"
    assert released == "TABLET-1"


def test_signatures_are_looked_at_without_any_package() -> None:
    # RFC 8032, 7.1, test 2, and the same with one bit changed.
    key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert verify_slowly(key, b"\x72", signature)
    assert not verify_slowly(key, b"\x73", signature)
    assert not verify_slowly(key, b"\x72", signature[:-1] + b"\1")
    assert not verify_slowly(b"\xff" * 32, b"\x72", signature)

"""A forgotten PIN: letters from the tablet, digits from the office, good for one tablet, one user and once."""

import pytest

from core.domain.problems import Problem
from core.domain.waits import TRIES_BEFORE_WAIT, WAITS_SECONDS
from core.sync.letting_in.pin_reset import challenge_of, check_code, code_for, reset_pin, seconds_to_wait_for_code
from core.sync.trust.keys import PrivateKey, agreement_half, agreement_key
from core.sync.trust.sealing import own_sealing_key, state_sealing_key
from core.usecases.tablet.sign_in import check_pin, set_pin
from tests.fakes.pins import with_pins


def told(server, field, challenge: str, user: str = "T01") -> str:
    with server.store.reading() as session:
        return code_for(session, own_sealing_key(session), field.origin, user, challenge)


@pytest.fixture
def met(server, one):
    """The tablet has the office's key, and its technician a PIN."""
    state_sealing_key(server.store, server.clock, server.origin)
    server.settle()
    one.sync()
    with_pins(one.store, T01="2580")
    return one


def other_code(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08d}"


def test_both_ends_find_the_same_secret_in_the_keys_they_have() -> None:
    for _ in range(20):
        key = PrivateKey.generate()
        assert agreement_key(key.raw).public_key().public_bytes_raw() == agreement_half(key.public_key)


def test_the_code_of_the_office_sets_a_new_pin_once(server, met) -> None:
    letters = challenge_of(met.store, "T01")
    assert challenge_of(met.store, "T01") == letters
    code = told(server, met, f" {letters[:3].lower()}-{letters[3:]}")
    check_code(met.store, met.uptime, "T01", code)
    reset_pin(met.store, met.uptime, "T01", code, "3691", "3691")
    check_pin(met.store, met.uptime, "T01", "3691")
    with pytest.raises(Problem, match="pin_reset_impossible"):
        check_code(met.store, met.uptime, "T01", code)
    assert challenge_of(met.store, "T01") != letters


def test_somebody_who_never_chose_a_pin_gets_in_by_the_same_way(server, met) -> None:
    code = told(server, met, challenge_of(met.store, "T02"), "T02")
    with pytest.raises(Problem, match="pin_needs_leave"):
        set_pin(met.store, "T02", "3691", "3691")
    reset_pin(met.store, met.uptime, "T02", code, "3691", "3691")
    check_pin(met.store, met.uptime, "T02", "3691")


def test_letters_for_the_office_are_nobodys_pin(met) -> None:
    with met.store.writing() as session:
        session.connection.exec_driver_sql("DELETE FROM pin")
    challenge_of(met.store, "T02")
    with met.store.reading() as session:
        assert not session.has_pins()


def test_it_is_of_no_use_to_others(server, met, other) -> None:
    letters = challenge_of(met.store, "T01")
    code = told(server, met, letters)
    assert told(server, met, letters, "T02") != code
    assert told(server, other, letters) != code


def test_a_pin_that_will_not_do_uses_nothing_up(server, met) -> None:
    code = told(server, met, challenge_of(met.store, "T01"))
    with pytest.raises(Problem, match="pin_in_order"):
        reset_pin(met.store, met.uptime, "T01", code, "1234", "1234")
    with pytest.raises(Problem, match="pins_differ"):
        reset_pin(met.store, met.uptime, "T01", code, "3691", "3692")
    reset_pin(met.store, met.uptime, "T01", code, "3691", "3691")


def test_guessing_is_slowed_down_and_asking_anew_does_not_help(server, met) -> None:
    code = told(server, met, challenge_of(met.store, "T01"))
    for left in range(TRIES_BEFORE_WAIT - 1, 0, -1):
        with pytest.raises(Problem) as refusal:
            check_code(met.store, met.uptime, "T01", other_code(code))
        assert (refusal.value.code, refusal.value.details) == ("pin_code_wrong", {"left": left})
    with pytest.raises(Problem, match="pin_locked"):
        reset_pin(met.store, met.uptime, "T01", other_code(code), "3691", "3691")
    challenge_of(met.store, "T01")
    with pytest.raises(Problem, match="pin_locked"):
        check_code(met.store, met.uptime, "T01", code)
    assert seconds_to_wait_for_code(met.store, met.uptime, "T01") == WAITS_SECONDS[0]
    met.clock.ms += WAITS_SECONDS[-1] * 1000
    with pytest.raises(Problem, match="pin_locked"):
        check_code(met.store, met.uptime, "T01", code)
    met.uptime.advance(WAITS_SECONDS[0])
    check_code(met.store, met.uptime, "T01", code)


def test_a_tablet_that_does_not_know_the_office_says_so(one) -> None:
    with pytest.raises(Problem, match="pin_reset_impossible"):
        challenge_of(one.store, "T01")


@pytest.mark.parametrize("text", ["", "ABC", "ABCDE0", "ABCDEFG", "ÑBCDEF"])
def test_letters_that_the_office_heard_wrong_are_told(server, met, text) -> None:
    with pytest.raises(Problem, match="challenge_mistyped"):
        told(server, met, text)

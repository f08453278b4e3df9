"""What a password is kept as: costly to guess, and no quicker for a name that nobody has."""

import pytest
from argon2 import extract_parameters
from argon2.profiles import CHEAPEST

from core.storage.accounts import LOCKED
from sync_server.gate import passwords
from sync_server.gate.passwords import hash_one_time, hash_password, is_right, new_account
from tests.fakes.passwords import hashed_at_once

PASSWORD = "agua-y-sombra-27"


def test_a_hash_costs_whoever_guesses_time_and_memory() -> None:
    """The least that OWASP's list asks of Argon2id: 19 MiB, two rounds, one lane."""
    cost = extract_parameters(hash_password(PASSWORD))
    assert (cost.type.name, cost.memory_cost, cost.time_cost, cost.parallelism) == ("ID", 19 * 1024, 2, 1)
    assert cost.salt_len >= 16
    assert cost.hash_len >= 32


def test_the_same_password_is_never_kept_alike() -> None:
    assert hash_password(PASSWORD) != hash_password(PASSWORD)


def test_only_the_very_password_is_right() -> None:
    account = new_account(" Rosa ", PASSWORD, "coordinator", "C01")
    assert (account.name, PASSWORD in account.password_hash) == ("rosa", False)
    assert is_right(account, PASSWORD)
    assert not any(is_right(account, typed) for typed in ("", PASSWORD.upper(), f"{PASSWORD} ", PASSWORD[:-1]))


def test_a_one_time_password_is_right_as_well() -> None:
    account = new_account("rosa", "another password", "coordinator", "C01")
    assert is_right(type(account)(account.name, account.user_code, account.role, hash_one_time(PASSWORD)), PASSWORD)


@pytest.mark.parametrize("is_locked", [True, False])
def test_who_is_locked_or_unknown_is_refused_after_the_same_work(
    monkeypatch: pytest.MonkeyPatch, *, is_locked: bool
) -> None:
    """Else the time of an answer would tell which names there are."""
    looked_at: list[str] = []

    class Counting(type(passwords._HASHER)):
        def verify(self, hash: str, password: str) -> bool:  # noqa: A002 - the name of its base
            looked_at.append(hash)
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting(time_cost=2, memory_cost=19 * 1024, parallelism=1))
    made = new_account("rosa", PASSWORD, "coordinator", "C01")
    locked = type(made)(made.name, made.user_code, made.role, LOCKED + made.password_hash)
    assert not is_right(locked if is_locked else None, PASSWORD)
    (seen,) = looked_at
    assert extract_parameters(seen) == extract_parameters(made.password_hash)


def test_where_tests_hash_at_once_a_hash_is_still_one_and_the_way_back_is_the_real_one() -> None:
    with hashed_at_once():
        quick = new_account("rosa", PASSWORD, "coordinator", "C01")
    assert extract_parameters(quick.password_hash).memory_cost == CHEAPEST.memory_cost
    assert is_right(quick, PASSWORD)
    assert not is_right(quick, "another password")
    assert extract_parameters(hash_password(PASSWORD)).memory_cost == 19 * 1024

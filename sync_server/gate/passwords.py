"""Passwords of the pages: hashed with Argon2id, a few at a time, because each hash takes a good piece of memory."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.storage.accounts import LOCKED, ONE_TIME, Account

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
LONGEST_NAME = 80
_PLAIN_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_PARTS, _SIGNS_OF_A_PART = 4, 3
_MEMORY_KIB = 19 * 1024
_ROUNDS = 2
_AT_ONCE = threading.BoundedSemaphore(2)
_HASHER = PasswordHasher(time_cost=_ROUNDS, memory_cost=_MEMORY_KIB, parallelism=1)


def tidy_name(text: str) -> str:
    """An account's name however it is typed: lower case, without spaces around it or signs that cannot be seen."""
    letters = "".join(letter for letter in unicodedata.normalize("NFC", text) if letter.isprintable())
    return letters.strip().casefold()[:LONGEST_NAME]


def is_good_password(password: str) -> bool:
    return SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD


def new_account(name: str, password: str, role: str, user_code: str) -> Account:
    return Account(tidy_name(name), user_code, role, hash_password(password))


def one_time_password() -> str:
    """A password to be read out once: twelve signs that nobody takes for each other, in threes."""
    signs = [secrets.choice(_PLAIN_SIGNS) for _ in range(_PARTS * _SIGNS_OF_A_PART)]
    parts = ["".join(signs[start : start + _SIGNS_OF_A_PART]) for start in range(0, len(signs), _SIGNS_OF_A_PART)]
    return "-".join(parts)


def hash_one_time(password: str) -> str:
    """The hash of a password that has to be changed by whoever signs in with it."""
    return ONE_TIME + hash_password(password)


def hash_password(password: str) -> str:
    with _AT_ONCE:
        return _HASHER.hash(password)


@cache
def _nobody() -> str:
    """Checked for names without an account, so that the answer takes as long. Commands that ask for no password do not
    wait for it.
    """
    return hash_password(secrets.token_urlsafe())


def is_right(account: Account | None, password: str) -> bool:
    """Whether the password is the account's. It takes the same time for an account that does not exist, or that is
    locked: then none is right.
    """
    if account is not None and account.password_hash.startswith(LOCKED):
        account = None
    nobody = _nobody()
    known = nobody if account is None else account.password_hash.removeprefix(ONE_TIME)
    with _AT_ONCE:
        try:
            right = _HASHER.verify(known, password)
        except (VerificationError, InvalidHashError):
            return False
    return right if account is not None else False

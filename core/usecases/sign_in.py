"""The PIN that guards the screen: set once, checked with growing waits. It protects no key; records are signed
without it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from core.domain.problems import Problem
from core.usecases.ports import Clock, Pin, Session, Store

PIN_LENGTHS = range(4, 7)
TRIES_BEFORE_WAIT = 5
WAITS_SECONDS = (30, 60, 300, 900, 3600)
_SALT_BYTES = 16
_SCRYPT_COST = 2**13


def check_new_pin(pin: str) -> None:
    """Raises Problem pin_too_simple, pin_repeats or pin_in_order: what anybody would try first is no PIN."""
    if len(pin) not in PIN_LENGTHS or not pin.isdecimal():
        raise Problem("pin_too_simple")
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if steps in ({1}, {-1}):
        raise Problem("pin_in_order", pin=pin)
    if pin == pin[0] * len(pin) or pin == pin[:2] * (len(pin) // 2):
        raise Problem("pin_repeats", pin=pin)


def set_pin(store: Store, user_code: str, pin: str, repeated: str) -> None:
    """Give a user of this tablet a PIN. Raises Problem as `check_new_pin`, or pins_differ."""
    with store.writing() as session:
        put_new_pin(session, user_code, pin, repeated)


def put_new_pin(session: Session, user_code: str, pin: str, repeated: str) -> None:
    """`set_pin` within a transaction that does more."""
    check_new_pin(pin)
    if pin != repeated:
        raise Problem("pins_differ")
    salt = secrets.token_bytes(_SALT_BYTES)
    session.put_pin(Pin(user_code, salt, _hash(pin, salt), 0, 0))


def check_pin(store: Store, clock: Clock, user_code: str, pin: str) -> None:
    """Let a user in, or raise Problem pin_wrong, or pin_locked while they have to wait; each wait is longer than the
    last.
    """
    with store.writing() as session:
        known = session.pin(user_code)
        if known is None:
            raise LookupError(f"{user_code} has no PIN on this tablet")
        refusal = try_once(
            session, known, clock.now_ms(), lambda: hmac.compare_digest(_hash(pin, known.salt), known.hash), "pin_wrong"
        )
    if refusal is not None:
        raise refusal


def try_once(session: Session, known: Pin, now: int, is_right: Callable[[], bool], wrong: str) -> Problem | None:
    """Check and write down the outcome; the refusal is raised by the caller, after the tries are kept. While one has to
    wait, nothing is checked.

    Waits go by the device's own clock: the latest instant seen may stand still for as long as the clock is behind.
    """
    if known.locked_until - now > WAITS_SECONDS[-1] * 1000:
        # The clock went back: what is left of the wait cannot be told any more, so it begins again, as short as it can.
        known = replace(known, locked_until=now + WAITS_SECONDS[0] * 1000)
        session.put_pin(known)
    if now < known.locked_until:
        return Problem("pin_locked", seconds=_seconds(known.locked_until - now))
    if is_right():
        session.put_pin(replace(known, failures=0, locked_until=0))
        return None
    failures = known.failures + 1
    over = failures - TRIES_BEFORE_WAIT
    if over < 0:
        session.put_pin(replace(known, failures=failures))
        return Problem(wrong, left=-over)
    wait = WAITS_SECONDS[min(over, len(WAITS_SECONDS) - 1)]
    session.put_pin(replace(known, failures=failures, locked_until=now + wait * 1000))
    return Problem("pin_locked", seconds=wait)


def _seconds(milliseconds: int) -> int:
    return -(-milliseconds // 1000)


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("utf-8"), salt=salt, n=_SCRYPT_COST, r=8, p=1)

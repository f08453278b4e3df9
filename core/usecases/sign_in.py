"""The PIN that guards the screen: set once, checked with growing waits. It protects no key; records are signed
without it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import replace

from core.domain.problems import Problem
from core.usecases.ports import Clock, Pin, Session, Store

PIN_LENGTHS = range(4, 7)
TRIES_BEFORE_WAIT = 5
WAITS_SECONDS = (30, 60, 300, 900, 3600)
_SALT_BYTES = 16
_SCRYPT_COST = 2**13


def set_pin(store: Store, user_code: str, pin: str, repeated: str) -> None:
    """Give a user of this tablet a PIN. Raises Problem pin_too_simple or pins_differ."""
    if len(pin) not in PIN_LENGTHS or not pin.isdecimal() or len(set(pin)) == 1:
        raise Problem("pin_too_simple")
    if pin != repeated:
        raise Problem("pins_differ")
    salt = secrets.token_bytes(_SALT_BYTES)
    with store.writing() as session:
        session.put_pin(Pin(user_code, salt, _hash(pin, salt), 0, 0))


def check_pin(store: Store, clock: Clock, user_code: str, pin: str) -> None:
    """Let a user in, or raise Problem pin_wrong, or pin_locked while they have to wait; each wait is longer than the
    last.
    """
    with store.writing() as session:
        known = session.pin(user_code)
        if known is None:
            raise LookupError(f"{user_code} has no PIN on this tablet")
        refusal = _try(session, known, pin, clock.now_ms())
    if refusal is not None:
        raise refusal


def _try(session: Session, known: Pin, pin: str, now: int) -> Problem | None:
    """Check and write down the outcome; the refusal is raised by the caller, after the tries are kept.

    Waits go by the device's own clock: the latest instant seen may stand still for as long as the clock is behind.
    """
    if known.locked_until - now > WAITS_SECONDS[-1] * 1000:
        # The clock went back: what is left of the wait cannot be told any more, so it begins again, as short as it can.
        known = replace(known, locked_until=now + WAITS_SECONDS[0] * 1000)
        session.put_pin(known)
    if now < known.locked_until:
        return Problem("pin_locked", seconds=_seconds(known.locked_until - now))
    if hmac.compare_digest(_hash(pin, known.salt), known.hash):
        session.put_pin(replace(known, failures=0, locked_until=0))
        return None
    failures = known.failures + 1
    over = failures - TRIES_BEFORE_WAIT
    if over < 0:
        session.put_pin(replace(known, failures=failures))
        return Problem("pin_wrong", left=-over)
    wait = WAITS_SECONDS[min(over, len(WAITS_SECONDS) - 1)]
    session.put_pin(replace(known, failures=failures, locked_until=now + wait * 1000))
    return Problem("pin_locked", seconds=wait)


def _seconds(milliseconds: int) -> int:
    return -(-milliseconds // 1000)


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("utf-8"), salt=salt, n=_SCRYPT_COST, r=8, p=1)

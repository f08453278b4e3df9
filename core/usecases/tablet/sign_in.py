"""The PIN that guards the screen: chosen once, checked with growing waits. It protects no key; records are signed
without it.

Letting a tablet in opens it for whoever chooses the first PIN. From then on nobody comes in without proof: a further
person is let in by somebody who has a PIN there, or by the office (`core.sync.letting_in.pin_reset`).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise

from core.domain.problems import Problem
from core.domain.waits import TRIES_BEFORE_WAIT, seconds_after
from core.usecases.ports import Pin, Session, Store, Uptime

PIN_LENGTHS = range(4, 7)
_SALT_BYTES = 16
_SCRYPT_COST = 2**13


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody who has a PIN lets another one choose theirs, and types it as proof."""

    user_code: str
    pin: str


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
    """Give a user the first PIN of all on this tablet. Raises Problem pin_needs_leave, or as `put_new_pin`."""
    with store.writing() as session:
        if session.has_pins():
            raise Problem("pin_needs_leave")
        put_new_pin(session, user_code, pin, repeated)


def set_pin_with_leave(
    store: Store, uptime: Uptime, user_code: str, pin: str, repeated: str, leave: Leave
) -> None:  # fmt: skip
    """Give a user their first PIN. Raises Problem as `check_pin` for the PIN of whoever gives leave, pin_needs_leave
    where this user has one already, or as `put_new_pin`.
    """
    with store.writing() as session:
        if session.pin(user_code) is not None:
            raise Problem("pin_needs_leave")
        refusal = _try_pin(session, uptime, leave.user_code, leave.pin)
        if refusal is None:
            put_new_pin(session, user_code, pin, repeated)
    if refusal is not None:
        raise refusal


def put_new_pin(session: Session, user_code: str, pin: str, repeated: str) -> None:
    """The PIN alone, within a transaction that has asked for proof. Raises Problem as `check_new_pin`, or
    pins_differ.
    """
    check_new_pin(pin)
    if pin != repeated:
        raise Problem("pins_differ")
    salt = secrets.token_bytes(_SALT_BYTES)
    session.put_pin(Pin(user_code, salt, _hash(pin, salt), 0, 0))


def check_pin(store: Store, uptime: Uptime, user_code: str, pin: str) -> None:
    """Let a user in, or raise Problem pin_wrong, or pin_locked while they have to wait; each wait is longer than the
    last.
    """
    with store.writing() as session:
        refusal = _try_pin(session, uptime, user_code, pin)
    if refusal is not None:
        raise refusal


def seconds_to_wait(store: Store, uptime: Uptime, user_code: str) -> int:
    """How long somebody still has to wait. Where the machine was started since, the wait runs from this moment on, or
    from the next one at which there is room to write it down.
    """
    with store.reading() as session:
        known = session.pin(user_code)
    if known is None:
        return 0
    now = uptime()
    settled = _settled(known, now)
    if settled is not known:
        with suppress(Problem), store.writing() as session:
            session.put_pin(settled)
    return max(0, _whole_seconds(settled.locked_until - now))


def try_once(
    session: Session, known: Pin, uptime: Uptime, is_right: Callable[[], bool], wrong: str
) -> Problem | None:  # fmt: skip
    """Check and write down the outcome; the refusal is raised by the caller, after the tries are kept. While one has to
    wait, nothing is checked.
    """
    now = uptime()
    settled = _settled(known, now)
    if settled is not known:
        session.put_pin(settled)
    if now < settled.locked_until:
        return Problem("pin_locked", seconds=_whole_seconds(settled.locked_until - now))
    if is_right():
        session.put_pin(replace(settled, failures=0, locked_until=0))
        return None
    failed = replace(settled, failures=settled.failures + 1)
    wait = seconds_after(failed.failures)
    session.put_pin(replace(failed, locked_until=now + wait * 1000 if wait else 0))
    return Problem("pin_locked", seconds=wait) if wait else Problem(wrong, left=TRIES_BEFORE_WAIT - failed.failures)


def _settled(known: Pin, now: int) -> Pin:
    """Seconds begin anew when the machine is started. Those since then are never more than have really gone by, so that
    no wait ends too early; where more would be left than the whole wait, it begins again.
    """
    whole = seconds_after(known.failures) * 1000
    return known if known.locked_until - now <= whole else replace(known, locked_until=now + whole)


def _try_pin(session: Session, uptime: Uptime, user_code: str, pin: str) -> Problem | None:
    known = session.pin(user_code)
    if known is None:
        raise LookupError(f"{user_code} has no PIN on this tablet")
    salt, right = known.salt, known.hash
    return try_once(session, known, uptime, lambda: hmac.compare_digest(_hash(pin, salt), right), "pin_wrong")


def _whole_seconds(milliseconds: int) -> int:
    return -(-milliseconds // 1000)


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("utf-8"), salt=salt, n=_SCRYPT_COST, r=8, p=1)

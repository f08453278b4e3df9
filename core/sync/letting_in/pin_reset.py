"""Letting somebody in who forgot their PIN or never chose one, far from any network: the tablet shows letters, the
office answers digits.

Both work the digits out from a secret that they share already, by X25519 between the tablet's own key and the office's
sealing key: the feed told the tablet the one, the tablet's letting in told the office the other. So a code opens one
tablet for one user once; whoever overhears it can do nothing with it later. Like the PIN it guards the screen and no
key: somebody who can read the tablet's file needs neither.
"""

from __future__ import annotations

import hmac
import secrets

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.domain.problems import Problem
from core.sync.trust.keys import agreement_half, agreement_key
from core.usecases import notes
from core.usecases.ports import Pin, Session, Store, Uptime
from core.usecases.sealing import sealing_key_in_force
from core.usecases.tablet.sign_in import put_new_pin, seconds_to_wait, try_once

CHALLENGE_LENGTH = 6
CODE_DIGITS = 8
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Letters and digits that are not taken for one another when they are read out."""
_PURPOSE = b"planton-pin-reset/1\n"


def challenge_of(store: Store, user_code: str) -> str:
    """Tablet: the letters to read out to the office; the same until their code was used. Raises Problem
    pin_reset_impossible.
    """
    with store.writing() as session:
        if not sealing_key_in_force(session):
            raise Problem("pin_reset_impossible")
        asked = session.pin(_row(user_code))
        if asked is not None and asked.hash:
            return asked.hash.decode("ascii")
        letters = "".join(secrets.choice(_ALPHABET) for _ in range(CHALLENGE_LENGTH))
        tries = (asked.failures, asked.locked_until) if asked else (0, 0)
        session.put_pin(Pin(_row(user_code), b"", letters.encode("ascii"), *tries))
        return letters


def seconds_to_wait_for_code(store: Store, uptime: Uptime, user_code: str) -> int:
    """Tablet: how long no code is heard after wrong ones."""
    return seconds_to_wait(store, uptime, _row(user_code))


def check_code(store: Store, uptime: Uptime, user_code: str, code: str) -> None:
    """Tablet: raises Problem pin_code_wrong, or pin_locked while one has to wait. The code can still be used after."""
    with store.writing() as session:
        refusal = _try(session, uptime, user_code, code)
    if refusal is not None:
        raise refusal


def reset_pin(store: Store, uptime: Uptime, user_code: str, code: str, pin: str, repeated: str) -> None:
    """Tablet: use the code up and set a new PIN, both or neither. Raises Problem as `check_code` and `put_new_pin`."""
    with store.writing() as session:
        refusal = _try(session, uptime, user_code, code)
        if refusal is None:
            put_new_pin(session, user_code, pin, repeated)
            session.put_pin(Pin(_row(user_code), b"", b"", 0, 0))
    if refusal is not None:
        raise refusal


def code_for(session: Session, office_key: bytes, origin: str, user_code: str, challenge: str) -> str:
    """Office: the digits to tell whoever reads out these letters. `office_key` is the private sealing key.

    Raises Problem challenge_mistyped or tablet_unknown.
    """
    letters = "".join(challenge.upper().split()).replace("-", "")
    if len(letters) != CHALLENGE_LENGTH or set(letters) - set(_ALPHABET):
        raise Problem("challenge_mistyped", text=challenge)
    tablet = session.origin(origin)
    if tablet is None or tablet.role != "tablet":
        raise Problem("tablet_unknown")
    agreed = X25519PrivateKey.from_private_bytes(office_key).exchange(
        X25519PublicKey.from_public_bytes(agreement_half(tablet.public_key))
    )
    return _digits(agreed, session.programme, origin, user_code, letters)


def _try(session: Session, uptime: Uptime, user_code: str, code: str) -> Problem | None:
    asked = session.pin(_row(user_code))
    office = sealing_key_in_force(session)
    if asked is None or not asked.hash or not office:
        return Problem("pin_reset_impossible")

    def is_right() -> bool:
        agreed = agreement_key(session.note("own_key") or b"").exchange(X25519PublicKey.from_public_bytes(office))
        origin, letters = notes.text(session, "own_origin"), asked.hash.decode("ascii")
        right = _digits(agreed, session.programme, origin, user_code, letters)
        return hmac.compare_digest(right.encode("ascii"), code.encode("utf-8"))

    return try_once(session, asked, uptime, is_right, "pin_code_wrong")


def _digits(agreed: bytes, *about: str) -> str:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(agreed)
    number = int.from_bytes(hmac.digest(key, "\n".join(about).encode("utf-8"), "sha256"), "big")
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def _row(user_code: str) -> str:
    """Letters and tries are kept as a PIN is; no user has a code like this."""
    return f"{user_code}/reset"

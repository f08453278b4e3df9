"""Ed25519 signatures (RFC 8032), with `cryptography` where it is there and else with plain whole numbers.

They are needed for epochs, for releases of lines, for the last request of each tablet and for checkpoints. All but the
last are few, so the slow way is quick enough for them; `verifier.notes` says of how many checkpoints it goes that way.
"""

from __future__ import annotations

import hashlib

FIELD = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE_D = -121665 * pow(121666, FIELD - 2, FIELD) % FIELD
ROOT_OF_MINUS_ONE = pow(2, (FIELD - 1) // 4, FIELD)


def add_spots(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    a = (one[1] - one[0]) * (other[1] - other[0]) % FIELD
    b = (one[1] + one[0]) * (other[1] + other[0]) % FIELD
    c = 2 * one[3] * other[3] * CURVE_D % FIELD
    d = 2 * one[2] * other[2] % FIELD
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % FIELD, g * h % FIELD, f * g % FIELD, e * h % FIELD


def times_spot(number: int, spot: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add_spots(total, spot)
        spot = add_spots(spot, spot)
        number >>= 1
    return total


def same_spot(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return (one[0] * other[2] - other[0] * one[2]) % FIELD == 0 and (one[1] * other[2] - other[1] * one[2]) % FIELD == 0


def spot_of(data: bytes) -> tuple[int, int, int, int] | None:
    """The point that 32 bytes say, None if they say none."""
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    if y >= FIELD:
        return None
    square = (y * y - 1) * pow(CURVE_D * y * y + 1, FIELD - 2, FIELD) % FIELD
    x = pow(square, (FIELD + 3) // 8, FIELD)
    if (x * x - square) % FIELD:
        x = x * ROOT_OF_MINUS_ONE % FIELD
    if (x * x - square) % FIELD or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = FIELD - x
    return x, y, 1, x * y % FIELD


def verify_slowly(key: bytes, message: bytes, signature: bytes) -> bool:
    """The signature of a message, by RFC 8032, 5.1.7, without the cofactor."""
    base = spot_of((4 * pow(5, FIELD - 2, FIELD) % FIELD).to_bytes(32, "little"))
    owner, nonce = spot_of(key), spot_of(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if base is None or owner is None or nonce is None or scalar >= ORDER:
        return False
    digest = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    return same_spot(times_spot(scalar, base), add_spots(nonce, times_spot(digest, owner)))


def verify_signature(key: bytes, message: bytes, signature: bytes) -> bool:
    """Is this the Ed25519 signature of the message by this key?"""
    if len(key) != 32 or len(signature) != 64:
        return False
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return verify_slowly(key, message, signature)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True

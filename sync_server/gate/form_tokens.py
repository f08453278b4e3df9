"""The token that a form carries: one for all of a sign-in, but written in other signs on every page.

Pages leave packed and repeat what an address asks for. A token that stood there unchanged could be found out sign by
sign, by whoever sees how long such pages are. Never write one into a page as it is.
"""

from __future__ import annotations

import hmac
import secrets


def written(token: str) -> str:
    """The token as a page carries it: chance, and the token upon that chance, both in hexadecimal."""
    plain = token.encode("utf-8")
    chance = secrets.token_bytes(len(plain))
    return (chance + _upon(chance, plain)).hex()


def is_token(given: str, token: str) -> bool:
    """Whether a form brings this token, as some page has written it; never where there is no token."""
    try:
        signs = bytes.fromhex(given)
    except ValueError:
        return False
    half = len(signs) // 2
    plain = _upon(signs[:half], signs[half:])
    return bool(token) and hmac.compare_digest(plain, token.encode("utf-8"))


def _upon(chance: bytes, signs: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(chance, signs, strict=False))

"""Whether a signature is an origin's own, for the fold: it is asked here so that the rules stay free of packages."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the raw Ed25519 key signed the message; False for anything malformed."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True

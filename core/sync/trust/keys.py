"""Ed25519 keys: an installation's identity, made on the device and never sent."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

_PRIME = 2**255 - 19


class PrivateKey:
    """core.usecases.ports.Signer over a raw 32-byte private key."""

    def __init__(self, raw: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(raw)
        self.raw = raw

    @classmethod
    def generate(cls) -> PrivateKey:
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def public_key(self) -> bytes:
        encoding, shape = serialization.Encoding.Raw, serialization.PublicFormat.Raw
        return self._key.public_key().public_bytes(encoding, shape)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is this key's over the message; False for anything malformed."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def agreement_key(raw: bytes) -> X25519PrivateKey:
    """The X25519 key of the same secret as an Ed25519 private key: a secret is agreed on without another key pair."""
    return X25519PrivateKey.from_private_bytes(hashlib.sha512(raw).digest()[:32])


def agreement_half(public_key: bytes) -> bytes:
    """The public half of `agreement_key`, from the Ed25519 public key: the same point on the other curve (RFC 7748).

    Raises ValueError for what is no key.
    """
    y = int.from_bytes(public_key, "little") & (2**255 - 1)
    return ((1 + y) * pow(1 - y, -1, _PRIME) % _PRIME).to_bytes(32, "little")

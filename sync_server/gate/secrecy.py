"""How secrets that somebody shows are looked up: by their hash, so that the database gives none away."""

from __future__ import annotations

import hashlib


def kept_hash(secret: str) -> str:
    """Hex SHA-256. No protection for what somebody can guess: passwords are kept by `gate.passwords`."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()

"""Hashing passwords in an instant. The product's way takes a twentieth of a second and 19 MiB on purpose, and an office
of a test hashes five. What a hash costs, and that a real one is told from a wrong one, tests/unit/sync_server/gate
looks at.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher

from sync_server.gate import passwords


@contextmanager
def hashed_at_once() -> Iterator[None]:
    """Argon2id still, by its smallest measures; a hash says itself by which it was made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield

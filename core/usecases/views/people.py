"""Who may sign in, as a person looks at it. It stands alone because every start of a tablet asks for it and for nothing
else.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UserView:
    """`has_pin` is whether they have chosen a PIN on this tablet."""

    id: str
    code: str
    name: str
    role: str
    has_pin: bool

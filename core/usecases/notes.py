"""The small things a machine keeps for itself, each read and written in one form: numbers, texts and lists of ids.

What has not been noted reads as 0, an empty text or an empty list. Bytes such as keys and hashes are noted as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.usecases.ports import Session

_NUMBER_BYTES = 8
PAUSED_NOTE, PAUSED = "photos", b"paused"
"""Noted on a tablet whose photos are to wait."""


def number(session: Session, name: str) -> int:
    """A whole number from 0, such as `own_seq`, `acked_seq` or `latest_instant`."""
    return int.from_bytes(session.note(name) or b"", "big")


def put_number(session: Session, name: str, value: int) -> None:
    session.put_note(name, value.to_bytes(_NUMBER_BYTES, "big"))


def text(session: Session, name: str) -> str:
    """A text such as `own_origin`, `server_origin` or `label`."""
    return (session.note(name) or b"").decode("utf-8")


def listed(session: Session, name: str) -> list[str]:
    """Ids such as `committees` and `users`."""
    return [part for part in text(session, name).split(",") if part]


def list_of(identifiers: Iterable[str]) -> bytes:
    """What `listed` reads."""
    return ",".join(identifiers).encode("utf-8")

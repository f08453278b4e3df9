"""Letting a tablet in: a one-time code from the office, a key made on the tablet, and the record that says so.

Asking again with the same code and key gives the same answer, since the first answer may never have arrived.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from typing import Any

from core.domain.calendar import MS_PER_HOUR, local_day
from core.domain.canon import raw_of_hex
from core.domain.problems import Problem
from core.domain.records import Origin, RecordId, origin_of_key
from core.domain.tablets import TabletEnrolled
from core.sync.trust.introductions import introduce_before, new_origin
from core.sync.trust.keys import verify
from core.usecases import notes
from core.usecases.office.restores import records_of_epochs
from core.usecases.own_log import OFFICE_AUTHOR, Statement, append_as_office
from core.usecases.ports import Clock, EnrolmentCode, Session, Signer, Store

CODE_GROUPS = 3
CODE_GROUP_LENGTH = 4
CODE_LIFE_MS = 24 * MS_PER_HOUR
PAYLOAD_PREFIX = "PLANTON1"
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Letters and digits that are not taken for one another on paper."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What a QR code or a sheet of paper carries: the code and the server's addresses."""

    code: str
    addresses: tuple[str, ...]

    def text(self) -> str:
        return "|".join((PAYLOAD_PREFIX, self.code, *self.addresses))


@dataclass(frozen=True, slots=True)
class Knock:
    """A tablet asks to be let in. `public_key` and `signature` are hex; the signature is over code and key."""

    code: str
    public_key: str
    signature: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """What an enrolled tablet needs to know; `server_key` is hex. Where the server was ever put back, `epochs` are the
    records that began its epochs, oldest first: its feed begins in the name of the server before.
    """

    programme: str
    origin: str
    server_origin: str
    server_key: str
    label: str
    committees: tuple[str, ...]
    users: tuple[str, ...]
    time_ms: int
    epochs: tuple[str, ...] = ()


def read_payload(text: str) -> Payload:
    """A scanned or typed payload; a bare code has no addresses. Raises Problem code_mistyped."""
    parts = text.strip().split("|")
    if parts[0] == PAYLOAD_PREFIX and len(parts) >= 3:
        return Payload(tidy_code(parts[1]), tuple(parts[2:]))
    return Payload(tidy_code(text), ())


def tidy_code(text: str) -> str:
    """A code as it was given out, from how people type it; raises Problem code_mistyped when it cannot be one."""
    letters = "".join(text.upper().split()).replace("-", "")
    if len(letters) != CODE_GROUPS * CODE_GROUP_LENGTH or set(letters) - set(_ALPHABET):
        raise Problem("code_mistyped")
    return "-".join(letters[start : start + CODE_GROUP_LENGTH] for start in range(0, len(letters), CODE_GROUP_LENGTH))


def issue_code(session: Session, clock: Clock, label: str, committees: tuple[str, ...], users: tuple[str, ...]) -> str:
    """Office: a code good for one tablet and one day; what a person typed as its label goes through `label_for` before.
    Only its hash is kept. Raises Problem grant_empty for a tablet that would work for nobody, or that nobody would work
    on.
    """
    if not (committees and users):
        raise Problem("grant_empty", label=label)
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(CODE_GROUPS * CODE_GROUP_LENGTH))
    code = tidy_code(letters)
    session.put_enrolment_code(
        EnrolmentCode(_hash(code), label, committees, users, clock.now_ms() + CODE_LIFE_MS, used_by="")
    )
    return code


def knock(signer: Signer, code: str) -> Knock:
    """Tablet: the request to be let in. Raises Problem code_mistyped."""
    code = tidy_code(code)
    return Knock(code, signer.public_key.hex(), signer.sign(_message(code, signer.public_key)).hex())


def let_in(store: Store, clock: Clock, office_origin: str, office_key: bytes, asked: Knock) -> Welcome:
    """Office: enrol a tablet by its code. Raises Problem code_mistyped, code_used, code_expired or signature_wrong."""
    public_key, signature = raw_of_hex(asked.public_key), raw_of_hex(asked.signature)
    code = tidy_code(asked.code)
    if not verify(public_key, _message(code, public_key), signature):
        raise Problem("signature_wrong")
    origin = origin_of_key(public_key)
    now = clock.now_ms()
    with store.writing() as session:
        session.origin(office_origin, lock=True)
        issued = session.enrolment_code(_hash(code))
        if issued is None:
            raise Problem("code_mistyped")
        if issued.used_by not in ("", origin):
            raise Problem("code_used")
        if not issued.used_by:
            if now > issued.expires_at:
                raise Problem("code_expired")
            _enrol(session, office_origin, issued, public_key, now)
        epochs = tuple(data.decode("utf-8") for data in records_of_epochs(session))
    store.fold()
    committees, users = issued.committees, issued.users
    return Welcome(
        store.programme, origin, office_origin, office_key.hex(), issued.label, committees, users, now, epochs
    )


def join(session: Session, signer: Signer, raw_key: bytes, welcome: Welcome, addresses: tuple[str, ...]) -> None:
    """Tablet: write down that it is enrolled. The session is of the programme in the welcome.

    Joining again, after an answer that came late, leaves what was recorded since and its numbering alone. A tablet that
    joins under another key than before, since it was restored or copied, keeps what it had not sent aside, to record it
    again. Whoever holds a part of the feed already goes on following the server that it has that from, until this one
    shows that it was put back: only so is it given what it may have lost.

    Raises Problem answer_unreadable for a welcome whose origins are not those of its keys.
    """
    server_key = raw_of_hex(welcome.server_key)
    if origin_of_key(server_key) != welcome.server_origin or origin_of_key(signer.public_key) != welcome.origin:
        raise Problem("answer_unreadable")
    former = notes.text(session, "own_origin")
    if former and former != welcome.origin:
        session.set_tail_aside(former)
    kept = {} if former == welcome.origin else _first_notes(session, signer, raw_key, welcome)
    if not session.feed_size():
        kept |= _first_server(session, welcome, server_key)
    kept |= {
        "committees": notes.list_of(welcome.committees),
        "users": notes.list_of(welcome.users),
        "label": welcome.label.encode("utf-8"),
        "addresses": "\n".join(addresses).encode("utf-8"),
    }
    for name, value in kept.items():
        session.put_note(name, value)


def _first_server(session: Session, welcome: Welcome, server_key: bytes) -> dict[str, bytes]:
    """The server to follow, and those before it, each of which has signed for the next."""
    if session.origin(welcome.server_origin) is None:
        session.put_origin(new_origin(welcome.programme, welcome.server_origin, server_key, "office"))
    introduce_before(session, server_key, [data.encode("utf-8", "replace") for data in welcome.epochs])
    return {"server_origin": welcome.server_origin.encode("ascii"), "server_key": server_key}


def _first_notes(session: Session, signer: Signer, raw_key: bytes, welcome: Welcome) -> dict[str, bytes]:
    own = new_origin(welcome.programme, welcome.origin, signer.public_key, "tablet")
    session.put_origin(own)
    return {
        "own_origin": welcome.origin.encode("ascii"),
        "own_key": raw_key,
        "own_head": own.head,
        "own_seq": (0).to_bytes(8, "big"),
        "acked_seq": (0).to_bytes(8, "big"),
    }


def pack(message: Knock | Welcome) -> bytes:
    return json.dumps(asdict(message), ensure_ascii=False).encode("utf-8")


def unpack_knock(data: bytes) -> Knock:
    """Raises Problem request_unreadable."""
    value = _object(data, "request_unreadable")
    try:
        return Knock(**{name: _string(value[name]) for name in ("code", "public_key", "signature")})
    except (KeyError, TypeError) as error:
        raise Problem("request_unreadable") from error


def unpack_welcome(data: bytes) -> Welcome:
    """Raises Problem answer_unreadable."""
    value = _object(data, "answer_unreadable")
    texts = ("programme", "origin", "server_origin", "server_key", "label")
    try:
        lists = {name: tuple(_string(item) for item in value[name]) for name in ("committees", "users")}
        # A server of an earlier version says nothing of its epochs.
        epochs = tuple(_string(item) for item in value.get("epochs", ()))
        programme, origin, server_origin, server_key, label = (_string(value[name]) for name in texts)
        return Welcome(
            programme,
            origin,
            server_origin,
            server_key,
            label,
            lists["committees"],
            lists["users"],
            int(value["time_ms"]),
            epochs,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Problem("answer_unreadable") from error


def _enrol(session: Session, office_origin: str, issued: EnrolmentCode, public_key: bytes, now: int) -> None:
    origin = origin_of_key(public_key)
    if session.origin(origin) is not None:
        raise Problem("code_used")
    session.use_enrolment_code(issued.code_hash, origin)
    session.put_origin(new_origin(session.programme, origin, public_key, "tablet"))
    committees = tuple(RecordId(key) for key in issued.committees)
    users = tuple(RecordId(key) for key in issued.users)
    fact = TabletEnrolled(Origin(origin), public_key.hex(), issued.label, committees, users)
    append_as_office(session, office_origin, [Statement(fact, local_day(now), OFFICE_AUTHOR, now)])


def _message(code: str, public_key: bytes) -> bytes:
    return b"planton-enrol\n" + code.encode("utf-8") + b"\n" + public_key


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8")).hexdigest()


def _object(data: bytes, code: str) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Problem(code) from error
    if type(value) is not dict:
        raise Problem(code)
    return value


def _string(value: Any) -> str:
    if type(value) is not str:
        raise TypeError("no text")
    return value

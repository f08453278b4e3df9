"""What the office does from a terminal: codes for tablets, loading a programme's first entries."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from core.sync.carried.bundle_epochs import PutBackError
from core.sync.carried.bundles import Heard, read_bundle
from core.sync.letting_in.enrolment import Payload, issue_code
from core.sync.trust.sealing import state_sealing_key
from core.usecases.office.entries import load_entries
from core.usecases.office.tablets import label_for
from core.usecases.own_log import SALT_BYTES
from sync_server.bootstrap import go_on
from sync_server.office import Office
from sync_server.settings import SettingsError


def new_code(
    office: Office, label: str, committees: Iterable[str], users: Iterable[str], addresses: tuple[str, ...]
) -> Payload:
    """A code for one tablet of these committees and users (by their codes). Raises SettingsError for an unknown one,
    or Problem for a label that no tablet can have.
    """
    with office.store.writing() as session:
        reads = session.reads()
        by_committee = {view.code: view.id for view in reads.committees()}
        by_user = {view.code: view.id for view in reads.users()}
        committee_ids = _ids(committees, by_committee, "command.committee_unknown")
        user_ids = _ids(users, by_user, "command.user_unknown")
        code = issue_code(session, office.clock, label_for(session, label), committee_ids, user_ids)
    return Payload(code, addresses)


def check_user(office: Office, code: str) -> None:
    """Raises SettingsError unless the programme has a user with this code."""
    with office.store.reading() as session:
        by_user = {view.code: view.id for view in session.reads().users()}
    _ids([code], by_user, "command.user_unknown")


def load_folder(office: Office, folder: Path) -> int:
    """State the entries of a folder's JSON files into the empty programme; how many. Raises SettingsError."""
    with office.store.reading() as session:
        size = session.feed_size()
    if size:
        raise SettingsError("command.not_empty", programme=office.store.programme, count=f"{size:,d}")
    if not any(folder.glob("*.json")):
        raise SettingsError("command.no_entries", folder=str(folder))
    try:
        salt = secrets.token_bytes(SALT_BYTES)
        identifiers = load_entries(office.store, office.origin, folder, salt, office.clock.now_ms())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        cause = f"{type(error).__name__}: {error}"
        raise SettingsError("command.entries_strange", folder=str(folder), cause=cause) from error
    state_sealing_key(office.store, office.clock, office.origin)
    office.settle()
    return len(identifiers)


def hear_bundle(office: Office, data: bytes) -> Heard:
    """Take a file that a tablet wrote for this office, and answer it. Raises Problem; then nothing of it was taken."""
    office.follow_database()
    try:
        heard = _heard(office, data)
    except PutBackError as found:
        # What a tablet knew and this machine did not: put back once more, it will see it by itself.
        office.mark.keep(found.checkpoint)
        go_on(office, office.origin)
        heard = _heard(office, data)
    if heard.given_back:
        # What came back may state a key whose private half was lost with the database.
        state_sealing_key(office.store, office.clock, office.origin)
        office.settle()
    with office.store.reading() as session:
        office.mark.keep(session.checkpoint())
    return heard


def _heard(office: Office, data: bytes) -> Heard:
    return read_bundle(office.answering, data)


def _ids(codes: Iterable[str], known: Mapping[str, str], trouble: str) -> tuple[str, ...]:
    identifiers = []
    for code in codes:
        if code not in known:
            raise SettingsError(trouble, code=code, known=", ".join(sorted(known)) or "—")
        identifiers.append(known[code])
    return tuple(identifiers)

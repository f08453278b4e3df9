"""The only place where the server's concrete things are put together: database, store, key, clock, office, accounts."""

from __future__ import annotations

import logging

from core.domain.problems import Problem
from core.domain.records import origin_of_key
from core.storage.accounts import drop_web_sessions_of, put_account
from core.storage.engine import open_database
from core.storage.origins import has_tablets
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.restore.epochs import begin_epoch
from core.sync.trust.checkpoints import make_checkpoint
from core.sync.trust.keys import PrivateKey
from core.sync.trust.sealing import state_sealing_key
from core.usecases import notes
from core.usecases.clock import SystemClock
from core.usecases.office.opening import open_office
from sync_server.gate.passwords import new_account
from sync_server.office import Identity, Office
from sync_server.past.restore_mark import mark_of
from sync_server.settings import PUT_BACK, Settings, SettingsError


def open_here(settings: Settings) -> Office:
    """The office over the database that the settings name, upgraded, folded and judged; its key is made on first use.

    Raises Problem, or SettingsError where the database cannot be reached or nobody knows whether it was put back.
    """
    return office_over(open_store(settings), settings)


def office_over(store: SqlStore, settings: Settings) -> Office:
    """The office over a store that is open already. Raises Problem; or SettingsError where this machine has no note of
    a database that tablets know, so that only a person can say whether it was put back, or where the database lacks
    its own key.
    """
    clock = SystemClock()
    with store.reading() as session:
        raw = session.note("own_key")
    key = PrivateKey.generate() if raw is None else PrivateKey(raw)
    origin = open_office(store, key, key.raw)
    if origin != origin_of_key(key.public_key):
        with store.reading() as session:
            given = session.note("own_key")
        if given == raw:
            raise SettingsError("state.key_lost", origin=origin)
        # Another process, which began at the same moment, has given the key, or an epoch its new one.
        return office_over(store, settings)
    with store.writing() as session:
        mark = mark_of(session, settings.state)
        is_unknown = mark.is_missing(session) and has_tablets(session)
    if is_unknown != bool(settings.history):
        raise SettingsError("state.known" if settings.history else "state.unknown", folder=str(mark.folder))
    office = Office(
        store, clock, [Identity(key, origin)], settings.secure_cookies, mark, settings.public_addresses,
        tiles=settings.tiles, tiles_credit=settings.tiles_credit,
    )  # fmt: skip
    if not office.past.compare(store, clock.now_ms()):
        # It answers, so that every tablet is told; and it says and signs nothing over what nobody has signed.
        return office
    with store.reading() as session:
        before = notes.text(session, "own_origin") if mark.is_lost_in(session) or settings.history == PUT_BACK else ""
    if before:
        go_on(office, before)
    office.follow_database()
    state_sealing_key(store, clock, office.origin)
    office.settle()
    # The first checkpoint is made before anybody can ask, since nothing is there yet for two askers to lock.
    with store.writing() as session:
        checkpoint = make_checkpoint(session, office.key, office.origin)
    mark.keep(checkpoint)
    return office


def go_on(office: Office, before: str) -> None:
    """The database was put back to an earlier state, which had signed more as `before`: begin an epoch, from which this
    office speaks, unless somebody else who saw it has begun one.
    """
    key = PrivateKey.generate()
    office.mark.expect(origin_of_key(key.public_key))
    begin_epoch(office.store, office.clock, key, before)
    office.follow_database()
    state_sealing_key(office.store, office.clock, office.origin)
    logging.getLogger("planton").warning("this database was put back; a new epoch begins as %s", office.origin)


def open_store(settings: Settings) -> SqlStore:
    """The programme's store, at this version's revision. Raises SettingsError where the database cannot be reached, or
    the Problem of `open_ready`; a mistake of ours is neither.
    """
    try:
        engine = open_database(settings.database)
        # What a statement was given may be somebody's name; it must not reach a log file.
        engine.hide_parameters = True
        open_ready(engine, "server")
    except Problem as problem:
        if problem.code != "storage_unreachable":
            raise
        raise _unreachable(problem.__cause__ or problem) from problem
    return SqlStore(engine, settings.programme)


def _unreachable(cause: BaseException) -> SettingsError:
    """What a driver says when there is no server, password or database differs by driver; its own words say most."""
    return SettingsError("settings.database_unreachable", cause=str(cause).partition("\n")[0])


def ensure_account(store: SqlStore, name: str, password: str, role: str, user_code: str) -> None:
    """Make an account, or give the one there is this password and role. A new password signs it out everywhere."""
    with store.writing() as session:
        account = new_account(name, password, role, user_code)
        put_account(session, account)
        drop_web_sessions_of(session, account.name)

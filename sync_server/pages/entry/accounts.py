"""Who may sign in, as which user and in which role; and everybody's own password.

A password that the office gives is shown once, on the page that made it, and serves to choose another one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import get_args

from fastapi import APIRouter, Request, Response

from core.domain.people import UserRole
from core.domain.problems import Problem
from core.storage.accounts import (
    LOCKED,
    Account,
    account,
    drop_web_sessions_of,
    put_account,
)
from core.storage.session import SqlSession
from core.usecases.views.people import UserView
from sync_server.gate.access import SESSION_COOKIE, signed_in
from sync_server.gate.bodies import Form, read_form
from sync_server.gate.passwords import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    hash_one_time,
    one_time_password,
    tidy_name,
)
from sync_server.gate.requests import office_of
from sync_server.gate.sign_in import change_password
from sync_server.looking.accounts import AccountLine, account_lines
from sync_server.office import Office
from sync_server.pages.frame.doing import show, take
from sync_server.pages.frame.rendering import render

ROLES: tuple[str, ...] = get_args(UserRole)
_STEPS = ("change", "lock", "unlock")
_SHOWN = 40
router = APIRouter()


@dataclass(frozen=True, slots=True)
class AccountsPage:
    lines: tuple[AccountLine, ...]
    users: tuple[UserView, ...]


@router.get("/account")
async def show_own(request: Request) -> Response:
    return await _show_own(request)


@router.post("/account")
async def change_own(request: Request) -> Response:
    """Choose another password for oneself."""
    name, token = signed_in(request).name, request.cookies.get(SESSION_COOKIE, "")

    def work(office: Office, _: str, form: Form) -> None:
        if form.get("new_password") != form.get("new_password_again"):
            raise Problem("passwords_differ")
        change_password(office, name, token, form.get("password"), form.get("new_password"))

    return await take(request, work, partial(_show_own, request), "/account", "account.done")


@router.get("/accounts")
async def show_all(request: Request) -> Response:
    return await _show_all(request)


@router.post("/accounts")
async def make(request: Request) -> Response:
    """Make an account, and show its password."""
    return await _giving(request, _make)


@router.post("/accounts/{step}")
async def step(request: Request, step: str) -> Response:
    """Give another password, another role or user; lock or unlock."""
    own = signed_in(request).name
    if step == "reset":
        return await _giving(request, partial(_reset, own))

    def work(office: Office, _: str, form: Form) -> None:
        _change(office, step, own, form)

    return await take(request, work, partial(_show_all, request), "/accounts", "accounts.done")


def look(office: Office) -> AccountsPage:
    with office.store.reading() as session:
        return AccountsPage(account_lines(session, office.clock.now_ms()), tuple(session.reads().users()))


def _make(office: Office, form: Form) -> tuple[str, str]:
    """(name, password) of a new account. Raises Problem name_missing, form_incomplete or account_name_taken."""
    name = tidy_name(form.get("name"))
    if not name:
        raise Problem("name_missing")
    password = one_time_password()
    hashed = hash_one_time(password)
    with office.store.writing() as session:
        user, role = _chosen(session, form)
        if account(session, name, lock=True) is not None:
            raise Problem("account_name_taken", name=name)
        put_account(session, Account(name, user, role, hashed))
    return name, password


def _reset(own: str, office: Office, form: Form) -> tuple[str, str]:
    """(name, password) of an account with another password."""
    password = one_time_password()
    hashed = hash_one_time(password)
    with office.store.writing() as session:
        known = _other(session, own, form)
        put_account(session, replace(known, password_hash=hashed, failures=0, locked_until=0))
        drop_web_sessions_of(session, known.name)
    return known.name, password


def _change(office: Office, step: str, own: str, form: Form) -> None:
    if step not in _STEPS:
        raise Problem("page_missing")
    with office.store.writing() as session:
        known = _other(session, own, form)
        if step == "change":
            user, role = _chosen(session, form)
            known = replace(known, user_code=user, role=role)
        else:
            sign = LOCKED if step == "lock" else ""
            known = replace(known, password_hash=sign + known.password_hash.removeprefix(LOCKED))
        put_account(session, known)
        if step != "unlock":
            # What somebody may do is another thing now, and what stands open shows what they could do before.
            drop_web_sessions_of(session, known.name)


def _other(session: SqlSession, own: str, form: Form) -> Account:
    """The account that a form is about. Raises Problem account_is_own or account_missing."""
    name = form.get("name")
    if name == own:
        raise Problem("account_is_own")
    known = account(session, name, lock=True)
    if known is None:
        raise Problem("account_missing", name=name[:_SHOWN])
    return known


def _chosen(session: SqlSession, form: Form) -> tuple[str, str]:
    """The user's code and the role that a form has chosen. Raises Problem form_incomplete."""
    user = next((one.code for one in session.reads().users() if one.code == form.get("user")), None)
    role = next((one for one in ROLES if one == form.get("role")), None)
    if user is None or role is None:
        raise Problem("form_incomplete")
    return user, role


async def _giving(request: Request, give: Callable[[Office, Form], tuple[str, str]]) -> Response:
    """Show once the password that a step has made; the address of the page does not bring it back."""
    office, form = office_of(request), await read_form(request, signed_in(request).form_token)
    try:
        name, password = await office.workers.run(give, office, form)
    except Problem as problem:
        return await _show_all(request, problem, form)
    return render(request, "accounts/secret.html", name=name, password=password)


async def _show_own(request: Request, problem: Problem | None = None, form: Form | None = None) -> Response:
    limits = {"shortest": SHORTEST_PASSWORD, "longest": LONGEST_PASSWORD}
    return show(request, "accounts/own.html", problem, form, limits=limits)


async def _show_all(request: Request, problem: Problem | None = None, form: Form | None = None) -> Response:
    page = await office_of(request).workers.run(look, office_of(request))
    return show(request, "accounts/list.html", problem, form, page=page, roles=ROLES)

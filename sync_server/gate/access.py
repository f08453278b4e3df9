"""Who may do what: one table of every route, looked at before any route runs. A route that is not in it is refused.

Tablets prove themselves inside the conversation by their signature, and by a one-time code when they enrol; programs
by a token, which reaches so far; people by a sign-in and its role.
"""

from __future__ import annotations

from typing import Literal

from fastapi import Request

from core.domain.problems import Problem
from core.storage.personal_access import PersonalAccess
from sync_server.gate import lists
from sync_server.gate.looked import is_looking
from sync_server.gate.requests import office_of
from sync_server.gate.sign_in import Visitor, visitor_of
from sync_server.gate.tokens import SCOPES, Caller, caller_of

SESSION_COOKIE = "planton_session"
LONGEST_PAGE = 500
TOKEN_MARK = "token:"  # noqa: S105 – before the name of a program among those who looked
Rule = Literal["anyone", "tablet", "code", "read", "personal", "write"] | frozenset[str]
"""The last three are what a program's token has to reach for."""

SIGNED_IN: Rule = frozenset({"coordinator", "approver", "auditor", "administrator", "technician"})
SEES_AMOUNTS: Rule = frozenset({"coordinator", "approver", "auditor", "administrator"})
DECIDES: Rule = frozenset({"coordinator", "approver", "administrator"})
ADMITS: Rule = frozenset({"coordinator", "administrator"})
ADMINISTERS: Rule = frozenset({"administrator"})
AUDITS: Rule = frozenset({"coordinator", "auditor", "administrator"})
LOOKS_AFTER: Rule = frozenset({"auditor", "administrator"})
OWN_PASSWORD = (("GET", "/account"), ("POST", "/account"), ("POST", "/sign-out"))
"""All that somebody can do who signed in with a password that was given to them."""

ACCESS: dict[tuple[str, str], Rule] = {
    ("GET", "/v1/hello"): "anyone",
    ("GET", "/v1/openapi.json"): "anyone",
    ("POST", "/v1/enrol"): "code",
    ("POST", "/v1/sync"): "tablet",
    ("POST", "/v1/epochs"): "tablet",
    ("POST", "/v1/offers"): "tablet",
    ("POST", "/v1/bundles"): "tablet",
    ("OPTIONS", "/v1/files"): "anyone",
    ("POST", "/v1/files"): "tablet",
    ("HEAD", "/v1/files/{photo}"): "tablet",
    ("PATCH", "/v1/files/{photo}"): "tablet",
    ("DELETE", "/v1/files/{photo}"): "tablet",
    ("POST", "/v1/files/{photo}"): "tablet",
    ("GET", "/static/{name:path}"): "anyone",
    ("GET", "/sign-in"): "anyone",
    ("POST", "/sign-in"): "anyone",
    ("POST", "/sign-out"): SIGNED_IN,
    ("GET", "/account"): SIGNED_IN,
    ("POST", "/account"): SIGNED_IN,
    ("GET", "/accounts"): ADMINISTERS,
    ("POST", "/accounts"): ADMINISTERS,
    ("POST", "/accounts/{step}"): ADMINISTERS,
    ("GET", "/accesses"): LOOKS_AFTER,
    ("GET", "/"): SEES_AMOUNTS,
    ("GET", "/records"): SEES_AMOUNTS,
    ("GET", "/records/{record}"): SEES_AMOUNTS,
    ("GET", "/records/{record}/photos/{photo}"): SEES_AMOUNTS,
    ("POST", "/records/{record}/void"): DECIDES,
    ("GET", "/map"): SEES_AMOUNTS,
    ("GET", "/map.json"): SEES_AMOUNTS,
    ("GET", "/map/plantings.json"): SEES_AMOUNTS,
    ("GET", "/map.geojson"): SEES_AMOUNTS,
    ("GET", "/land"): DECIDES,
    ("POST", "/land"): DECIDES,
    ("POST", "/land/areas"): DECIDES,
    ("POST", "/land/preview"): DECIDES,
    ("GET", "/desk"): SEES_AMOUNTS,
    ("GET", "/desk/{record}/{rule}"): SEES_AMOUNTS,
    ("POST", "/desk/{record}/{rule}"): DECIDES,
    ("POST", "/desk/together"): DECIDES,
    ("GET", "/complaints"): SEES_AMOUNTS,
    ("POST", "/complaints"): DECIDES,
    ("POST", "/complaints/{complaint}"): DECIDES,
    ("GET", "/records/{record}/correct"): DECIDES,
    ("POST", "/records/{record}/correct"): DECIDES,
    ("GET", "/reference"): SEES_AMOUNTS,
    ("GET", "/reference/{place}"): SEES_AMOUNTS,
    ("POST", "/reference/{place}"): DECIDES,
    ("GET", "/reference/{place}/new"): DECIDES,
    ("GET", "/reference/members"): SEES_AMOUNTS,
    ("GET", "/reference/members/duplicates"): SEES_AMOUNTS,
    ("POST", "/reference/members/compare"): DECIDES,
    ("GET", "/reference/members/{member}"): SEES_AMOUNTS,
    ("POST", "/reference/members/{member}/confirm"): DECIDES,
    ("POST", "/reference/members/{member}/separate"): DECIDES,
    ("GET", "/figures"): SEES_AMOUNTS,
    ("GET", "/figures.pdf"): SEES_AMOUNTS,
    ("GET", "/audit"): AUDITS,
    ("POST", "/audit"): AUDITS,
    ("GET", "/audit/sample.pdf"): AUDITS,
    ("POST", "/audit/community"): AUDITS,
    ("POST", "/audit/person"): ADMITS,
    ("POST", "/records/{record}/checked"): AUDITS,
    ("GET", "/months"): SEES_AMOUNTS,
    ("GET", "/months/{month}"): SEES_AMOUNTS,
    ("POST", "/months/{month}/close"): DECIDES,
    ("POST", "/months/{month}/reopen"): DECIDES,
    ("GET", "/tablets"): SEES_AMOUNTS,
    ("POST", "/tablets"): ADMITS,
    ("POST", "/tablets/{origin}/grant"): ADMITS,
    ("POST", "/tablets/{origin}/revoke"): ADMITS,
    ("GET", "/import"): DECIDES,
    ("POST", "/import"): DECIDES,
    ("GET", "/import/{kind}/template.xlsx"): DECIDES,
    ("GET", "/import/{kind}/template.csv"): DECIDES,
    ("GET", "/import/{file}"): DECIDES,
    ("GET", "/import/{file}/errors.csv"): DECIDES,
    ("POST", "/import/{file}/enter"): DECIDES,
    ("POST", "/import/{file}/undo"): DECIDES,
    ("GET", "/api-tokens"): ADMINISTERS,
    ("POST", "/api-tokens"): ADMINISTERS,
    ("POST", "/api-tokens/{token}/revoke"): ADMINISTERS,
    ("GET", "/api/v1/openapi.json"): "anyone",
    ("GET", "/api/v1/records"): "read",
    ("GET", "/api/v1/records/{record}"): "read",
    ("GET", "/api/v1/committees"): "read",
    ("GET", "/api/v1/members"): "personal",
    ("GET", "/api/v1/sheets"): "read",
    ("GET", "/api/v1/sheets/{sheet}"): "read",
    ("POST", "/api/v1/sheets"): "write",
    ("GET", "/api/v1/sheets/{sheet}/lines"): "read",
    ("POST", "/api/v1/sheets/{sheet}/lock"): "write",
    ("POST", "/api/v1/sheets/{sheet}/assign"): "write",
    ("POST", "/api/v1/sheets/{sheet}/settle"): "write",
    ("POST", "/api/v1/sheets/{sheet}/close"): "write",
    ("POST", "/api/v1/sheets/{sheet}/reopen"): "write",
    ("POST", "/api/v1/sheets/{sheet}/abandon"): "write",
    ("GET", "/api/v1/suspense"): "read",
    ("POST", "/api/v1/payouts/{payout}/decision"): "write",
    ("GET", "/api/v1/recoveries"): "read",
    ("POST", "/api/v1/recoveries/{record}/decision"): "write",
    ("GET", "/api/v1/approvals"): "read",
    ("GET", "/api/v1/findings"): "read",
    ("GET", "/api/v1/figures"): "read",
    ("GET", "/api/v1/tablets"): "read",
    ("POST", "/api/v1/imports"): "write",
    ("POST", "/api/v1/imports/{file}/undo"): "write",
    ("GET", "/sheets"): SEES_AMOUNTS,
    ("POST", "/sheets"): DECIDES,
    ("GET", "/sheets/{sheet}"): SEES_AMOUNTS,
    ("GET", "/sheets/{sheet}/lines/{payee}"): SEES_AMOUNTS,
    ("POST", "/sheets/{sheet}/lines/{payee}/distribution"): DECIDES,
    ("GET", "/sheets/{sheet}/planilla.pdf"): SEES_AMOUNTS,
    ("GET", "/sheets/{sheet}/stubs.pdf"): SEES_AMOUNTS,
    ("GET", "/sheets/{sheet}/sheet.xlsx"): SEES_AMOUNTS,
    ("GET", "/sheets/{sheet}/paper"): SEES_AMOUNTS,
    ("POST", "/sheets/{sheet}/paper"): DECIDES,
    ("POST", "/sheets/{sheet}/{step}"): DECIDES,
    ("GET", "/cash"): SEES_AMOUNTS,
    ("POST", "/cash"): DECIDES,
    ("GET", "/cash/{trip}"): SEES_AMOUNTS,
    ("POST", "/cash/{trip}/{step}"): DECIDES,
    ("GET", "/suspense"): SEES_AMOUNTS,
    ("POST", "/suspense/{payout}"): DECIDES,
    ("POST", "/suspense/{payout}/void"): DECIDES,
    ("GET", "/recoveries"): SEES_AMOUNTS,
    ("POST", "/recoveries/{record}"): DECIDES,
    ("GET", "/approvals"): SEES_AMOUNTS,
    ("POST", "/approvals/{record}"): DECIDES,
    ("POST", "/approvals/{record}/withdraw"): DECIDES,
    ("GET", "/funds"): SEES_AMOUNTS,
    ("POST", "/funds/{step}"): DECIDES,
    **dict.fromkeys(lists.addresses(lists.OPEN_TO_STAFF), SEES_AMOUNTS),
    **dict.fromkeys(lists.addresses(lists.OF_DECIDERS), DECIDES),
    **dict.fromkeys(lists.addresses(lists.OF_ADMINISTRATORS), ADMINISTERS),
}
PERSONAL: frozenset[tuple[str, str]] = frozenset(
    {
        ("GET", "/accounts"),
        ("POST", "/accounts"),
        ("POST", "/accounts/{step}"),
        ("GET", "/accesses"),
        ("GET", "/records"),
        ("GET", "/records/{record}"),
        ("GET", "/records/{record}/photos/{photo}"),
        ("POST", "/records/{record}/void"),
        ("GET", "/map/plantings.json"),
        ("GET", "/map.geojson"),
        ("GET", "/desk"),
        ("GET", "/desk/{record}/{rule}"),
        ("POST", "/desk/{record}/{rule}"),
        ("POST", "/desk/together"),
        ("GET", "/complaints"),
        ("POST", "/complaints"),
        ("POST", "/complaints/{complaint}"),
        ("GET", "/records/{record}/correct"),
        ("POST", "/records/{record}/correct"),
        ("GET", "/reference/{place}"),
        ("POST", "/reference/{place}"),
        ("GET", "/reference/{place}/new"),
        ("GET", "/reference/members"),
        ("GET", "/reference/members/duplicates"),
        ("POST", "/reference/members/compare"),
        ("GET", "/reference/members/{member}"),
        ("POST", "/reference/members/{member}/confirm"),
        ("POST", "/reference/members/{member}/separate"),
        ("GET", "/audit"),
        ("POST", "/audit"),
        ("GET", "/audit/sample.pdf"),
        ("POST", "/audit/community"),
        ("POST", "/audit/person"),
        ("POST", "/records/{record}/checked"),
        ("GET", "/months"),
        ("GET", "/months/{month}"),
        ("POST", "/months/{month}/close"),
        ("POST", "/months/{month}/reopen"),
        ("GET", "/tablets"),
        ("POST", "/tablets"),
        ("POST", "/tablets/{origin}/grant"),
        ("POST", "/tablets/{origin}/revoke"),
        ("GET", "/api/v1/members"),
        ("GET", "/import/{file}"),
        ("GET", "/import/{file}/errors.csv"),
        ("POST", "/import/{file}/enter"),
        ("GET", "/sheets/{sheet}"),
        ("GET", "/sheets/{sheet}/lines/{payee}"),
        ("POST", "/sheets/{sheet}/lines/{payee}/distribution"),
        ("GET", "/sheets/{sheet}/planilla.pdf"),
        ("GET", "/sheets/{sheet}/stubs.pdf"),
        ("GET", "/sheets/{sheet}/sheet.xlsx"),
        ("GET", "/sheets/{sheet}/paper"),
        ("POST", "/sheets/{sheet}/paper"),
        ("POST", "/sheets/{sheet}/{step}"),
        ("GET", "/cash"),
        ("POST", "/cash"),
        ("GET", "/cash/{trip}"),
        ("POST", "/cash/{trip}/{step}"),
        ("GET", "/suspense"),
        ("POST", "/suspense/{payout}"),
        ("POST", "/suspense/{payout}/void"),
        ("GET", "/recoveries"),
        ("POST", "/recoveries/{record}"),
        ("GET", "/approvals"),
        ("POST", "/approvals/{record}"),
        ("POST", "/approvals/{record}/withdraw"),
        *lists.addresses(frozenset(lists.ALL) - lists.NAMELESS),
    }
)
"""The routes by which names and other personal data leave; whoever is shown any is written down before
(`gate.looked`).
"""


class NotSignedIn(Exception):
    """The route is for people who are signed in, and this one is not."""


class PasswordDue(Exception):
    """Whoever is signed in has to choose a password of their own first."""


class Forbidden(Exception):
    """The role does not reach, or the form does not come from our own page."""


async def check_access(request: Request) -> None:
    """Run before every route; who is there stands in `request.state.visitor` afterwards."""
    route = (request.method, getattr(request.scope.get("route"), "path", ""))
    rule = ACCESS.get(route)
    if rule is None:
        raise Forbidden
    if isinstance(rule, str):
        if rule in SCOPES:
            await _check_caller(request, route, rule)
        return
    token = request.cookies.get(SESSION_COOKIE, "")
    office = office_of(request)
    visitor = await office.workers.run(visitor_of, office, token) if token else None
    if visitor is None:
        raise NotSignedIn
    request.state.visitor = visitor
    if visitor.has_to_change and route not in OWN_PASSWORD:
        raise PasswordDue
    if visitor.role not in rule:
        raise Forbidden
    if route in PERSONAL:
        is_looking(request, _access(request, visitor.name, visitor.role))


async def _check_caller(request: Request, route: tuple[str, str], scope: str) -> None:
    """Raises Problem token_unknown or token_scope; who asks stands in `request.state.caller` afterwards."""
    office = office_of(request)
    caller = await office.workers.run(caller_of, office, request.headers.get("authorization", ""))
    if not caller.reaches(scope):
        raise Problem("token_scope")
    request.state.caller = caller
    if route in PERSONAL:
        is_looking(request, _access(request, f"{TOKEN_MARK}{caller.name}", caller.scope))


def _access(request: Request, name: str, role: str) -> PersonalAccess:
    path, query = request.url.path, request.url.query
    page = f"{path}?{query}" if query else path
    return PersonalAccess(office_of(request).clock.now_ms(), name, role, page[:LONGEST_PAGE])


def is_route(method: str, path: str) -> bool:
    """Whether an address is that of a route for people who are signed in."""
    parts = path.split("/")
    return any(
        isinstance(rule, frozenset) and known == method and _fits(route.split("/"), parts)
        for (known, route), rule in ACCESS.items()
    )


def _fits(route: list[str], parts: list[str]) -> bool:
    return len(route) == len(parts) and all(
        part != "" if name.startswith("{") else name == part for name, part in zip(route, parts, strict=True)
    )


def may_open(path: str, role: str, method: str = "GET") -> bool:
    """Whether a route is one that a role may take."""
    rule = ACCESS.get((method, path))
    return rule == "anyone" or (isinstance(rule, frozenset) and role in rule)


def signed_in(request: Request) -> Visitor:
    """Who is signed in, on a route that nobody else may take."""
    visitor = visitor_in(request)
    if visitor is None:
        raise NotSignedIn
    return visitor


def caller_in(request: Request) -> Caller:
    """Which program asks, on a route that is for programs alone."""
    caller = getattr(request.state, "caller", None)
    if not isinstance(caller, Caller):
        raise Problem("token_unknown")
    return caller


def visitor_in(request: Request) -> Visitor | None:
    """Who is signed in on this request, as far as its route had to know."""
    visitor = getattr(request.state, "visitor", None)
    return visitor if isinstance(visitor, Visitor) else None

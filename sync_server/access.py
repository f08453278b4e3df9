"""Who may do what: one table of every route, looked at before any route runs. A route that is not in it is refused.

Tablets prove themselves inside the conversation by their signature, and by a one-time code when they enrol; people by
a sign-in and its role.
"""

from __future__ import annotations

from typing import Literal

from fastapi import Request

from sync_server.requests import office_of
from sync_server.sign_in import Visitor, visitor_of

SESSION_COOKIE = "planton_session"
Rule = Literal["anyone", "tablet", "code"] | frozenset[str]

SIGNED_IN: Rule = frozenset({"coordinator", "approver", "auditor", "administrator", "technician"})
SEES_AMOUNTS: Rule = frozenset({"coordinator", "approver", "auditor", "administrator"})

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
    ("GET", "/static/planton.css"): "anyone",
    ("GET", "/sign-in"): "anyone",
    ("POST", "/sign-in"): "anyone",
    ("POST", "/sign-out"): SIGNED_IN,
    ("GET", "/"): SEES_AMOUNTS,
}


class NotSignedIn(Exception):
    """The route is for people who are signed in, and this one is not."""


class Forbidden(Exception):
    """The role does not reach, or the form does not come from our own page."""


async def check_access(request: Request) -> None:
    """Run before every route; who is there stands in `request.state.visitor` afterwards."""
    route = request.scope.get("route")
    rule = ACCESS.get((request.method, getattr(route, "path", "")))
    if rule is None:
        raise Forbidden
    if isinstance(rule, str):
        return
    token = request.cookies.get(SESSION_COOKIE, "")
    office = office_of(request)
    visitor = await office.workers.run(visitor_of, office, token) if token else None
    if visitor is None:
        raise NotSignedIn
    request.state.visitor = visitor
    if visitor.role not in rule:
        raise Forbidden


def visitor_in(request: Request) -> Visitor | None:
    """Who is signed in on this request, as far as its route had to know."""
    visitor = getattr(request.state, "visitor", None)
    return visitor if isinstance(visitor, Visitor) else None

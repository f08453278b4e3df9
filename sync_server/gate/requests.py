"""What a request says about where it belongs; apart from the office, so that a command needs no web framework."""

from __future__ import annotations

from fastapi import Request

from sync_server.office import Office


def office_of(request: Request) -> Office:
    """The office that this application was made for."""
    office = request.app.state.office
    if not isinstance(office, Office):
        raise TypeError("the application was made without an office")
    return office


def address_of(request: Request) -> str:
    """The address a request comes from; the server has already looked behind a trusted proxy."""
    return request.client.host if request.client else ""

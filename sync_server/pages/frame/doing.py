"""What the forms of all pages go through: whose it is, the step itself, and where one lands afterwards.

A step that was taken leads back to a page, which says once what has been done. One that could not be taken shows its
own page again, with the sentence of why and with everything that was typed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from core.domain.problems import Problem, sentence
from sync_server.gate.access import signed_in
from sync_server.gate.bodies import Form, read_form
from sync_server.gate.requests import office_of
from sync_server.office import Office
from sync_server.pages.frame.rendering import language_of, remember_done, render

Found = TypeVar("Found")
Work = Callable[[Office, str, Form], Found]
"""A step: (office, code of the user who takes it, what the form says). Raises the Problem that keeps it from being
taken.
"""
Again = Callable[[Problem, Form], Awaitable[Response]]
Read = Callable[[Request, str], Awaitable[Form]]
_REFUSED = 409


async def take(
    request: Request,
    work: Work[Found],
    again: Again,
    back: str | Callable[[Found], str],
    done: str | Callable[[Found], str] = "",
    read: Read = read_form,
) -> Response:
    """Take the step of a form. `back` is the address of the page afterwards, or makes it of what the step came to;
    `done` the key of the text that says there what has been done, or chooses it by what the step came to; `read` how
    the form is read.
    """
    office, visitor = office_of(request), signed_in(request)
    form = await read(request, visitor.form_token)

    def whole() -> Found:
        found = work(office, visitor.user_code, form)
        office.settle()
        return found

    try:
        found = await office.workers.run(whole)
    except Problem as problem:
        return await again(problem, form)
    response = RedirectResponse(back if isinstance(back, str) else back(found), 303)
    remember_done(request, response, done if isinstance(done, str) else done(found))
    return response


def show(request: Request, template: str, problem: Problem | None, form: Form | None, **values: Any) -> Response:
    """A page with forms, after a step that could not be taken with the reason and what was typed."""
    trouble = sentence(problem.code, language_of(request), problem.details) if problem else ""
    return render(request, template, _REFUSED if problem else 200, trouble=trouble, said=form or Form(), **values)

"""The road to the office's server: HTTP over one kept-alive connection, several addresses tried in order.

Whatever goes wrong becomes a Problem. A page of a hotel's or a shop's network that answers in the server's place is
no Plantón server; an error from a newer server that this version does not know is told as a failure of the server.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from core.domain.problems import Problem, sentence
from core.sync.photos import tus
from core.sync.wire import packing
from core.sync.wire.messages import LARGEST_ANSWER_BYTES, Request, Unopened

if TYPE_CHECKING:
    from requests import Response, Session

    from core.sync.letting_in.enrolment import Knock, Welcome
    from core.sync.restore.epoch_format import Told

Result = TypeVar("Result")
CONNECT_SECONDS = 10
ANSWER_SECONDS = 60
LARGEST_OTHER_BYTES = 1_000_000
_PART_BYTES = 65_536
_GOOD = (200, 201, 204)
_UNSAID = "@@@SKIP_HEADER@@@"
"""The word by which urllib3 leaves out a head that it would put in by itself."""
_OTHERS_MAY_KNOW_BETTER = (
    "server_unreachable",
    "certificate_wrong",
    "not_a_planton_server",
    "answer_unreadable",
    "server_failed",
    "server_busy",
    "server_full",
)


def tidy_address(text: str) -> str:
    """A server's address as people type it, https unless they say otherwise; raises Problem address_unreadable."""
    typed = "".join(text.split()).rstrip("/")
    whole = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(whole)
        port = parts.port
    except ValueError as error:
        raise Problem("address_unreadable", address=text.strip()) from error
    host = parts.hostname or ""
    plausible = host == "localhost" or "." in host or ":" in host
    if parts.scheme not in ("http", "https") or not plausible or parts.query or parts.username or port == 0:
        raise Problem("address_unreadable", address=text.strip())
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


class HttpTransport:
    """app.ports.Transport. Not for two threads at once: the sync lane has it to itself."""

    def __init__(
        self,
        addresses: Sequence[str],
        *,
        connect_seconds: float = CONNECT_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._addresses = list(addresses)
        self._timeout = (connect_seconds, answer_seconds)
        self._kept: Session | None = None
        self.traffic_bytes = 0

    def recognise(self) -> None:
        """Raises Problem not_a_planton_server unless one of the addresses greets like one."""

        def greet(address: str) -> None:
            greeting = self._json(self._ask("GET", address, "/v1/hello"), "not_a_planton_server", address)
            if greeting.get("planton") != 1:
                raise Problem("not_a_planton_server", address=address)

        self._try_addresses(greet)

    def enrol(self, asked: Knock) -> Welcome:
        """Ask to be let in; raises what the office says to the code, too."""
        from core.sync.letting_in import enrolment

        body = enrolment.pack(asked)

        def knock(address: str) -> Welcome:
            return enrolment.unpack_welcome(self._ask("POST", address, "/v1/enrol", body, "application/json"))

        return self._try_addresses(knock)

    def exchange(self, request: Request) -> Unopened:
        """One turn of the conversation."""
        body = packing.pack_request(request)

        def turn(address: str) -> Unopened:
            return packing.look_into_answer(self._ask("POST", address, "/v1/sync", body))

        return self._try_addresses(turn)

    def epochs(self, note: str) -> Told:
        """core.sync.turns.conversation.Recovery: what a server that was put back says of it."""
        from core.sync.restore.epoch_format import pack_asked, unpack_told

        def ask(address: str) -> Told:
            return unpack_told(self._ask("POST", address, "/v1/epochs", pack_asked(note)))

        return self._try_addresses(ask)

    def give_back(self, offer: bytes) -> bool:
        """core.sync.turns.conversation.Recovery: let the server have a part of what it has lost."""
        from core.sync.restore.offer_format import unpack_taken

        def give(address: str) -> bool:
            return unpack_taken(self._ask("POST", address, "/v1/offers", offer))

        return self._try_addresses(give)

    def carry(self, bundle: bytes) -> bytes:
        """Another tablet's file to the office; the file that goes back to it."""
        return self._try_addresses(lambda address: self._ask("POST", address, "/v1/bundles", bundle))

    def begin_photo(self, heading: tus.Heading) -> int:
        """How many bytes of a photo the office has. Raises Problem photos_not_taken where its server is too old."""
        heads = tus.creation_heads(heading)

        def begin(address: str) -> int:
            try:
                return tus.answered_offset(self._answered("POST", address, tus.PATH, heads=heads)[1])
            except Problem as problem:
                if problem.code == "page_missing":
                    raise Problem("photos_not_taken") from problem
                raise

        return self._try_addresses(begin)

    def send_part(self, heading: tus.Heading, offset: int, data: bytes) -> int:
        """How many bytes the office has after these."""
        heads, path = tus.part_heads(heading, offset), f"{tus.PATH}/{heading.hash}"

        def send(address: str) -> int:
            return tus.answered_offset(self._answered("PATCH", address, path, data, heads)[1])

        return self._try_addresses(send)

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _try_addresses(self, attempt: Callable[[str], Result]) -> Result:
        """The first address that works goes to the front. Where none does, the problem that says most is raised."""
        problems: list[Problem] = []
        for address in tuple(self._addresses):
            try:
                result = attempt(address)
            except Problem as problem:
                if problem.code not in _OTHERS_MAY_KNOW_BETTER:
                    raise
                problems.append(problem)
            else:
                self._addresses.remove(address)
                self._addresses.insert(0, address)
                return result
        if not problems:
            raise Problem("server_unreachable", address="—")
        telling = [problem for problem in problems if problem.code != "server_unreachable"]
        raise (telling or problems)[0]

    def _ask(self, method: str, address: str, path: str, body: bytes = b"", media_type: str = "") -> bytes:
        """The body of a good answer; raises Problem for everything else."""
        return self._answered(method, address, path, body, {"Content-Type": media_type} if media_type else {})[0]

    def _answered(
        self, method: str, address: str, path: str, body: bytes = b"", heads: Mapping[str, str] | None = None
    ) -> tuple[bytes, Mapping[str, str]]:
        """Body and heads of a good answer; raises Problem for everything else."""
        import requests

        if self._kept is None:
            self._kept = requests.Session()
            # What libraries say of themselves would be half of what travels when nothing is new.
            self._kept.headers.clear()
            self._kept.headers.update({"Accept-Encoding": _UNSAID, "User-Agent": _UNSAID})
        try:
            with self._kept.request(
                method, address + path, data=body or None, headers=heads, timeout=self._timeout,
                allow_redirects=False, stream=True,
            ) as response:  # fmt: skip
                content = _content(response, LARGEST_ANSWER_BYTES)
                self.traffic_bytes += len(body) + len(content) + _heads_bytes(response)
                _refuse_bad(response, content, address)
                return content, response.headers
        except requests.exceptions.SSLError as error:
            speaks_plain = "WRONG_VERSION_NUMBER" in str(error) or "RECORD_LAYER_FAILURE" in str(error)
            code = "not_a_planton_server" if speaks_plain else "certificate_wrong"
            raise Problem(code, address=address) from error
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError) as error:
            raise Problem("answer_unreadable") from error
        except requests.exceptions.ConnectionError as error:
            code = "not_a_planton_server" if _is_gibberish(error) else "server_unreachable"
            raise Problem(code, address=address) from error
        except requests.exceptions.Timeout as error:
            raise Problem("server_unreachable", address=address) from error
        except (requests.exceptions.RequestException, UnicodeError) as error:
            raise Problem("address_unreadable", address=address) from error

    def _json(self, data: bytes, code: str, address: str) -> dict[str, Any]:
        try:
            value = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise Problem(code, address=address) from error
        if not isinstance(value, dict):
            raise Problem(code, address=address)
        return value


def _heads_bytes(response: Response) -> int:
    """The first lines and heads of a request and its answer, as they travel without what encrypts them."""
    heads = (*response.request.headers.items(), *response.headers.items())
    lines = len(f"{response.request.method} {response.request.path_url} HTTP/1.1") + len("HTTP/1.1 200 OK")
    return lines + sum(len(str(name)) + len(str(value)) + 4 for name, value in heads if value != _UNSAID) + 8


def _content(response: Response, largest: int) -> bytes:
    """The whole body, which is given up as soon as it is larger than any good answer."""
    parts: list[bytes] = []
    size = 0
    limit = largest if response.status_code == 200 else LARGEST_OTHER_BYTES
    for part in response.iter_content(_PART_BYTES):
        size += len(part)
        if size > limit:
            raise Problem("answer_unreadable")
        parts.append(part)
    return b"".join(parts)


def _refuse_bad(response: Response, content: bytes, address: str) -> None:
    """Raises what the server says to be wrong, in the words of the catalogue as far as this version knows them."""
    status = response.status_code
    is_page = response.headers.get("Content-Type", "").partition(";")[0].strip() == "text/html"
    if status in _GOOD and not is_page:
        return
    said = _said(content)
    if said is not None:
        raise said
    if status in (429, 503):
        raise Problem("server_busy")
    if status >= 500:
        raise Problem("server_failed", status=status)
    if _is_our_error(content):
        raise Problem("server_failed", status=status)
    raise Problem("not_a_planton_server", address=address)


def _said(content: bytes) -> Problem | None:
    """The Problem that `{"code": …, "details": {…}}` stands for; None where this version cannot tell it."""
    if not _is_our_error(content):
        return None
    value = json.loads(content)
    details = {
        str(name): detail for name, detail in (value.get("details") or {}).items() if isinstance(detail, str | int)
    }
    try:
        problem = Problem(value["code"], **details)
        sentence(problem.code, "es", problem.details)
    except (KeyError, TypeError, ValueError):
        return None
    return problem


def _is_our_error(content: bytes) -> bool:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return False
    is_told = isinstance(value, dict) and isinstance(value.get("code"), str)
    return is_told and isinstance(value.get("details") or {}, dict)


def _is_gibberish(error: Exception) -> bool:
    """Whether something answered that does not speak HTTP, as opposed to nothing answering, or a line that was cut
    within the first line of an answer.
    """
    from http.client import BadStatusLine, HTTPException

    causes = [part for cause in error.args if isinstance(cause, Exception) for part in (cause, *cause.args)]
    for cause in causes:
        if isinstance(cause, BadStatusLine):
            return not isinstance(cause, ConnectionError) and not _begins_like_http(str(cause.args[0]))
        if isinstance(cause, HTTPException):
            return True
    return False


def _begins_like_http(line: str) -> bool:
    is_cut_off = not line.endswith("\n")
    return is_cut_off and (line.startswith("HTTP/1.") or "HTTP/1.".startswith(line))

"""The few things that the use cases need from outside, so that tests and both ends can bring their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from core.domain.merkle import Tree

if TYPE_CHECKING:
    from core.fold.state import State
    from core.usecases.views.field import PhotoView, Reads
    from core.usecases.views.money import MoneyReads
    from core.usecases.views.monitoring import MonitoringReads
    from core.usecases.views.people import UserView


class Clock(Protocol):
    def now_ms(self) -> int:
        """UTC milliseconds by the device's clock, which may be wrong."""


Uptime = Callable[[], int]
"""Milliseconds that also count while the machine sleeps, and that no change of its clock moves. They begin anew when
the machine is started.
"""


class Signer(Protocol):
    @property
    def public_key(self) -> bytes:
        """The raw 32-byte Ed25519 public key."""

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of a message."""


@dataclass(frozen=True, slots=True)
class OriginState:
    """One origin as this machine knows it: `seq` records of it are here, ending in chain head `head`.

    `signature` is the origin's own over its last head as it came with a push, and behind its 64 bytes the message
    that it signs; versions before this one kept the 64 bytes alone.
    """

    origin: str
    public_key: bytes
    role: str
    seq: int
    head: bytes
    revoked: bool = False
    signature: bytes = b""

    def grown(self, number: int, head: bytes) -> OriginState:
        """With so many records more, ending in `head`."""
        return replace(self, seq=self.seq + number, head=head)


class RowsStrange(Exception):
    """What stands in the database is of a sort that the program never writes there: somebody has changed it past all
    rules with a tool of their own.
    """


@dataclass(frozen=True, slots=True)
class Span:
    """Records of one origin that stand next to each other in the feed; positions count from 1."""

    first_position: int
    origin: str
    first_seq: int
    records: tuple[bytes, ...]

    @property
    def number(self) -> int:
        return len(self.records)


@dataclass(frozen=True, slots=True)
class Echo:
    """Records where they stand in the feed, for the origin that they are of: it has them, only their place is told."""

    first_position: int
    first_seq: int
    number: int


@dataclass(frozen=True, slots=True)
class SideRow:
    """Personal data beside the log: `hash` is hex SHA-256(salt ‖ data)."""

    hash: str
    salt: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Pin:
    """A salted scrypt hash, wrong tries since the last right one, and the instant by `Uptime` before which no try is
    heard.
    """

    user_code: str
    salt: bytes
    hash: bytes
    failures: int
    locked_until: int


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed statement that the feed had `size` records and this tree root; `note` is its signed text."""

    size: int
    root: bytes
    note: str


@dataclass(frozen=True, slots=True)
class Cut:
    """What a tablet put aside when it cut its feed for the `number`-th time: a feed of `size` records, of which the
    first `common` still stand in the feed as they stood then, and the last `checkpoint` over it.

    `unseen` is how many records of others under that checkpoint stand neither in the feed, as far as that is proved,
    nor in what was put aside later. A tablet that held 120 and was cut at 100 has a cut of size 120 with 100 in common,
    and until it has pulled them again up to twenty unseen.
    """

    number: int
    size: int
    common: int
    checkpoint: Checkpoint
    unseen: int


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """A one-time code, known by its hash only; `used_by` is the origin that came with it, or empty."""

    code_hash: str
    label: str
    committees: tuple[str, ...]
    users: tuple[str, ...]
    expires_at: int
    used_by: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A photo on its way: `received` of its `length` bytes are here, the last since `touched_at` (UTC milliseconds)."""

    origin: str
    hash: str
    salt: bytes
    length: int
    received: int
    touched_at: int


class Photos(Protocol):
    """Photos within a session, by the hashes of their side rows: on a tablet what is to be sent, on the server what is
    on its way and what has not come.
    """

    def to_send(self) -> list[PhotoView]:
        """Tablet: the photos held here of which the office has not said that it holds them, oldest record first."""

    def put_sent(self, photo: str, sent_at: int) -> None: ...
    def forget_sent(self) -> None:
        """Tablet: the office may have lost any of them."""

    def missing(self) -> list[PhotoView]:
        """Server: the photos that records name and that have not arrived, oldest record first."""

    def is_named(self, photo: str, origin: str = "") -> bool:
        """Whether a record, or one of this origin's, names this as a photo."""

    def held_bytes(self, photo: str) -> int | None:
        """How long the finished side row is; None where there is none."""

    def upload(self, origin: str, photo: str, *, lock: bool = False) -> Upload | None: ...
    def put_upload(self, upload: Upload) -> None: ...
    def put_part(self, upload: Upload, data: bytes) -> None:
        """Keep the bytes that follow what is here of an upload."""

    def parts(self, upload: Upload) -> bytes: ...
    def drop_upload(self, origin: str, photo: str) -> None: ...
    def drop_idle(self, before: int) -> None:
        """Give up what is unfinished and was not touched since then (UTC milliseconds)."""

    def bytes_on_the_way(self, origin: str) -> int:
        """The lengths of an origin's uploads together."""

    def waiting(self) -> list[tuple[str, str]]:
        """Origin and hash of uploads that are whole and named by a record."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A spreadsheet that somebody has sent. `data` has its lines until they are entered or given up; `entered_at` (UTC
    milliseconds) is 0 until then.
    """

    id: str
    kind: str
    name: str
    author: str
    uploaded_at: int
    entered_at: int
    lines: int
    data: bytes = b""


class Imports(Protocol):
    """Server: spreadsheets that were sent, and which record came of which of their lines."""

    def put_file(self, file: ImportedFile) -> None: ...
    def file(self, identifier: str, *, lock: bool = False) -> ImportedFile | None: ...
    def files(self, limit: int) -> list[ImportedFile]:
        """The latest first, without their data."""

    def drop_waiting(self, before: int) -> None:
        """Forget what was sent before then (UTC milliseconds) and never entered."""

    def put_lines(self, identifier: str, lines: Iterable[tuple[int, str, str]]) -> None:
        """(number, mark, record) of each line of a file that was entered."""

    def lines(self, identifier: str) -> list[tuple[int, str]]:
        """(number, record) of each line of a file, by number."""

    def records_of(self, marks: Iterable[str]) -> dict[str, str]:
        """The last record that was entered for each of these marks."""


class Session(Protocol):
    """One transaction over a programme's data. All writes of one session are kept together or not at all."""

    @property
    def programme(self) -> str: ...
    def origin(self, origin: str, *, lock: bool = False) -> OriginState | None: ...
    def origins(self) -> list[OriginState]:
        """Everybody who is known here, by name."""

    def put_origin(self, state: OriginState) -> None: ...
    def write_records(self, origin: str, first_seq: int, records: Sequence[bytes], heads: Sequence[bytes]) -> None: ...
    def place_in_feed(self, origin: str, first_seq: int, number: int) -> int:
        """Give the records of an origin the next positions, for which all others wait from then on until the end; the
        first position.
        """

    def place_all_in_feed(self, places: Sequence[tuple[str, int, int]]) -> int:
        """The same for several places of (origin, first seq, number) in their order."""

    def records(self, origin: str, first_seq: int, last_seq: int) -> list[bytes]: ...
    def head(self, origin: str, seq: int) -> bytes:
        """The chain head after record `seq` of an origin; of 0, the chain's start. LookupError where it is not here."""

    def cut_feed(self, size: int) -> None:
        """Tablet: keep the feed behind its first `size` records aside, and go on from there as if it had not come."""

    def cuts(self) -> list[Cut]:
        """Tablet: what it has put aside so and can prove, oldest first."""

    def set_tail_aside(self, origin: str) -> None:
        """Tablet: take what it recorded under a former origin and never saw in the feed out of the log, and keep it."""

    def tail_aside(self) -> list[tuple[str, int, bytes]]:
        """What was set aside, as (origin, seq, bytes) in their order."""

    def drop_tail_aside(self) -> None: ...
    def feed_size(self) -> int: ...
    def has_whole_feed(self) -> bool:
        """Whether each place of the feed begins where the one before it ends, from the first to the last."""

    def feed(self, first_position: int, last_position: int, limit_bytes: int, cut: int = 0) -> list[Span]:
        """Records of the feed; with `cut`, of the feed that was put aside when it was cut for that time."""

    def feed_for(self, origin: str, first_position: int, last_position: int, limit_bytes: int) -> list[Span | Echo]:
        """The feed as `origin` is told it: its own records are not read, and take up next to nothing."""

    def folded_position(self) -> int:
        """The last feed position that the projections have taken in."""

    def held(self, committees: Iterable[str]) -> list[str]:
        """Ids of records of these committees with a hold or warning of a check that is not released; of all
        committees, when one of them is empty, for then something common to all has changed.
        """

    def tree(self, *, lock: bool = False) -> Tree: ...
    def put_tree(self, tree: Tree) -> None: ...
    def checkpoint(self) -> Checkpoint | None: ...
    def checkpoint_of(self, size: int) -> Checkpoint | None: ...
    def put_checkpoint(self, checkpoint: Checkpoint) -> None: ...
    def side_rows(self, hashes: Iterable[str]) -> list[SideRow]: ...
    def put_side_rows(self, rows: Iterable[SideRow]) -> None: ...
    def shareable_side_rows(self, hashes: Iterable[str], committees: Iterable[str]) -> list[SideRow]:
        """Those of these side rows that a tablet of these committees may have."""

    def named_side_rows(self, committees: Iterable[str], last_position: int) -> list[str]:
        """Hashes that records of these committees name up to a feed position, photos left out."""

    def missing_side_rows(self, committees: Iterable[str], limit: int) -> list[str]: ...
    def withdrawn_side_rows(self, committees: Iterable[str]) -> list[str]:
        """Tablet: hashes of what is held here, photos included, and belongs to none of these committees."""

    def erase_side_rows(self, hashes: Iterable[str]) -> None:
        """Take side rows out of this machine so that their bytes are not left behind in the file."""

    def note(self, name: str) -> bytes | None:
        """A small thing this machine keeps for itself, such as its key; never shared."""

    def put_note(self, name: str, value: bytes) -> None: ...
    def pin(self, user_code: str) -> Pin | None: ...
    def put_pin(self, pin: Pin) -> None: ...
    def has_pins(self) -> bool:
        """Whether anybody has ever chosen a PIN here, also somebody who does not work on this tablet any more."""

    def enrolment_code(self, code_hash: str) -> EnrolmentCode | None: ...
    def put_enrolment_code(self, code: EnrolmentCode) -> None: ...
    def use_enrolment_code(self, code_hash: str, origin: str) -> None: ...
    def revoke_origin(self, origin: str) -> None: ...
    def draft(self, name: str) -> str | None: ...
    def drafts(self) -> list[tuple[str, int]]:
        """Names and instants (UTC milliseconds) of all of them, the latest first."""

    def put_draft(self, name: str, saved_at: int, data: str) -> None: ...
    def drop_draft(self, name: str) -> None: ...
    def people_here(self) -> list[UserView]:
        """Tablet: who may sign in on it, by code."""

    def state(self) -> State:
        """The projections, for reading within this session."""

    def reads(self) -> Reads: ...
    def money(self) -> MoneyReads: ...
    def monitoring(self) -> MonitoringReads: ...
    def photos(self) -> Photos: ...
    def imports(self) -> Imports: ...


class Store(Protocol):
    """Where a programme's data is kept on this machine."""

    @property
    def programme(self) -> str: ...
    @property
    def version(self) -> int:
        """Another number before and after everything that is written through this store, but for what is jotted."""

    def reading(self) -> AbstractContextManager[Session]: ...
    def writing(self) -> AbstractContextManager[Session]: ...
    def jotting(self) -> AbstractContextManager[Session]:
        """The same for drafts and for notes that no answer of `reads` stands on: what was asked before still holds."""

    def trying(self) -> AbstractContextManager[Session]:
        """A session of which nothing is kept."""

    def tidy(self) -> None:
        """Do what can wait, such as tidying files, when nobody is waiting."""

    def refold(self) -> int:
        """Make the projections again from the log."""

    def fold(self) -> int:
        """Fold what was not folded yet, in a transaction of its own; how many records were taken."""

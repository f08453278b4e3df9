"""The log, read once in its order: each line, each chain, the tree over all, and the checkpoints that were signed of
it (rules, part 1). Where something was changed, the first record is named that is not what it was.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from verifier.canon import NotCanonicalError, encode, is_whole, read_canonical, record_or_none, why_no_record
from verifier.forms import Forms
from verifier.keys import Origins, read_keys
from verifier.manifest import Manifest
from verifier.model import Entry, Report
from verifier.notes import HAS_SIGNATURES, Note, epoch_message
from verifier.trees import Tree, chain_start
from verifier.unpack import DamagedFileError, Package

LOG = "evidence/log.jsonl"
CHECKPOINTS = "evidence/checkpoints.jsonl"
SLOWLY = 20
"""So many signatures are looked at where there is nothing but Python to do it with."""
_BEGINNING = b'{"head":"'
_MIDDLE = b'","record":'
_HEAD_END = 73
_RECORD_BEGINS = 84


class Log:
    """The log of a package. `entries` goes over it; afterwards the rest says what was found on the way."""

    def __init__(self, package: Package, manifest: Manifest, origins: Origins, report: Report) -> None:
        self._package = package
        self._manifest = manifest
        self._report = report
        self.origins = origins
        self.tree = Tree()
        self._forms = Forms()
        programme = manifest.programme
        self._starts = {origin: chain_start(programme, key) for origin, key in origins.keys.items()}
        self._heads = dict(self._starts)
        self._seqs: dict[str, int] = {}
        self.roots: dict[int, bytes] = {}
        """Roots over the first so many records, for the sizes that somebody asked for beforehand."""
        self.wanted: set[int] = set()

    def entries(self) -> Iterator[Entry]:
        """Every record in its order. What is no line of a log is told, counts as a leaf, and is left out."""
        report, programme = self._report, self._manifest.programme
        if 0 in self.wanted:
            self.roots[0] = self.tree.root()
        position = 0
        try:
            for line in self._package.lines(LOG) if LOG in self._package else ():
                position += 1
                entry = self._entry(position, line)
                if position in self.wanted:
                    self.roots[position] = self.tree.root()
                if entry is not None:
                    self.origins.take(entry, programme, report)
                    yield entry
        except DamagedFileError as error:
            report.add("file_unreadable", f"{LOG}:{position + 1}", "", error)
        report.looked_at("records", position)

    def _entry(self, position: int, line: bytes) -> Entry | None:
        if _has_record(line):
            head, data = line[9:_HEAD_END], line[_RECORD_BEGINS:-1]
            try:
                said = self._forms.glance(data)
            except NotCanonicalError:
                self._no_line(position, line, data)
                return None
            entry = Entry(position, said.origin, said.seq, b"", data, None, said.kind)
        else:
            raw = _raw(line)
            if raw is None:
                self._no_line(position, line, line)
                return None
            head, origin, seq, data = raw
            record = record_or_none(data, origin, seq)
            if record is not None:
                self._report.add("log_line", f"{LOG}:{position} {record['origin']}-{seq}", "raw", "record")
            entry = Entry(position, origin, seq, b"", data, record)
        self.tree.add(data)
        self._follow(entry, head)
        return entry

    def _no_line(self, position: int, line: bytes, data: bytes) -> None:
        self.tree.add(data)
        self._report.add("log_line", f"{LOG}:{position}", line[:160].decode("utf-8", "replace"), "")

    def _follow(self, entry: Entry, head: bytes) -> None:
        """The chain of its origin up to here. Where it breaks, what the package says is gone on with, so that each
        record is named that does not fit, and not all those behind it.
        """
        origin, seq = entry.origin, entry.seq
        expected = self._seqs.get(origin, 0) + 1
        self._seqs[origin] = seq
        before = self._heads.get(origin)
        found = b"" if before is None else hashlib.sha256(before + entry.data).digest()
        if seq == expected and binascii.hexlify(found) == head and found:
            entry.head = self._heads[origin] = found
            return
        place = f"{LOG}:{entry.position} {entry.id}"
        if seq != expected:
            self._report.add("seq", place, seq, expected)
        said = _from_hex(head)
        if said is None:
            self._report.add("chain", place, head.decode("ascii", "replace"), found.hex())
            said = found
        elif before is None:
            self._report.add("origin_unknown", place, origin, "")
        elif said != found:
            self._report.add("chain", place, said.hex(), found.hex())
        entry.head = self._heads[origin] = said

    def end(self) -> None:
        """After all entries: sizes, the root, and what keys.json says of every origin."""
        report, manifest = self._report, self._manifest
        if self.tree.size != manifest.size:
            report.add("log_size", "manifest.json", manifest.size, self.tree.size)
        root = self.tree.root().hex()
        if root != manifest.root:
            report.add("root", "manifest.json", manifest.root, root)
        ends = {origin: (seq, self._heads[origin]) for origin, seq in self._seqs.items()}
        self.origins.compare(manifest.programme, ends, self._starts, report)


def _has_record(line: bytes) -> bool:
    return line.startswith(_BEGINNING) and line[_HEAD_END:_RECORD_BEGINS] == _MIDDLE and line.endswith(b"}}")


def _raw(line: bytes) -> tuple[bytes, str, int, bytes] | None:
    """Head, origin, seq and bytes of a line for what is no record; None for one that is no line of a log."""
    try:
        said = read_canonical(line)
        head, origin, seq = said["head"], said["origin"], said["seq"]
        data = base64.b64decode(said["raw"].encode("ascii"), validate=True)
        is_form = said.keys() == {"head", "origin", "raw", "seq"} and is_whole(seq, 1) and isinstance(origin, str)
        if is_form and base64.b64encode(data).decode("ascii") == said["raw"]:
            return head.encode("ascii"), origin, seq, data
    except (NotCanonicalError, KeyError, TypeError, AttributeError, binascii.Error, ValueError):
        pass
    return None


def entries_unproved(package: Package) -> Iterator[Entry]:
    """What the log says, for the books, while somebody else proves it and tells what is wrong with it: a line that says
    nothing is passed over.
    """
    position = 0
    try:
        for line in package.lines(LOG) if LOG in package else ():
            position += 1
            if _has_record(line):
                data = line[_RECORD_BEGINS:-1]
                record = _read_unproved(data)
                if record is not None:
                    yield Entry(position, record["origin"], record["seq"], b"", data, record)
                continue
            raw = _raw(line)
            if raw is not None:
                _, origin, seq, data = raw
                yield Entry(position, origin, seq, b"", data, record_or_none(data, origin, seq))
    except DamagedFileError:
        return


def _read_unproved(data: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return None if why_no_record(record) else record


def _from_hex(text: bytes) -> bytes | None:
    try:
        found = bytes.fromhex(text.decode("ascii"))
    except ValueError:
        return None
    return found if found.hex().encode("ascii") == text and len(found) == 32 else None


class Proof:
    """Keys, checkpoints and log of a package, and the office's first key, where it is `known`, in hex. Go over its
    entries, and then end it.
    """

    def __init__(self, package: Package, manifest: Manifest, known: str, report: Report) -> None:
        self._programme = manifest.programme
        self._known = known
        self._report = report
        self._checkpoints = Checkpoints(package, report)
        self._log = Log(package, manifest, read_keys(package, manifest.programme, report), report)
        self._log.wanted = self._checkpoints.sizes()

    def entries(self) -> Iterator[Entry]:
        return self._log.entries()

    def end(self) -> None:
        self._log.end()
        self._checkpoints.compare(self._log, self._programme)
        self._log.origins.compare_first(self._known, self._report)


class Checkpoints:
    """The lines of checkpoints.jsonl; read before the log, so that it knows of which sizes a root is wanted."""

    def __init__(self, package: Package, report: Report) -> None:
        self._report = report
        self.notes: list[tuple[int, dict[str, Any]]] = []
        self.epochs: list[tuple[int, dict[str, Any]]] = []
        last, number = -1, 0
        try:
            for line in package.lines(CHECKPOINTS) if CHECKPOINTS in package else ():
                number += 1
                said = self._said(number, line)
                if said is None:
                    continue
                kept = self.notes if said["kind"] == "checkpoint" else self.epochs
                kept.append((number, said))
                if said["size"] < last or (kept is self.notes and said["size"] == last):
                    report.add("checkpoint_order", f"{CHECKPOINTS}:{number}", said["size"], last)
                if kept is self.notes:
                    last = said["size"]
        except DamagedFileError as error:
            report.add("file_unreadable", f"{CHECKPOINTS}:{number + 1}", "", error)

    def sizes(self) -> set[int]:
        """The sizes of which the log must have these roots."""
        return {said["size"] for _, said in self.notes + self.epochs}

    def _said(self, number: int, line: bytes) -> dict[str, Any] | None:
        try:
            said = read_canonical(line)
        except NotCanonicalError as error:
            self._report.add("file_form", f"{CHECKPOINTS}:{number}", line[:160].decode("utf-8", "replace"), error)
            return None
        keys = said.keys() if isinstance(said, dict) else set()
        texts = {"checkpoint": _OF_A_CHECKPOINT, "epoch": _OF_AN_EPOCH}.get(
            said["kind"] if "kind" in keys else "", set()
        )
        numbers = keys - texts
        is_form = (
            texts and texts <= keys and numbers == ({"size"} if texts is _OF_A_CHECKPOINT else {"size", "position"})
            and all(isinstance(said[name], str) for name in texts) and all(is_whole(said[name], 0) for name in numbers)
        )  # fmt: skip
        if not is_form:
            self._report.add("file_form", f"{CHECKPOINTS}:{number}", line[:160].decode("utf-8", "replace"), "")
            return None
        found: dict[str, Any] = said
        return found

    def compare(self, log: Log, programme: str) -> None:
        """After the log was gone over: roots, signers, signatures, and that the last one is over everything."""
        report, good = self._report, 0
        unsigned = 0 if HAS_SIGNATURES else max(0, len(self.notes) - SLOWLY)
        if unsigned:
            report.could_not_look("signatures", str(unsigned))
        for place_in_order, (number, said) in enumerate(self.notes):
            report.looked_at("checkpoints")
            place = f"{CHECKPOINTS}:{number}"
            note = Note(said["note"])
            name = f"planton/{programme}/{said['signer']}"
            stated = (note.name, note.size, note.root.hex())
            if note.wrong or stated != (name, said["size"], said["root"]):
                wanted = f"{name} {said['size']} {said['root']}"
                report.add("checkpoint_form", place, said["note"][:200], f"{note.wrong} {wanted}".strip())
            root = log.roots.get(said["size"])
            if root is None:
                report.add("checkpoint_beyond", place, said["size"], log.tree.size)
            elif root.hex() != said["root"]:
                report.add("checkpoint_root", f"{place} ({LOG}:{good + 1}–{said['size']})", said["root"], root.hex())
            else:
                good = said["size"]
            self._signed(place, said, note, log, is_looked_at=place_in_order >= unsigned)
        if not self.notes or self.notes[-1][1]["size"] != log.tree.size:
            last = self.notes[-1][1]["size"] if self.notes else ""
            report.add("checkpoint_last", CHECKPOINTS, last, log.tree.size)
        self._compare_epochs(log, programme)

    def _signed(self, place: str, said: dict[str, Any], note: Note, log: Log, *, is_looked_at: bool) -> None:
        allowed = log.origins.signers_at(said["size"])
        key = log.origins.keys.get(said["signer"])
        if said["signer"] not in allowed or key is None:
            self._report.add("checkpoint_signer", place, said["signer"], " ".join(sorted(allowed)))
        elif is_looked_at and not note.wrong and not note.is_signed_by(key):
            self._report.add("checkpoint_signature", place, said["note"][:200], said["signer"])

    def _compare_epochs(self, log: Log, programme: str) -> None:
        told = set()
        for number, said in self.epochs:
            place = f"{CHECKPOINTS}:{number}"
            found = log.origins.epochs.get(said["origin"])
            if found is None:
                self._report.add("epoch_record", place, said["record"], "")
                continue
            told.add(said["origin"])
            entry, body = found
            wanted = {
                "before": body["before"], "before_key": body["before_key"], "kind": "epoch",
                "message": epoch_message(programme, body).decode("utf-8"), "origin": entry.origin,
                "position": entry.position, "public_key": body["public_key"], "record": entry.id,
                "root": body["root"], "signature": body["signature"], "size": body["size"],
            }  # fmt: skip
            if said != wanted:
                self._report.add("epoch_record", place, encode(said).decode("utf-8"), encode(wanted).decode("utf-8"))
            root = log.roots.get(body["size"])
            if entry.position == body["size"] + 1 and root is not None and root.hex() != body["root"]:
                self._report.add("epoch_root", f"{LOG}:{entry.position} {entry.id}", body["root"], root.hex())
        for origin in sorted(set(log.origins.epochs) - told):
            self._report.add("epoch_record", CHECKPOINTS, "", log.origins.epochs[origin][0].id)


_OF_A_CHECKPOINT = {"kind", "note", "root", "signer"}
_OF_AN_EPOCH = {"before", "before_key", "kind", "message", "origin", "public_key", "record", "root", "signature"}

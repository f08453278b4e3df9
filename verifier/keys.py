"""Whose keys sign and chain in this package, and who vouched for each: the origins of keys.json, what the log says of
them, and how one key of the office followed another (rules, 1.6).
"""

from __future__ import annotations

import json
from typing import Any

from verifier.canon import each_once, is_origin, is_whole
from verifier.model import Entry, Report
from verifier.notes import is_epoch_signed, is_key, is_plausible_epoch
from verifier.pushes import Push
from verifier.trees import origin_of_key
from verifier.unpack import DamagedFileError, Package

KEYS = "evidence/keys.json"
KEYS_FORMAT = "planton-keys/1"
_INTRODUCING = frozenset(("programme", "tablet_enrolled", "epoch_began"))


class Origins:
    """The origins of a package. `keys` are raw keys by origin, `stated` how many records each has and their last head
    by keys.json, `office` those that speak for the office, in their order, with the position from which on.
    """

    def __init__(self) -> None:
        self.keys: dict[str, bytes] = {}
        self.stated: dict[str, tuple[int, str]] = {}
        self.roles: dict[str, str] = {}
        self.office: dict[str, int] = {}
        self.epochs: dict[str, tuple[Entry, dict[str, Any]]] = {}
        """Epochs that count, by their origin."""
        self.enrolled: dict[str, str] = {}
        """The key that the log has first named for a tablet's origin, in hex."""
        self.pushes: dict[str, Push] = {}

    def take(self, entry: Entry, programme: str, report: Report) -> None:
        """Learn from a record whom it introduces."""
        push, kind = self.pushes.get(entry.origin), entry.kind
        if push is not None:
            push.take(entry)
        if kind not in _INTRODUCING or entry.record is None:
            return
        body = entry.record["body"]
        if kind == "programme" and not self.office:
            self.office[entry.origin] = entry.position
        elif kind == "tablet_enrolled" and entry.origin in self.office and is_key(body.get("public_key")):
            self.enrolled.setdefault(origin_of_key(bytes.fromhex(body["public_key"])), body["public_key"])
        elif kind == "epoch_began":
            self._take_epoch(entry, body, programme, report)

    def _take_epoch(self, entry: Entry, body: dict[str, Any], programme: str, report: Report) -> None:
        place = f"evidence/log.jsonl:{entry.position} {entry.id}"
        if entry.seq != 1 or not is_plausible_epoch(entry.origin, body) or not is_whole(body.get("size"), 0):
            return
        before = self.keys.get(body["before"])
        if body["before"] not in self.office or before is None or before.hex() != body["before_key"]:
            report.add("epoch_before", place, body["before"], " ".join(self.office))
        elif not is_epoch_signed(programme, body):
            report.add("epoch_signature", place, body["signature"], "")
        elif entry.origin not in self.enrolled:
            self.office[entry.origin] = entry.position
            self.epochs[entry.origin] = (entry, body)

    def signers_at(self, size: int) -> set[str]:
        """Who may sign a checkpoint of this size: those before an epoch up to its size, those after it beyond."""
        allowed = set(self.office)
        for origin, (entry, body) in self.epochs.items():
            if entry.position != body["size"] + 1:
                continue  # It was lost by a later restore and given back, and says nothing of this feed.
            before, after = self._split(origin)
            allowed -= after if size <= body["size"] else before
        return allowed

    def _split(self, origin: str) -> tuple[set[str], set[str]]:
        before, place = set(), self.epochs[origin][1]["before"]
        while place not in before:
            before.add(place)
            place = self.epochs[place][1]["before"] if place in self.epochs else place
        after = {origin}
        for other, (_, body) in self.epochs.items():
            if body["before"] in after:
                after.add(other)
        return before, after

    def compare_first(self, known: str, report: Report) -> None:
        """After the log: the office's first key against one that is known from elsewhere, in hex."""
        first = next(iter(self.office), "")
        found = self.keys.get(first, b"").hex()
        if known and found != known.strip().lower():
            report.add("key_expected", f"{KEYS} {first}", found, known)

    def compare(
        self, programme: str, ends: dict[str, tuple[int, bytes]], starts: dict[str, bytes], report: Report
    ) -> None:
        """What keys.json says of every origin against the log: number of records, last head, role, who let it in, and
        what it signed.
        """
        for origin in sorted({*ends, *self.stated}):
            place = f"{KEYS} {origin}"
            if origin not in self.stated:
                report.add("origin_unknown", place, "", origin)
                continue
            seq, head = ends.get(origin, (0, starts[origin]))
            said_seq, said_head = self.stated[origin]
            if said_seq != seq:
                report.add("key_seq", place, said_seq, seq)
            if said_head != head.hex():
                report.add("key_head", place, said_head, head.hex())
            role = "office" if origin in self.office else "tablet"
            if self.roles[origin] != role:
                report.add("key_role", place, self.roles[origin], role)
            if role == "tablet" and self.enrolled.get(origin) != self.keys[origin].hex():
                report.add("key_introduced", place, self.keys[origin].hex(), self.enrolled.get(origin, ""))
            if origin in self.pushes:
                self.pushes[origin].compare(place, programme, report)


def read_keys(package: Package, programme: str, report: Report) -> Origins:
    """The keys as the package states them. What is misshapen is told and left out."""
    origins = Origins()
    if KEYS not in package:
        return origins  # The manifest's own look has told it.
    try:
        said = json.loads(package.whole(KEYS).decode("utf-8"), object_pairs_hook=each_once)
    except (DamagedFileError, ValueError, RecursionError) as error:
        report.add("file_unreadable", KEYS, "", error)
        return origins
    entries = said.get("origins") if isinstance(said, dict) else None
    if not isinstance(entries, list) or said.get("format") != KEYS_FORMAT or said.get("programme") != programme:
        report.add("file_form", KEYS, f"{str(said)[:80]}", f"{KEYS_FORMAT} {programme}")
    before = ""
    for entry in entries if isinstance(entries, list) else ():
        name = entry.get("origin") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not is_origin(name) or name <= before:
            report.add("file_form", KEYS, f"{str(entry)[:80]}", "")
            continue
        before = name
        _take_key(origins, name, entry, report)
    return origins


def _take_key(origins: Origins, name: str, entry: dict[str, Any], report: Report) -> None:
    key, head, signature = entry.get("public_key"), entry.get("head"), entry.get("signature")
    message = entry.get("signed", "")
    is_whole_entry = is_key(key) and is_key(head) and is_whole(entry.get("seq"), 0) and isinstance(signature, str)
    if not is_whole_entry or not isinstance(message, str) or entry.get("role") not in ("office", "tablet"):
        report.add("file_form", f"{KEYS} {name}", f"{str(entry)[:80]}", "")
        return
    raw = bytes.fromhex(str(key))
    if origin_of_key(raw) != name:
        report.add("key_origin", f"{KEYS} {name}", name, origin_of_key(raw))
    origins.keys[name] = raw
    origins.stated[name] = (entry["seq"], str(head))
    origins.roles[name] = entry["role"]
    if message:
        origins.pushes[name] = Push(name, raw, str(signature), message)

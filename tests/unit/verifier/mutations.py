"""What can be done to a package, by accident or on purpose: one function each, with the place that has to be named.

Whoever does it on purpose makes the manifest fit again, and where it helps also the chains, the heads and every table:
everything but the office's signatures, for which a key is needed.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.unit.verifier.parcel import PROGRAMME, Writer, written
from tests.unit.verifier.wrapping import files_of, manifest_of, zip_of
from verifier.canon import encode, record_or_none
from verifier.model import Entry
from verifier.trees import Tree, chain_start

LOG, KEYS, CHECKPOINTS = "evidence/log.jsonl", "evidence/keys.json", "evidence/checkpoints.jsonl"
SIDE_ROWS = "evidence/side_rows.jsonl"
NOT_LOOKED_AT = b"?"
"""What the package of these tests has in cells of which the verifier says nothing."""


@dataclass
class Mutant:
    """A package in which something was done. One of `places` begins a place that is named; with none, it is no package
    any more.
    """

    what: str
    data: bytes
    places: tuple[str, ...] = ()


@dataclass
class Whole:
    """The package before."""

    log: Writer = field(default_factory=written)
    files: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.files = self.files or files_of(self.log)

    @property
    def root(self) -> str:
        return self.log.tree.root().hex()

    @property
    def size(self) -> int:
        return self.log.tree.size

    def packed(self, changes: dict[str, bytes | None] | None = None, **manifest: Any) -> bytes:
        """The package with other files, in a manifest that fits them."""
        files = {**self.files, **(changes or {})}
        kept = {name: data for name, data in files.items() if data is not None}
        size, root = manifest.pop("size", self.size), manifest.pop("root", self.root)
        return zip_of(kept, manifest_of(kept, size, root, **manifest))

    def careless(self, changes: dict[str, bytes]) -> bytes:
        """The package with other files, and the manifest as it was."""
        return zip_of({**self.files, **changes}, manifest_of(self.files, self.size, self.root))


Mutate = Callable[[Whole, random.Random], Mutant]


def _flipped(data: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1 << bit
    return bytes(changed)


def flip_a_bit_of_a_file(whole: Whole, chance: random.Random) -> Mutant:
    path = chance.choice(sorted(name for name in whole.files if whole.files[name]))
    place = chance.randrange(len(whole.files[path]))
    changed = _flipped(whole.files[path], place, chance.randrange(8))
    return Mutant(f"bit of {path} at {place}", whole.careless({path: changed}), (path,))


def flip_a_bit_and_fit_the_manifest(whole: Whole, chance: random.Random) -> Mutant:
    path = chance.choice(sorted(set(whole.files) - {"README.txt"}))
    data = whole.files[path]
    place = chance.randrange(len(data))
    while data[place : place + 1] == NOT_LOOKED_AT:
        place = chance.randrange(len(data))
    changed = _flipped(data, place, chance.randrange(8))
    line = data[:place].count(b"\n") + 1
    # What is behind a line end that became something else is one line with the next, and a header is the whole table.
    near = {f"{path}:{line}", f"{path}:{line + 1}", f"{path}:{line - 1}"} if path == LOG else {path}
    return Mutant(f"bit of {path}:{line} at {place}, fitted", whole.packed({path: changed}), tuple(near))


def cut_the_zip(whole: Whole, chance: random.Random) -> Mutant:
    data = whole.packed()
    return Mutant("cut zip", data[: chance.randrange(len(data) - 30)])


def cut_a_file(whole: Whole, chance: random.Random) -> Mutant:
    path = chance.choice(sorted(name for name in whole.files if len(whole.files[name]) > 100))
    kept = chance.randrange(len(whole.files[path]) - 40)
    places = (path,) if path != "README.txt" else ()
    if not places:
        return flip_a_bit_of_a_file(whole, chance)
    places += (CHECKPOINTS, "manifest.json") if path in (LOG, CHECKPOINTS) else ()
    return Mutant(f"cut {path} at {kept}", whole.packed({path: whole.files[path][:kept]}), places)


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def drop_a_record(whole: Whole, chance: random.Random) -> Mutant:
    lines = _lines(whole.files[LOG])
    place = chance.randrange(len(lines))
    dropped = lines.pop(place)
    what = f"drop record {place + 1}"
    return Mutant(what, _with_log(whole, lines), (LOG, KEYS) if dropped else ())


def drop_the_last_records(whole: Whole, chance: random.Random) -> Mutant:
    """And say so everywhere, but for what was signed."""
    lines = _lines(whole.files[LOG])
    kept = chance.randrange(1, len(lines) - 1)
    log = again(whole, [entry.data for entry in whole.log.entries[:kept]])
    files = files_of(log)
    sizes = {note["size"] for note in whole.log.notes}
    places = (CHECKPOINTS,) if kept not in sizes else (CHECKPOINTS, KEYS, "tables/")
    return Mutant(f"keep {kept} records", packed(files, log), places)


def say_a_record_twice(whole: Whole, chance: random.Random) -> Mutant:
    lines = _lines(whole.files[LOG])
    place = chance.randrange(len(lines))
    lines.insert(chance.randrange(place + 1, len(lines) + 1), lines[place])
    return Mutant(f"record {place + 1} twice", _with_log(whole, lines), (LOG,))


def move_a_record(whole: Whole, chance: random.Random) -> Mutant:
    lines = _lines(whole.files[LOG])
    place = chance.randrange(len(lines) - 1)
    lines[place], lines[place + 1] = lines[place + 1], lines[place]
    return Mutant(
        f"records {place + 1} and {place + 2} the other way round", _with_log(whole, lines), (LOG, CHECKPOINTS)
    )


def _with_log(whole: Whole, lines: list[bytes]) -> bytes:
    """These lines, in a manifest that fits them to the root."""
    tree = Tree()
    for line in lines:
        tree.add(line[84:-2])
    return whole.packed({LOG: b"".join(lines)}, size=len(lines), root=tree.root().hex())


def change_a_record(whole: Whole, chance: random.Random) -> Mutant:
    """One figure or text, with its own head, and the manifest."""
    entry, data = _changed(whole, chance)
    lines = _lines(whole.files[LOG])
    head = hashlib.sha256(_head_before(whole, entry) + data).hexdigest().encode()
    lines[entry.position - 1] = b'{"head":"' + head + b'","record":' + data + b"}\n"
    # Its own head fits: it is the next record of that machine, or its end in keys.json, that does not.
    return Mutant(f"change {entry.id}", _with_log(whole, lines), (LOG, KEYS))


def change_a_record_and_all_that_follows(whole: Whole, chance: random.Random) -> Mutant:
    """Chains, heads, tables and manifest fit the lie: the signatures do not."""
    entry, data = _changed(whole, chance)
    return _lie(whole, entry, data, f"change {entry.id} and all that follows")


def change_a_rate(whole: Whole, chance: random.Random) -> Mutant:
    entry = chance.choice([entry for entry in whole.log.entries if entry.record and entry.record["kind"] == "rate"])
    record = json.loads(entry.data)
    record["body"]["centimos"] += chance.choice((-1, 1, 10))
    return _lie(whole, entry, encode(record), f"rate {entry.id}")


def _lie(whole: Whole, entry: Entry, data: bytes, what: str) -> Mutant:
    told = [data if other is entry else other.data for other in whole.log.entries]
    log = again(whole, told)
    return Mutant(what, packed(files_of(log), log), (CHECKPOINTS,))


def _changed(whole: Whole, chance: random.Random) -> tuple[Entry, bytes]:
    """A record and what it might have said instead."""
    while True:
        entry = chance.choice(whole.log.entries)
        record = json.loads(entry.data) if entry.record else {"body": {}}
        names = [
            name for name, value in record["body"].items() if isinstance(value, int) and not isinstance(value, bool)
        ]
        name = chance.choice([*names, "happened_on"] if entry.record else [""])
        if name == "happened_on":
            record[name] = "2026-02-0" + chance.choice("456789")
        elif name:
            record["body"][name] += chance.choice((1, 2, 100))
        data = encode(record)
        is_record = entry.record is not None and record_or_none(data, entry.origin, entry.seq) is not None
        if is_record and data != entry.data and entry.record and entry.record["kind"] != "epoch_began":
            return entry, data


def _head_before(whole: Whole, entry: Entry) -> bytes:
    before = [other for other in whole.log.entries if other.origin == entry.origin and other.seq == entry.seq - 1]
    return before[0].head if before else chain_start(PROGRAMME, whole.log.keys[entry.origin].public)


def again(whole: Whole, told: list[bytes]) -> Writer:
    """A log of these records with chains that fit, and the checkpoints and epochs of the whole one that still may."""
    log = Writer()
    log.side, log.photos = whole.log.side, whole.log.photos
    for origin, key in whole.log.keys.items():
        log.keys[origin], log.seqs[origin] = key, 0
        log.heads[origin] = chain_start(PROGRAMME, key.public)
    log.tablet = whole.log.tablet
    for entry, data in zip(whole.log.entries, told, strict=False):
        log.put(log.keys[entry.origin], data)
    log.notes = [note for note in whole.log.notes if note["size"] <= len(told)]
    log.epochs = [epoch for epoch in whole.log.epochs if epoch["position"] <= len(told)]
    return log


def packed(files: dict[str, bytes], log: Writer) -> bytes:
    return zip_of(files, manifest_of(files, log.tree.size, log.tree.root().hex()))


def forge_a_checkpoint(whole: Whole, chance: random.Random) -> Mutant:
    """A change that suits, signed by somebody else in the office's name, or not at all."""
    log, forger = whole.log, chance.choice(("tablet", "old", "nobody"))
    lie = _lie_only(whole, chance)
    true = lie.office
    lie.office = {"tablet": log.tablet, "old": log.office}.get(forger, true)
    lie.notes = []
    if forger == "old":
        lie.office = next(key for key in log.keys.values() if key not in (log.tablet, log.office))
    lie.sign()
    if forger == "nobody":
        lie.notes[-1]["note"] = lie.notes[-1]["note"].replace(lie.office.origin, log.office.origin)
        lie.notes[-1]["signer"] = log.office.origin
    return Mutant(f"checkpoint by {forger}", packed(files_of(lie), lie), (CHECKPOINTS,))


def _lie_only(whole: Whole, chance: random.Random) -> Writer:
    entry, data = _changed(whole, chance)
    return again(whole, [data if other is entry else other.data for other in whole.log.entries])


def spoil_a_checkpoint(whole: Whole, chance: random.Random) -> Mutant:
    lines = [json.loads(line) for line in _lines(whole.files[CHECKPOINTS])]
    number = chance.randrange(len(lines))
    said = lines[number]
    what = chance.choice(("drop", "size", "root", "note", "signer"))
    if what == "drop":
        # Without one of several there is nothing wrong, but that the last is over the whole log.
        number = len(lines) - 1
        del lines[number:]
    elif what == "size":
        said["size"] += 1
    elif what == "root":
        said["root"] = "00" * 32
    elif what == "note":
        said["note" if "note" in said else "message"] += "\n"
    else:
        said["signer" if "signer" in said else "before"] = whole.log.tablet.origin
    data = b"".join(encode(line) + b"\n" for line in lines)
    return Mutant(f"checkpoint {number + 1}: {what}", whole.packed({CHECKPOINTS: data}), (CHECKPOINTS,))


def _tables(whole: Whole) -> list[str]:
    return sorted(path for path, data in whole.files.items() if path.endswith(".csv") and data.count(b"\r\n") > 1)


def change_a_number_of_a_table(whole: Whole, chance: random.Random) -> Mutant:
    while True:
        path = chance.choice(_tables(whole))
        lines = _lines(whole.files[path])
        number = chance.randrange(1, len(lines))
        cells = lines[number][:-2].split(b",")
        whole_numbers = [place for place, cell in enumerate(cells) if cell.lstrip(b"-").isdigit()]
        if b'"' not in lines[number] and whole_numbers:
            break
    place = chance.choice(whole_numbers)
    cells[place] = str(int(cells[place]) + chance.choice((-1, 1, 10, 1000))).encode()
    lines[number] = b",".join(cells) + b"\r\n"
    what = f"{path}:{number + 1} cell {place + 1}"
    # A number that is part of the key makes another row.
    return Mutant(what, whole.packed({path: b"".join(lines)}), (f"{path}:{number + 1}",))


def drop_double_or_move_a_row(whole: Whole, chance: random.Random) -> Mutant:
    path = chance.choice(_tables(whole))
    lines = _lines(whole.files[path])
    number = chance.randrange(1, len(lines))
    what = chance.choice(("drop", "double", "move"))
    if what == "drop":
        del lines[number]
    elif what == "double" or len(lines) < 3:
        lines.insert(number, lines[number])
    else:
        other = number - 1 if number > 1 else number + 1
        lines[number], lines[other] = lines[other], lines[number]
    return Mutant(f"{what} {path}:{number + 1}", whole.packed({path: b"".join(lines)}), (path,))


def swap_photos(whole: Whole, _chance: random.Random) -> Mutant:
    one, other = sorted(path for path in whole.files if path.endswith(".jpg"))
    changes: dict[str, bytes | None] = {one: whole.files[other], other: whole.files[one]}
    return Mutant("photos swapped", whole.packed(changes), (one, other))


def take_or_add_a_file(whole: Whole, chance: random.Random) -> Mutant:
    path = chance.choice(sorted(set(whole.files) - {"README.txt"}))
    if chance.random() < 0.3:
        other = f"evidence/photos/{chance.randrange(10**6):064x}.jpg"
        return Mutant("one more photo", whole.packed({other: b"x"}), (other,))
    places = {LOG: (LOG, CHECKPOINTS, "manifest.json"), SIDE_ROWS: (SIDE_ROWS,)}.get(path, (path,))
    if path.endswith(".jpg") or path == "evidence/photos.csv":
        places = ("evidence/photos",)
    return Mutant(f"without {path}", whole.packed({path: None}), places)


STRANGE_FILES = (
    "evidence/log2.jsonl", "tables/items2.csv", "tables/items.tsv", "tables/old/items.csv", "geo/roads.geojson",
    "report2.pdf", "Workbook.xlsx", "papers/workbook.xlsx", "evidence/photos/old/x.jpg", "evidence/keys.json.txt",
)  # fmt: skip
"""What no package of the format has."""


def list_a_strange_file(whole: Whole, chance: random.Random) -> Mutant:
    """The manifest names it, with its sum."""
    path = chance.choice(STRANGE_FILES)
    copied = whole.files[chance.choice(sorted(whole.files))]
    return Mutant(f"{path} besides", whole.packed({path: copied}), (path,))


def move_to_the_other_list(whole: Whole, chance: random.Random) -> Mutant:
    """What is evidence stands under what is there to be read, or the other way round, and fits in all else."""
    said = json.loads(manifest_of(whole.files, whole.size, whole.root))
    path = chance.choice(sorted(whole.files))
    entries = {one["path"]: one for one in said["evidence"] + said["presentation"]}
    here, there = ("presentation", "evidence") if path == "README.txt" else ("evidence", "presentation")
    said[here].remove(entries[path])
    said[there] = sorted([*said[there], entries[path]], key=lambda one: str(one["path"]))
    data = json.dumps(said, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"
    return Mutant(f"{path} as {there}", zip_of(whole.files, data), (path,))


def change_words(whole: Whole, chance: random.Random) -> Mutant:
    lines = [json.loads(line) for line in _lines(whole.files[SIDE_ROWS])]
    number = chance.randrange(len(lines))
    what = chance.choice(("data", "salt", "hash", "double"))
    other = lines[(number + 1) % len(lines)]
    if what == "double":
        lines.insert(number, lines[number])
    else:
        lines[number][what] = other[what]
    data = b"".join(encode(line) + b"\n" for line in lines)
    return Mutant(f"words {number + 1}: {what}", whole.packed({SIDE_ROWS: data}), (SIDE_ROWS,))


def change_the_manifest(whole: Whole, chance: random.Random) -> Mutant:
    what, value, places = chance.choice(
        [
            ("size", whole.size + 1, ("manifest.json",)), ("root", "00" * 32, ("manifest.json",)),
            ("programme", "OTHER", (LOG,)), ("profile", "nobody", ("manifest.json",)),
            ("from", "2026-02-02", ("tables/",)), ("to", "2026-03-05", ("tables/",)),
            ("format", "planton-audit/0", ()), ("evidence", [], ("evidence/",)), ("more", "x", ("manifest.json",)),
        ]
    )  # fmt: skip
    return Mutant(f"manifest {what}", whole.packed(None, **{what: value}), places)


def change_a_key(whole: Whole, chance: random.Random) -> Mutant:
    said = json.loads(whole.files[KEYS])
    one, other = chance.sample(said["origins"], 2)
    what = chance.choice(("public_key", "head", "seq", "role", "origin", "drop"))
    if what == "drop":
        said["origins"].remove(one)
    elif what == "role":
        one["role"] = "office" if one["role"] == "tablet" else "tablet"
    elif what == "seq":
        one["seq"] += 1
    else:
        one[what] = other[what]
    data = json.dumps(said, sort_keys=True, indent=1).encode() + b"\n"
    return Mutant(f"key of {one['origin']}: {what}", whole.packed({KEYS: data}), (KEYS, LOG))


def change_what_a_tablet_signed(whole: Whole, chance: random.Random) -> Mutant:
    """Another number, head or signature, or the request of another programme."""
    said = json.loads(whole.files[KEYS])
    one = next(entry for entry in said["origins"] if entry["signed"])
    what = chance.choice(("signature", "last_seq", "head", "programme", "cut"))
    message = json.loads(one["signed"].partition("\n")[2])
    if what == "signature":
        place = chance.randrange(len(one["signature"]))
        digit = chance.choice([digit for digit in "0123456789abcdef" if digit != one["signature"][place]])
        one["signature"] = one["signature"][:place] + digit + one["signature"][place + 1 :]
    elif what == "cut":
        one["signed"] = one["signed"][: chance.randrange(1, len(one["signed"]))]
    else:
        message[what] = message[what] + 1 if what == "last_seq" else "0" * 64 if what == "head" else "OTHER"
        one["signed"] = "planton-sync\n" + encode(message).decode()
    data = json.dumps(said, sort_keys=True, indent=1).encode() + b"\n"
    return Mutant(f"signed by {one['origin']}: {what}", whole.packed({KEYS: data}), (KEYS,))


MUTATIONS: tuple[Mutate, ...] = (
    flip_a_bit_of_a_file, flip_a_bit_and_fit_the_manifest, cut_the_zip, cut_a_file, drop_a_record,
    drop_the_last_records, say_a_record_twice, move_a_record, change_a_record, change_a_record_and_all_that_follows,
    change_a_rate, forge_a_checkpoint, spoil_a_checkpoint, change_a_number_of_a_table, drop_double_or_move_a_row,
    swap_photos, take_or_add_a_file, change_words, change_the_manifest, change_a_key,
    change_what_a_tablet_signed, list_a_strange_file, move_to_the_other_list,
)  # fmt: skip

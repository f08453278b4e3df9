"""An audit package of a million records, for what its verifier takes: made once and kept until anything that shapes it
changes.

The records are those of a season as long as that, chained, and signed for once a day. To fold a million of them first
would take the office a quarter of an hour, so the tables are written from the verifier's own books: this package tells
how long everything takes and not whether the program is right, which packages of the program itself do.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from core.domain import canon
from core.domain.calendar import add_days
from core.domain.chain import chain_over, chain_start
from core.domain.merkle import Tree, grow, root
from core.sync.trust.checkpoints import signed_note
from tools.bench.opening import BEGAN_ON, PROGRAMME
from tools.bench.prepared import ROOT
from tools.bench.season import FIRST_DAY
from tools.bench.world import TABLETS, Part, World, days_for, enrol, make_world, parts
from tools.sample import seeded_key
from verifier.canon import record_or_none
from verifier.engine import recompute
from verifier.maps import MAPS
from verifier.model import Entry, Report
from verifier.reading import Reading
from verifier.tables import NO_VALUES, READ_AS, TABLES, as_cell

RECORDS, COMMITTEES = 1_000_000, 30
DATA = ROOT / "build" / "bench-audit"
FILE = "million.zip"
_SHAPING = ("verifier", "tools/bench/opening.py", "tools/bench/season.py", "tools/bench/audit_file.py")
_AT_ONCE = 1_000


def million_package() -> Path:
    """The package."""
    digest = hashlib.sha256()
    for name in _SHAPING:
        path = ROOT / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    folder = DATA / digest.hexdigest()[:16]
    if not folder.exists():
        shutil.rmtree(DATA, ignore_errors=True)
        making = DATA / "making"
        making.mkdir(parents=True)
        write_package(making / FILE, RECORDS)
        making.rename(folder)
    return folder / FILE


def write_package(path: Path, records: int) -> None:
    """A package of at least so many records of the season."""
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
    ):
        making = _Making(Path(folder), out)
        making.log(days_for(records, COMMITTEES))
        desk = recompute(making.entries(), Report())
        last_day = add_days(FIRST_DAY, days_for(records, COMMITTEES))
        reading = Reading(desk, BEGAN_ON, last_day)
        making.tables(reading)
        making.end(BEGAN_ON, last_day)


class _Making:
    """A package under way."""

    def __init__(self, folder: Path, out: zipfile.ZipFile) -> None:
        self.world, self.out = _enrolled(folder), out
        self.tree = Tree()
        self.notes: list[dict[str, Any]] = []
        self.log_file = folder / "log.jsonl"
        self.files: list[dict[str, Any]] = []
        office, tablets = self.world.server.key, [seeded_key(name) for name in TABLETS]
        self.keys: dict[str, bytes] = {self.world.server.origin: office.public_key}
        self.keys |= {writer.origin: key.public_key for writer, key in zip(self.world.writers, tablets, strict=True)}
        self.heads = {origin: chain_start(PROGRAMME, key) for origin, key in self.keys.items()}
        self.seqs = dict.fromkeys(self.keys, 0)

    def log(self, days: int) -> None:
        """The log, and what the office signs of it."""
        with self.world.store.reading() as session:
            known = session.origin(self.world.server.origin)
            opening = session.records(self.world.server.origin, 1, known.seq if known else 0)
        with self.log_file.open("wb") as file:
            self._write(file, Part(self.world.server.origin, 1, tuple(opening)))
            self._sign()
            for day in range(days):
                for part in parts(self.world, 1, first_day=day):
                    self._write(file, part)
                self._sign()
        self.world.store.engine.dispose()
        self._add_file("evidence/log.jsonl", self.log_file)

    def _write(self, file: Any, part: Part) -> None:
        heads = chain_over(self.heads[part.origin], part.records)
        self.heads[part.origin], self.seqs[part.origin] = heads[-1], self.seqs[part.origin] + len(heads)
        self.tree = grow(self.tree, part.records)
        file.writelines(
            b'{"head":"%b","record":%b}\n' % (head.hex().encode("ascii"), data)
            for head, data in zip(heads, part.records, strict=True)
        )

    def _sign(self) -> None:
        server = self.world.server
        note = signed_note(PROGRAMME, server.key, server.origin, self.tree)
        said = {"kind": "checkpoint", "note": note, "root": root(self.tree).hex(), "signer": server.origin}
        self.notes.append(said | {"size": self.tree.size})

    def entries(self) -> Iterator[Entry]:
        """The log as the verifier reads it."""
        with self.log_file.open("rb") as file:
            for position, line in enumerate(file, start=1):
                data = line[84:-2]
                said = json.loads(data)
                record = record_or_none(data, said["origin"], said["seq"])
                yield Entry(position, said["origin"], said["seq"], bytes.fromhex(line[9:73].decode()), data, record)

    def tables(self, reading: Reading) -> None:
        """What the verifier's books say, as the program writes it."""
        described = [
            {
                "name": table.name, "path": f"{table.name}.csv", **READ_AS,
                "schema": {"fields": [{"name": name} for name in table.columns], "missingValues": NO_VALUES},
            }
            for table in TABLES
        ]  # fmt: skip
        self._add("tables/datapackage.json", [json.dumps({"resources": described}).encode()])
        for table in TABLES:
            self._add(f"tables/{table.name}.csv", _csv([table.columns], table.rows(reading)))
        for path, features in MAPS.items():
            self._add(path, _map(features(reading)))

    def end(self, first_day: str, last_day: str) -> None:
        """Keys, what was signed, and the manifest."""
        office = self.world.server.origin
        origins = [
            {
                "head": self.heads[origin].hex(), "origin": origin, "public_key": key.hex(), "seq": self.seqs[origin],
                "role": "office" if origin == office else "tablet", "signature": "", "signed": "",
            }
            for origin, key in sorted(self.keys.items())
        ]  # fmt: skip
        keys = {"format": "planton-keys/1", "origins": origins, "programme": PROGRAMME}
        self._add("evidence/keys.json", [json.dumps(keys, sort_keys=True).encode()])
        self._add("evidence/checkpoints.jsonl", (canon.encode(said) + b"\n" for said in self.notes))
        self._add("evidence/side_rows.jsonl", [])
        said = {
            "format": "planton-audit/1", "programme": PROGRAMME, "profile": "auditor", "from": first_day,
            "to": last_day, "size": self.tree.size, "root": root(self.tree).hex(), "presentation": [],
            "evidence": sorted(self.files, key=lambda one: one["path"]),
        }  # fmt: skip
        self.out.writestr("manifest.json", json.dumps(said, sort_keys=True))

    def _add_file(self, path: str, file: Path) -> None:
        with file.open("rb") as stream:
            self._add(path, iter(lambda: stream.read(1 << 20), b""))

    def _add(self, path: str, pieces: Iterable[bytes]) -> None:
        size, digest = 0, hashlib.sha256()
        with self.out.open(path, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        self.files.append({"path": path, "bytes": size, "sha256": digest.hexdigest()})


def _enrolled(folder: Path) -> World:
    """The office's first records, with five tablets let in."""
    world = make_world(f"sqlite:///{folder / 'office.db'}", COMMITTEES)
    for number in range(len(TABLETS)):
        enrol(world, number, folder / f"{number}.db").store.engine.dispose()
    return world


def _csv(heading: list[tuple[str, ...]], rows: Iterable[tuple[Any, ...]]) -> Iterator[bytes]:
    rest = iter(rows)
    part: list[tuple[Any, ...]] = heading
    while part:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows([as_cell(cell) for cell in row] for row in part)
        yield text.getvalue().encode("utf-8")
        part = list(islice(rest, _AT_ONCE))


def _map(features: Iterable[tuple[str, Any, dict[str, Any]]]) -> Iterator[bytes]:
    yield b'{"type":"FeatureCollection","features":['
    before = "\n"
    for key, geometry, properties in features:
        said = {"type": "Feature", "id": key, "geometry": _in_degrees(geometry), "properties": properties}
        yield (before + json.dumps(said, ensure_ascii=False, separators=(",", ":"))).encode("utf-8")
        before = ",\n"
    yield b"\n]}\n"


def _in_degrees(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _in_degrees(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_in_degrees(part) for part in value]
    return round(value / 1_000_000, 6) if isinstance(value, int) else value

"""Audit packages: what making one of a hundred thousand records takes, whether its memory grows with the log, and how
long its verifier works, each as the command that people type, in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from core.domain.calendar import add_days
from sync_server.audit.assembling import verifier
from sync_server.audit.writing import LEVEL
from tools.bench.audit_file import RECORDS as MANY
from tools.bench.audit_file import million_package
from tools.bench.databases import Database
from tools.bench.office_file import RECORDS, office_database
from tools.bench.opening import BEGAN_ON, PROGRAMME
from tools.bench.prepared import ROOT
from tools.bench.row import Row, at_most, row, seconds
from tools.bench.season import FIRST_DAY
from tools.bench.serving import memory_mb

FEW = RECORDS // 5
WANTED_EXPORT_S, WANTED_EXPORT_MB, WANTED_GROWTH = 20, 200, 1.25
WANTED_PROOF_S, WANTED_VERIFY_S = 15, 60
_LOOK_S = 0.05
"""So often a running process is asked what it has held at the most."""
_LOG = "evidence/log.jsonl"
_RECORD_BEGINS = 84
_LAST_DAY = add_days(FIRST_DAY, 700)


@dataclass(frozen=True)
class Ran:
    """What a process took from its start to its end, and the most that it and those it started held in memory."""

    seconds: float
    memory_mb: float


def bench_export(database: Database, folder: Path) -> list[Row]:
    """The limit of the time is a ZIP of the same files, that of the memory what a fifth of the records take."""
    many, few = folder / f"many-{database.name}.zip", folder / f"few-{database.name}.zip"
    ran, small = _exported(database, RECORDS, many), _exported(database, FEW, few)
    name = f"export_audit_{RECORDS}"
    goal = f"≤ {WANTED_EXPORT_MB} MB, {WANTED_GROWTH} × of {FEW:,}"
    is_flat = ran.memory_mb <= WANTED_GROWTH * small.memory_mb
    verified = _verified(many)
    return [
        at_most(f"{name}_s_{database.name}", ran.seconds, "s", _zip_seconds(many, folder), WANTED_EXPORT_S),
        row(
            f"{name}_mb_{database.name}", ran.memory_mb, "MB", small.memory_mb, goal,
            ok=is_flat and ran.memory_mb <= WANTED_EXPORT_MB,
        ),
        row(f"verify_audit_{RECORDS}_s_{database.name}", verified.seconds, "s", _hash_seconds(many)),
    ]  # fmt: skip


def bench_verify(_: Path) -> list[Row]:
    """The limit is hashing the same records as often as chain and tree do."""
    package = million_package()
    proof, everything, limit = _verified(package, "--proof-only"), _verified(package), _hash_seconds(package)
    return [
        at_most(f"verify_{MANY}_records_proof_s", proof.seconds, "s", limit, WANTED_PROOF_S),
        at_most(f"verify_{MANY}_records_s", everything.seconds, "s", limit, WANTED_VERIFY_S),
        row(f"verify_{MANY}_records_proof_mb", proof.memory_mb, "MB", proof.memory_mb),
        row(f"verify_{MANY}_records_mb", everything.memory_mb, "MB", proof.memory_mb),
    ]


def _exported(database: Database, records: int, path: Path) -> Ran:
    url, _ = office_database(database, records)
    with tempfile.TemporaryDirectory() as state:
        return _ran(
            "-m", "sync_server", "export", "audit", "--database", url, "--state", state, "--programme", PROGRAMME,
            "--as", "C01", "--from", BEGAN_ON, "--to", _LAST_DAY, "--why", "Banco", "--out", str(path),
        )  # fmt: skip


def _verified(package: Path, *more: str) -> Ran:
    """As an auditor does it, with the one file and nothing of ours in reach."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "verify.py")
        program.write_bytes(verifier() or b"")
        return _ran("-I", str(program), str(package), "--language", "en", *more)


def _ran(*call: str) -> Ran:
    """Raises RuntimeError with its last words where it does not end well."""
    with tempfile.TemporaryFile("w+") as said:
        found: list[tuple[int, float]] = []

        def run() -> None:
            with subprocess.Popen([sys.executable, *call], cwd=ROOT, stdout=said, stderr=said) as child:
                # What the system tells of an ended child begins with the memory of whoever started it.
                most = 0.0
                while child.poll() is None:
                    with suppress(OSError, RuntimeError):
                        most = max(most, _held_mb(child.pid))
                    time.sleep(_LOOK_S)
                found.append((child.returncode, most))

        taken = seconds(run)
        code, most_mb = found[0]
        if code:
            said.seek(0)
            raise RuntimeError("\n".join(said.read().splitlines()[-3:]))
    return Ran(taken, most_mb)


def _held_mb(process: int) -> float:
    children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    return memory_mb(process) + sum(_held_mb(int(child)) for child in children)


def _zip_seconds(package: Path, folder: Path) -> float:
    """Packing the same files into a ZIP, and nothing else."""
    path = folder / "bare.zip"
    with (
        zipfile.ZipFile(package) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as out,
    ):
        taken = 0.0
        for name in source.namelist():
            data = source.read(name)
            taken += seconds(lambda name=name, data=data: out.writestr(name, data))  # type: ignore[misc]
    path.unlink()
    return taken


def _hash_seconds(package: Path) -> float:
    """Hashing every record for its chain and for the tree, with one inner node for each."""
    with zipfile.ZipFile(package) as source, source.open(_LOG) as file:
        records = [line[_RECORD_BEGINS:-2] for line in file]
    node = bytes(65)
    return seconds(lambda: [(sha256(data).digest(), sha256(data).digest(), sha256(node).digest()) for data in records])

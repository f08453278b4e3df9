"""The demo's log as an audit package, and what its own verifier says of it in a folder where there is nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from core.sync.trust.checkpoints import make_checkpoint
from sync_server.audit.package import Order, write_package
from sync_server.audit.source import Source
from tools.sample import SampleServer

_ORDER = Order("auditor", "2014-12-01", "2014-12-31")
_VERIFIER = "verify.py"


def audited(server: SampleServer, path: Path) -> dict[str, Any]:
    """Write the package under this path; `audit_verified` and `audit_findings` (disagreements that were found)."""
    with server.store.writing() as session:
        make_checkpoint(session, server.key, server.origin)
    with path.open("wb") as file, server.store.reading() as session:
        source = Source(session, session.feed_size(), _ORDER.from_day, _ORDER.to_day)
        write_package(file, source, _ORDER)
    with tempfile.TemporaryDirectory() as folder:
        with ZipFile(path) as package:
            package.extract(_VERIFIER, folder)
        # Apart from Plantón and from everything that is installed here.
        command = [sys.executable, "-I", "-S", _VERIFIER, str(path.resolve()), "--json"]
        said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if said.returncode not in (0, 1):
        raise RuntimeError(said.stdout + said.stderr)
    *_, told, _ = said.stdout.splitlines()
    return {"audit_verified": said.returncode == 0, "audit_findings": int(json.loads(told)["disagreements"])}

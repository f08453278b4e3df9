"""The audit package of a server as it stands, and what the verifier finds in it: of an honest one, nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from core.sync.trust.checkpoints import make_checkpoint
from sync_server.audit.package import Order, write_package
from sync_server.audit.source import Source
from tools.sample import SampleServer
from verifier.main import Asked, verify
from verifier.model import Report

ORDER = Order("auditor", "0001-01-01", "9999-12-31", with_photos=True)


def found_in_package(name: str, server: SampleServer) -> list[str]:
    """Every disagreement, with the name of the history."""
    with server.store.writing() as session:
        make_checkpoint(session, server.key, server.origin)
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "package.zip")
        with path.open("wb") as file, server.store.reading() as session:
            made = write_package(file, Source(session, session.feed_size(), ORDER.from_day, ORDER.to_day), ORDER)
        verify(Asked(str(path)), report)
    if report.seen["records"] != made.size or report.seen["tables"] < 20:
        raise RuntimeError(f"{name}: not everything was looked at: {dict(report.seen)}")
    return [f"{name}: {one.code} {one.where}: {one.said!r} and not {one.found!r}" for one in report.findings]

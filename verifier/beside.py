"""A second process for what takes bytes alone: the sums of all files and, while the books are worked out here, the
proof. It holds no books, so that memory does not double.

Small packages are done before it would have begun, and where it cannot begin, or ends without an answer, everything is
done here. It ends with this one, also where that is killed.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from contextlib import suppress
from typing import Any

from verifier.engine import without_collecting
from verifier.manifest import read_manifest
from verifier.model import Finding, Report
from verifier.proof import LOG, Proof
from verifier.unpack import DamagedFileError, Package, UnreadablePackageError

WORTH_IT = 32 << 20
"""Of logs from so many bytes on a second process is a help."""


class Helper:
    """The other process, at work on a package; nobody, where there is none. `proves` says whether it proves the log as
    well. Use it as a context, so that it never outlives this one.
    """

    def __init__(self) -> None:
        self.proves = False
        self._process: Any = None
        self._answers: Any = None

    def begin(self, path: str, known: str, *, with_proof: bool) -> None:
        # Begun anew and not split off: that no system refuses, and it shares nothing of what this one has.
        context = multiprocessing.get_context("spawn")
        self._answers, theirs = context.Pipe(duplex=False)
        process = context.Process(target=work_beside, args=(theirs, path, known, with_proof), daemon=True)
        process.start()
        theirs.close()
        self._process, self.proves = process, with_proof

    def __enter__(self) -> Helper:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.is_alive():
            self._process.terminate()

    def answer(self, package: Package) -> Report | None:
        """What its proof has found; the sums that it made are made known to the package. None where there is none."""
        if self._process is None:
            return None
        try:
            findings, counts, seen, unchecked, sums = self._answers.recv()
        except (EOFError, OSError):
            package.is_summed = True
            return None
        package.know(sums)
        report = Report()
        report.findings = [Finding(*one) for one in findings]
        report.counts.update(counts)
        report.seen.update(seen)
        report.unchecked = [(code, detail) for code, detail in unchecked]
        return report


def helper_for(package: Package, known: str, *, with_proof: bool, alone: bool) -> Helper:
    """Somebody to help with this package, where that helps. Here its files are not summed then. `known` is the office's
    first key in hex, if somebody knows it.
    """
    helper = Helper()
    if not alone and (os.cpu_count() or 1) > 1 and package.size_of(LOG) >= WORTH_IT:
        with suppress(OSError, ValueError, RuntimeError, ImportError):
            helper.begin(package.path, known, with_proof=with_proof)
            package.is_summed = False
    return helper


def work_beside(answers: Any, path: str, known: str, with_proof: bool) -> None:
    """What the other process does. It says everything in plain values, since its classes are not those of the first."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    report = Report()
    sums: dict[str, tuple[int, str]] = {}
    try:
        with without_collecting(), Package(path) as package:
            manifest = read_manifest(package, Report())
            if with_proof:
                proof = Proof(package, manifest, known, report)
                for _ in proof.entries():
                    pass
                proof.end()
            for name in package.names:
                # Whoever asks for the sum of a damaged file will be told.
                with suppress(DamagedFileError):
                    sums[name] = package.sum_of(name)
    except UnreadablePackageError:
        return
    said = [tuple(one) for one in report.findings]
    answers.send((said, dict(report.counts), dict(report.seen), report.unchecked, sums))


def _end_with_parent() -> None:
    """Nobody waits for the answer of a process whose parent was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

"""`python3 verify.py PACKAGE`: everything that can be looked at, in one go. Ends with 0 where all is in order, with 1
where something disagrees, and with 2 where there is no package to be read.
"""

from __future__ import annotations

import argparse
import json
import locale
import sys
from collections.abc import Iterator
from pathlib import Path

from verifier.beside import Helper, helper_for
from verifier.contents import compare_contents
from verifier.desk import Desk
from verifier.engine import recompute, without_collecting
from verifier.keys import Origins, read_keys
from verifier.manifest import Manifest, compare_files, read_manifest
from verifier.maps import compare_maps
from verifier.model import Entry, Finding, Report
from verifier.notes import Note
from verifier.opinion import Question, questions
from verifier.proof import CHECKPOINTS, LOG, Checkpoints, Proof, entries_unproved
from verifier.saying import LANGUAGES, last_line, told, told_unreadable
from verifier.side import Side
from verifier.tables import compare_tables
from verifier.unpack import DamagedFileError, Package, UnreadablePackageError

SHORT_ROOT = 16


class Asked:
    """What somebody wants verified. `earlier` are paths, `key` is the office's first key in hex."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.earlier: list[str] = []
        self.programme = ""
        self.key = ""
        self.proof_only = False
        self.opinion = False
        self.alone = False


def verify(asked: Asked, report: Report) -> Manifest:
    """All of a package. Raises UnreadablePackageError."""
    with without_collecting(), Package(asked.path) as package:
        manifest = read_manifest(package, report)
        package.tell_refused(report)
        if asked.programme and asked.programme != manifest.programme:
            report.add("programme", "manifest.json", manifest.programme, asked.programme)
        with helper_for(package, asked.key, with_proof=not asked.proof_only, alone=asked.alone) as helper:
            found = _with_help(package, manifest, asked, helper) if helper.proves else None
            proved, worked = found or _alone(package, manifest, asked)
            if not helper.proves:
                helper.answer(package)
        report.end_with(worked)
        # Told first, since what else is found may come of it.
        report.begin_with(proved)
        files = Report()
        compare_files(package, manifest, files)
        compare_contents(manifest, files)
        report.begin_with(files)
        return manifest


def _with_help(package: Package, manifest: Manifest, asked: Asked, helper: Helper) -> tuple[Report, Report] | None:
    """What the proof finds that the helper gives, and what comes of the log meanwhile. None where a line turns out to
    be no record: what was read of it was worth nothing, and all has to be gone over with the proof.
    """
    worked = Report()
    try:
        _work_out(entries_unproved(package), None, package, manifest, asked, worked)
    except UnreadablePackageError:
        raise  # Of an earlier package.
    except Exception:
        # Of a line that nobody has looked at yet anything may come.
        if not _proved_beside(package, manifest, asked, helper).counts["log_line"]:
            raise
        return None
    proved = _proved_beside(package, manifest, asked, helper)
    return None if proved.counts["log_line"] else (proved, worked)


def _proved_beside(package: Package, manifest: Manifest, asked: Asked, helper: Helper) -> Report:
    return helper.answer(package) or _proof_alone(package, manifest, asked)


def _alone(package: Package, manifest: Manifest, asked: Asked) -> tuple[Report, Report]:
    """What the proof finds, and what comes of the log as it is gone over."""
    proved, worked = Report(), Report()
    proof = Proof(package, manifest, asked.key, proved)
    _work_out(proof.entries(), proof, package, manifest, asked, worked)
    return proved, worked


def _work_out(
    entries: Iterator[Entry], proof: Proof | None, package: Package, manifest: Manifest, asked: Asked, report: Report
) -> None:
    """What comes of the log, against side rows, tables, maps and earlier packages. A proof that is given on the way is
    ended.
    """
    side = Side(package, manifest, report)
    if asked.proof_only:
        books = None
        for _ in side.hearing(entries):
            pass
    else:
        books = recompute(side.hearing(entries), report)
    if proof is not None:
        proof.end()
    side.end(books)
    if books is None:
        report.could_not_look("tables")
    else:
        compare_tables(package, manifest, books, report)
        compare_maps(package, manifest, books, report)
        if asked.opinion:
            _ask(books, report)
    for path in asked.earlier:
        _compare_earlier(package, manifest, path, report)


def _proof_alone(package: Package, manifest: Manifest, asked: Asked) -> Report:
    """The proof, where nobody else has given it after all."""
    proved = Report()
    proof = Proof(package, manifest, asked.key, proved)
    for _ in proof.entries():
        pass
    proof.end()
    return proved


def _ask(books: Desk, report: Report) -> None:
    """What the checks would say today: first what depends on nothing that came later."""
    report.looked_at("opinions", len(books.holds))
    for one in sorted(questions(books), key=_is_loose):
        place = f"{one.target} {one.rule} {one.member}".rstrip()
        report.questions.append(Finding("opinion_firm" if one.firm else "opinion", place, one.said, one.found))


def _is_loose(question: Question) -> bool:
    return not question.firm


def _compare_earlier(package: Package, manifest: Manifest, path: str, report: Report) -> None:
    """An earlier package's log is a beginning of this one's, byte for byte; its checkpoints are true of it."""
    with Package(path) as earlier:
        before = read_manifest(earlier, Report())
        if before.programme != manifest.programme:
            report.add("earlier_programme", path, before.programme, manifest.programme)
            return
        if before.size > manifest.size:
            report.add("earlier_size", path, before.size, manifest.size)
            return
        number = 0
        try:
            lines = package.lines(LOG) if LOG in package else iter(())
            for number, line in enumerate(earlier.lines(LOG) if LOG in earlier else (), start=1):
                now = next(lines, b"")
                if now != line:
                    was, said = (one[:400].decode("utf-8", "replace") for one in (line, now))
                    report.add("earlier_record", f"{LOG}:{number} ({path})", said, was)
                    return
        except DamagedFileError as error:
            report.add("file_unreadable", f"{path}: {LOG}:{number + 1}", "", error)
        report.looked_at("earlier", number)
        if number != before.size:
            report.add("log_size", f"{path}: manifest.json", before.size, number)
        quiet = Report()
        origins = read_keys(package, manifest.programme, quiet)
        for origin, key in read_keys(earlier, before.programme, quiet).keys.items():
            if origins.keys.get(origin) != key:
                report.add("earlier_key", f"evidence/keys.json {origin} ({path})", _hex(origins, origin), key.hex())
        _compare_earlier_notes(package, earlier, path, report)


def _compare_earlier_notes(package: Package, earlier: Package, path: str, report: Report) -> None:
    """What was signed once has to be among what is signed now: a checkpoint is never taken back."""
    now = {(said["size"], said["root"]) for _, said in Checkpoints(package, Report()).notes}
    for number, said in Checkpoints(earlier, Report()).notes:
        note = Note(said["note"])
        if (note.size, note.root.hex()) not in now:
            report.add("earlier_note", f"{CHECKPOINTS}:{number} ({path})", "", said["note"])


def _hex(origins: Origins, origin: str) -> str:
    return origins.keys.get(origin, b"").hex()


def main(arguments: list[str] | None = None) -> int:
    """What the command line asks for."""
    options = argparse.ArgumentParser(prog="verify.py", description="Verify an audit package. Verifica un paquete.")
    options.add_argument("package", nargs="?", default="", help="ZIP or folder; else the folder of verify.py")
    options.add_argument("--earlier", action="append", default=[], help="an earlier package of the same programme")
    options.add_argument("--programme", default="", help="the code of the programme that it should be of")
    options.add_argument("--key", default="", help="the office's first key (hex), known from elsewhere")
    options.add_argument("--proof-only", action="store_true", help="chains, tree and checkpoints alone")
    options.add_argument(
        "--opinion",
        action="store_true",
        help="list also the verdicts that the checks would change today; takes its time",
    )
    options.add_argument("--alone", action="store_true", help="without a second process")
    options.add_argument("--language", choices=LANGUAGES, default=_language())
    options.add_argument("--json", action="store_true", help="the same for programs, as one line of JSON at the end")
    chosen = options.parse_args(arguments)
    _speak_any_letter()
    asked = Asked(chosen.package or str(Path(__file__).resolve().parent))
    asked.earlier, asked.programme, asked.key = chosen.earlier, chosen.programme, chosen.key
    asked.proof_only, asked.opinion, asked.alone = chosen.proof_only, chosen.opinion, chosen.alone
    report = Report()
    try:
        manifest = verify(asked, report)
    except UnreadablePackageError as error:
        for line in told_unreadable(error.code, error.detail, chosen.language):
            print(line)
        return 2
    for line in told(report, chosen.language):
        print(line)
    if chosen.json:
        print(json.dumps(_for_programs(report), ensure_ascii=True).replace("\x7f", "\\u007f"))
    days = (manifest.first_day, manifest.last_day)
    root = manifest.root[:SHORT_ROOT]
    print(last_line(report, manifest.programme, manifest.size, days, root, chosen.language))
    return 1 if report.number else 0


def _for_programs(report: Report) -> dict[str, object]:
    return {
        "disagreements": report.number, "by_code": dict(report.counts), "looked_at": dict(report.seen),
        "not_looked_at": report.unchecked, "questions": [list(one) for one in report.questions],
        "findings": [list(one) for one in report.findings],
    }  # fmt: skip


def _language() -> str:
    """Spanish where the computer speaks it."""
    try:
        spoken = locale.setlocale(locale.LC_CTYPE, "") or ""
    except locale.Error:
        spoken = ""
    return "es" if spoken.lower().startswith(("es", "spanish")) else "en"


def _speak_any_letter() -> None:
    """Signs that this computer's window cannot show are replaced, and are no reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")

"""With a second process everything is found that is found without one, and its end is no end of the verifying."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sync_server.audit.assembling import verifier
from tests.unit.verifier import mutations
from tests.unit.verifier.mutations import Whole
from tests.unit.verifier.parcel import Writer
from verifier import beside
from verifier.main import Asked, verify
from verifier.model import Report
from verifier.unpack import Package

MUTATED = (
    mutations.flip_a_bit_of_a_file, mutations.drop_a_record, mutations.spoil_a_checkpoint,
    mutations.change_a_number_of_a_table, mutations.change_a_key,
)  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> Whole:
    return Whole()


@pytest.fixture
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small a package is, there is somebody to help."""
    monkeypatch.setattr(beside, "WORTH_IT", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def looked_at(path: Path, *, alone: bool, proof_only: bool = False, key: str = "") -> Report:
    asked, report = Asked(str(path)), Report()
    asked.alone, asked.proof_only, asked.key = alone, proof_only, key
    verify(asked, report)
    return report


def told(report: Report) -> tuple[Any, ...]:
    return sorted(report.findings), report.counts, report.seen, sorted(report.unchecked)


@pytest.mark.usefixtures("worth_it")
@pytest.mark.parametrize("proof_only", [False, True])
def test_two_find_what_one_finds(whole: Whole, tmp_path: Path, proof_only: bool) -> None:
    path = tmp_path / "package.zip"
    for number, data in enumerate([whole.packed(), *(mutate(whole, random.Random(3)).data for mutate in MUTATED)]):
        path.write_bytes(data)
        alone = looked_at(path, alone=True, proof_only=proof_only)
        assert told(looked_at(path, alone=False, proof_only=proof_only)) == told(alone)
        assert bool(alone.findings) == (number > 0) or proof_only


@pytest.mark.usefixtures("worth_it")
@pytest.mark.parametrize("alone", [False, True])
def test_a_key_that_is_known_is_compared_by_whoever_proves(whole: Whole, tmp_path: Path, alone: bool) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(whole.packed())
    first = Writer().office.public.hex()
    assert looked_at(path, alone=alone, key=first.upper()).findings == []
    findings = looked_at(path, alone=alone, key="00" * 32).findings
    assert [(one.code, one.said, one.found) for one in findings] == [("key_expected", first, "00" * 32)]


@pytest.mark.usefixtures("worth_it")
def test_lines_that_are_no_records_are_passed_over_and_told(whole: Whole, tmp_path: Path) -> None:
    lines = whole.files["evidence/log.jsonl"].splitlines(keepends=True)
    lines[9] = lines[9].replace(b'{"author"', b'{ "author"')
    lines[12] = lines[12][:84] + b'{"author":[[[[}}\n'
    lines[15] = lines[15].replace(b'"recorded_at":', b'"recorded_at":-')
    lines[20] = b"\xff\n"
    path = tmp_path / "package.zip"
    path.write_bytes(whole.packed({"evidence/log.jsonl": b"".join(lines)}))
    codes = {(one.code, one.where) for one in looked_at(path, alone=False).findings}
    assert {("log_line", f"evidence/log.jsonl:{number}") for number in (10, 13, 16, 21)} <= codes


class Dies(beside.Helper):
    """Begins and is ended by the system before it says anything."""

    def begin(self, path: str, known: str, *, with_proof: bool) -> None:
        super().begin(path, known, with_proof=with_proof)
        os.kill(self._process.pid, signal.SIGKILL)


class Refused(beside.Helper):
    """No system lets it begin."""

    def begin(self, path: str, known: str, *, with_proof: bool) -> None:
        raise OSError("no more processes")


@pytest.mark.usefixtures("worth_it")
@pytest.mark.parametrize("helper", [Dies, Refused])
@pytest.mark.parametrize("proof_only", [False, True])
def test_whoever_is_left_alone_does_all_of_it(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, helper: type[beside.Helper], proof_only: bool
) -> None:
    path = tmp_path / "package.zip"
    for data in (whole.packed(), mutations.drop_a_record(whole, random.Random(3)).data):
        path.write_bytes(data)
        alone = told(looked_at(path, alone=True, proof_only=proof_only))
        with monkeypatch.context() as patched:
            patched.setattr(beside, "Helper", helper)
            assert told(looked_at(path, alone=False, proof_only=proof_only)) == alone


def test_small_packages_and_small_computers_have_nobody_to_help(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(whole.packed())

    def helps(*, alone: bool = False) -> bool:
        with Package(str(path)) as package, beside.helper_for(package, "", with_proof=True, alone=alone) as helper:
            return helper.proves

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert not helps()
    monkeypatch.setattr(beside, "WORTH_IT", 0)
    assert helps()
    assert not helps(alone=True)
    for number in (1, None):
        monkeypatch.setattr(os, "cpu_count", lambda number=number: number)
        assert not helps()


def test_the_one_file_has_itself_helped(whole: Whole, tmp_path: Path) -> None:
    program = (verifier() or b"").replace(b"WORTH_IT = 32 << 20", b"WORTH_IT = 0")
    assert b"WORTH_IT = 0" in program
    (tmp_path / "verify.py").write_bytes(program.replace(b"(os.cpu_count() or 1)", b"2"))
    path = tmp_path / "package.zip"
    for data in (whole.packed(), mutations.drop_a_record(whole, random.Random(3)).data):
        path.write_bytes(data)
        for more in ((), ("--proof-only",)):
            said = [
                subprocess.run(
                    [sys.executable, "-I", "verify.py", str(path), "--language", "en", *more, *alone],
                    cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
                )
                for alone in ((), ("--alone",))
            ]  # fmt: skip
            assert said[0].stderr == said[1].stderr == ""
            assert said[0].stdout == said[1].stdout
            assert said[0].returncode == said[1].returncode

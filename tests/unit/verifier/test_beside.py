"""With a second process everything is found that is found without one, and its end is no end of the verifying."""

import os
import random
import signal
import subprocess
import sys
import time
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
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'{"author"', b'{ "author"'), (b'{"author"', b'{"body":{},"author"'), (b'"body":', b'"body" : '),
        (b'"body"', b'"\\u0062ody"'), (b'"body":{', b'"body":{"more":1.5,'), (b'"body":{', b'"body":{"more":NaN,'),
        (b'"body":{', b'"body":{"more":null,'), (b'"body":', b'"body":5,"body":'), (b'"body"', b'"body":[],"body"'),
        (b'"recorded_at":', b'"recorded_at":-'), (b'{"author":', b'{"author":[[[[,"x":'), (b"{", b"\xff"),
        (b'"body":{', b'"body":{"more":"\\ud800",'),
    ],
)  # fmt: skip
def test_of_lines_that_are_no_records_two_tell_what_one_tells(
    whole: Whole, tmp_path: Path, old: bytes, new: bytes
) -> None:
    """Nothing is taken from such a line, whatever a laxer reader would find in it, and no rule stumbles over it."""
    lines = whole.files["evidence/log.jsonl"].splitlines(keepends=True)
    path = tmp_path / "package.zip"
    numbers = [number for number, line in enumerate(lines) if b'"kind":"survival' in line or b'"kind":"rate"' in line]
    for number in numbers:
        lines[number] = lines[number][:84] + lines[number][84:].replace(old, new, 1)
    path.write_bytes(whole.packed({"evidence/log.jsonl": b"".join(lines)}))
    found = looked_at(path, alone=False)
    assert told(found) == told(looked_at(path, alone=True))
    assert {("log_line", f"evidence/log.jsonl:{number + 1}") for number in numbers} <= {
        (one.code, one.where) for one in found.findings
    }


def test_what_goes_wrong_in_a_log_without_fault_is_not_hidden(
    whole: Whole, tmp_path: Path, worth_it: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: Any) -> None:
        raise KeyError("a mistake of ours")

    monkeypatch.setattr("verifier.main.compare_maps", stumble)
    path = tmp_path / "package.zip"
    path.write_bytes(whole.packed())
    with pytest.raises(KeyError, match="a mistake of ours"):
        looked_at(path, alone=False)


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


LONG_WORK = """
import sys, time
sys.path.insert(0, {root!r})
from verifier import beside
beside.read_manifest = lambda *_: time.sleep(120)
if __name__ == "__main__":
    beside.Helper().begin({path!r}, "", with_proof=True)
    print("begun", flush=True)
    time.sleep(120)
"""


def test_the_second_process_ends_with_the_first_that_is_killed(whole: Whole, tmp_path: Path) -> None:
    path, script = tmp_path / "package.zip", tmp_path / "long.py"
    path.write_bytes(whole.packed())
    script.write_text(LONG_WORK.format(root=str(Path(beside.__file__).parents[1]), path=str(path)), "utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "begun\n"
        first.kill()
        began = time.monotonic()
        # Both write there, so that it ends when both have.
        assert first.stdout.read() == ""
        assert time.monotonic() - began < 60

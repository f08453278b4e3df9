"""Whether `make test` runs every test once, and is told of whatever fails."""

import signal
from collections import Counter
from pathlib import Path

import pytest

from tools import lanes
from tools.lanes import NO_TESTS, PARTS, ROOT, Part, run, run_in_lanes


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of tests of its own, and what is said about them beside it."""
    (tmp_path / "tests").mkdir()
    monkeypatch.setattr(lanes, "ROOT", tmp_path)
    monkeypatch.setattr(lanes, "FOLDER", tmp_path)
    for name, body in {"good": "pass", "bad": "assert 'seen' == 'wanted'", "last": "pass"}.items():
        (tmp_path / "tests" / f"test_{name}.py").write_text(f"def test_{name}():\n    {body}\n", "utf-8")
    return tmp_path


def test_every_file_of_tests_belongs_to_one_run() -> None:
    held = Counter(file for part in PARTS for run in part.runs for file in part.files(run))
    there = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(held.elements()) == sorted(there)


def test_the_domain_is_held_to_full_branch_coverage_by_its_own_tests() -> None:
    (part,) = [part for part in PARTS if part.options]
    assert part.options == ("--cov=core.domain", "--cov-branch", "--cov-fail-under=100")
    assert all(file.startswith("tests/unit/core/domain/") for run in part.runs for file in part.files(run))


def test_a_failure_is_told_and_keeps_no_other_from_running(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = [Part("first", ("test_bad.py", "test_good.py")), Part("second", ("test_last.py",))]
    ends = run_in_lanes(parts, 1)
    assert [(end.part.name, end.codes, end.is_good) for end in ends] == [
        ("first", (1, 0), False),
        ("second", (0,), True),
    ]
    said = capsys.readouterr().out
    assert "'seen' == 'wanted'" in said
    assert said.count("1 passed") == 2
    assert said.index("== first") < said.index("== second")


def test_a_part_without_tests_is_a_failure(house: Path) -> None:
    """Else nobody would notice that a folder has got another name."""
    assert run(Part("moved", ("elsewhere/test_*.py",))).codes == (NO_TESTS,)


@pytest.mark.parametrize(("may_die", "lives", "codes"), [(True, 2, (0,)), (False, 1, (-signal.SIGKILL,))])
def test_only_a_window_that_died_lives_again(house: Path, *, may_die: bool, lives: int, codes: tuple[int, ...]) -> None:
    mark = house / "mark"
    text = f"""
import os
from pathlib import Path


def test_it() -> None:
    mark = Path({str(mark)!r})
    is_first = not mark.exists()
    mark.open("a").write("x")
    if is_first:
        os.kill(os.getpid(), {int(signal.SIGKILL)})
"""
    (house / "tests" / "test_dying.py").write_text(text, "utf-8")
    assert run(Part("dying", ("test_dying.py",), may_die=may_die)).codes == codes
    assert len(mark.read_text()) == lives

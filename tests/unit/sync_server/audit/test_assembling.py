"""One file of many modules: readable, runnable with nothing beside it, and refused where it could not be."""

import subprocess
import sys
from pathlib import Path

import pytest

from sync_server.audit.assembling import assembled, verifier

CANON = '''"""Strict JSON.

Nothing else.
"""

from __future__ import annotations

import json
from typing import Any, Dict

LIMIT = 3


def read(text: str) -> Any:
    # A comment stays.
    return json.loads(text)
'''
PROOF = '''"""Adds up."""

from __future__ import annotations

import hashlib as sums
import json

from verifier.canon import LIMIT, read


def proof(text: str) -> int:
    return sum(read(text)) + LIMIT + len(sums.sha256(json.dumps(1).encode()).hexdigest())
'''
MAIN = '''"""Begins."""

import sys

from verifier.proof import (
    proof,
)


def main() -> int:
    print(proof("[1, 2]"))
    return 3


if __name__ == "__main__":
    sys.exit(main())
'''
MODULES = {"main": MAIN, "proof": PROOF, "canon": CANON}


def test_it_runs_alone(tmp_path: Path) -> None:
    path = tmp_path / "verify.py"
    path.write_text(assembled(MODULES), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "70\n", "")


def test_it_can_be_read_from_top_to_bottom() -> None:
    text = assembled(MODULES)
    places = [
        text.index(part) for part in ("import hashlib as sums", "# Strict JSON.", "LIMIT = 3", "def proof", "def main")
    ]
    assert places == sorted(places)
    assert "verifier" not in text.partition("# --- canon ---")[2]
    assert text.count("import json\n") == 1
    assert text.count("__future__") == 1
    assert text.count("__main__") == 1
    assert "# A comment stays." in text


def test_a_module_stands_behind_those_it_imports_whatever_it_is_called() -> None:
    later = {"a_sum": PROOF, "z_canon": CANON, "main": MAIN.replace("verifier.proof", "verifier.a_sum")}
    later["a_sum"] = PROOF.replace("verifier.canon", "verifier.z_canon")
    text = assembled(later)
    assert text.index("--- z_canon ---") < text.index("--- a_sum ---") < text.index("--- main ---")


def test_modules_that_import_each_other_are_refused() -> None:
    ring = {**MODULES, "canon": CANON.replace("import json\n", "import json\n\nfrom verifier.proof import proof\n", 1)}
    with pytest.raises(ValueError, match="each other"):
        assembled(ring)


def test_the_same_modules_give_the_same_file() -> None:
    assert assembled(MODULES) == assembled(dict(reversed(MODULES.items())))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("proof", PROOF + "\n\ndef read() -> None: ...\n"),
        ("proof", PROOF.replace("from verifier.canon import LIMIT, read", "import verifier.canon")),
        ("proof", PROOF.replace("import LIMIT, read", "import LIMIT as LARGEST, read")),
        ("proof", PROOF.replace("verifier.canon", "verifier.nowhere")),
        ("main", MAIN.replace("    print(", "    from verifier.proof import proof\n    print(")),
    ],
)
def test_what_cannot_stand_in_one_file_is_refused(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        assembled({**MODULES, name: text})


def test_the_real_one_runs_alone(tmp_path: Path) -> None:
    made = verifier()
    assert made is not None
    path = tmp_path / "verify.py"
    path.write_bytes(made)
    nothing = [sys.executable, "-I", str(path), str(tmp_path / "nothing.zip")]
    done = subprocess.run(nothing, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "")


def test_without_a_verifier_there_is_no_file(tmp_path: Path) -> None:
    assert verifier(tmp_path) is None
    (tmp_path / "main.py").write_text(MAIN.replace("from verifier.proof import (\n    proof,\n)\n", ""), "utf-8")
    (tmp_path / "__init__.py").write_text('"""Not part of it."""\n', "utf-8")
    made = verifier(tmp_path)
    assert made is not None
    assert b"Not part of it" not in made


def test_what_has_changed_since_is_put_together_anew(tmp_path: Path) -> None:
    """A file that was made is kept for the next package, and only as long as its modules are what they were."""
    text = MAIN.replace("from verifier.proof import (\n    proof,\n)\n", "")
    (tmp_path / "main.py").write_text(text, "utf-8")
    first = verifier(tmp_path)
    assert verifier(tmp_path) is first
    (tmp_path / "main.py").write_text(f"{text}\nLAST = 1\n", "utf-8")
    assert b"LAST = 1" in (verifier(tmp_path) or b"")

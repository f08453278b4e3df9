"""The commands that docs/paying.md shows are pasted into a real shell as they stand there."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BESIDE_PYTHON = Path(sys.executable).parent


def test_the_cycle_in_the_documents_can_be_pasted(tmp_path: Path) -> None:
    [script] = re.findall(r"```\n(.*?)```", (ROOT / "docs/paying.md").read_text("utf-8"), re.DOTALL)
    script = script.replace('PATH="$PWD/.venv/bin:$PATH"', f'PATH="{BESIDE_PYTHON}:$PATH"')
    assert str(BESIDE_PYTHON) in script
    before = f"set -e\n{BESIDE_PYTHON}/planton-server load {ROOT}/assets/sample --database sqlite:///planton.db\n"
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PLANTON")}
    done = subprocess.run(
        ["bash", "-c", before + script], cwd=tmp_path, env=surroundings, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in tmp_path.iterdir()} >= {
        "planilla-1.pdf",
        "talones-1.pdf",
        "planton.journal",
        "asiento.xlsx",
    }
    assert (tmp_path / "planilla-1.pdf").read_bytes().startswith(b"%PDF")

"""What the tidiness tests look at: the files of the project, without what make and the tools have created."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("core", "app", "sync_server", "migrations", "verifier")
_NOT_OURS = {"build", "bin", "node_modules", "__pycache__"}


def files(*folders: str, suffix: str = "") -> list[Path]:
    """Every file below the folders of the project, or below its root, whose name ends in `suffix`."""
    starts = [ROOT / folder for folder in folders] if folders else [ROOT]
    return sorted(path for start in starts for path in _walk(start) if path.name.endswith(suffix))


def _walk(start: Path) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(start):
        subfolders[:] = [name for name in subfolders if not _is_created(Path(folder), name)]
        yield from (Path(folder, name) for name in names)


def _is_created(folder: Path, name: str) -> bool:
    hidden = name.startswith(".") and name != ".ci"
    return hidden or name in _NOT_OURS or name.endswith(".egg-info") or (folder / name / "pyvenv.cfg").exists()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def place(path: Path, node: ast.AST | None = None) -> str:
    """The way to name a spot so that an editor can jump to it."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{node.lineno}" if isinstance(node, ast.expr | ast.stmt) else name

"""Files are written whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync_server.commands.files import save
from sync_server.settings import SettingsError


def test_bytes_and_lines_are_written_over_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "books.csv"
    save(path, b"old")
    save(path, iter(["ñ,1\n", "o,2\n"]))
    assert path.read_text("utf-8") == "ñ,1\no,2\n"
    assert [kept.name for kept in tmp_path.iterdir()] == ["books.csv"]


def test_a_mistake_in_the_middle_leaves_the_old_file(tmp_path: Path) -> None:
    def lines() -> Iterator[str]:
        yield "new\n"
        raise ValueError("the books do not balance")

    path = tmp_path / "books.csv"
    save(path, b"old")
    with pytest.raises(ValueError, match="balance"):
        save(path, lines())
    assert path.read_bytes() == b"old"
    assert [kept.name for kept in tmp_path.iterdir()] == ["books.csv"]


@pytest.mark.parametrize("name", ["no/such/folder/x", "folder", ".", "/"])
def test_where_nothing_can_be_written_there_is_a_sentence(tmp_path: Path, name: str, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    with pytest.raises(SettingsError) as refused:
        save(Path(name), b"x")
    assert refused.value.key == "command.file_trouble"
    assert [kept.name for kept in tmp_path.rglob("*")] == ["folder"]

"""A captured body is told in readable form, whichever of the two it is and whichever protocol it speaks."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.sync.wire import packing
from core.usecases.ports import Echo
from tests.unit.core.sync.wire.stored_messages import LONG_ANSWER, SAID, SIDE, STORED_ANSWER, STORED_REQUEST, first_of
from tools.explain import explain, main


def test_a_request_is_told_with_its_columns() -> None:
    lines = list(explain(packing.pack_request(STORED_REQUEST)))
    assert lines[0].startswith("Request, protocol 2, ")
    assert "  origin       7KQ2MX" in lines
    assert "  own records  1 to 29" in lines
    assert f"  signature    {STORED_REQUEST.signature}" in lines
    assert f"  {SIDE.hash}  {len(SIDE.data)} bytes" in lines
    columns = {line.split()[0]: line for line in lines if line.startswith("  ")}
    assert "known record ids" in columns["batch"]
    assert "days" in columns["happened_on"]
    assert "steps" in columns["seq"]
    assert "words" in columns["kind"]
    records = lines[lines.index("") + 1 :]
    assert records[: len(SAID)] == [data.decode() for data in SAID]
    assert records[len(SAID) :] == ["", "b'\\xff\\x00'", '{"a":-0}', '{"a":"\\""}', '{"kind":"ñ","n":[1,2,3]}']


def test_an_answer_is_told_with_its_spans() -> None:
    lines = list(explain(packing.pack_answer(STORED_ANSWER)))
    assert lines[0].startswith("Answer, protocol 2, ")
    assert "  state        on, more to come" in lines
    assert "  span         positions 8 to 9: 3 to 4 of OFFICE" in lines
    assert "  span         positions 10 to 29: 1 to 20 of the tablet's own records, which stay where they are" in lines
    assert "  checkpoint   planton/PIURA/OFFICE" in lines
    assert any("deflate" in line for line in lines)


@pytest.mark.parametrize("checkpoint", ["", "a note of another form"])
def test_an_answer_is_told_whatever_its_checkpoint(checkpoint: str) -> None:
    lines = list(explain(packing.pack_answer(replace(STORED_ANSWER, checkpoint=checkpoint))))
    assert lines[-1] == '{"kind":"ñ","n":[1,2,3]}'


def test_a_long_answer_is_told_to_be_pressed_with_lzma() -> None:
    lines = list(explain(packing.pack_answer(LONG_ANSWER, with_lzma=True)))
    assert any(line.endswith("LZMA") for line in lines)
    assert len(lines[lines.index("") + 1 :]) == LONG_ANSWER.spans[0].number


def test_nothing_new_is_told_too() -> None:
    nothing = replace(STORED_ANSWER, spans=(Echo(1, 1, 3),), checkpoint="", side_rows=(), state="unchanged")
    assert "Records: 0, 0 bytes as they stand in the log" in explain(packing.pack_answer(nothing))


def test_the_first_protocol_is_told_without_columns() -> None:
    for data in (packing.pack_request(first_of(STORED_REQUEST)), packing.pack_answer(first_of(STORED_ANSWER))):
        lines = list(explain(data))
        assert "protocol 1" in lines[0]
        assert any("JSON" in line for line in lines)
        assert SAID[0].decode() in lines


def test_a_file_is_told_and_another_thing_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    captured = tmp_path / "captured.bin"
    captured.write_bytes(packing.pack_request(STORED_REQUEST))
    assert main([str(captured)]) == 0
    assert capsys.readouterr().out.startswith("Request, protocol 2")
    captured.write_bytes(b"rubbish")
    assert main([str(captured)]) == 1
    assert main([str(tmp_path / "none.bin")]) == 1
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err

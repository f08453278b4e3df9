"""Whatever is done to a package is found, and the place is named; of an honest one nothing is."""

import io
import json
import random
import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.unit.verifier.mutations import (
    CHECKPOINTS,
    KEYS,
    LOG,
    MUTATIONS,
    SIDE_ROWS,
    Mutant,
    Whole,
    again,
    packed,
)
from tests.unit.verifier.parcel import Key, Writer
from tests.unit.verifier.wrapping import files_of
from verifier.canon import encode
from verifier.main import Asked, main, verify
from verifier.model import Finding, Report
from verifier.side import PHOTOS
from verifier.unpack import UnreadablePackageError

IN_A_SAMPLE, IN_A_CAMPAIGN = 4, 80
"""So often everything is done once."""
SEED = 7


@pytest.fixture(scope="module")
def whole() -> Whole:
    return Whole()


def found(path: Path, asked: Asked | None = None) -> list[Finding] | None:
    """What is found in a package; None where there is none."""
    report = Report()
    asked = asked or Asked("")
    asked.path = str(path)
    try:
        verify(asked, report)
    except UnreadablePackageError:
        return None
    return report.findings


def wrong_with(mutant: Mutant, path: Path) -> str:
    """Why a mutant was not found as it should be; empty if it was."""
    path.write_bytes(mutant.data)
    findings = found(path)
    if findings is None:
        return "" if not mutant.places else f"{mutant.what}: cannot be read"
    if not findings:
        return f"{mutant.what}: nothing was found"
    if mutant.places and not any(one.where.startswith(mutant.places) for one in findings):
        return f"{mutant.what}: {mutant.places} is not named, but {[one.where for one in findings][:5]}"
    return ""


def test_nothing_is_found_in_an_honest_package(whole: Whole, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(whole.packed())
    assert found(path) == []
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "folder")
    assert found(tmp_path / "folder") == []


def test_every_mutation_is_found_where_it_was_made(whole: Whole, tmp_path: Path, campaign: bool) -> None:
    wrong, number = [], 0
    for place, mutate in enumerate(MUTATIONS):
        for turn in range(IN_A_CAMPAIGN if campaign else IN_A_SAMPLE):
            chance = random.Random(f"{SEED} {place} {turn}")
            mutant = mutate(whole, chance)
            number += 1
            why = wrong_with(mutant, tmp_path / "mutant.zip")
            if why:
                wrong.append(f"{mutate.__name__} {turn}: {why}")
    assert number >= (1_000 if campaign else 80)
    assert wrong == []


def test_a_flipped_bit_of_the_zip_changes_nothing_or_is_found(whole: Whole, tmp_path: Path, campaign: bool) -> None:
    """In a ZIP there are also dates and the like, which nobody reads."""
    data, chance, path = whole.packed(), random.Random(SEED), tmp_path / "flipped.zip"
    outcomes: Counter[str] = Counter()
    for _ in range(400 if campaign else 30):
        changed = bytearray(data)
        place = chance.randrange(len(data))
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(changed))
        findings = found(path)
        if findings == []:
            assert contents(bytes(changed)) == contents(data), f"a bit at {place} was not found"
            outcomes["nothing changed"] += 1
        else:
            outcomes["found"] += 1
    assert outcomes["found"] > outcomes["nothing changed"]


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_earlier_package_is_a_beginning_of_a_later_one(whole: Whole, tmp_path: Path) -> None:
    size = whole.log.notes[0]["size"]
    before = again(whole, [entry.data for entry in whole.log.entries[:size]])
    earlier, later = tmp_path / "earlier.zip", tmp_path / "later.zip"
    earlier.write_bytes(packed(files_of(before), before))
    later.write_bytes(whole.packed())
    asked = Asked("")
    asked.earlier = [str(earlier)]
    assert found(later, asked) == []
    asked.earlier = [str(later)]
    assert [one.code for one in found(earlier, asked) or []][-1] == "earlier_size"


def test_a_past_that_was_written_anew_under_another_key_is_known_by_the_first(whole: Whole, tmp_path: Path) -> None:
    """All of it can be made again by whoever makes themselves another office, and fits. Not its first key."""
    path = tmp_path / "package.zip"
    path.write_bytes(whole.packed())
    asked = Asked("")
    asked.key = Key("somebody else").public.hex()
    assert [one.code for one in found(path, asked) or []] == ["key_expected"]
    asked.key = Writer().office.public.hex().upper()
    assert found(path, asked) == []
    asked.programme = "OTHER"
    assert [one.code for one in found(path, asked) or []] == ["programme"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_end_is_one_line_and_a_code(
    whole: Whole, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(whole.packed())
    assert main([str(path), "--language", language]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith({"en": "Everything is in order", "es": "Todo está en orden"}[language])
    path.write_bytes(whole.packed(None, root="00" * 32))
    assert main([str(path), "--language", language]) == 1
    out = capsys.readouterr().out
    assert out.splitlines()[-1].startswith({"en": "One disagreement was", "es": "Se encontró un"}[language])
    assert "00" * 32 in out
    assert whole.root in out
    assert main([str(tmp_path / "nothing.zip"), "--language", language]) == 2


COMMANDS = "\x1b[2J\x07\x9b1A\x7f\u202e\u2028\r\n✗ x"
"""What clears a screen, rings, moves up, turns letters round, and begins lines of its own."""


def _renamed(data: bytes, name: bytes) -> bytes:
    """A ZIP whose first path is as long and has a command in it."""
    return data.replace(b"README.txt", name)


def _spoilt(whole: Whole) -> dict[str, bytes]:
    """A command in everything that a package says and the verifier tells again."""
    items, described = "tables/items.csv", "tables/datapackage.json"
    cells = '"' + COMMANDS.replace('"', "") + '"'
    row = b"\r\n" + (cells + "," * 15).encode() + b"\r\n"
    note = json.loads(whole.files[CHECKPOINTS].splitlines()[0])
    spoilt_note = encode({**note, "note": unicodedata.normalize("NFC", COMMANDS), "signer": "\x1b"})
    unit = '{"type":"Feature","id":"%s","geometry":null,"properties":{"%s":"%s"}}' % ((json.dumps(COMMANDS)[1:-1],) * 3)
    units = '{"type":"FeatureCollection","features":[\n' + unit + "\n]}"
    raw = encode({"head": "\x1b[2J", "origin": "\x1b[2J\n", "raw": "eA==", "seq": 1})
    return {
        "root": whole.packed(None, root=COMMANDS + "0" * 5_000), "programme": whole.packed(None, programme=COMMANDS),
        "manifest": whole.packed(None, profile=COMMANDS, **{COMMANDS: 1}),
        "format": whole.packed(None, format=COMMANDS),
        "name": whole.packed({"\x1b[2J\x7f\u202e.txt": b"x"}), "listed": whole.careless({"\x1b[2J.txt": b"x"}),
        "unsafe": _renamed(whole.packed(), b"../\x1b[2J\n\r"),
        "row": whole.packed({items: whole.files[items].replace(b"\r\n", row, 1)}),
        "heading": whole.packed({items: cells.encode() + whole.files[items]}),
        "described": whole.packed({described: json.dumps({"resources": [{"name": COMMANDS, "path": "x", "schema": {
            "fields": [{"name": COMMANDS}]}}]}).encode()}),
        "note": whole.packed({CHECKPOINTS: spoilt_note + b"\n"}),
        "keys": whole.packed({KEYS: json.dumps({"format": COMMANDS, "origins": [{"origin": COMMANDS}]}).encode()}),
        "log": whole.packed({LOG: whole.files[LOG] + raw + b"\n\x1b[2J\n"}),
        "map": whole.packed({"geo/units.geojson": units.encode()}),
        "words": whole.packed({SIDE_ROWS: b"\x1b[2J\n"}), "photos": whole.packed({PHOTOS: b"\x1b[2J\r\n"}),
    }  # fmt: skip


@pytest.mark.parametrize("more", [(), ("--json", "--opinion"), ("--proof-only",)], ids=["plain", "json", "proof"])
def test_no_stranger_writes_on_the_screen(
    whole: Whole, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    """What a package says is shown as letters on lines that the verifier began, whatever it would do to a terminal."""
    path, earlier = tmp_path / "package.zip", tmp_path / "earlier.zip"
    earlier.write_bytes(whole.packed())
    began = ("✗ ", "    ", "? ", "· ", "Looked at: ", "{", "Everything is ", "It cannot ")
    for what, data in _spoilt(whole).items():
        path.write_bytes(data)
        for one, other in ((path, earlier), (earlier, path)):
            asked = [str(one), "--language", "en", *more, "--earlier", str(other)]
            code = main(asked)
            out = capsys.readouterr().out
            assert (
                code or one is earlier or (what in ("row", "heading", "described", "map", "words", "photos") and more)
            )
            assert [sign for sign in out if sign != "\n" and not sign.isprintable()] == [], what
            for line in out.splitlines():
                assert line.startswith(began) or re.search("disagreements? (was|were) found", line), line
                assert len(line) < 700 or line.startswith("{")

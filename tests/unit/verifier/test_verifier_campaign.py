"""Whatever is done to a package is found, and the place is named; of an honest one nothing is."""

import io
import random
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.unit.verifier.mutations import MUTATIONS, Mutant, Whole, again, packed
from tests.unit.verifier.parcel import Key, Writer
from tests.unit.verifier.wrapping import files_of
from verifier.main import Asked, main, verify
from verifier.model import Finding, Report
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
    assert out.splitlines()[-1].startswith({"en": "1 disagreement", "es": "Se encontr"}[language])
    assert "00" * 32 in out
    assert whole.root in out
    assert main([str(tmp_path / "nothing.zip"), "--language", language]) == 2


def test_no_stranger_writes_on_the_screen(whole: Whole, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a package says is shown as letters, whatever it would do to a terminal."""
    path = tmp_path / "package.zip"
    path.write_bytes(whole.packed(None, root="\x1b[2J\x07" + "0" * 5_000))
    assert main([str(path), "--language", "en"]) == 1
    out = capsys.readouterr().out
    assert not set("\x1b\x07") & set(out)
    assert max(map(len, out.splitlines())) < 500

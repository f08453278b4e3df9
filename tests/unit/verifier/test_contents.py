"""Which files a package may have and where its manifest lists them: whatever else is there is told by its name."""

from pathlib import Path
from random import Random

import pytest

from tests.unit.verifier.mutations import STRANGE_FILES, Whole, move_to_the_other_list
from tests.unit.verifier.test_verifier_campaign import found
from verifier.contents import FOR_PEOPLE
from verifier.main import Asked
from verifier.model import Finding


@pytest.fixture(scope="module")
def whole() -> Whole:
    return Whole()


@pytest.mark.parametrize("proof_only", [False, True])
@pytest.mark.parametrize("path", STRANGE_FILES)
def test_a_file_that_no_comparison_reads_is_told(whole: Whole, tmp_path: Path, path: str, proof_only: bool) -> None:
    package = tmp_path / "package.zip"
    package.write_bytes(whole.packed({path: b"x"}))
    asked = Asked("")
    asked.proof_only = proof_only
    findings = [one for one in found(package, asked) or [] if one.code != "photo_unnamed"]
    assert findings == [Finding("file_unknown", path, path, "")]


def test_what_is_for_people_may_be_there(whole: Whole, tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    package.write_bytes(whole.packed(dict.fromkeys(FOR_PEOPLE, b"x")))
    assert found(package) == []


def test_evidence_that_is_called_something_to_read_is_told(whole: Whole, tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    for turn in range(20):
        mutant = move_to_the_other_list(whole, Random(turn))
        package.write_bytes(mutant.data)
        [finding] = found(package) or []
        evidence_or_not = ("evidence", "presentation")
        said = evidence_or_not if mutant.places == ("README.txt",) else evidence_or_not[::-1]
        assert finding == Finding("manifest_part", *mutant.places, *said)


def test_a_table_that_is_not_for_donors_is_told_once(whole: Whole, tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    package.write_bytes(whole.packed(None, profile="donor"))
    told = [one for one in found(package) or [] if one.where == "tables/items.csv"]
    assert [one.code for one in told] == ["table_extra"]

"""What the program puts into a package is what the verifier makes of the same records, down to the last cell."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.exports import Profile
from sync_server.audit.assembling import verifier
from sync_server.audit.making import make_package
from sync_server.audit.package import Order
from tests.integration.server.packages import PERIOD, lived_through
from tests.integration.server.paying import PayOffice, paying
from verifier.main import Asked, verify
from verifier.model import Report

PERIODS = (PERIOD, ("2000-01-01", "2099-12-31"), ("2014-12-03", "2014-12-03"))


@pytest.fixture(scope="module")
def season(payday: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PayOffice]:
    with paying(payday, tmp_path_factory.mktemp("season")) as office:
        lived_through(office)
        yield office


def packed(season: PayOffice, path: Path, profile: Profile, period: tuple[str, str]) -> Path:
    make_package(season.served.office, "C01", Order(profile, *period), "Visita anual", path)
    return path


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("profile", ["auditor", "donor"])
def test_the_verifier_finds_nothing(
    season: PayOffice, tmp_path: Path, profile: Profile, period: tuple[str, str]
) -> None:
    report = Report()
    verify(Asked(str(packed(season, tmp_path / "package.zip", profile, period))), report)
    assert report.findings == []
    assert report.seen["records"] > 100
    assert report.seen["rows"] > 100


def test_an_earlier_package_is_a_beginning_of_the_next(season: PayOffice, tmp_path: Path) -> None:
    earlier = packed(season, tmp_path / "earlier.zip", "auditor", PERIOD)
    asked = Asked(str(packed(season, tmp_path / "later.zip", "donor", PERIOD)))
    asked.earlier = [str(earlier)]
    report = Report()
    verify(asked, report)
    assert report.findings == []
    assert report.seen["earlier"] > 100


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_one_file_runs_where_the_project_is_not(season: PayOffice, tmp_path: Path, language: str) -> None:
    program = verifier()
    assert program is not None
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "verify.py").write_bytes(program)
    package = packed(season, tmp_path / "package.zip", "auditor", PERIOD)
    done = subprocess.run(
        [sys.executable, "-I", "verify.py", str(package), "--language", language],
        cwd=tmp_path / "alone", capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1].startswith(
        {"en": "Everything is in order", "es": "Todo está en orden"}[language]
    )

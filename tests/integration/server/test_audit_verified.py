"""What the program puts into a package is what the verifier makes of the same records, down to the last cell."""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from zipfile import ZipFile

import pytest

from core.domain.bodies import Centimos, Count, Day, body_of
from core.domain.calendar import add_days
from core.domain.corrections import Replace, Void
from core.domain.exports import Profile
from core.domain.items import OpeningBalance
from core.domain.records import RecordId
from core.domain.wordings import Wording
from core.fold.facts import thing_fact
from core.fold.rows import EffectiveRecord, Thing
from sync_server.audit.assembling import verifier
from sync_server.audit.making import Handing, hand_out, make_package
from sync_server.audit.package import Made, Order, write_package
from sync_server.audit.source import Source
from tests.integration.server.packages import PERIOD, lived_through, say
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


def found_in(path: Path) -> Report:
    report = Report()
    verify(Asked(str(path)), report)
    return report


def rows_of(path: Path, name: str) -> list[dict[str, str]]:
    with ZipFile(path) as package:
        return list(csv.DictReader(io.StringIO(package.read(f"tables/{name}.csv").decode("utf-8"), newline="")))


def test_an_opening_balance_of_nothing_has_its_item_and_its_entry(season: PayOffice, tmp_path: Path) -> None:
    """One stays at 0, one becomes something, one becomes 0 and is taken back: rules, 4.6."""
    ids = season.server.ids
    about = (ids["committee:CHO"], ids["member:CHO-005"])
    day = "2014-12-02"
    stays, becomes, goes = (
        say(season, OpeningBalance(*about, Centimos(amount), f"D-{amount}"), happened_on=day) for amount in (0, 0, 700)
    )
    for target, amount in ((becomes, 1_234), (goes, 0)):
        body = body_of(OpeningBalance(*about, Centimos(amount), "D"))
        say(season, Replace(target, target, "wrong_count", body, Count(1)), happened_on=day)
    with season.server.store.reading() as session:
        version = session.state().get(EffectiveRecord, goes)
    assert version is not None
    say(season, Void(goes, RecordId(version.version), "wrong_people"), happened_on=day)
    season.served.office.settle()
    path = packed(season, tmp_path / "package.zip", "auditor", PERIOD)
    assert found_in(path).findings == []
    items = [(one["record"], one["kind"], one["centimos"]) for one in rows_of(path, "items")]
    amounts = {record: [one[1:] for one in items if one[0] == record] for record in (stays, becomes, goes)}
    assert amounts[stays] == [("opening", "0")]
    assert amounts[becomes] == [("opening", "0"), ("reversal", "0"), ("opening", "1234")]
    assert amounts[goes] == [("opening", "700"), ("reversal", "-700"), ("opening", "0"), ("reversal", "0")]
    lines = [one for one in rows_of(path, "journal") if one["record"] == stays]
    assert [(one["account"], one["debit_centimos"], one["credit_centimos"]) for one in lines] == [
        ("opening", "0", "0"), ("payable", "0", "0"),
    ]  # fmt: skip


def test_a_period_may_begin_and_end_on_any_record_s_day(season: PayOffice, tmp_path: Path) -> None:
    """Each day on which something happened is the first, the last, both, or just outside."""
    whole = packed(season, tmp_path / "whole.zip", "auditor", PERIODS[1])
    days = sorted({one["happened_on"] for one in rows_of(whole, "records") if one["happened_on"]})
    first, last = days[0], days[-1]
    middle = [day for day in days if first < day < last]
    assert middle
    periods = {(first, first), (middle[-1], last), (add_days(first, 1), middle[0]), (middle[0], add_days(last, -1))}
    for number, period in enumerate(sorted(periods)):
        path = packed(season, tmp_path / f"{number}.zip", "auditor", period)
        assert found_in(path).findings == [], period
        stated = {one["happened_on"] for one in rows_of(path, "items")}
        assert all(period[0] <= day <= period[1] for day in stated)


def test_whose_side_row_is_gone_is_in_no_row_of_people_and_in_no_finding(season: PayOffice, tmp_path: Path) -> None:
    member = season.server.ids["member:CHO-009"]
    with season.served.office.store.writing() as session:
        gone = session.state().get(Thing, member)
        assert gone is not None
        session.erase_side_rows([thing_fact(gone).person_side])
    path = packed(season, tmp_path / "package.zip", "auditor", PERIOD)
    assert found_in(path).findings == []
    assert member not in {one["id"] for one in rows_of(path, "people")}
    assert member in {one["id"] for one in rows_of(path, "members")}


def test_what_comes_in_while_a_package_is_written_is_in_the_next_one(season: PayOffice, tmp_path: Path) -> None:
    """Somebody states something after every file of it, and all of it fits what was signed before."""
    office, order = season.served.office, Order("auditor", *PERIOD)
    said: list[str] = []

    class Slowly(io.BytesIO):
        """A disk that is so slow that others have their turn."""

        def write(self, data: Any, /) -> int:
            if len(said) < 20 and len(data) > 100:
                said.append(say(season, Wording("office_phone", f"073 {len(said):03}", Day("2014-12-03"))))
            return super().write(data)

    def write(file: IO[bytes], source: Source) -> Made:
        slow = Slowly()
        made = write_package(slow, source, order)
        file.write(slow.getvalue())
        return made

    path, handing = tmp_path / "package.zip", Handing("auditor", *PERIOD, "Visita")
    found, made, _ = hand_out(office, "C01", handing, path, write)
    assert found == made
    assert len(said) == 20
    report = found_in(path)
    assert report.findings == []
    assert report.seen["records"] == made.size
    assert not set(said) & {one["id"] for one in rows_of(path, "records")}
    later = packed(season, tmp_path / "later.zip", "auditor", PERIOD)
    asked = Asked(str(later))
    asked.earlier = [str(path)]
    report = Report()
    verify(asked, report)
    assert report.findings == []
    assert set(said) <= {one["id"] for one in rows_of(later, "records")}


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

"""What a tablet may be called, and shutting one out in somebody's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.domain.records import origin_of_key
from core.domain.tablets import REVOCATION_REASONS
from core.usecases.office.tablets import LONGEST_LABEL, label_for, shut_out
from core.usecases.views.field import HistoryFilter
from tests.sample import copied_server, sample_template
from tools.sample import SampleServer, seeded_key

TABLET = origin_of_key(seeded_key("a").public_key)


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    server = copied_server(sample_template(tmp_path_factory), tmp_path)
    yield server
    server.store.engine.dispose()


def label(server: SampleServer, text: str) -> str:
    with server.store.reading() as session:
        return label_for(session, text)


def shut(server: SampleServer, origin: str = TABLET, author: str = "C01") -> bool:
    return shut_out(server.store, server.clock, server.origin, author, origin, "stolen")


def test_a_label_stands_on_one_line_and_no_two_tablets_in_use_have_the_same(server: SampleServer) -> None:
    assert label(server, "  Choco   7 ") == "Choco 7"
    assert label(server, "x" * LONGEST_LABEL) == "x" * LONGEST_LABEL
    for text, code in (
        ("  ", "form_incomplete"), ("x" * (LONGEST_LABEL + 1), "text_long"),
        ("A", "label_taken"), (" b ", "label_taken"),
    ):  # fmt: skip
        with pytest.raises(Problem, match=code):
            label(server, text)


def test_the_name_of_a_tablet_that_was_shut_out_is_free_again(server: SampleServer) -> None:
    shut(server)
    assert label(server, "a") == "a"


def test_a_tablet_is_shut_out_once_and_in_the_name_of_whoever_does_it(server: SampleServer) -> None:
    assert shut(server, author="C02")
    assert not shut(server)
    with server.store.reading() as session:
        known = session.origin(TABLET)
        said = session.reads().history(HistoryFilter(kinds=("tablet_revoked",)), 5, 0)
        detail = session.reads().record(said[0].id)
    assert known is not None
    assert known.revoked
    assert [line.author for line in said] == ["C02"]
    assert detail is not None
    assert (detail.fact.reason, detail.fact.last_seq) == ("stolen", known.seq)
    assert detail.fact.reason in REVOCATION_REASONS


@pytest.mark.parametrize(
    ("author", "code"), [("T01", "role_not_allowed"), ("office", "user_unknown"), ("", "user_unknown")]
)
def test_nobody_shuts_out_whose_role_is_another(server: SampleServer, author: str, code: str) -> None:
    with pytest.raises(Problem, match=code):
        shut(server, author=author)
    with server.store.reading() as session:
        known = session.origin(TABLET)
    assert known is not None
    assert not known.revoked


def test_what_is_no_tablet_is_not_shut_out(server: SampleServer) -> None:
    for origin in ("ZZZZZZ", server.origin, ""):
        with pytest.raises(Problem, match="tablet_not_here"):
            shut(server, origin)

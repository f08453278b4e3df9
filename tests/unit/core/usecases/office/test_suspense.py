"""Deciding about money: never without a reason, at whatever door; the reason is kept beside the decision."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.payouts import RecoveryDecided, SuspenseDecided
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.usecases.office.recoveries import decide_recoveries
from core.usecases.office.suspense import decide_suspense
from tests.sample import copied_server, sample_template
from tools.sample import SampleServer

NOWHERE = RecordId("TABLET-30")


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    server = copied_server(sample_template(tmp_path_factory), tmp_path)
    yield server
    server.store.engine.dispose()


@pytest.mark.parametrize("why", ["", "   ", "\n\t"])
def test_nothing_is_said_of_a_payout_without_a_reason(server: SampleServer, why: str) -> None:
    fact = SuspenseDecided(NOWHERE, "loss")
    with pytest.raises(Problem, match="decision_reason_missing"):
        decide_suspense(server.store, server.clock, server.origin, "C01", fact, why)


@pytest.mark.parametrize("why", ["", "   "])
def test_nothing_is_recovered_or_waived_without_a_reason(server: SampleServer, why: str) -> None:
    facts = [RecoveryDecided(server.ids["member:CHO-001"], NOWHERE, "waive")]
    with pytest.raises(Problem, match="decision_reason_missing"):
        decide_recoveries(server.store, server.clock, server.origin, "C01", facts, why)


def test_with_a_reason_the_rules_are_asked(server: SampleServer) -> None:
    facts = [RecoveryDecided(server.ids["member:CHO-001"], NOWHERE, "waive")]
    with pytest.raises(Problem, match="nothing_to_recover"):
        decide_recoveries(server.store, server.clock, server.origin, "C01", facts, "Se avisó")

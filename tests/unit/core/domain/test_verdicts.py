import pytest

from core.domain.bodies import Count, UnreadableBody, body_of, fact_from
from core.domain.records import RecordId
from core.domain.verdicts import Verdict


def test_a_verdict_keeps_the_figures_that_its_rule_saw() -> None:
    verdict = Verdict(RecordId("7KQ2MX-9"), "hold", "pace", Count(1), {"most": 150, "was": 900}, RecordId("OFFICE-9"))
    assert fact_from(Verdict, body_of(verdict)) == verdict


def test_there_is_no_other_action() -> None:
    with pytest.raises(UnreadableBody, match="action"):
        fact_from(Verdict, {"target": "7KQ2MX-9", "action": "refuse", "rule": "pace", "rule_version": 1})

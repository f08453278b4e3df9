import tomllib

import pytest

from tests.tidy.source import ROOT
from tools.mutants import COPIED, LIST, Mutant, judge, listed, mutant_in, report, statuses_in

DIFF = """# core.domain.money.x_round_cash__mutmut_7: survived
--- core/domain/money.py
+++ core/domain/money.py
@@ -1,5 +1,5 @@
 def round_cash(entitled_centimos: int, *, up: bool = False) -> Cash:
-    carried = entitled_centimos % 10
+    carried = entitled_centimos / 10
     if up and carried:
"""
ROUNDED = Mutant("core.domain.money.round_cash", "carried = entitled_centimos % 10", "carried = entitled_centimos / 10")
OTHER = Mutant("core.domain.money.break_down", "a", "b")


def test_a_survivor_is_known_by_what_was_changed_and_not_by_its_number() -> None:
    assert mutant_in("core.domain.money.x_round_cash__mutmut_7", DIFF) == ROUNDED
    assert mutant_in("core.domain.money.x_round_cash__mutmut_12", DIFF) == ROUNDED


def test_a_method_is_named_with_its_class() -> None:
    assert mutant_in("core.domain.bodies.xǁReaderǁread__mutmut_1", DIFF).function == "core.domain.bodies.Reader.read"


def test_what_became_of_each_is_read() -> None:
    text = "    core.domain.cash.x_sum_of__mutmut_1: killed\n    core.domain.cash.x_sum_of__mutmut_2: no tests\n"
    assert statuses_in(text) == {
        "core.domain.cash.x_sum_of__mutmut_1": "killed",
        "core.domain.cash.x_sum_of__mutmut_2": "no tests",
    }


@pytest.mark.parametrize(
    ("total", "survivors", "known", "is_good"),
    [
        (100, [], [], True),
        (100, [ROUNDED], [ROUNDED], True),
        (100, [ROUNDED], [], False),
        (100, [], [ROUNDED], False),
        (100, [ROUNDED], [OTHER], False),
        (100, [ROUNDED] * 5, [ROUNDED], True),
        (100, [ROUNDED] * 6, [ROUNDED], False),
        (0, [], [], False),
    ],
)
def test_when_a_run_is_good(total: int, survivors: list[Mutant], known: list[Mutant], is_good: bool) -> None:
    assert judge(total, survivors, known).is_good is is_good


def test_the_report_names_what_survived_and_why() -> None:
    reasons = {ROUNDED: "Nobody could see it.", OTHER: "Neither this."}
    third = Mutant("core.domain.cash.sum_of", "c", "d")
    text = report(judge(200, [ROUNDED, third], reasons), reasons)
    assert "198 of 200 changes were noticed by a test, 99.0 %" in text
    known, unknown = text.index("nobody could notice"), text.index("no reason is listed")
    stale = text.index("did not survive")
    assert (
        known < text.index("Nobody could see it.") < unknown < text.index("sum_of") < stale < text.index("break_down")
    )


def test_every_listed_survivor_stands_in_the_code_with_a_reason() -> None:
    for mutant, why in listed(LIST.read_text(encoding="utf-8")).items():
        module = mutant.function.rpartition(".")[0]
        code = (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
        assert mutant.before in code
        assert mutant.before != mutant.after
        assert why.endswith(".")


def test_the_modules_and_tests_that_are_asked_for_exist_and_are_copied() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    for name in [*table["only_mutate"], *table["pytest_add_cli_args_test_selection"]]:
        assert (ROOT / name).is_file()
        assert name.startswith(tuple(part for part in COPIED if "*" not in part))

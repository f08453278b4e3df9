from core.domain.expectations import Expected, expected_ready


def days(day: str) -> int:
    return 30 if day < "2014-06-01" else 60


def test_each_day_of_pricking_out_has_the_setting_of_its_own() -> None:
    found = expected_ready([("2014-06-10", 50), ("2014-05-10", 100)], 150, days)
    assert found == [Expected("2014-05-10", "2014-06-09", 100), Expected("2014-06-10", "2014-08-09", 50)]


def test_what_is_ready_or_dead_is_taken_from_the_first() -> None:
    pricked = [("2014-05-10", 100), ("2014-05-20", 100), ("2014-06-10", 50)]
    assert [(one.pricked_out_on, one.count) for one in expected_ready(pricked, 70, days)] == [
        ("2014-05-20", 20),
        ("2014-06-10", 50),
    ]


def test_nothing_grows_nothing_is_expected() -> None:
    assert expected_ready([("2014-05-10", 100)], 0, days) == []
    assert expected_ready([("2014-05-10", 100)], -5, days) == []
    assert expected_ready([], 40, days) == []


def test_no_more_is_expected_than_was_pricked_out() -> None:
    assert [one.count for one in expected_ready([("2014-05-10", 100), ("2014-05-11", 0)], 400, days)] == [100]

"""Being let in: once for each code, for a day, and not by guessing."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.sync.letting_in import enrolment
from sync_server.crowd.slowdown import Slowdown
from tests.integration.server.running import Served, serving
from tests.sample import copied_server
from tools.sample import seeded_key

DAY_MS = 24 * 3600 * 1000


def refusal(served: Served, asked: enrolment.Knock) -> tuple[int, str]:
    answer = served.knock(asked)
    return answer.status_code, answer.json()["code"]


def test_a_tablet_is_welcomed(served: Served) -> None:
    key = seeded_key("new")
    answer = served.knock(enrolment.knock(key, served.code("Vivero 3", ("CHO", "CAJ"), ("T01", "T02"))))
    welcome = enrolment.unpack_welcome(answer.content)
    assert answer.status_code == 200
    assert welcome.programme == "PIURA"
    assert welcome.label == "Vivero 3"
    assert welcome.server_origin == served.office.origin
    assert welcome.committees == (served.ids["committee:CHO"], served.ids["committee:CAJ"])


def test_asking_again_gives_the_same_answer(served_here: Served) -> None:
    asked = enrolment.knock(seeded_key("new"), served_here.code())
    first, second = (enrolment.unpack_welcome(served_here.knock(asked).content) for _ in range(2))
    assert replace(first, time_ms=0) == replace(second, time_ms=0)


def test_a_code_is_good_for_one_tablet(served: Served) -> None:
    code = served.code()
    served.knock(enrolment.knock(seeded_key("one"), code)).raise_for_status()
    assert refusal(served, enrolment.knock(seeded_key("two"), code)) == (409, "code_used")


def test_a_code_is_good_for_one_day(served_here: Served) -> None:
    code = served_here.code()
    served_here.pass_by(DAY_MS + 1)
    assert refusal(served_here, enrolment.knock(seeded_key("late"), code)) == (410, "code_expired")


@pytest.mark.parametrize("code", ["ABCD-EFGH-JKMN", "ABC", "", "A" * 1_500, "ÑÑÑÑ-ÑÑÑÑ-ÑÑÑÑ"])
def test_a_mistyped_code_lets_nobody_in(served_here: Served, code: str) -> None:
    assert refusal(served_here, replace(enrolment.knock(seeded_key("new"), "ABCD-EFGH-JKMN"), code=code)) == (
        400,
        "code_mistyped",
    )


def test_a_code_taken_on_the_way_is_of_no_use_to_another_key(served_here: Served) -> None:
    asked = enrolment.knock(seeded_key("honest"), served_here.code())
    thief = replace(asked, public_key=seeded_key("thief").public_key.hex())
    assert refusal(served_here, thief) == (401, "signature_wrong")
    assert served_here.knock(asked).status_code == 200


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"\xff\x00", b'{"code": 1}', b"[" * 1_999, b'{"code": "A", "public_key": "q"}']
)
def test_rubbish_is_named_as_such(served_here: Served, body: bytes) -> None:
    answer = served_here.post(body, "/v1/enrol")
    assert (answer.status_code, answer.json()["code"]) == (400, "request_unreadable")


def test_a_long_request_is_not_read(served_here: Served) -> None:
    answer = served_here.post(b"x" * 5_000, "/v1/enrol")
    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")


def test_guessing_is_slowed(sqlite_sample: Path, tmp_path: Path) -> None:
    with serving(copied_server(sqlite_sample, tmp_path), enrolment_tries=Slowdown(3, 60)) as served:
        asked = enrolment.knock(seeded_key("guesser"), "ABCD-EFGH-JKMN")
        assert [refusal(served, asked) for _ in range(3)] == [(400, "code_mistyped")] * 3
        answer = served.knock(asked)
        assert (answer.status_code, answer.json()["code"]) == (429, "sign_in_slowed")
        assert 0 < int(answer.headers["retry-after"]) <= 60


def test_being_let_in_costs_no_try(sqlite_sample: Path, tmp_path: Path) -> None:
    with serving(copied_server(sqlite_sample, tmp_path), enrolment_tries=Slowdown(2, 600)) as served:
        for number in range(5):
            served.knock(enrolment.knock(seeded_key(f"tablet {number}"), served.code())).raise_for_status()

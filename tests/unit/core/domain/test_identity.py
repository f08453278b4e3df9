import pytest

from core.domain.identity import check_characters, mask_dni, name_sort_key, parse_dni, parse_mobile
from core.domain.problems import Problem


def test_the_check_characters_of_a_known_card() -> None:
    assert check_characters("10117410") == ("2", "G")


@pytest.mark.parametrize(
    "typed", ["10117410", "10117410-2", "10117410 2", "101174102", "10117410-G", "10117410g", "  10117410-2 "]
)
def test_a_dni_is_read_with_or_without_its_check(typed: str) -> None:
    assert parse_dni(typed) == "10117410"


def test_leading_zeros_count() -> None:
    assert parse_dni("00000001") == "00000001"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1234567",
        "1011741O",
        "10117410--2",
        "10117410-22",
        "10117410-Z",
        "1011 7410",
        "１０１１７４１０",
        "10117410\n2",
    ],
)
def test_what_is_no_dni_is_refused(typed: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_dni(typed)
    assert (caught.value.code, caught.value.details) == ("dni_unreadable", {"text": typed})


@pytest.mark.parametrize("check", "013456789ABCDEFHIJK")
def test_any_other_check_is_wrong(check: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_dni(f"10117410-{check}")
    assert caught.value.code == "dni_check_wrong"


def test_one_wrong_digit_is_noticed() -> None:
    for place in range(8):
        for digit in "0123456789":
            wrong = "10117410"[:place] + digit + "10117410"[place + 1 :]
            if wrong != "10117410":
                with pytest.raises(Problem, match="dni_check_wrong"):
                    parse_dni(f"{wrong}-2")


def test_an_auditor_sees_four_digits() -> None:
    assert mask_dni("12345678") == "••••5678"


@pytest.mark.parametrize("typed", ["987654321", "987 654 321", "987-654-321", "+51 987 654 321", "+51987654321"])
def test_a_mobile_is_read(typed: str) -> None:
    assert parse_mobile(typed) == "987654321"


@pytest.mark.parametrize(
    "typed", ["", "87654321", "887654321", "9876543210", "98765432", "51987654321", "98765432a", "987654321\n"]
)
def test_what_is_no_mobile_is_refused(typed: str) -> None:
    with pytest.raises(Problem, match="mobile_unreadable"):
        parse_mobile(typed)


def test_names_are_sorted_as_in_spanish() -> None:
    names = [
        "Ñaupari",
        "Núñez",
        "Oré",
        "Nunura",
        "Zapata",
        "NUÑOVERO",
        "Nzamba",
        "Álvarez",
        "Alva",
        "Huamán",
        "Huamani",
    ]
    assert sorted(names, key=name_sort_key) == [
        "Alva", "Álvarez", "Huamán", "Huamani", "Nunura", "Núñez", "NUÑOVERO", "Nzamba", "Ñaupari", "Oré", "Zapata",
    ]  # fmt: skip


def test_both_ways_to_write_an_accent_are_one() -> None:
    assert name_sort_key("N\u0303aupari") == name_sort_key("Ñaupari")
    assert name_sort_key("Nu\u0301n\u0303ez") == name_sort_key("núñez")

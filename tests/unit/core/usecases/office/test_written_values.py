"""Figures, soles, days and places as people type them, exact or with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.bodies import LARGEST_CENTIMOS, LARGEST_COUNT, Count
from core.domain.kinds import KINDS
from core.domain.plots import Point
from core.domain.problems import Problem
from core.usecases.office.written import values
from core.usecases.office.written.fields import FieldSpec, fields_of, is_written
from sync_server.text.texts import TEXTS, spoken


def spec(kind: str, name: str) -> FieldSpec:
    return next(spec for spec in fields_of(kind) if spec.name == name)


COUNT = spec("planting", "count")
BALANCE = spec("opening_balance", "centimos")
PAYOUT = spec("payout", "centimos")
AREA = spec("unit", "area_m2")
LATITUDE, LONGITUDE = spec("community", "lat_udeg"), spec("community", "lon_udeg")
POSITION = spec("planting", "position")
RATE = spec("exchange_rate", "soles_scaled")
GROSS = spec("carbon_sale", "gross_minor")
VALUE = spec("setting", "value")

READ = [
    (values.whole, COUNT, "1,240", 1240),
    (values.whole, COUNT, " 0 ", 0),
    (values.whole, VALUE, "-5", -5),
    (values.whole, VALUE, "−5", -5),
    (values.soles, BALANCE, "1,250.50", 125_050),
    (values.soles, BALANCE, "S/ 30", 3_000),
    (values.soles, BALANCE, "-0.05", -5),
    (values.soles, PAYOUT, "S/.\u00a012.5", 1_250),
    (values.money, GROSS, "GBP 12,000", 1_200_000),
    (values.money, GROSS, "US$ 0.37", 37),
    (values.rate, RATE, "3.125", 31_250),
    (values.rate, RATE, "3", 30_000),
    (values.rate, RATE, "3.12500000", 31_250),
    (values.day, None, "2014-12-02", "2014-12-02"),
    (values.day, None, "2/12/2014", "2014-12-02"),
    (values.day, None, "02.12.2014", "2014-12-02"),
    (values.day, None, "29/2/2012", "2012-02-29"),
    (values.month, None, "2014-12", "2014-12-01"),
    (values.month, None, "3/2014", "2014-03-01"),
    (values.month, None, "2014-12-01", "2014-12-01"),
    (values.area, AREA, "1.25 ha", 12_500),
    (values.area, AREA, "1.25", 12_500),
    (values.area, AREA, "12,500 m²", 12_500),
    (values.area, AREA, "12500 M2", 12_500),
    (values.area, AREA, "0.0001 hectáreas", 1),
    (values.spacing, None, "3 × 3 m", 300),
    (values.spacing, None, "3x3", 300),
    (values.spacing, None, "2.6", 260),
    (values.spacing, None, "2,6 m", 260),
    (values.spacing, None, "260 cm", 260),
    (values.spacing, None, "300", 300),
    (values.degrees, LATITUDE, "-5.11773", -5_117_730),
    (values.degrees, LONGITUDE, "−79.6729709", -79_672_970),
    (values.place, POSITION, "-5.117730, -79.672970", Point(-5_117_730, -79_672_970)),
    (values.place, POSITION, "-5.1 -79.6 ± 12 m", Point(-5_100_000, -79_600_000, Count(12))),
    (values.birth, spec("member", "birth"), "1976", "1976"),
    (values.birth, spec("member", "birth"), "14/8/1976", "1976-08-14"),
    (values.mobile, spec("member", "mobile"), " 987 654 321", "987654321"),
    (values.dni, spec("member", "dni"), "10117410-2", "10117410"),
]

REFUSED = [
    (values.whole, COUNT, "-1", "written_count"),
    (values.whole, COUNT, "1.5", "written_count"),
    (values.whole, COUNT, "1,24", "written_count"),
    (values.whole, COUNT, "doce", "written_count"),
    (values.whole, COUNT, "１２", "written_count"),
    (values.whole, COUNT, str(LARGEST_COUNT + 1), "written_large"),
    (values.soles, BALANCE, "30 soles", "amount_unreadable"),
    (values.soles, BALANCE, "0.005", "amount_unreadable"),
    (values.soles, PAYOUT, "-3", "written_amount_negative"),
    (values.soles, BALANCE, str(LARGEST_CENTIMOS), "written_amount_large"),
    (values.money, GROSS, "-3", "written_amount_negative"),
    (values.money, GROSS, str(LARGEST_CENTIMOS), "written_large"),
    (values.rate, RATE, "0", "written_rate"),
    (values.rate, RATE, "3.12345", "written_rate"),
    (values.rate, RATE, "tres", "written_rate"),
    (values.day, None, "12/31/2014", "written_day"),
    (values.day, None, "2014-02-30", "written_day"),
    (values.day, None, "2/12/14", "written_day"),
    (values.month, None, "2014-13", "written_month"),
    (values.month, None, "2014-12-02", "written_month"),
    (values.area, AREA, "-1 ha", "written_area"),
    (values.area, AREA, "1.00001 ha", "written_area"),
    (values.area, AREA, "1.5 m2", "written_area"),
    (values.area, AREA, "grande", "written_area"),
    (values.area, AREA, "1000.0001 ha", "written_large"),
    (values.spacing, None, "3 × 2 m", "written_spacing"),
    (values.spacing, None, "0.5", "written_spacing"),
    (values.spacing, None, "21", "written_spacing"),
    (values.spacing, None, "2.666", "written_spacing"),
    (values.spacing, None, "tres", "written_spacing"),
    (values.degrees, LATITUDE, "-90.000001", "written_degrees"),
    (values.degrees, LATITUDE, "5° S", "written_degrees"),
    (values.place, POSITION, "-5.1", "written_place"),
    (values.place, POSITION, "-5.1, -181", "written_place"),
    (values.birth, spec("member", "birth"), "76", "written_birth"),
    (values.mobile, spec("member", "mobile"), "12345", "mobile_unreadable"),
    (values.dni, spec("member", "dni"), "10117410-3", "dni_check_wrong"),
]


@pytest.mark.parametrize(("read", "field", "text", "value"), READ)
def test_what_people_type_is_read(read, field, text, value) -> None:
    assert read(text, field) == value


@pytest.mark.parametrize(("read", "field", "text", "code"), REFUSED)
def test_what_cannot_be_read_has_its_sentence(read, field, text, code) -> None:
    with pytest.raises(Problem) as caught:
        read(text, field)
    assert caught.value.code == code
    assert str(caught.value).startswith(code)


@given(st.integers(-LARGEST_CENTIMOS, LARGEST_CENTIMOS))
def test_no_centimo_is_lost(centimos: int) -> None:
    whole, rest = divmod(abs(centimos), 100)
    assert values.soles(f"{'-' if centimos < 0 else ''}{whole:,}.{rest:02}", BALANCE) == centimos


def test_a_text_stands_on_one_line_and_words_keep_theirs() -> None:
    assert values.one_line("  Libro 3,\n folio  12 ") == "Libro 3, folio 12"
    assert values.words("uno\r\ndos") == "uno\ndos"


@pytest.mark.parametrize(("text", "code"), [("x" * 301, "written_long"), ("a\x07b", "written_strange")])
def test_a_text_that_no_record_can_hold_is_told(text, code) -> None:
    with pytest.raises(Problem) as caught:
        values.one_line(text)
    assert caught.value.code == code


def test_words_are_bounded_too() -> None:
    with pytest.raises(Problem, match="written_long"):
        values.words("x" * 2_001)
    with pytest.raises(Problem, match="written_strange"):
        values.words("a\ud800")


def test_names_are_compared_without_accents_case_and_commas() -> None:
    assert values.fold_name(" HUAMÁN  Neira, juana") == values.fold_name("Huaman Neira Juana")


def test_machines_speak_for_themselves() -> None:
    untyped = {kind for kind in KINDS if not is_written(kind)}
    assert untyped == {"replace", "sheet_locked", "sheet_approved"}


def test_every_field_that_can_be_typed_has_a_label_and_every_code_a_word() -> None:
    flat = [part for kind in KINDS for field in fields_of(kind) for part in (field, *field.parts)]
    assert sorted({field.name for field in flat if f"field.{field.name}" not in TEXTS}) == []
    silent = {
        (field.name, code)
        for field in flat
        for code in field.codes
        if field.name != "currency" and f"{field.name}.{code}" not in TEXTS
    }
    assert sorted(silent) == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_two_codes_of_a_field_are_typed_alike(language) -> None:
    for kind in KINDS:
        for field in fields_of(kind):
            words = [
                {values.fold_name(word) for word in (*spoken(language)(field.name, code), code)} for code in field.codes
            ]
            assert sum(map(len, words)) == len(set().union(*words)), (kind, field.name)

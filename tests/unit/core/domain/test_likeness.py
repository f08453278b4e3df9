"""Names that may be one person's: golden cases from lists that were written by ear."""

import pytest

from core.domain.likeness import (
    distance,
    heard,
    may_be_same,
    names_alike,
    pairs_by_dni,
    pairs_by_name,
    sound_key,
    sounds_alike,
)
from core.domain.people import Person


def person(text: str, dni: str | None = None) -> Person:
    """`Given names/first surname/second surname`."""
    given, first, *second = text.split("/")
    return Person(given, first, second[0] if second else None, dni)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yovera", "Llovera"),
        ("Chávez", "Chabes"),
        ("Huamán", "Guamán"),
        ("Huamán", "Wamán"),
        ("José", "Jose"),
        ("Núñez", "Nunes"),
        ("Giménez", "Jiménez"),
        ("Ximena", "Jimena"),
        ("Quispe", "Kispe"),
        ("Cevallos", "Zeballos"),
        ("Hernández", "Ernandes"),
        ("Inés", "Ynés"),
        ("Neira", "Neyra"),
        ("Huertas", "Güertas"),
        ("Campos", "Canpos"),
        ("Sofía", "Sophía"),
        ("Hierro", "Yerro"),
        ("Chiroque", "Chirroque"),
        ("Alexandra", "Aleksandra"),
        ("Piscis", "Pisis"),
    ],
)
def test_what_sounds_the_same_has_one_key(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Chávez", "Gálvez"), ("Guerra", "Gerra"), ("Peña", "Pera"), ("Pingüino", "Pinguino"), ("Rojas", "Rosas")],
)
def test_what_sounds_otherwise_has_another(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


def test_a_word_without_letters_sounds_like_nothing() -> None:
    assert sound_key("12.") == sound_key("") == sound_key("H") == ""
    assert not sounds_alike("", "")


def test_an_accent_typed_in_two_signs_is_the_same_accent() -> None:
    assert sound_key("Jose\u0301") == sound_key("José")
    assert sound_key("Gu\u0308ertas") == sound_key("Güertas")


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("", "", 0), ("abc", "", 3), ("", "ab", 2), ("yovera", "yovera", 0), ("yovera", "yovrea", 1),
     ("neira", "neiras", 1), ("neira", "nera", 1), ("rojas", "rosas", 1), ("garcia", "gracias", 2), ("ab", "cd", 2)],
)  # fmt: skip
def test_the_distance_counts_slips_of_the_pen(one: str, other: str, far: int) -> None:
    assert distance(one, other) == distance(other, one) == far


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Córdova", "Córdoba", True),
        ("Chuquihuanga", "Chuquiguanga", True),
        ("Chuquihuanga", "Chuquihuanca", True),
        ("Adrianzén", "Adriansen", True),
        ("Mendoza", "Mendosa", True),
        ("Mendoza", "Mendiza", True),
        ("Ruiz", "Rui", False),
        ("María", "Mario", False),
        ("Daniel", "Daniela", False),
        ("Julio", "Julia", False),
        ("Rosa", "Rosario", False),
        ("Peña", "Pera", False),
    ],
)
def test_one_slip_is_forgiven_in_a_longer_name_and_an_ending_that_is_heard_is_not(
    one: str, other: str, alike: bool
) -> None:
    assert sounds_alike(sound_key(one), sound_key(other)) is alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("José/Yovera/Chávez", "Jose/Llovera/Chabes", True),
        ("José/Chávez/Yovera", "Jose/Yovera/Chávez", True),
        ("José/Yovera/Chávez", "José/Yovera", True),
        ("José/Yovera/Chávez", "José/Chávez", True),
        ("Juana María/Huamán/Neira", "María Juana/Guamán/Neyra", True),
        ("Juana/Huamán/Neira", "Juana María/Huamán/Neira", True),
        ("Ana/De la Cruz/Neira", "Ana/Cruz/Neira", True),
        ("Ana/La/Neira", "Ana/La/Neira", True),
        ("Ana-María/Neira/Rojas", "Ana María/Neira/Rojas", True),
        ("Juana/Huamán/Neira", "Rosa/Huamán/Neira", False),
        ("José/Yovera/Chávez", "José/Yovera/Neira", False),
        ("José/Yovera/Chávez", "José/Neira", False),
        ("José/../Chávez", "José/../..", False),
        ("../Yovera/Chávez", "José/Yovera/Chávez", False),
    ],
)
def test_names_are_compared_as_people_write_them(one: str, other: str, alike: bool) -> None:
    assert names_alike(heard(person(one)), heard(person(other))) is alike
    assert names_alike(heard(person(other)), heard(person(one))) is alike


def test_a_dni_speaks_louder_than_a_name() -> None:
    yovera = heard(person("José/Yovera/Chávez", "03312345"))
    assert may_be_same(yovera, heard(person("Rosa/Neira/Rojas", "03312345")))
    assert may_be_same(yovera, heard(person("Jose/Llovera/Chabes", "03312354")))
    assert may_be_same(yovera, heard(person("Jose/Llovera/Chabes")))
    assert not may_be_same(yovera, heard(person("Jose/Llovera/Chabes", "41987654")))


def test_pairs_are_found_among_many() -> None:
    people = [
        ("a", person("José/Yovera/Chávez", "03312345")),
        ("b", person("Rosa/Neira/Rojas", "41987654")),
        ("c", person("Jose/Llovera/Chabes")),
        ("d", person("Juana/Huamán/Neira", "03312345")),
        ("e", person("Jose/Yovera/Chávez", "03312345")),
    ]
    assert list(pairs_by_name(people)) == [("a", "c"), ("a", "e"), ("c", "e")]
    assert list(pairs_by_dni(people)) == [("a", "d"), ("a", "e"), ("d", "e")]

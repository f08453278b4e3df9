"""Whom a paper for an assembly names, and whom it only counts."""

from core.domain.people import Person
from core.usecases.views.reference import PersonEntry
from sync_server.audit.handouts.village import Unnamed, Worker, _part, _sorted, _Sums, _Work

DAY = "2014-12-31"


def entry(key: str, person: Person | None, same_as: str = "") -> PersonEntry:
    return PersonEntry(key, key, person, "F", "C-1", "Choco", "X-1", "", "2009-01-01", "", True, same_as)


def named(surname: str, birth: str | None = "1970", given: str = "Ana") -> Person:
    return Person(given, surname, dni="46001854", birth=birth, mobile="923320318")


def test_names_are_sorted_as_spanish_sorts_them() -> None:
    people = {key: entry(key, named(key)) for key in ("Ñaupari", "Zapata", "Nima", "Ocaña", "Álvarez")}
    workers, nameless, minors = _sorted(DAY, {key: _Work(2) for key in people}, people)
    assert [one.name.partition(",")[0] for one in workers] == ["Álvarez", "Nima", "Ñaupari", "Ocaña", "Zapata"]
    assert nameless == minors == Unnamed()


def test_who_has_no_name_here_or_is_no_member_is_counted() -> None:
    people = {"A": entry("A", None), "B": entry("B", named("Calva"))}
    work = {"A": _Work(3), "B": _Work(2), "gone": _Work(4, {"2014-12-03"})}
    workers, nameless, _ = _sorted(DAY, work, people)
    assert workers == (Worker("Calva, Ana", 2, 0),)
    assert nameless == Unnamed(2, 7, 1)


def test_who_is_under_age_on_the_last_day_is_counted_and_who_just_came_of_age_is_named() -> None:
    births = {"A": "1997-01-01", "B": "1996-12-31", "C": None}
    people = {key: entry(key, named(f"Calva {key}", birth)) for key, birth in births.items()}
    workers, _, minors = _sorted(DAY, {key: _Work(2) for key in people}, people)
    assert [one.name for one in workers] == ["Calva B, Ana", "Calva C, Ana"]
    assert minors == Unnamed(1, 2, 0)


def test_somebody_in_two_committees_is_one_person_in_all_and_stands_in_both() -> None:
    people = {key: entry(key, named(key)) for key in ("Calva", "Nima")}
    one, other = _Sums(), _Sums()
    one.workers |= {"Calva": _Work(4, {"2014-12-03"}), "Nima": _Work(1)}
    other.workers |= {"Calva": _Work(2, {"2014-12-03", "2014-12-05"})}
    source = _Source()
    parts = [_part(source, "x", [sums], people) for sums in (one, other)]  # type: ignore[arg-type]
    assert [part.people for part in parts] == [2, 1]
    whole = _part(source, "x", [one, other], people, listed=False)  # type: ignore[arg-type]
    assert (whole.people, whole.half_days, whole.workers) == (2, 7, ())
    together = _part(source, "x", [one, other], people)  # type: ignore[arg-type]
    assert together.workers[0] == Worker("Calva, Ana", 6, 2)


class _Source:
    to_day = DAY

"""`planton-server tablet`: who has which committees and users, and changing it in somebody's name."""

import json
import re

import pytest

from tests.integration.server.commanding import BY, Terminal


def test_the_tablets_are_shown_with_what_they_work_for(office: Terminal) -> None:
    shown = office("tablet", "list")
    line = next(line for line in shown.splitlines() if line.startswith("cajas"))
    assert line.split()[2:4] == ["CAJ", "T02"]
    assert "atiende a: CAJ" in office("tablet", "committees", "cajas")
    assert "la usan: T02" in office("tablet", "users", "CAJAS")


def test_committees_and_users_are_added_and_removed(office: Terminal) -> None:
    said = office("tablet", "committees", "cajas", "--add", "cho", "AMA", *BY)
    assert "atiende a: AMA, CAJ, CHO" in said
    assert "próximo envío" in said
    assert "atiende a: AMA, CAJ" in office("tablet", "committees", "cajas", "--remove", "CHO", *BY)
    assert "la usan: T01, T02" in office("tablet", "users", "cajas", "--add", "T01", *BY)
    assert "la usan: T01" in office("tablet", "users", "cajas", "--remove", "t02", *BY)
    assert "AMA, CAJ" in office("tablet", "list")


def test_what_cannot_be_is_refused_with_a_sentence(office: Terminal) -> None:
    assert "No hay una tableta Nube" in office.refused("tablet", "committees", "Nube", "--add", "CHO", *BY)
    assert "No hay un comité con el código XYZ" in office.refused("tablet", "committees", "cajas", "--add", "XYZ", *BY)
    assert "XYZ no está entre los de esta tableta. Tiene: CAJ" in office.refused(
        "tablet", "committees", "cajas", "--remove", "XYZ", *BY
    )
    assert "al menos un comité" in office.refused("tablet", "committees", "cajas", "--remove", "CAJ", *BY)
    assert "al menos un comité" in office.refused("tablet", "users", "cajas", "--remove", "T02", *BY)
    assert "No cambió nada" in office.refused("tablet", "committees", "cajas", "--add", "CAJ", *BY)
    assert "No hay ninguna tableta" in office.refused("tablet", "users", "office", "--add", "T01", *BY)
    assert "--as" in office.refused("tablet", "committees", "cajas", "--add", "CHO")
    assert "atiende a: CAJ." in office("tablet", "committees", "cajas")


@pytest.mark.parametrize("author", ["T01", "A01"])
def test_only_those_who_run_the_office_change_it(office: Terminal, author: str) -> None:
    refused = office.refused("tablet", "committees", "cajas", "--add", "CHO", "--as", author)
    assert "atiende a: CAJ." in office("tablet", "committees", "cajas")
    assert refused


def test_a_tablet_that_was_shut_out_is_left_alone(office: Terminal) -> None:
    origin = next(line.split()[1] for line in office("tablet", "list").splitlines() if line.startswith("cajas"))
    assert f"cajas ({origin}) quedó dada de baja" in office("revoke", origin, "--reason", "lost", *BY)
    assert "ya estaba" in office("revoke", "cajas", "--reason", "lost", *BY)
    assert "está dada de baja" in office.refused("tablet", "committees", "cajas", "--add", "CHO", *BY)
    assert "Dada de baja" in office("tablet", "list")


def test_shutting_out_is_done_by_a_person_who_may(office: Terminal) -> None:
    assert "--as" in office.refused("revoke", "cajas", "--reason", "lost")
    assert "es tarea de" in office.refused("revoke", "cajas", "--reason", "lost", "--as", "T01")
    assert "No hay una tableta ABCDEF" in office.refused("revoke", "ABCDEF", "--reason", "lost", *BY)
    assert "No hay una tableta x'; --" in office.refused("revoke", "x'; --", "--reason", "lost", *BY)
    assert "No hay ninguna tableta" in office.refused("revoke", "office", "--reason", "lost", *BY)
    assert "no puede ser 'bored'" in office.refused("revoke", "cajas", "--reason", "bored", *BY)
    assert "Dada de baja" not in office("tablet", "list")


def test_no_second_tablet_gets_the_name_of_one_in_use(office: Terminal) -> None:
    asked = ("--committee", "CHO", "--user", "T01")
    assert "Ya hay una tableta llamada Cajas" in office.refused("new-code", "--label", " Cajas ", *asked)
    assert "hasta 40 letras" in office.refused("new-code", "--label", "x" * 41, *asked)
    assert "quedó vacío" in office.refused("new-code", "--label", " ", *asked)
    office("revoke", "cajas", "--reason", "lost", *BY)
    assert "Cajas" in office("new-code", "--label", "Cajas", *asked)


def test_lines_that_it_would_pay_without_names_are_warned_of(office: Terminal) -> None:
    office("tablet", "committees", "cajas", "--add", "CHO", *BY)
    said, warning = office.warned("tablet", "committees", "cajas", "--remove", "CAJ", *BY)
    assert "atiende a: CHO" in said
    shown = json.loads(office("sheet", "show", "1", "--lines", "--json"))
    of_cajas = [line for line in shown["lines"] if line["code"].startswith("CAJ-")]
    assert f"por pagar {len(of_cajas)} líneas" in warning


def test_somebody_who_forgot_their_pin_is_told_a_code(office: Terminal) -> None:
    said = office("reset-pin", "cajas", "t02", "kqt 4m7")
    assert re.search(r"Dicte este código a T02.* \d{4} \d{4}\. Sirve una vez y solo en la tableta cajas", said)
    assert office("reset-pin", "CAJAS", "T02", "KQT-4M7") == said
    assert office("reset-pin", "cajas", "T02", "KQT-4M8") != said
    assert "T01 no trabaja con la tableta cajas" in office.refused("reset-pin", "cajas", "T01", "KQT4M7")
    assert "seis letras y números" in office.refused("reset-pin", "cajas", "T02", "KQT4M")
    assert "No hay una tableta Nube" in office.refused("reset-pin", "Nube", "T02", "KQT4M7")

"""What the checks find about people, their pace, and the days of their records; part of `findings`."""

from __future__ import annotations

PEOPLE_FINDINGS: dict[str, tuple[str, str]] = {
    # People
    "person_twice": (
        "{name} está dos veces en la misma lista. Déjelo una sola vez.",
        "{name} is on the same list twice. Keep only one.",
    ),
    "under_18": (
        "{name} no tenía 18 años el {day}. Su parte no se paga; anótelo como acompañante.",
        "{name} was not yet 18 on {day}. Their share is not paid; note them as a companion.",
    ),
    "two_committees": (
        (
            "{name} está el {day} también en la lista de otro comité ({other}). Su parte espera hasta saber "
            "dónde trabajó."
        ),
        (
            "{name} is also on another committee’s list on {day} ({other}). Their share waits until it is "
            "clear where they worked."
        ),
    ),
    "work_of_nobody": (
        "El registro no dice quiénes hicieron el trabajo. Nombre la jornada o las personas.",
        "The record does not say who did the work. Name the workday or the people.",
    ),
    "workday_empty": (
        "En esta jornada no está marcado nadie. Marque a quienes vinieron.",
        "Nobody is marked on this workday. Mark those who came.",
    ),
    "named_workday_empty": (
        "En la jornada {workday} no está marcado nadie. El pago espera la lista completa.",
        "Nobody is marked on workday {workday}. The pay waits until the list is complete.",
    ),
    "not_closed": (
        "Nadie de la directiva firmó la lista del {day}. Léala en voz alta y pida la firma o la marca.",
        "No officer has signed the list of {day}. Read it aloud and ask for the signature or mark.",
    ),
    "closed_by_no_officer": (
        ("{name} firmó la lista del {day}, pero ese día no era de la directiva. Pida la firma de la directiva."),
        "{name} signed the list of {day} but was no officer that day. Ask an officer to sign.",
    ),
    "member_not_confirmed": (
        "La oficina todavía no confirma a {name}. Desde ya gana; cobra cuando la oficina lo confirme.",
        ("The office has not confirmed {name} yet. They earn from now on and are paid once the office confirms."),
    ),
    # Pace
    "person_too_fast": (
        (
            "{name} tendría {count} el {day}; lo más que se espera de una persona en un día es {limit}. "
            "Revise las cantidades."
        ),
        ("{name} would have {count} on {day}; the most expected of one person in a day is {limit}. Check the counts."),
    ),
    "group_too_fast": (
        (
            "Esas jornadas suman {count}. Para la gente que vino se esperan hasta {limit} ({per_person} por "
            "persona y día). Revise la cantidad y la lista."
        ),
        (
            "Those workdays come to {count}. For the people who came up to {limit} are expected "
            "({per_person} per person and day). Check the count and the list."
        ),
    ),
    # Days
    "day_ahead": (
        "El registro es del {day}, un día que aún no llegaba el {latest}. Corrija la fecha.",
        "The record is for {day}, a day that had not come by {latest}. Correct the date.",
    ),
    "day_too_early": (
        "El registro es del {day}, antes de que empezara el programa el {began_on}. Corrija la fecha.",
        "The record is for {day}, before the programme began on {began_on}. Correct the date.",
    ),
    "recorded_late": (
        (
            "El trabajo del {day} se anotó el {recorded_on}, {days} días después (se espera dentro de "
            "{limit}). Revise la fecha."
        ),
        ("The work of {day} was recorded {days} days later, on {recorded_on} (expected: {limit}). Check the date."),
    ),
    "workday_other_day": (
        "El registro es del {day}, pero la jornada {workday} es del {workday_day}. Revise cuál corresponde.",
        "The record is for {day}, but workday {workday} is of {workday_day}. Check which one belongs to it.",
    ),
}

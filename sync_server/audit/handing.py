"""Handing papers to those whom the records are about: the assembly of a community, or one person. Each is on record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core.domain.people import User
from core.domain.problems import Language, Problem
from core.domain.records import RecordId
from core.domain.wordings import Wording, wording_in_force
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.fold.state import State
from core.usecases.own_log import today
from sync_server.audit.evidence import root_of
from sync_server.audit.handouts.assembly_paper import assembly_pdf
from sync_server.audit.handouts.assembly_rows import assembly_csv, assembly_xlsx
from sync_server.audit.handouts.own import OwnStatement, member_with, statement_of
from sync_server.audit.handouts.own_paper import statement_pdf
from sync_server.audit.handouts.village import Assembly, assembly_of
from sync_server.audit.making import Handing, hand_out
from sync_server.audit.source import Source
from sync_server.audit.writing import Writing
from sync_server.office import Office

HANDS_STATEMENTS = frozenset({"administrator", "coordinator"})
"""Whoever hands a person their statement: those who meet the people, and not who only checks the books."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is wanted: the days (both included), what for, and in which language."""

    from_day: str
    to_day: str
    why: str
    language: Language = "es"


def make_assembly_paper(office: Office, author: str, place: str, paper: Paper, path: Path) -> tuple[Assembly, RecordId]:
    """The paper for the assembly of a community or a committee (id), as a ZIP of the PDF and the same rows as CSV and
    XLSX; and the record that tells of it. Raises Problem handout_place_unknown, or those of `hand_out`.
    """
    day = today(office.store, office.clock)

    def write(file: IO[bytes], source: Source) -> Assembly:
        assembly, language = assembly_of(source, place), paper.language
        proof = (source.size, root_of(source).hex())
        with Writing(file) as writing:
            pdf = assembly_pdf(assembly, source.programme, proof, _phone(source, day), language)
            writing.add("community.pdf", [pdf], is_evidence=False)
            writing.add("community.csv", [assembly_csv(assembly, language).encode("utf-8")], is_evidence=False)
            workbook = assembly_xlsx(assembly, source.programme, language)
            writing.add("community.xlsx", [workbook], is_evidence=False)
            writing.end_plainly()
        return assembly

    handing = Handing("community", paper.from_day, paper.to_day, paper.why, place)
    assembly, _, record = hand_out(office, author, handing, path, write)
    return assembly, record


def make_statement(office: Office, author: str, member: str, paper: Paper, path: Path) -> tuple[OwnStatement, RecordId]:
    """A person's own statement as a PDF, for a member's code or id; and the record that tells of it. Raises Problem
    handout_member_unknown, role_not_allowed, or those of `hand_out`.
    """
    with office.store.reading() as session:
        _check_hands(session.state(), author)
        looking = Source(session, session.feed_size(), paper.from_day, paper.to_day)
        mine = statement_of(looking, member_with(looking, member)).about
    day = today(office.store, office.clock)

    def write(file: IO[bytes], source: Source) -> OwnStatement:
        statement = statement_of(source, mine)
        proof = (source.size, root_of(source).hex())
        file.write(statement_pdf(statement, source.programme, proof, _phone(source, day), paper.language))
        return statement

    handing = Handing("person", paper.from_day, paper.to_day, paper.why, mine)
    statement, _, record = hand_out(office, author, handing, path, write)
    return statement, record


def _check_hands(state: State, author: str) -> None:
    """Raise Problem role_not_allowed for somebody whose part this is not; of strangers `hand_out` speaks."""
    for thing in state.find(Thing, User.kind):
        if thing.code == author and thing.status == "live" and thing_fact(thing).role not in HANDS_STATEMENTS:
            raise Problem("role_not_allowed", name=author, roles=", ".join(sorted(HANDS_STATEMENTS)))


def _phone(source: Source, day: str) -> str:
    """The office's telephone on a day; empty where nobody has said one."""
    said = [thing_fact(thing) for thing in source.lookup.as_said(Wording.kind)]
    return wording_in_force(said, "office_phone", day)

"""What the office says about people on the list: that it knows them, and whether two entries are one person."""

from __future__ import annotations

from core.domain.people import Member, MemberConfirmed, MembersCompared
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.fold.facts import code_of, is_confirmed, live_thing, live_things, thing_fact
from core.fold.state import State
from core.usecases.office.steps import take_step
from core.usecases.ports import Clock, Store


def confirm_member(store: Store, clock: Clock, office_origin: str, author: str, member: str) -> RecordId:
    """Let somebody whom a tablet has added be paid. Raises Problem unknown_member or member_confirmed_before."""

    def refuse(state: State) -> None:
        _refuse_unknown(state, member)
        if is_confirmed(state, member):
            raise Problem("member_confirmed_before", name=code_of(state, member))

    return take_step(store, clock, office_origin, author, MemberConfirmed(RecordId(member)), only_if=refuse)


def compare_members(store: Store, clock: Clock, office_origin: str, author: str, compared: MembersCompared) -> RecordId:
    """Say that two entries are one person, or two. Taken back like any record, by voiding it.

    Raises Problem unknown_member, compared_with_itself, compared_before where it was said about these two, or
    member_set_aside where one of those that are to be the same person has been found to be somebody else's entry.
    """

    def refuse(state: State) -> None:
        _refuse_comparison(state, compared)

    return take_step(store, clock, office_origin, author, compared, only_if=refuse)


def _refuse_comparison(state: State, compared: MembersCompared) -> None:
    if compared.member == compared.other:
        raise Problem("compared_with_itself")
    for member in (compared.member, compared.other):
        _refuse_unknown(state, member)
    standing = [thing_fact(thing) for thing in live_things(state, MembersCompared.kind)]
    pair = {compared.member, compared.other}
    if any({fact.member, fact.other} == pair for fact in standing):
        raise Problem("compared_before")
    aside = {fact.other for fact in standing if fact.verdict == "same_person"} & pair
    if compared.verdict == "same_person" and aside:
        raise Problem("member_set_aside", name=code_of(state, min(aside)))


def _refuse_unknown(state: State, member: str) -> None:
    if live_thing(state, member, Member.kind) is None:
        raise Problem("unknown_member", id=member)

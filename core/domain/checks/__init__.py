"""What every record is held against: one list of plain functions, each one invariant.

They report every finding with its figures and never stop at the first; they change nothing and refuse nothing. The
server turns findings into verdicts, a tablet shows them while somebody types. The fold never runs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.domain.checks import (
    borders,
    days,
    duplicates,
    land,
    money,
    named,
    office,
    pace,
    papers,
    payments,
    people,
    stands,
    stock,
    survival,
)
from core.domain.checks.finding import Finding, Subject
from core.domain.checks.known import Known

Check = Callable[[Subject, Known], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    named.stated_by_its_own_tablet,
    named.stated_before_the_revocation,
    named.batch_is_known,
    named.unit_is_known,
    named.species_is_known,
    named.members_are_known,
    named.workdays_are_known,
    stock.ready_within_pricked_out,
    stock.planted_within_dispatched,
    stock.taken_within_ready,
    stock.returned_within_dispatched,
    stock.dead_within_growing,
    stock.opening_adds_up,
    stock.parts_add_up,
    papers.papers_are_there,
    land.density_within_target,
    land.away_from_water,
    land.soil_suits_species,
    land.inside_the_unit,
    land.species_is_the_batchs,
    borders.ring_encloses_land,
    borders.area_is_what_the_ring_encloses,
    borders.area_is_the_units,
    borders.ring_leaves_neighbours_alone,
    borders.ring_is_away_from_water,
    survival.draw_is_the_programmes,
    survival.drawn_once,
    survival.counted_after_its_draw,
    survival.rows_are_the_drawn,
    stands.lost_within_standing,
    stands.harvested_within_standing,
    stands.species_may_be_harvested,
    stands.agreement_ends_after_it_began,
    people.nobody_twice_in_a_list,
    people.nobody_under_18_is_paid,
    people.one_committee_a_day,
    people.somebody_did_the_work,
    people.closed_by_an_officer,
    people.member_is_confirmed,
    pace.person_keeps_pace,
    pace.group_keeps_pace,
    days.day_has_come,
    days.day_is_in_the_programme,
    days.recorded_soon,
    days.workdays_fit_the_day,
    money.rate_is_there,
    money.people_add_up,
    money.crew_is_not_endless,
    money.acceptance_adds_something,
    money.what_was_waived_is_not_paid_again,
    duplicates.not_recorded_twice,
    payments.payout_pays_its_line,
    payments.operation_is_used_once,
    payments.count_finds_the_sum,
    payments.one_fund_for_a_tree,
    payments.cash_leaves_an_open_trip,
    payments.cash_leaves_ones_own_trip,
    payments.cash_names_its_box,
    office.server_was_not_put_back,
)


def check_all(subject: Subject, known: Known) -> list[Finding]:
    """Everything that is to be said about a record, in the order of CHECKS; at most one finding for a rule and
    member.
    """
    return [finding for check in CHECKS for finding in check(subject, known)]

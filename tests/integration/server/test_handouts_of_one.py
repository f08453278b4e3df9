"""The paper of somebody who is on the list more than once says of every entry what keeps its money back, and says it
once.
"""

from core.domain.bodies import Count, Day, SideHash
from core.domain.people import Member, MembersCompared
from core.domain.records import RecordId
from core.domain.verdicts import Verdict
from core.usecases.own_log import side_row
from sync_server.audit.handouts.own import OwnStatement, statement_of
from sync_server.audit.source import Source
from tests.integration.server.packages import grown, say
from tests.integration.server.paying import PayOffice


def held_by(statement: OwnStatement, record: str) -> list[tuple[str, ...]]:
    """The rules that are told with each line of a record."""
    lines = [one for day in statement.days for one in day.lines if one.line.record == record]
    return [tuple(rule for rule, _ in one.held_by) for one in lines]


def test_a_finding_that_names_another_entry_of_the_person_is_told_once(pay_office: PayOffice) -> None:
    """CHO-001 and CHO-002 are one person and both earned with an acceptance. A third entry of hers is in no list."""
    ids, office = pay_office.server.ids, pay_office.served.office
    first, second = ids["member:CHO-001"], ids["member:CHO-002"]
    grown(pay_office)
    pay_office.sync(pay_office.choco)
    again = side_row({"given_names": "Isabel", "first_surname": "Meléndrez"})
    entry = Member(ids["committee:CHO"], "CHO-902", "F", Day("2014-01-01"), SideHash(again.hash))
    third = say(pay_office, entry, sides={"person_side": again})
    for other in (second, third):
        say(pay_office, MembersCompared(first, other, "same_person"))
    with pay_office.server.store.reading() as session:
        [accepted] = session.state().since("ready_accepted", "2014-12-03")
    for rule, member in (("member_twice", None), ("two_places_a_day", second), ("member_left", third)):
        say(pay_office, Verdict(RecordId(accepted), "hold", rule, Count(1), {}, member, "C01"))
    office.settle()
    with pay_office.server.store.reading() as session:
        statement = statement_of(Source(session, session.feed_size(), "0001-01-01", "9999-12-31"), first)
    assert sorted(held_by(statement, accepted)) == [
        ("member_left", "member_twice"), ("member_left", "member_twice", "two_places_a_day"),
    ]  # fmt: skip

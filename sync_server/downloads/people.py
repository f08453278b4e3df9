"""Lists of members: who they are, who may be there twice, and what one of them earned. DNI and telephone stay on the
person's own page.
"""

from __future__ import annotations

from core.domain.problems import Problem
from core.domain.records import is_record_id
from sync_server.downloads.listing import Asked, Listing, centimos, code, count, day, flag, half_days, text
from sync_server.looking.members import chosen_people

_MEMBER = (
    text("member", lambda one: one.id),
    text("code", lambda one: one.code),
    text("name", lambda one: one.person.listed_name if one.person else ""),
    code("sex", "sex", lambda one: one.sex),
    text("committee", lambda one: one.committee),
    text("committee_name", lambda one: one.committee_name),
    text("household", lambda one: one.household),
    day("joined_on", lambda one: one.joined_on),
    day("left_on", lambda one: one.left_on),
    flag("confirmed", lambda one: one.confirmed),
    text("same_as", lambda one: one.same_as),
)


def members(asked: Asked) -> Listing:
    """Those who are searched for, by surname; without a name where its side row is not here."""
    with asked.office.store.reading() as session:
        chosen = chosen_people(session, asked.query)
    return Listing("members", "members.title", _MEMBER, [chosen])


_PAIR = (
    text("member", lambda one: one.one.id),
    text("code", lambda one: one.one.code),
    text("name", lambda one: one.one.name),
    text("committee_name", lambda one: one.one.committee_name),
    text("other_member", lambda one: one.other.id),
    text("other_code", lambda one: one.other.code),
    text("other_name", lambda one: one.other.name),
    text("other_committee_name", lambda one: one.other.committee_name),
    flag("by_dni", lambda one: one.by_dni),
)


def duplicates(asked: Asked) -> Listing:
    """Pairs of entries that may be one person and of which nobody has said anything yet."""
    with asked.office.store.reading() as session:
        return Listing("duplicates", "members.duplicates", _PAIR, [session.reference().suspects()])


_LINE = (
    text("record", lambda one: one.record),
    code("kind", "kind", lambda one: one.kind),
    code("item_kind", "item_kind", lambda one: one.item_kind),
    day("happened_on", lambda one: one.happened_on),
    text("subject", lambda one: one.subject),
    count("count", lambda one: one.count),
    half_days("half_days", lambda one: one.half_days),
    centimos("rate", lambda one: one.rate_centimos),
    centimos("", lambda one: one.centimos),
    code("state", "state", lambda one: one.state),
)


def statement(asked: Asked) -> Listing:
    """What one entry of the list earned and was paid, the newest first. Raises Problem record_missing."""
    member = asked.path["member"]
    with asked.office.store.reading() as session:
        known = {one.id: one for one in session.reference().people()} if is_record_id(member) else {}
        if member not in known:
            raise Problem("record_missing", id=member[:40])
        lines = session.reads().statement(member)
        return Listing(f"statement-{known[member].code}", "listing.statement", _LINE, [lines])

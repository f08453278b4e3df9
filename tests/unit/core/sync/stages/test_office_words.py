"""The words of a complaint reach the office and nobody else, and leave the tablet that wrote them down."""

from core.domain.bodies import SideHash
from core.domain.complaints import Complaint, ComplaintAnswered
from core.domain.visits import Visit
from core.fold.described import OFFICE_ALONE
from core.usecases.own_log import Statement, append_as_office
from core.usecases.tablet.record import record_fact
from core.usecases.words import words_row
from tests.fieldwork import Field, assert_as_refolded
from tests.sample import DAY
from tests.stores import projections
from tools.sample import SampleServer

WORDS = "El técnico no nos deja ver la lista"


def complain(field: Field) -> tuple[str, str]:
    """Record and side row of a complaint that names nobody in the log."""
    row = words_row(WORDS)
    assert row is not None
    fact = Complaint(field.committees[0], "other", "in_person")
    return record_fact(field.store, field.clock, "T01", fact, DAY, sides={"office_side": row}), row.hash


def held(field: Field | SampleServer, key: str) -> list[bytes]:
    with field.store.reading() as session:
        return [row.data for row in session.side_rows([key])]


def test_the_words_stay_until_the_office_has_them_and_then_go(one: Field, server: SampleServer) -> None:
    _record, key = complain(one)
    assert WORDS.encode() in held(one, key)[0]
    one.sync()
    one.sync()
    assert WORDS.encode() in held(server, key)[0]
    assert held(one, key) == []
    with one.store.reading() as session:
        assert session.reads().sync().side_rows_missing == 0
        assert session.reads().sync().side_rows_withdrawn == 0


def test_no_other_tablet_asks_for_them_or_is_given_them(one: Field, other: Field, server: SampleServer) -> None:
    record, key = complain(one)
    one.sync()
    other.sync()
    assert held(other, key) == []
    with other.store.reading() as session:
        assert session.missing_side_rows(other.committees, 1_000) == []
        detail = session.reads().record(record)
    assert detail is not None
    assert WORDS not in repr(detail)
    with server.store.reading() as session:
        assert session.shareable_side_rows([key], other.committees) == []
        assert session.named_side_rows(other.committees, session.feed_size()).count(key) == 0
    owners = {row.committee for row in projections(other.store)["SideReference"] if row.hash == key}
    assert owners == {OFFICE_ALONE}
    assert_as_refolded(other.store)


def test_naming_the_same_words_again_gives_no_right_to_them(one: Field, other: Field, server: SampleServer) -> None:
    """Whoever reads the log knows the hash, and may put it into a record of their own."""
    _record, key = complain(one)
    one.sync()
    other.sync()
    record_fact(other.store, other.clock, "T02", Visit(other.committees[0], seen_side=SideHash(key)), DAY)
    other.sync()
    other.sync()
    assert held(other, key) == []


def test_the_answer_comes_to_the_tablets_of_the_committee(one: Field, server: SampleServer) -> None:
    record, _key = complain(one)
    one.sync()
    answer = words_row("Se revisó la lista con la asamblea")
    assert answer is not None
    fact = ComplaintAnswered(record, "accepted")
    with server.store.writing() as session:
        append_as_office(
            session, server.origin, [Statement(fact, DAY, "C01", server.clock.now_ms(), {"text_side": answer})]
        )
    server.store.fold()
    one.sync()
    one.sync()
    with one.store.reading() as session:
        found = session.monitoring().complaints(one.committees[0])
        detail = session.reads().record(record)
    assert [view.answer.text for view in found if view.answer] == ["Se revisó la lista con la asamblea"]
    assert detail is not None
    assert detail.answer == found[0].answer

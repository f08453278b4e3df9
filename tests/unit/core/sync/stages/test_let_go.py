"""What a tablet erases of committees it does not work for any more, and when not yet."""

import pytest

from core.domain.tablets import Grant
from core.sync.stages.side_rows import let_go
from core.usecases.office.grants import change_grant
from tests.fieldwork import Field


def regrant(field: Field, *committees: str) -> None:
    server = field.server
    grant = Grant(tuple(server.ids[f"committee:{code}"] for code in committees), (server.ids["user:T01"],))
    change_grant(server.store, server.clock, server.origin, "C01", field.origin, grant)


def withdrawn(field: Field) -> int:
    with field.store.reading() as session:
        return session.reads().sync().side_rows_withdrawn


@pytest.fixture
def one(one: Field, monkeypatch: pytest.MonkeyPatch) -> Field:
    """A tablet of two committees that has heard that the second is not its any more, and has erased nothing yet."""
    one.sync()
    regrant(one, "CHO")
    with monkeypatch.context() as patch:
        patch.setattr("core.sync.turns.conversation.let_go", lambda _store: 0)
        one.sync()
    assert withdrawn(one) > 20
    return one


def test_everything_is_safe_and_so_it_goes(one: Field) -> None:
    number = withdrawn(one)
    assert let_go(one.store) == number
    assert (withdrawn(one), let_go(one.store)) == (0, 0)


def test_not_while_a_record_is_only_here(one: Field) -> None:
    one.workday()
    assert let_go(one.store) == 0


def test_not_while_a_record_is_at_the_office_and_not_yet_proved(one: Field) -> None:
    """Acknowledged is not safe: the office may still lose it."""
    one.workday()
    with one.store.writing() as session:
        session.put_note("acked_seq", (1).to_bytes(8, "big"))
    assert let_go(one.store) == 0


def test_not_while_the_feed_goes_beyond_what_was_proved(one: Field) -> None:
    one.workday()
    with one.store.writing() as session:
        own = session.origin(one.origin)
        session.put_origin(own.grown(1, session.head(one.origin, 1)))
        session.place_in_feed(one.origin, 1, 1)
    one.store.fold()
    assert let_go(one.store) == 0


def test_not_while_something_is_not_folded(one: Field) -> None:
    with one.store.writing() as session:
        session.connection.exec_driver_sql("UPDATE fold_mark SET position = position - 1")
    assert let_go(one.store) == 0


def test_not_while_a_former_tail_waits_to_be_recorded_again(one: Field) -> None:
    with one.store.writing() as session:
        session.connection.exec_driver_sql("INSERT INTO former_tail VALUES ('PIURA', 'AAAAAA', 1, x'00')")
    assert let_go(one.store) == 0


def test_a_tablet_that_has_proved_nothing_erases_nothing(one: Field) -> None:
    with one.store.writing() as session:
        session.connection.exec_driver_sql("DROP TRIGGER checkpoint_refuses_delete")
        session.connection.exec_driver_sql("DELETE FROM checkpoint")
    assert let_go(one.store) == 0

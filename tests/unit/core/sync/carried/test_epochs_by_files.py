"""Restores that only files tell of, or that files and the network tell of in turn."""

from dataclasses import replace

import pytest

from core.domain.problems import Problem
from core.sync.carried.bundles import read_reply, write_bundle
from core.sync.trust.sealing import state_sealing_key
from tests.fakes.frugal import FrugalStore
from tests.fieldwork import Field, assert_same_history
from tests.unit.core.sync.carried.by_hand import carried, lost_by, put_back, read_by
from tests.unit.core.sync.restore.restoring import Shelf, give_back_and_see_nothing
from tools.sample import SampleServer


def test_a_tablet_that_is_far_behind_goes_over_by_files_alone(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    """The record that begins the epoch is not in the first answer of the reply."""
    other.workdays(30)
    other.sync()
    shelf.back_up()
    new = put_back(shelf)
    one.server = replace(new, store=FrugalStore(new.store, 2_000))
    one.workday()
    heard, receipt = carried(one, one.server)
    assert (heard.records, heard.is_ahead, receipt.was_put_back) == (1, False, True)
    _, receipt = carried(one, one.server)
    assert not receipt.more
    one.server = new
    assert_same_history(one)
    assert one.note("alarm") == b""


def test_what_an_office_told_that_is_gone_keeps_nothing_from_the_next(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    """It told by a file that it was put back, and was put back again before it had anything of this tablet."""
    first = lost_by(one, other, shelf)
    heard = read_by(first, write_bundle(one.store, one.tablet.key).data)
    assert read_reply(one.store, one.clock, heard.reply).to_give_back > 0
    give_back_and_see_nothing(one, first)
    one.server = second = shelf.put_back("second")
    state_sealing_key(second.store, second.clock, second.origin)
    one.sync()
    one.workday()
    bundle = write_bundle(one.store, one.tablet.key)
    assert (bundle.records, bundle.gives_back) == (1, 0)


def test_a_late_file_of_an_office_that_is_gone_keeps_nothing_from_the_next(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    first = lost_by(one, other, shelf)
    heard = read_by(first, write_bundle(one.store, one.tablet.key).data)
    one.server = second = shelf.put_back("second")
    state_sealing_key(second.store, second.clock, second.origin)
    one.sync()
    with pytest.raises(Problem, match="reply_past"):
        read_reply(one.store, one.clock, heard.reply)
    one.workday()
    heard, _ = carried(one, second)
    assert (heard.records, heard.given_back) == (1, 0)
    assert_same_history(one)

"""The kinds of faults that a season may have, by the names under which it is counted how often each really happened.

A fault that never occurs proves nothing, so the sample test looks at these counts.
"""

from __future__ import annotations

from tests.simulation.sync.power import MANNERS

CUT_BEFORE, CUT_AFTER, CUT_SHORT, TWICE, LATE, REQUEST_FLIPPED, ANSWER_FLIPPED, CANCELLED, AHEAD = ROAD = (
    "cut before the request arrived", "cut after the server had kept it", "answer cut short", "request came twice",
    "answer came late", "request with a flipped bit", "answer with a flipped bit", "cancelled by a person",
    "asked ahead of what was kept",
)  # fmt: skip
DEATHS = tuple(f"{who} {manner}" for who in ("tablet", "server") for manner in MANNERS)
DEATH_ON_THE_WAY_OVER = "died while a lost past was given back"
FULL = ("tablet's disk was full", "server's disk was full")
CLOCK_JUMPED, SERVER_CLOCK_JUMPED = CLOCKS = ("tablet's clock jumped", "server's clock jumped")
PUT_BACK, PUT_BACK_SAID, PUT_BACK_UNNOTICED, PUT_BACK_AGAIN, GIVEN_BACK = RESTORES = (
    "server put back", "server put back and told by a person", "server put back and told by a tablet",
    "server put back once more", "a lost past given back",
)  # fmt: skip
SHUT_OUT, LOST, REGRANTED, TABLET_PUT_BACK, TABLET_COPIED, RECORDED_AGAIN, LET_IN_LATER = TABLETS = (
    "tablet shut out", "tablet lost for good", "tablet given other committees", "tablet put back from its backup",
    "tablet copied", "a tablet's tail recorded again", "tablet let in later",
)  # fmt: skip
KINDS = (*ROAD, *DEATHS, *FULL, *CLOCKS, *RESTORES, *TABLETS)

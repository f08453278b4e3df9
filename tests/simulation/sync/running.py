"""One season from its seed: who takes part, how bad the weather is, what is done, and what is found at the end."""

from __future__ import annotations

import gc
import random
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from core.storage.store import SqlStore
from sync_server.past.restore_mark import RestoreMark
from tests.simulation.money.moods import CASH, OFFICE, PAYING, SHEETS, STEPS
from tests.simulation.money.opening_acts import stages_with_acts
from tests.simulation.money.stages import Stages
from tests.simulation.money.world import Picks
from tests.simulation.sync import checks
from tests.simulation.sync.power import FailingShelf, watch
from tests.simulation.sync.season import SERVER, Season, Weather
from tests.simulation.sync.trouble import TROUBLES

LENGTHS = (15, 30, 45, 80, 150, 400)
_LENGTH_WEIGHTS = (28, 30, 22, 12, 6, 2)
_ROADS = (0.0, 0.1, 0.3, 0.6)
_DEATHS = (0.0, 0.03, 0.08, 0.2)
_MOST_PICKS = 12
_ROUNDS_OF_PEACE = 6
_FIELD = ("work", "work", "workday", "workday", "workday", "correct", "take back", "take back", "member")
_DESK = ("setting", "void work", "hold", "confirm", "rate", "balance", "money in")
_MONEY = (*["next step"] * 6, *["pay"] * 4, *PAYING, *SHEETS, *CASH, *OFFICE, *["payday"] * 2)
KINDS_OF_ACTS = ("field", "desk", "money", "sync", "time", "trouble")
_WEIGHTS = {"field": (52, 6, 0, 26, 4, 12), "paying": (30, 5, 25, 24, 4, 12)}


@dataclass
class Told:
    """What came of some seasons; `failures` in words, by seed."""

    seasons: int = 0
    acts: int = 0
    records: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: dict[int, str] = field(default_factory=dict)


@cache
def stages() -> Stages:
    """The founded village and what follows from it, made once in a process."""
    made = stages_with_acts(FailingShelf())
    gc.collect()
    gc.freeze()
    return made


def run_season(
    seed: int, told: Told, server_store: Callable[[str], SqlStore] | None = None, *, is_open: bool = False
) -> None:
    """Run one season from its seed and look at what came of it."""
    season: Season | None = None
    try:
        season = begun(seed, server_store)
        season.is_open = is_open
        acts = live(season)
        peace(season)
        wrong = checks.findings(season)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told with the steps that led to it
        acts, wrong = 0, [f"{type(error).__name__}: {error}", traceback.format_exc()]
    told.seasons += 1
    if season is not None:
        told.acts += acts
        told.happened.update(season.happened)
        told.outcomes.update(season.outcomes)
    if wrong:
        steps = "\n".join(season.told) if season else ""
        told.failures[seed] = (
            "\n".join(wrong) + f"\nThe last steps:\n{steps}\nRepeat with: make sim SEEDS=1 SEED={seed}"
        )


def begun(seed: int, server_store: Callable[[str], SqlStore] | None = None) -> Season:
    chance = random.Random(seed)
    stage = chance.choice(("founded", "founded", "paying"))
    tablets = chance.choice((2, 2, 3, 3, 4, 5, 6))
    made = stages()
    shelf = made.shelf
    if not isinstance(shelf, FailingShelf):
        raise TypeError("a shelf that does not fail")
    shelf.begin_anew()
    season = made.fill(Season, stage, tablets, server_store(stage) if server_store else None)
    season.chance, season.shelf = chance, shelf
    season.weather = Weather(chance.choice(_ROADS), chance.choice(_DEATHS))
    season.is_on_files = server_store is None
    if not season.is_on_files:
        watch(season.server.store.engine, shelf.fate.powers[SERVER])
    season.mark = RestoreMark(shelf.folder, "server")
    season.mark.forget()
    for device in season.devices:
        season.promises.is_shown(device)
    season.tell(f"seed {seed}: {tablets} tablets at {stage}, {season.weather}")
    return season


def live(season: Season) -> int:
    """The season's acts; how many."""
    chance = season.chance
    weights = _WEIGHTS[chance.choice(tuple(_WEIGHTS))]
    [length] = chance.choices(LENGTHS, _LENGTH_WEIGHTS)
    for number in range(length):
        [kind] = chance.choices(KINDS_OF_ACTS, weights)
        if kind == "trouble":
            names = list(TROUBLES)
            [name] = chance.choices(names, [TROUBLES[name][0] for name in names])
            season.tell(f"{number}: {name}")
            TROUBLES[name][1](season)
            continue
        name = {"field": _FIELD, "desk": _DESK, "money": _MONEY, "sync": ("sync",), "time": ("time",)}[kind]
        what = chance.choice(name)
        season.tell(f"{number}: {what}")
        STEPS[what](season, Picks([chance.randrange(120) for _ in range(_MOST_PICKS)]))
    return length


def peace(season: Season) -> None:
    """Nothing goes wrong any more, and everybody who still can meets the server until nobody has anything new."""
    season.be_quiet()
    season.tell("peace")
    for _ in range(_ROUNDS_OF_PEACE):
        size = season.size_of(season.server.store)
        for device in season.devices:
            if device.where != "lost":
                season.sync(device)
        behind = [device for device in season.in_use() if season.size_of(device.store) < size]
        if not behind and season.size_of(season.server.store) == size:
            return
    season.tell("there still was something new")

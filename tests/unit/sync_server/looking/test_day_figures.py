"""How many trees are alive, and how sure that is."""

from core.domain.plots import Point
from core.domain.stands import Stand, Sums
from core.domain.survival import Share
from core.usecases.views.field import UnitView
from core.usecases.views.monitoring import SpeciesStand, SurvivalView, UnitCareView
from sync_server.looking.day_figures import Alive, alive_in


def care(planted: int, last: SurvivalView | None, alive: int = 0, dead: int = 0) -> UnitCareView:
    unit = UnitView("U-1", "01-1", "Área", 10_000, 300, 1_111, planted, 0, "moist", (Point(0, 0),))
    stand = Stand(Sums(planted), alive, dead)
    return UnitCareView(unit, (SpeciesStand("S-1", "pino", "", stand),), 0, 0, last, None)


def counted(share: Share | None, species: str = "") -> SurvivalView:
    return SurvivalView("R-1", "U-1", "2014-12-01", species, 90, 10, 4, 20, share, "confirmed")


def test_what_is_alive_is_as_sure_as_its_counts() -> None:
    certain = care(1_000, counted(Share(900, 30, 100)), 90, 10)
    assert alive_in([certain, care(500, None)]) == Alive(1_400, 900, 30, 2, 1)
    assert alive_in([care(500, None)]) == Alive(500, 0, 0, 1, 0)
    assert alive_in([]) == Alive(0, 0, 0, 0, 0)


def test_a_count_of_one_species_says_nothing_of_the_others() -> None:
    other = care(1_000, counted(Share(900, 30, 100), "S-2"), 90, 10)
    assert alive_in([other]) == Alive(900, 0, 0, 1, 1)


def test_one_row_alone_may_be_off_by_all_that_stands() -> None:
    assert alive_in([care(1_000, counted(Share(900, None, 100)), 90, 10)]).error == 900

"""Where the money comes from: funds, grants and carbon sales, and the months that the books have closed.

Foreign money is turned into soles once, at the dated rate that the sale names, with whole numbers only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import LARGEST_COUNT, Amount, Count, Day
from core.domain.records import RecordId

Currency = Literal["USD", "GBP"]
Matter = Literal[
    "tablets", "trips", "findings", "observed", "payments", "recoveries", "sheets", "originals", "complaints", "members"
]
RATE_SCALE = 10_000
"""Exchange rates are stated in ten-thousandths of a sol for one unit of the currency: 3.125 is 31,250."""
_RATE = re.compile(r"([0-9]{1,4})(?:\.([0-9]{1,4}))?\Z")
_RATE_DIGITS = len(str(RATE_SCALE)) - 1


@dataclass(frozen=True, slots=True)
class Fund:
    """A source of money that pay sheets name: a donor's grant, or a share of carbon sales."""

    kind: ClassVar[str] = "fund"
    version: ClassVar[int] = 1

    code: str
    name: str
    funder: str


@dataclass(frozen=True, slots=True)
class GrantReceived:
    """A donor's money has come into the bank for a fund; `document` is the bank's."""

    kind: ClassVar[str] = "grant_received"
    version: ClassVar[int] = 1

    fund: RecordId
    centimos: Amount
    document: str


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """Soles for one unit of a currency on a day, in RATE_SCALE parts, with where it was published."""

    kind: ClassVar[str] = "exchange_rate"
    version: ClassVar[int] = 1

    currency: Currency
    soles_scaled: Count
    day: Day
    source: str


@dataclass(frozen=True, slots=True)
class CarbonSale:
    """`gross_minor` and `fees_minor` are hundredths of the currency. The adaptation fund gets its part of the gross;
    the fees come out of the rest, which is the upstream fund's.
    """

    kind: ClassVar[str] = "carbon_sale"
    version: ClassVar[int] = 1

    buyer: str
    tonnes: Count
    currency: Currency
    gross_minor: Amount
    fees_minor: Amount
    exchange_rate: RecordId
    upstream_fund: RecordId
    adaptation_fund: RecordId
    document: str


@dataclass(frozen=True, slots=True)
class StillOpen:
    """Something that was not done when a month was closed, and how many of it."""

    matter: Matter
    number: Count


@dataclass(frozen=True, slots=True)
class MonthClosed:
    """The books of a month (its first day) and all before it take nothing more; what comes late is booked in the first
    open month. `still_open` is what whoever closed it has seen and left open. Voiding the last one opens it again.
    """

    kind: ClassVar[str] = "month_closed"
    version: ClassVar[int] = 2
    since: ClassVar[dict[str, int]] = {"still_open": 2}

    month: Day
    still_open: tuple[StillOpen, ...] = ()


@dataclass(frozen=True, slots=True)
class SaleParts:
    """A carbon sale in céntimos: `gross` = `adaptation` + `upstream`, of which `fees` are already spent."""

    gross_centimos: int
    adaptation_centimos: int
    upstream_centimos: int
    fees_centimos: int

    @property
    def to_communities_centimos(self) -> int:
        """What is left of the communities' part once the fees are paid."""
        return self.upstream_centimos - self.fees_centimos


def read_rate(text: str) -> Count | None:
    """Soles for one unit of a currency as people type them (`3.125`), with at most four decimals, in RATE_SCALE parts;
    None for what is no rate.
    """
    match = _RATE.match(text.strip())
    parts = match and int(match[1]) * RATE_SCALE + int((match[2] or "").ljust(_RATE_DIGITS, "0"))
    return Count(parts) if parts and parts <= LARGEST_COUNT else None


def in_soles(minor: int, soles_scaled: int) -> int:
    """Hundredths of a currency in céntimos, halves rounded up."""
    return (minor * soles_scaled + RATE_SCALE // 2) // RATE_SCALE


def sale_parts(gross_minor: int, fees_minor: int, soles_scaled: int, adaptation_percent: int) -> SaleParts:
    """How a sale is divided; the adaptation fund's part is rounded down, so that the parts add up to the gross.

    Whatever figure was set, that part is between nothing and all of it.
    """
    gross = in_soles(gross_minor, soles_scaled)
    adaptation = gross * min(100, max(0, adaptation_percent)) // 100
    return SaleParts(gross, adaptation, gross - adaptation, in_soles(fees_minor, soles_scaled))

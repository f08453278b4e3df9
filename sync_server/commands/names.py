"""From what people type to record ids: codes, sheet numbers, labels of tablets, or the ids themselves.

Whoever types an unknown one is told which there are. What a step may be taken on is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from core.domain.epochs import EpochBegan
from core.domain.funds import ExchangeRate, Fund
from core.domain.nurseries import Species
from core.domain.people import Committee, Community, Member, User
from core.domain.programme import Programme
from core.domain.records import RecordId, is_day, is_record_id
from core.domain.tablets import TabletEnrolled
from core.fold.facts import live_things, office_origins, thing_fact
from core.fold.money_rows import Sheet, SheetLine, Trip
from core.fold.rows import EffectiveRecord, Thing
from core.fold.state import State
from core.usecases.ports import Session
from sync_server.commands.speaking import told
from sync_server.settings import SettingsError

OFFICE_WORDS = frozenset({"office", "oficina"})
DRAFT_WORDS = frozenset({"draft", "borrador"})
_SHOWN = 20
_SHEET_STATES = ("draft", "locked", "approved", "assigned", "paying", "settled", "closed", "abandoned")


class Names:
    """The names of one programme, as of one session. Every method raises SettingsError for what it does not know."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.state: State = session.state()

    def committee(self, text: str) -> RecordId:
        return self._thing(text, "command.committee_unknown", Committee.kind)

    def community(self, text: str) -> RecordId:
        return self._thing(text, "names.community_unknown", Community.kind)

    def species(self, text: str) -> RecordId:
        return self._thing(text, "names.species_unknown", Species.kind)

    def member(self, text: str) -> RecordId:
        return self._thing(text, "names.member_unknown", Member.kind)

    def payee(self, text: str) -> RecordId:
        """A member, or a committee that is paid as one."""
        return self._thing(text, "names.payee_unknown", Member.kind, Committee.kind)

    def party(self, text: str) -> Thing:
        """A member, a committee or somebody of the programme's staff."""
        kinds = (Member.kind, Committee.kind, User.kind)
        return self._found(text, "names.party_unknown", self._things(*kinds))

    def user(self, text: str) -> RecordId:
        return self._thing(text, "command.user_unknown", User.kind)

    def fund(self, text: str) -> RecordId:
        return self._thing(text, "names.fund_unknown", Fund.kind)

    def members(self, texts: Iterable[str]) -> tuple[RecordId, ...]:
        return _each(texts, self.member)

    def payees(self, texts: Iterable[str]) -> tuple[RecordId, ...]:
        return _each(texts, self.payee)

    def committees(self, texts: Iterable[str]) -> tuple[RecordId, ...]:
        return _each(texts, self.committee)

    def sheets(self, texts: Iterable[str]) -> tuple[RecordId, ...]:
        return _each(texts, self.sheet)

    def sheet(self, text: str) -> RecordId:
        """By number, by id, or `draft` where there is one draft only."""
        known = [sheet for name in _SHEET_STATES for sheet in self.state.find(Sheet, name)]
        wanted = text.strip().removeprefix("N°").strip()
        if wanted.casefold() in DRAFT_WORDS:
            return self._only_draft(known)
        number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else 0
        for sheet in known:
            if sheet.id == wanted.upper() or (number and sheet.number == number):
                return RecordId(sheet.id)
        said = [str(sheet.number) if sheet.number else sheet.id for sheet in known if sheet.state != "abandoned"]
        raise _unknown("names.sheet_unknown", text, said)

    def holder(self, text: str) -> str:
        """The origin of a tablet, by its label or six signs, or of the office."""
        wanted = text.strip()
        offices = self.office_origins()
        if wanted.casefold() in OFFICE_WORDS or wanted.upper() in offices:
            return offices[0] if offices else ""
        tablets = self._tablets()
        if wanted.upper() in tablets:
            return wanted.upper()
        found = [origin for origin, label in tablets.items() if label.casefold() == wanted.casefold()]
        if len(found) > 1:
            raise SettingsError("names.tablet_ambiguous", label=text, known=", ".join(found))
        if not found:
            known = [f"{label} ({origin})" for origin, label in tablets.items()]
            raise _unknown("names.tablet_unknown", text, [*known, "office"])
        return found[0]

    def holder_label(self, origin: str) -> str:
        """What an origin is called: the office, the tablet's label with its signs, or the signs alone."""
        if origin in self.office_origins():
            return told("word.office")
        label = self._tablets().get(origin)
        return f"{label} ({origin})" if label else origin

    def office_origins(self) -> list[str]:
        """The origins of the office, before all the one that opened the programme; none before that."""
        return office_origins(self.state.find(Thing, Programme.kind), self.state.find(Thing, EpochBegan.kind))

    def trip(self, technician: str, text: str | None) -> RecordId:
        """The trip with this id, or the only one of the technician that is open."""
        if text:
            wanted = text.strip().upper()
            known = self.state.get(Trip, wanted)
            if known is None:
                raise _unknown("names.trip_unknown", text, [trip.id for trip in self._open_trips(technician)])
            return RecordId(known.id)
        trips = self._open_trips(technician)
        if len(trips) != 1:
            key = "names.trips_several" if trips else "names.trips_none"
            raise SettingsError(key, code=self.code(technician), known=_list(trip.id for trip in trips))
        return RecordId(trips[0].id)

    def any_trip(self, text: str) -> RecordId:
        """By id, or by the technician whose only open trip it is."""
        if is_record_id(text.strip().upper()) and self.state.get(Trip, text.strip().upper()):
            return RecordId(text.strip().upper())
        return self.trip(self.user(text), None)

    def payout(self, text: str) -> RecordId:
        """By id, or as SHEET/MEMBER: the payout that has paid this line."""
        sheet_text, slash, payee_text = text.strip().partition("/")
        if not slash:
            return self.record(text, "names.payout_unknown", "payout")
        line = self.state.get(SheetLine, self.sheet(sheet_text), self.payee(payee_text))
        if line is None or not line.payout:
            raise SettingsError("names.line_without_payout", text=text)
        return RecordId(line.payout)

    def exchange_rate(self, text: str, currency: str) -> RecordId:
        """By id, or by its day."""
        things = [(thing, thing_fact(thing)) for thing in self._live(ExchangeRate.kind)]
        for thing, fact in reversed(things):
            if thing.id == text.strip().upper() or (is_day(text) and (fact.day, fact.currency) == (text, currency)):
                return RecordId(thing.id)
        known = [f"{fact.currency} {fact.day}" for _, fact in things]
        raise _unknown("names.exchange_rate_unknown", text, known)

    def record(self, text: str, trouble: str = "names.record_unknown", kind: str = "") -> RecordId:
        """A record by its id, of one kind or of any."""
        wanted = text.strip().upper()
        row = self.state.get(EffectiveRecord, wanted) if is_record_id(wanted) else None
        if row is None or kind not in ("", row.kind):
            raise SettingsError(trouble, code=text)
        return RecordId(row.id)

    def code(self, identifier: str) -> str:
        """The code of a thing; the id itself where it has none."""
        thing = self.state.get(Thing, identifier)
        return thing.code if thing and thing.code else identifier

    def fact(self, identifier: str) -> Any | None:
        """The typed fact of a thing, whatever has become of it."""
        thing = self.state.get(Thing, identifier)
        return thing_fact(thing) if thing else None

    def codes(self, *kinds: str) -> dict[str, str]:
        """Codes by record id of everything of these kinds that ever was."""
        return {thing.id: thing.code for kind in kinds for thing in self.state.find(Thing, kind)}

    def live(self, kind: str) -> list[str]:
        """The ids of everything of a kind that was not taken back."""
        return [thing.id for thing in self._live(kind)]

    def _only_draft(self, known: Iterable[Sheet]) -> RecordId:
        drafts = [sheet for sheet in known if sheet.state == "draft"]
        if len(drafts) != 1:
            key = "names.drafts_several" if drafts else "names.drafts_none"
            raise SettingsError(key, known=_list(sheet.id for sheet in drafts))
        return RecordId(drafts[0].id)

    def _open_trips(self, technician: str) -> list[Trip]:
        return [trip for trip in self.state.find(Trip, technician) if trip.state == "open"]

    def _tablets(self) -> Mapping[str, str]:
        return {thing.code: thing_fact(thing).label for thing in self._live(TabletEnrolled.kind)}

    def _live(self, kind: str) -> list[Thing]:
        return live_things(self.state, kind)

    def _things(self, *kinds: str) -> list[Thing]:
        return [thing for kind in kinds for thing in self._live(kind)]

    def _thing(self, text: str, trouble: str, *kinds: str) -> RecordId:
        return RecordId(self._found(text, trouble, self._things(*kinds)).id)

    def _found(self, text: str, trouble: str, things: list[Thing]) -> Thing:
        wanted = text.strip()
        found = [thing for thing in things if wanted in (thing.id, thing.code)]
        found = found or [
            thing for thing in things if wanted.casefold() in (thing.id.casefold(), thing.code.casefold())
        ]
        if not found:
            raise _unknown(trouble, text, [thing.code for thing in things])
        if len({thing.id for thing in found}) > 1:
            raise SettingsError("names.code_ambiguous", code=text, known=", ".join(thing.id for thing in found))
        return found[0]


def _each(texts: Iterable[str], find: Callable[[str], RecordId]) -> tuple[RecordId, ...]:
    """Every one once, in the order in which they were typed; one may hold several with commas."""
    split = [part for text in texts for part in text.split(",") if part.strip()]
    return tuple(dict.fromkeys(find(part) for part in split))


def _unknown(trouble: str, text: str, known: list[str]) -> SettingsError:
    """The sentence for an unknown name. Of many known ones it shows those that look like what was typed."""
    shown = sorted(known)
    if len(shown) > _SHOWN:
        near = get_close_matches(text.strip().upper(), shown, n=_SHOWN, cutoff=0.5)
        shown = [*(sorted(near) or shown[:_SHOWN]), "…"]
    return SettingsError(trouble, code=text.strip(), known=_list(shown))


def _list(texts: Iterable[str]) -> str:
    return ", ".join(texts) or "—"

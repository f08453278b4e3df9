"""Short logs that a test tells record by record, and the books that the verifier makes of them."""

from __future__ import annotations

import hashlib
from typing import Any

from verifier.canon import encode, record_or_none
from verifier.engine import recompute
from verifier.model import Books, Entry, Report

OFFICE, TABLET, OTHER_TABLET = "OFFICE", "TABLET", "SECOND"
SIDE = "ab" * 32
ABOUT = ("day", "author", "origin", "was", "version", "recorded_at")


class Story:
    """A log that begins with a programme, a committee, its fund, a batch and the rates of the project."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.seqs: dict[str, int] = {}
        self.say("programme", code="TEST", name="Test", began_on="2013-01-01")
        self.community = self.say(
            "community", code="C1", name="Choco", ubigeo_inei="200410", lat_udeg=-5117730, lon_udeg=-79672970
        )
        self.committee = self.say("committee", code="K1", name="Choco", community=self.community)
        self.fund = self.say("fund", code="F1", name="Carbon", funder="Norandino")
        self.species = self.say(
            "species",
            code="PPAT",
            latin_name="Pinus patula",
            local_name="pino",
            status="exotic",
            grown_from=["seed"],
        )
        self.lot = self.say("seed_lot", code="L1", species=self.species, source="seed", certificate="C-1")
        self.batch = self.say(
            "batch_started",
            committee=self.committee,
            species=self.species,
            seed_lot=self.lot,
            code="B1",
            method="seed_bed",
        )
        self.area = self.say("area", code="A1", name="Loma", community=self.community)
        for activity, centimos in (("sapling_ready", 25), ("tree_planted", 50), ("day_wage", 1500)):
            self.say("rate", activity=activity, centimos=centimos, starts_on="2013-01-01")
        self.technician = self.say("user", code="T01", role="technician", person_side=SIDE)
        for tablet in (TABLET, OTHER_TABLET):
            self.enrol(tablet, "cd" * 32)

    def enrol(self, tablet: str, key: str) -> str:
        said = {"origin": tablet, "public_key": key, "label": tablet}
        return self.said("tablet_enrolled", {**said, "committees": [self.committee], "users": [self.technician]})

    def revoke(self, tablet: str, last_seq: int = 0) -> str:
        return self.said("tablet_revoked", {"origin": tablet, "last_seq": last_seq, "reason": "lost"})

    def say(self, kind: str, **more: Any) -> str:
        """One more record, its body told field by field; its id."""
        about = {name: more.pop(name) for name in ABOUT if name in more}
        return self.said(kind, more, **about)

    def said(
        self,
        kind: str,
        body: dict[str, Any],
        day: str = "2014-03-01",
        author: str = "office",
        origin: str = OFFICE,
        was: str = "",
        version: int = 1,
        recorded_at: int = 1_400_000_000_000,
    ) -> str:
        """One more record; its id."""
        seq = self.seqs[origin] = self.seqs.get(origin, 0) + 1
        record = {
            "author": author, "body": body, "happened_on": day, "kind": kind, "kind_version": version,
            "origin": origin, "recorded_at": recorded_at, "seq": seq,
        }  # fmt: skip
        if was:
            record["was"] = was
        data = encode(record)
        read = record_or_none(data, origin, seq)
        assert read is not None, record
        self.entries.append(Entry(len(self.entries) + 1, origin, seq, b"", data, read))
        return f"{origin}-{seq}"

    def exchange_rate(self, currency: str, soles_scaled: int) -> str:
        said = {"currency": currency, "soles_scaled": soles_scaled, "day": "2014-03-01", "source": "SBS"}
        return self.said("exchange_rate", said)

    def member(self, number: int = 1) -> str:
        return self.say(
            "member", committee=self.committee, code=f"M{number}", sex="F", joined_on="2013-01-01", person_side=SIDE
        )

    def unit(self, area_m2: int = 10_000, spacing_cm: int = 300) -> str:
        return self.say(
            "unit",
            committee=self.committee,
            area=self.area,
            code="U1",
            area_m2=area_m2,
            spacing_cm=spacing_cm,
            border=[{"lat_udeg": -5117730, "lon_udeg": -79672970}],
        )

    def planting(self, unit: str, count: int, **more: Any) -> str:
        said = {"committee": self.committee, "unit": unit, "species": self.species, "batch": self.batch, **more}
        return self.say("planting", count=count, **said)

    def accepted(self, total: int, member: str, **more: Any) -> str:
        return self.say(
            "ready_accepted", batch=self.batch, total=total, people=[{"member": member, "count": 1}], **more
        )

    def replaced(self, target: str, seen: str, body: dict[str, Any], **more: Any) -> str:
        return self.say("replace", target=target, seen=seen, reason="wrong_count", body=body, body_version=1, **more)

    def voided(self, target: str, seen: str, **more: Any) -> str:
        return self.say("void", target=target, seen=seen, reason="undone", **more)

    def drafted(self, cut_off: str = "2014-03-31", day: str = "2014-04-01", **more: Any) -> str:
        return self.say(
            "pay_sheet",
            day=day,
            author="drafter",
            cut_off=cut_off,
            fund=self.fund,
            committees=[self.committee],
            **more,
        )

    def locked(self, sheet: str, lines: list[list[Any]], number: int = 1, day: str = "2014-04-01") -> str:
        """The lock of these lines: payee, gross, payable."""
        self.hash = hashlib.sha256(encode(sorted(lines))).hexdigest()
        return self.say(
            "sheet_locked",
            day=day,
            author="locker",
            sheet=sheet,
            number=number,
            lines=len(lines),
            centimos=sum(line[2] for line in lines),
            lines_hash=self.hash,
        )

    def approved(self, sheet: str, author: str = "approver", day: str = "2014-04-02") -> str:
        return self.say("sheet_approved", day=day, author=author, sheet=sheet, lines_hash=self.hash)

    def assigned(self, sheet: str, holder: str = TABLET, day: str = "2014-04-03") -> str:
        return self.say("lines_assigned", day=day, sheet=sheet, holder=holder, pay_until="2014-04-30")

    def paid(
        self, sheet: str, payee: str, centimos: int, origin: str = TABLET, day: str = "2014-04-05", **more: Any
    ) -> str:
        said = {"way": "cash", "acknowledged": "strokes", "technician": self.technician, **more}
        return self.say(
            "payout", day=day, author="T01", origin=origin, sheet=sheet, payee=payee, centimos=centimos, **said
        )

    def settled(self, sheet: str, day: str = "2014-04-20") -> str:
        return self.say("sheet_settled", day=day, sheet=sheet)

    def books(self) -> Books:
        return recompute(iter(self.entries), Report())


def items_of(books: Books, record: str) -> list[tuple[str, int, str, int]]:
    """(kind, posting, member, céntimos) of a record's items."""
    return [(one.kind, one.posting, one.member, one.centimos) for one in books.items if one.record == record]


def adds_up(books: Books) -> bool:
    """Every entry of the journal sums to zero, and everybody's identity holds."""
    entries: dict[tuple[int, int], int] = {}
    for line in books.journal:
        entries[line[:2]] = entries.get(line[:2], 0) + line.centimos
    return not any(entries.values()) and all(
        one.accrued + one.rounding + one.waived == one.paid + one.owed - one.to_recover
        for one in books.identities.values()
    )

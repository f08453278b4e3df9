"""A small programme whose log is chained and signed as it should be, and the package that comes of it.

Nearly every table has rows: there are two servers, one after the other, a tablet, words and photos, bytes that are no
record, a sheet that was paid, and what went wrong with it. The tables are those of the verifier's own books; that the
program writes the same is looked at elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from verifier.canon import encode, record_or_none
from verifier.engine import recompute
from verifier.model import Books, Entry, Report
from verifier.notes import epoch_message
from verifier.trees import Tree, chain_start, origin_of_key

PROGRAMME = "PIURA"
FIRST_DAY, LAST_DAY = "2026-01-01", "2026-06-30"
PERSON = "ab" * 32
BORDER = [
    {"lat_udeg": lat, "lon_udeg": lon}
    for lat, lon in ((-5117000, -79672000), (-5117000, -79671000), (-5116000, -79671000), (-5116000, -79672000))
]


class Key:
    """Somebody's key, the same every time."""

    def __init__(self, seed: str) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"parcel {seed}".encode()).digest())
        self.public = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.origin = origin_of_key(self.public)

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


class Writer:
    """A log under way."""

    def __init__(self) -> None:
        self.keys: dict[str, Key] = {}
        self.heads: dict[str, bytes] = {}
        self.seqs: dict[str, int] = {}
        self.entries: list[Entry] = []
        self.tree = Tree()
        self.notes: list[dict[str, Any]] = []
        self.epochs: list[dict[str, Any]] = []
        self.side: dict[str, tuple[bytes, bytes]] = {}
        self.photos: dict[str, tuple[bytes, bytes]] = {}
        self.office = self.meet("office")
        self.tablet = self.meet("tablet")

    def meet(self, seed: str) -> Key:
        key = Key(seed)
        self.keys[key.origin] = key
        self.heads[key.origin] = chain_start(PROGRAMME, key.public)
        self.seqs[key.origin] = 0
        return key

    def say(self, kind: str, day: str = "2026-01-10", who: Key | None = None, author: str = "C01", **body: Any) -> str:
        """One more record; its id. A field with an underscore before its name is left without it."""
        key = who or self.office
        said = {
            "author": author, "body": {name.lstrip("_"): value for name, value in body.items()}, "happened_on": day,
            "kind": kind, "kind_version": 2 if "photo_side" in body and kind == "planting" else 1,
            "origin": key.origin, "recorded_at": 1_770_000_000_000 + len(self.entries) * 60_000,
            "seq": self.seqs[key.origin] + 1,
        }  # fmt: skip
        return self.put(key, encode(said))

    def put(self, key: Key, data: bytes) -> str:
        """Bytes, as they came; the id under which they did."""
        seq = self.seqs[key.origin] = self.seqs[key.origin] + 1
        head = self.heads[key.origin] = hashlib.sha256(self.heads[key.origin] + data).digest()
        self.tree.add(data)
        read = record_or_none(data, key.origin, seq)
        self.entries.append(Entry(len(self.entries) + 1, key.origin, seq, head, data, read))
        return f"{key.origin}-{seq}"

    def words(self, text: str) -> str:
        data = encode({"text": text})
        salt = hashlib.sha256(data).digest()[:16]
        key = hashlib.sha256(salt + data).hexdigest()
        self.side[key] = (salt, data)
        return key

    def photo(self, seed: str) -> str:
        picture = b"\xff\xd8" + hashlib.sha512(seed.encode()).digest() * 8
        salt = hashlib.sha256(picture).digest()[:16]
        key = hashlib.sha256(salt + picture).hexdigest()
        self.photos[key] = (salt, picture)
        return key

    def sign(self) -> None:
        """A checkpoint over everything so far."""
        name, size, root = f"planton/{PROGRAMME}/{self.office.origin}", self.tree.size, self.tree.root()
        text = f"{name}\n{size}\n{base64.b64encode(root).decode()}\n"
        mark = hashlib.sha256(name.encode() + b"\n\x01" + self.office.public).digest()[:4]
        signature = base64.b64encode(mark + self.office.sign(text.encode())).decode()
        said = {"kind": "checkpoint", "note": f"{text}\n— {name} {signature}\n", "root": root.hex()}
        self.notes.append({**said, "signer": self.office.origin, "size": size})

    def go_on(self, seed: str) -> None:
        """A server that was put back, and goes on under another key."""
        before, key = self.office, self.meet(seed)
        body: dict[str, Any] = {
            "before": before.origin, "before_key": before.public.hex(), "public_key": key.public.hex(),
            "size": self.tree.size, "root": self.tree.root().hex(),
        }  # fmt: skip
        body["signature"] = before.sign(epoch_message(PROGRAMME, body)).hex()
        self.office = key
        record = self.say("epoch_began", author="office", **body)
        message = epoch_message(PROGRAMME, body).decode()
        more = {"kind": "epoch", "message": message, "origin": key.origin, "position": len(self.entries)}
        self.epochs.append({**body, **more, "record": record})

    def books(self) -> Books:
        return recompute(iter(self.entries), Report())


def written() -> Writer:
    """The log of the small programme."""
    log = Writer()
    committee, members, fund, users = _terms(log)
    _work(log, committee, members)
    log.sign()
    log.go_on("office again")
    _pay(log, committee, members, fund, users)
    log.sign()
    return log


def _terms(log: Writer) -> tuple[str, list[str], str, dict[str, str]]:
    say = log.say
    say("programme", code=PROGRAMME, name="Piura", began_on="2026-01-01")
    say("setting", name="recovery_percent", value=50, starts_on="2026-01-01")
    say("wording", name="account_code/bank", text="1041.1", starts_on="2026-01-01")
    say("season", code="2026", name='Campaña "2026", ñ', starts_on="2026-01-01", ends_on="2026-12-31")
    community = say(
        "community", code="CHO", name="Choco", ubigeo_inei="2004100015", lat_udeg=-5117730, lon_udeg=-79672970
    )
    committee = say("committee", code="CHO", name="Choco", community=community)
    household = say("household", code="F1", committee=committee)
    users = {
        code: say("user", code=code, role=role, person_side=PERSON)
        for code, role in (("T01", "technician"), ("C01", "coordinator"), ("A01", "approver"), ("A02", "approver"))
    }
    log.sign()
    for activity, centimos in (("sapling_ready", 25), ("tree_planted", 50), ("day_wage", 1500)):
        say("rate", activity=activity, centimos=centimos, starts_on="2026-01-01")
    fund = say("fund", code="F1", name="Carbono", funder="Norandino")
    adaptation = say("fund", code="F2", name="Adaptación", funder="Norandino")
    rate = say("exchange_rate", currency="GBP", soles_scaled=50_000, _day="2026-01-05", source="SBS")
    say("grant_received", fund=fund, centimos=5_000_000, document="D1")
    say(
        "carbon_sale", buyer="Cafédirect", tonnes=1_111, currency="GBP", gross_minor=1_200_000, fees_minor=1_000,
        exchange_rate=rate, upstream_fund=fund, adaptation_fund=adaptation, document="D2",
    )  # fmt: skip
    members = [
        say("member", committee=committee, code=f"M{number}", sex="F", joined_on="2026-01-01", person_side=PERSON,
            household=household)
        for number in (1, 2, 3)
    ]  # fmt: skip
    say("officer", committee=committee, member=members[0], role="president", starts_on="2026-01-01")
    say("members_compared", member=members[0], other=members[1], verdict="two_people")
    say(
        "tablet_enrolled", origin=log.tablet.origin, public_key=log.tablet.public.hex(), label="Rosa",
        committees=[committee], users=[users["T01"]],
    )  # fmt: skip
    say("opening_balance", committee=committee, member=members[2], centimos=1_234, document="D3")
    return committee, members, fund, users


def _work(log: Writer, committee: str, members: list[str]) -> None:
    office, tablet = log.say, _by_tablet(log)
    species = office(
        "species", code="PPAT", latin_name="Pinus patula", local_name="pino", status="exotic", grown_from=["seed"]
    )
    lot = office("seed_lot", code="L1", species=species, source="seed", certificate="C-1")
    area = office("area", code="A1", name="Loma", community=log.books().states[committee].body["community"])  # type: ignore[index]
    unit = office(
        "unit", committee=committee, area=area, code="U1", area_m2=12_000, spacing_cm=300, border=BORDER
    )  # fmt: skip
    office("water_body", code="W1", name="Quebrada", line=BORDER[:2])
    office("cycle_opened", unit=unit, starts_on="2026-01-02", reason="fire")
    _for_certifiers(log, unit)
    office(
        "opening_planted",
        committee=committee,
        unit=unit,
        species=species,
        trees=40,
        planted_on="2026-01-03",
        document="D",
    )
    office(
        "opening_batch", committee=committee, species=species, seed_lot=lot, code="B0", pricked_out=90, ready=80,
        dispatched=50, dead=3,
    )  # fmt: skip
    batch = tablet("batch_started", committee=committee, species=species, seed_lot=lot, code="B1", method="seed_bed")
    tablet("pricked_out", batch=batch, count=2_500)
    days = [
        tablet(
            "workday", day, committee=committee, activity=activity,
            present=[{"member": member, "half_days": 2 - place % 2} for place, member in enumerate(members)],
        )
        for day, activity in (("2026-02-01", "nursery"), ("2026-02-03", "planting"))
    ]  # fmt: skip
    tablet("ready_accepted", "2026-02-01", batch=batch, total=1_240, workdays=[days[0]])
    second = tablet("ready_accepted", "2026-02-02", batch=batch, total=1_900, workdays=[days[0]])
    office(
        "replace", "2026-02-02", target=second, seen=second, reason="wrong_count", note_side=log.words("Eran menos"),
        body={"batch": batch, "total": 1_850, "workdays": [days[0]]}, body_version=1,
    )  # fmt: skip
    tablet("dispatched", "2026-02-03", batch=batch, count=1_000, unit=unit)
    tablet("saplings_lost", "2026-02-03", batch=batch, count=12, stage="ready", cause="frost")
    log.put(log.tablet, b'{"not":"a record"')
    log.planting = tablet(  # type: ignore[attr-defined]
        "planting", "2026-02-03", committee=committee, unit=unit, species=species, batch=batch, count=640,
        workdays=[days[1]], position={"lat_udeg": -5116500, "lon_udeg": -79671500, "accuracy_m": 5},
        photo_side=log.photo("planting"),
    )  # fmt: skip
    tablet(
        "planting", "2026-02-04", committee=committee, unit=unit, species=species, batch=batch, count=30,
        people=[{"member": members[0], "count": 10}, {"member": members[1], "count": 20}],
        position={"lat_udeg": -5116400, "lon_udeg": -79671400},
    )  # fmt: skip
    draw = tablet("survival_drawn", "2026-05-01", committee=committee, unit=unit, every=5, first_row=2, rows_total=20)
    rows = [{"row": 2 + 5 * place, "alive": 9 + place, "dead": 2 * place} for place in range(4)]
    tablet("survival_count", "2026-05-02", committee=committee, drawn=draw, rows=rows)
    tablet(
        "loss_event",
        "2026-05-03",
        committee=committee,
        unit=unit,
        cause="cattle",
        trees=7,
        photo_side=log.photo("loss"),
    )
    tablet("harvest", "2026-05-04", committee=committee, unit=unit, species=species, product="poles", trees=3)
    tablet("border_walked", "2026-05-05", committee=committee, unit=unit, ring=BORDER, area_m2=12_100, accuracy_m=6)
    office(
        "agreement", "2026-01-09", committee=committee, code="AC-1", subject="carbon_rights", land_holder="community",
        timber_holder="community", carbon_holder="cooperative", signed_on="2026-01-09",
    )  # fmt: skip
    held = office("verdict", author="office", target=log.planting, action="hold", rule="outside_unit", rule_version=1,  # type: ignore[attr-defined]
                  numbers={"metres": 12})  # fmt: skip
    office("verdict", target=log.planting, action="release", rule="outside_unit", rule_version=1, decided_by="C01",  # type: ignore[attr-defined]
           reason_side=log.words(f"Visto: {held}"))  # fmt: skip


def _for_certifiers(log: Writer, unit: str) -> None:
    about = {"unit": unit, "previous_use": "pasture", "preparation": ["clearing", "holes"]}
    rock = {"reason": "rock", "area_m2": 400}
    log.say("unit_described", **about, starts_on="2026-01-02", excluded=[rock], document="Mapa 3")
    log.say("unit_described", **about, starts_on="2026-05-01",
            excluded=[rock, {"reason": "water_strip", "area_m2": 150}])  # fmt: skip
    wrong = log.say("unit_described", **{**about, "previous_use": "bare"}, starts_on="2026-05-02")
    log.say("void", target=wrong, seen=wrong, reason="wrong_place")
    log.say("unit_described", **about, starts_on="2027-01-01")
    for scheme, status, day in (
        ("Gold Standard", "applied", "2026-02-01"), ("CarbonFix", "certified", "2026-01-02"),
        ("Gold Standard", "certified", "2026-06-01"),
    ):  # fmt: skip
        log.say("unit_certified", unit=unit, scheme=scheme, status=status, starts_on=day, document=f"{scheme[0]}-1",
                group="Choco")  # fmt: skip


def _by_tablet(log: Writer) -> Any:
    def say(kind: str, day: str = "2026-01-20", **body: Any) -> str:
        return log.say(kind, day, log.tablet, "T01", **body)

    return say


def _pay(log: Writer, committee: str, members: list[str], fund: str, users: dict[str, str]) -> None:
    office, tablet = log.say, _by_tablet(log)
    sheet = office("pay_sheet", "2026-03-01", cut_off="2026-02-28", fund=fund, committees=[committee])
    lines = _lines(log.books(), members, "2026-02-28")
    lines_hash = hashlib.sha256(encode(lines)).hexdigest()
    total = sum(line[2] for line in lines)
    office("sheet_locked", "2026-03-01", sheet=sheet, number=1, lines=len(lines), centimos=total, lines_hash=lines_hash)
    office("sheet_approved", "2026-03-01", author="A01", sheet=sheet, lines_hash=lines_hash)
    trip = office(
        "cash_advance", "2026-03-02", technician=users["T01"], centimos=100_000, document="V1", sheets=[sheet]
    )
    office("lines_assigned", "2026-03-02", sheet=sheet, holder=log.tablet.origin, pay_until="2026-03-20")
    paid = [
        tablet("payout", "2026-03-04", sheet=sheet, payee=payee, centimos=payable, way="cash", acknowledged="mark",
               technician=users["T01"], advance=trip)
        for payee, _, payable in lines[:-1]
    ]  # fmt: skip
    again = tablet(
        "payout", "2026-03-05", sheet=sheet, payee=lines[0][0], centimos=500, way="cash", acknowledged="mark",
        technician=users["T01"], advance=trip,
    )  # fmt: skip
    tablet(
        "expense", "2026-03-04", advance=trip, technician=users["T01"], centimos=1_500, category="mule", voucher="R1"
    )
    tablet("cash_count", "2026-03-04", advance=trip, technician=users["T01"], centimos=12_345)
    tablet("lines_returned", "2026-03-06", sheet=sheet)
    office("suspense_decided", "2026-03-07", payout=again, action="payee_owes", reason_side=log.words("Lo devuelve"))
    left = 100_000 - 1_500 - 500 - sum(payable for _, _, payable in lines[:-1])
    office("cash_returned", "2026-03-08", advance=trip, technician=users["T01"], centimos=left - 2_000, document="V2")
    waits = office(
        "difference_decided", "2026-03-08", advance=trip, technician=users["T01"], centimos=1_000, explained="owed"
    )
    office("approval", "2026-03-08", author="A01", target=waits)
    office("trip_settled", "2026-03-09", advance=trip, technician=users["T01"], kept_centimos=1_000)
    office("technician_repaid", "2026-03-09", technician=users["T01"], centimos=400, document="V3")
    office("sheet_settled", "2026-03-10", sheet=sheet)
    office("sheet_closed", "2026-03-10", sheet=sheet, filed="Archivador 1")
    office("month_closed", "2026-04-02", month="2026-02-01")
    planted = log.planting  # type: ignore[attr-defined]
    office("void", "2026-04-03", target=planted, seen=planted, reason="wrong_place", note_side=log.words("Otro lugar"))
    office("recovery_decided", "2026-04-04", payee=members[0], about=planted, action="recover")
    office("recovery_decided", "2026-04-04", payee=members[1], about=planted, action="waive")
    office(
        "tablet_revoked", "2026-04-05", origin=log.tablet.origin, last_seq=log.seqs[log.tablet.origin], reason="lost"
    )
    assert paid


def _lines(books: Books, members: list[str], cut_off: str) -> list[list[Any]]:
    """Everybody's line, where nothing was ever taken back: what is open, in whole coins."""
    sums = dict.fromkeys(members, 0)
    for item in books.items:
        is_open = (item.record, item.posting, item.kind, item.line) not in books.claims
        if is_open and item.happened_on <= cut_off:
            sums[item.member] += item.centimos
    return sorted([member, gross, gross // 10 * 10] for member, gross in sums.items())

"""Logs that nobody would live but every rule has to bear: records of every kind, drawn by a seed, chained and named as
real ones are. Honest histories leave whole chapters of the rule book alone (prickings out, replanting, cycles, counts,
rates of a species or a community, wages by the day); these do not.

It knows the shapes of the rule book and nothing of the program; `wild_server` appends such a log to an empty store and
folds it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from verifier.canon import encode
from verifier.trees import chain_start, origin_of_key

PROGRAMME = "PIURA"
SIDE = "5a" * 32
SETTINGS = {
    "pay_saplings_by_piece": (0, 1), "pay_trees_by_piece": (0, 1), "pay_days_nursery": (0, 1),
    "pay_days_holes": (0, 1), "pay_days_planting": (0, 1), "pay_days_maintenance": (0, 1),
    "produced_when_pricked_out": (0, 1), "payee_is_committee": (0, 1), "largest_person_days": (2, 5, 20_000),
    "recovery_percent": (0, 30, 150), "adaptation_percent": (-5, 10, 120), "round_cash_up": (0, 1),
}  # fmt: skip
ACTIVITIES = ("sapling_ready", "tree_planted", "tree_replanted", "day_wage")
WORK = ("nursery", "holes", "planting", "maintenance", "assembly", "training")
CAUSES = ("fire", "cattle", "frost", "drought", "pest", "theft", "other")
WILD_LENGTH = 220
RULES = ("ready_above_pricked_out", "other_committee", "tablet_was_revoked", "under_18", "duplicate_suspect")


class Wild:
    """A log that grows by chance. `said` are the ids by kind, `bodies` what each record says."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.log: list[tuple[str, int, bytes, bytes]] = []
        self.said: dict[str, list[str]] = {}
        self.bodies: dict[str, tuple[str, dict[str, Any]]] = {}
        self.versions: dict[str, str] = {}
        self.heads: dict[str, bytes] = {}
        self.seqs: dict[str, int] = {}
        self.keys: dict[str, bytes] = {}
        secrets = [bytes([seed % 251, one] * 16) for one in range(4)]
        self.office_key = secrets[0]
        for secret in secrets:
            raw = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
            self.keys[origin_of_key(raw)] = raw
            self.heads[origin_of_key(raw)] = chain_start(PROGRAMME, raw)
        self.office, *self.tablets = self.keys

    def say(self, kind: str, body: dict[str, Any], origin: str = "", author: str = "", day: str = "") -> str:
        origin = origin or self.office
        seq = self.seqs[origin] = self.seqs.get(origin, 0) + 1
        data = encode({
            "author": author or self.chance.choice(("C01", "C02", "C03")), "body": body,
            "happened_on": day or self.day(), "kind": kind, "kind_version": 1, "origin": origin,
            "recorded_at": 1_418_911_200_000 + 1_000 * len(self.log), "seq": seq,
        })  # fmt: skip
        self.heads[origin] = hashlib.sha256(self.heads[origin] + data).digest()
        self.log.append((origin, seq, data, self.heads[origin]))
        identifier = f"{origin}-{seq}"
        self.said.setdefault(kind, []).append(identifier)
        self.bodies[identifier] = (kind, body)
        return identifier

    def day(self) -> str:
        return f"2014-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"

    def one(self, *kinds: str) -> str:
        """Some record of one of these kinds; now and then one that never came."""
        found = [name for kind in kinds for name in self.said.get(kind, ())]
        return self.chance.choice(found) if found and self.chance.random() < 0.97 else f"{self.tablets[0]}-99999"

    def some(self, most: int, *kinds: str) -> list[str]:
        return [self.one(*kinds) for _ in range(self.chance.randint(1, most))]

    def maybe(self, body: dict[str, Any], name: str, value: Callable[[], Any], odds: float = 0.5) -> None:
        if self.chance.random() < odds:
            body[name] = value()


def begin(wild: Wild) -> None:
    """What everything else is about."""
    wild.say("programme", {"code": PROGRAMME, "name": "Sierra Piura", "began_on": "2013-01-01"})
    for number, kind in enumerate(("technician", "coordinator", "approver")):
        wild.say("user", {"code": f"T0{number}", "role": kind, "person_side": SIDE})
    for number in range(2):
        place = {"ubigeo_inei": "200410", "lat_udeg": -5_117_730, "lon_udeg": -79_672_970}
        community = wild.say("community", {"code": f"V{number}", "name": "Caserío", **place})
        committee = wild.say("committee", {"code": f"K{number}", "name": "Comité", "community": community})
        wild.say("area", {"code": f"A{number}", "name": "Cerro", "community": community})
        species = {"code": f"S{number}", "latin_name": "Pinus", "local_name": "pino", "status": "exotic"}
        wild.say("species", {**species, "grown_from": ["seed"]})
        wild.say("fund", {"code": f"F{number}", "name": "Fondo", "funder": "N"})
        for person in range(3):
            member = {"committee": committee, "code": f"M{number}{person}", "sex": "F", "joined_on": "2013-01-01"}
            wild.say("member", {**member, "person_side": SIDE})
    for origin in wild.tablets:
        body = {"origin": origin, "public_key": wild.keys[origin].hex(), "label": "t"}
        committees = wild.said["committee"][: wild.chance.randint(1, 2)]
        wild.say("tablet_enrolled", {**body, "committees": committees, "users": wild.said["user"][:1]})
    for activity in ACTIVITIES:
        wild.say("rate", {"activity": activity, "centimos": wild.chance.randint(1, 1_501), "starts_on": "2014-01-01"})
    wild.say("seed_lot", {"code": "L", "species": wild.one("species"), "source": "seed"})


def people(wild: Wild, body: dict[str, Any]) -> dict[str, Any]:
    """Who shares in a record: people, workdays, both or nobody."""
    counts = [{"member": one, "count": wild.chance.randint(0, 9)} for one in wild.some(4, "member")]
    wild.maybe(body, "people", lambda: counts)
    wild.maybe(body, "workdays", lambda: wild.some(3, "workday"), 0.7)
    return body


def body_of(wild: Wild, kind: str) -> dict[str, Any]:
    """Some body of this kind."""
    chance = wild.chance
    batch, unit = wild.one("batch_started", "opening_batch"), wild.one("unit")
    committee, species, count = wild.one("committee"), wild.one("species"), chance.randint(0, 300)
    body: dict[str, Any] = {}
    if kind in ("planting", "replanting"):
        what = {"committee": committee, "unit": unit, "species": species, "batch": batch, "count": count}
        body = people(wild, what)
    elif kind == "ready_accepted":
        body = people(wild, {"batch": batch, "total": count})
    elif kind == "pricked_out":
        body = {"batch": batch, "count": count}
        wild.maybe(body, "workdays", lambda: wild.some(3, "workday"), 0.8)
    elif kind == "workday":
        present = [{"member": one, "half_days": chance.randint(1, 2)} for one in wild.some(4, "member")]
        body = {"committee": committee, "activity": chance.choice(WORK), "present": present}
    elif kind in ("dispatched", "returned", "received"):
        body = {"batch": batch, "count": count}
    elif kind == "given_away":
        body = {"batch": batch, "count": count, "to": "school"}
    elif kind == "transferred":
        body = {"batch": batch, "to_batch": wild.one("batch_started", "opening_batch"), "count": count}
    elif kind == "saplings_lost":
        body = {"batch": batch, "count": count, "stage": chance.choice(("growing", "ready")), "cause": "frost"}
    elif kind == "batch_started":
        body = {"committee": committee, "species": species, "seed_lot": wild.one("seed_lot"), "code": "B"}
        body["method"] = "seed_bed"
    elif kind == "opening_batch":
        sums = {name: chance.randint(0, 200) for name in ("pricked_out", "ready", "dispatched", "dead")}
        body = {"committee": committee, "species": species, "seed_lot": wild.one("seed_lot"), "code": "B", **sums}
    elif kind == "unit":
        border = [{"lat_udeg": -5_000_000, "lon_udeg": -79_000_000}]
        body = {"committee": committee, "area": wild.one("area"), "code": "U", "area_m2": count * 100}
        body |= {"spacing_cm": chance.choice((0, 260, 300)), "border": border}
    elif kind == "cycle_opened":
        body = {"unit": unit, "starts_on": wild.day(), "reason": chance.choice(CAUSES)}
    elif kind == "unit_described":
        parts = [{"reason": chance.choice(("rock", "path")), "area_m2": chance.randint(0, 40_000)} for _ in range(2)]
        body = {"unit": unit, "starts_on": wild.day(), "previous_use": chance.choice(("pasture", "scrub"))}
        body["preparation"] = chance.sample(("none", "holes", "burning"), 2)
        wild.maybe(body, "excluded", lambda: parts, 0.7)
    elif kind == "unit_certified":
        body = {"unit": unit, "scheme": chance.choice(("GS", "CarbonFix")), "starts_on": wild.day(), "document": "D"}
        body["status"] = chance.choice(("applied", "certified", "suspended", "ended"))
    elif kind == "opening_planted":
        body = {"committee": committee, "unit": unit, "species": species, "trees": count, "document": "D"}
        body["planted_on"] = wild.day()
    elif kind == "loss_event":
        body = {"committee": committee, "unit": unit, "cause": chance.choice(CAUSES), "trees": count // 4}
        wild.maybe(body, "species", lambda: species)
    elif kind == "harvest":
        body = {"committee": committee, "unit": unit, "species": species, "product": "poles", "trees": count // 9}
    elif kind == "survival_drawn":
        body = {"committee": committee, "unit": unit, "every": 5, "first_row": 1, "rows_total": chance.randint(0, 40)}
    elif kind == "survival_count":
        rows = [{"row": one, "alive": chance.randint(0, 9), "dead": chance.randint(0, 9)} for one in (1, 6)]
        body = {"committee": committee, "drawn": wild.one("survival_drawn"), "rows": rows}
        wild.maybe(body, "species", lambda: species, 0.4)
    elif kind == "rate":
        body = {"activity": chance.choice(ACTIVITIES), "centimos": chance.randint(0, 1_501), "starts_on": wild.day()}
        wild.maybe(body, "ends_on", wild.day, 0.2)
        wild.maybe(body, "species", lambda: species, 0.3)
        wild.maybe(body, "community", lambda: wild.one("community"), 0.3)
    elif kind == "setting":
        name = chance.choice(list(SETTINGS))
        body = {"name": name, "value": chance.choice(SETTINGS[name]), "starts_on": wild.day()}
    elif kind == "opening_balance":
        body = {"committee": committee, "member": wild.one("member"), "centimos": chance.randint(-500, 500)}
        body["document"] = "D"
    elif kind == "exchange_rate":
        body = {"currency": chance.choice(("USD", "GBP")), "soles_scaled": chance.randint(1, 60_000)}
        body |= {"day": wild.day(), "source": "SBS"}
    elif kind == "carbon_sale":
        body = {"buyer": "B", "tonnes": count, "currency": chance.choice(("USD", "GBP")), "gross_minor": count * 777}
        body |= {"fees_minor": count, "exchange_rate": wild.one("exchange_rate"), "document": "D"}
        body |= {"upstream_fund": wild.one("fund"), "adaptation_fund": wild.one("fund")}
    elif kind == "member_confirmed":
        body = {"member": wild.one("member")}
    elif kind == "committee":
        body = {"code": "K", "name": "Comité", "community": wild.one("community")}
    elif kind == "technician_repaid":
        body = {"technician": wild.one("user"), "centimos": count, "document": "D"}
    elif kind == "month_closed":
        body = {"month": wild.day()}
    return body


OF_TABLETS = (
    "planting", "replanting", "ready_accepted", "pricked_out", "workday", "dispatched", "returned", "received",
    "given_away", "transferred", "saplings_lost", "batch_started", "loss_event", "harvest", "survival_drawn",
    "survival_count",
)  # fmt: skip
OF_THE_OFFICE = (
    "opening_batch", "unit", "cycle_opened", "opening_planted", "rate", "setting", "opening_balance", "exchange_rate",
    "carbon_sale", "member_confirmed", "committee", "technician_repaid", "month_closed", "unit_described",
    "unit_certified",
)  # fmt: skip
HEAVY = ("planting", "ready_accepted", "workday", "workday", "pricked_out", "replanting")


def grown_wild(seed: int, length: int = WILD_LENGTH) -> Wild:
    """A log of about so many records, as (origin, seq, bytes, head) in the order of its feed, with who wrote it."""
    wild = Wild(seed)
    begin(wild)
    for kind in ("unit", "batch_started", "opening_batch", "workday", "survival_drawn", "exchange_rate"):
        wild.say(kind, body_of(wild, kind))
    while len(wild.log) < length:
        act = wild.chance.random()
        if act < 0.22:
            correct(wild)
        elif act < 0.30:
            judge(wild)
        elif act < 0.45:
            kind = wild.chance.choice(OF_THE_OFFICE)
            wild.say(kind, body_of(wild, kind))
        else:
            kind = wild.chance.choice(HEAVY if act < 0.75 else OF_TABLETS)
            wild.say(kind, body_of(wild, kind), origin=wild.chance.choice((*wild.tablets, wild.office)), author="T00")
    return wild


def correct(wild: Wild) -> None:
    """A correction of something, mostly of the version that stands; what waits for it is approved."""
    target = wild.chance.choice(list(wild.bodies))
    kind = wild.bodies[target][0]
    if kind not in (*OF_TABLETS, *OF_THE_OFFICE):
        return
    seen = wild.versions.get(target, target) if wild.chance.random() < 0.9 else target
    said: dict[str, Any] = {"target": target, "seen": seen, "reason": "other"}
    action = "void"
    if wild.chance.random() < 0.65:
        action = "replace"
        new = body_of(wild, kind) if wild.chance.random() < 0.9 else {"nothing": 1}
        said |= {"body": new, "body_version": 1}
    origin = wild.office if wild.chance.random() < 0.7 else wild.chance.choice(wild.tablets)
    name = wild.say(action, said, origin=origin, author="C01" if origin == wild.office else "T00")
    del wild.bodies[name]
    if origin == wild.office:
        wild.versions[target] = name
        if kind in ("rate", "setting"):
            wild.say("approval", {"target": name}, author="C02")


def judge(wild: Wild) -> None:
    """A verdict about some record, or about somebody's share of it."""
    target = wild.chance.choice(list(wild.bodies))
    action = wild.chance.choice(("hold", "hold", "warn", "quarantine", "release", "release"))
    body = {"target": target, "action": action, "rule": wild.chance.choice(RULES), "rule_version": 1}
    wild.maybe(body, "member", lambda: wild.one("member"), 0.3)
    wild.say("verdict", body, author="office")

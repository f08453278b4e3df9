"""What is in force: settings and rates of a day, whom a tablet works for, who is confirmed, and what is held
(rules, 3.7 to 3.9 and the rates of 4.2).

What is found is remembered until a thing of its kind comes or is corrected; `forget` is called then.
"""

from __future__ import annotations

from verifier.desk import Desk, Row

SETTING_DEFAULTS = {
    "pay_saplings_by_piece": 1, "pay_trees_by_piece": 1, "pay_days_nursery": 0, "pay_days_holes": 0,
    "pay_days_planting": 0, "pay_days_maintenance": 0, "produced_when_pricked_out": 0, "payee_is_committee": 0,
    "round_cash_up": 0, "recovery_percent": 50, "two_approvers_from_centimos": 1_000_000, "adaptation_percent": 10,
    "largest_person_days": 20_000, "in_kind_per_cash": 2, "plantings_per_person_day": 150,
    "pricked_out_per_person_day": 600, "density_tolerance_percent": 10, "water_strip_m": 30, "border_area_percent": 10,
    "border_overlap_percent": 3, "recorded_late_days": 30, "duplicate_count_percent": 10,
    "largest_piece_centimos": 5_000, "pay_until_days": 14, "survival_every_row": 5, "survival_every_row_large": 10,
    "survival_large_unit_m2": 20_000, "survival_due_days": 365, "nursery_days": 150, "largest_count": 50_000,
    "cash_warning_centimos": 200_000, "proof_on_paper": 1,
}  # fmt: skip


def forget(desk: Desk) -> None:
    """Something that is in force changed: find everything anew."""
    desk.memo.clear()


def setting(desk: Desk, name: str, day: str) -> int:
    """The value of a setting on a day."""
    key = (name, day)
    found = desk.memo.get(key)
    if found is None:
        found = desk.memo[key] = find_setting(desk, name, day)
    return found


def find_setting(desk: Desk, name: str, day: str) -> int:
    best: tuple[str, int] = ("", 0)
    value = None
    for row in settings_named(desk, name):
        body = row.body
        if best < (body["starts_on"], row.position) and body["starts_on"] <= day:
            best = (body["starts_on"], row.position)
            value = body["value"]
    if value is not None:
        return value  # type: ignore[no-any-return]
    base = name.partition(":")[0]
    if base != name and base == "nursery_days":
        return find_setting(desk, base, day)
    return SETTING_DEFAULTS.get(name, 0)


def settings_named(desk: Desk, name: str) -> list[Row]:
    """The live settings of this name."""
    key = ("setting rows", name)
    if key not in desk.memo:
        desk.memo[key] = [row for row in desk.of_kind["setting"] if row.status == "live" and row.body["name"] == name]
    return desk.memo[key]  # type: ignore[no-any-return]


def bounded_percent(desk: Desk, name: str, day: str) -> int:
    """A setting that is a share, 0 to 100."""
    return min(100, max(0, setting(desk, name, day)))


def rate_of(desk: Desk, activity: str, day: str, species: str, committee: str) -> Row | None:
    """The rate for one piece on a day, of a species (or none) and for the community of a committee."""
    key = (activity, day, species, committee)
    if key in desk.memo:
        return desk.memo[key]  # type: ignore[no-any-return]
    owner = desk.live(committee, "committee")
    community = owner.body["community"] if owner is not None else ""
    best: Row | None = None
    greatest: tuple[bool, bool, str, str] = (False, False, "", "")
    for row in desk.of_kind["rate"]:
        if row.status != "live":
            continue
        body = row.body
        if body["activity"] != activity or not body["starts_on"] <= day <= body.get("ends_on", "9999-12-31"):
            continue
        if body.get("species", species) != species or body.get("community", community) != community:
            continue
        rank = ("species" in body, "community" in body, body["starts_on"], row.id)
        if rank > greatest:
            best, greatest = row, rank
    desk.memo[key] = best
    return best


def enrolment(desk: Desk, origin: str) -> Row | None:
    """The first live enrolment of this origin, in id order."""
    key = ("enrolment", origin)
    if key not in desk.memo:
        live = [row for row in desk.of_kind["tablet_enrolled"] if row.status == "live" and row.body["origin"] == origin]
        desk.memo[key] = min(live, key=lambda row: row.id) if live else None
    return desk.memo[key]  # type: ignore[no-any-return]


def works_for(desk: Desk, origin: str, committee: str) -> bool:
    """Does this origin work for this committee now?"""
    if origin in desk.offices:
        return True
    row = enrolment(desk, origin)
    return row is not None and committee in row.body["committees"]


def users_of(desk: Desk, origin: str) -> set[str]:
    """Everybody who is named by an enrolment of this origin, live or not."""
    found: set[str] = set()
    for row in desk.of_kind["tablet_enrolled"]:
        if row.status in ("live", "void") and row.body is not None and row.body["origin"] == origin:
            found.update(row.body["users"])
    return found


def users_of_live(desk: Desk, origin: str) -> set[str]:
    """Everybody who is named by a live enrolment of this origin."""
    key = ("users", origin)
    if key not in desk.memo:
        found: set[str] = set()
        for row in desk.of_kind["tablet_enrolled"]:
            if row.status == "live" and row.body["origin"] == origin:
                found.update(row.body["users"])
        desk.memo[key] = found
    return desk.memo[key]  # type: ignore[no-any-return]


def revoked_after(desk: Desk, origin: str) -> int | None:
    """The last seq of an origin that was shut out; None if it was not."""
    key = "shut out"
    if key not in desk.memo:
        least: dict[str, int] = {}
        for row in desk.of_kind["tablet_revoked"]:
            if row.status == "live":
                body = row.body
                least[body["origin"]] = min(body["last_seq"], least.get(body["origin"], body["last_seq"]))
        desk.memo[key] = least
    return desk.memo[key].get(origin)  # type: ignore[no-any-return]


def is_there(desk: Desk, holder: str) -> bool:
    """Can this origin hold lines: the office, or a tablet with a live enrolment that is not shut out?"""
    if holder in desk.offices:
        return True
    return enrolment(desk, holder) is not None and revoked_after(desk, holder) is None


def is_confirmed(desk: Desk, member: Row) -> bool:
    """Is this member confirmed by the office?"""
    if member.origin in desk.offices:
        return True
    return any(
        desk.rows[one].status == "live" and desk.rows[one].body["member"] == member.id
        for one in desk.confirmations.get(member.id, ())
    )


def is_held(desk: Desk, record: str, payee: str, committee: str) -> bool:
    """Is this payee's share of a record held?"""
    verdicts = desk.standing.get(record)
    if not verdicts:
        return False
    return any(
        action in ("hold", "quarantine") and (member in ("", payee) or payee == committee)
        for (_, member), action in verdicts.items()
    )

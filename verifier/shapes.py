"""What a body must look like: every kind of record with its fields, and how a body is read (part 2 of the rule book).

The table is the rule book's own, word for word. It is turned into one reader for each kind and version; a reader says
yes or no to a whole body and changes nothing in it. Do not fill in defaults here: who asks for a field says what holds
where it is absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from verifier.canon import LARGEST, is_day, is_id

KIND_TABLE = """
programme 1 Ot! -/- : code:text name:text began_on:day
setting 1 Ot -/- : name:text value:int starts_on:day
season 1 Ot -/- : code:text name:text starts_on:day ends_on:day
wording 1 Ot -/- : name:text text:text starts_on:day
community 1 Ot -/- : code:text name:text ubigeo_inei:text lat_udeg:int lon_udeg:int other_names:[text]?
committee 1 Ot -/- : code:text name:text community:id
household 1 Ot -/- : code:text committee:id
officer 1 Ot -/- : committee:id member:id role:(president|treasurer|fiscal) starts_on:day ends_on:day?
user 1 Ot -/- : code:text role:(technician|coordinator|approver|auditor|administrator) person_side:side
tablet_enrolled 1 Ot -/- : origin:text public_key:text label:text committees:[id] users:[id]
tablet_revoked 1 Ot -/- : origin:text last_seq:count reason:(lost|stolen|broken|replaced|misused)
sealing_key 1 Ot! -/- : public_key:text
epoch_began 1 Ot! -/- : before:text before_key:text public_key:text size:count root:text signature:text
given_back 1 Ot! -/- : giver:text records:count reached:count
species 1 Ot -/- : code:text latin_name:text local_name:text status:(native|exotic)
  grown_from:[(seed|cutting|wildling)] soil:(any|moist)=any harvest:(never|poles|firewood)=never
seed_lot 1 Ot -/- : code:text species:id source:(seed|cutting|wildling) certificate:text? stand:text? collected_on:day?
opening_batch 1 Ot -/- : committee:id species:id seed_lot:id code:text pricked_out:count ready:count dispatched:count
  dead:count
area 1 Ot -/- : code:text name:text community:id
unit 1 Ot -/- : committee:id area:id code:text area_m2:count spacing_cm:count border:[Point] soil:(moist|dry)=moist
water_body 1 Ot -/- : code:text name:text line:[Point]
cycle_opened 1 Ot -/- : unit:id starts_on:day reason:(fire|cattle|frost|drought|pest|theft|other)
rate 1 Ot -/- : activity:(sapling_ready|tree_planted|tree_replanted|day_wage) centimos:count starts_on:day ends_on:day?
  species:id? community:id?
fund 1 Ot -/- : code:text name:text funder:text
exchange_rate 1 Ot -/- : currency:(USD|GBP) soles_scaled:count day:day source:text
member_confirmed 1 O member/- : member:id
members_compared 1 Ot member/- : member:id other:id verdict:(same_person|two_people)
unit_described 1 Ot unit/- : unit:id starts_on:day
  previous_use:(pasture|cropland|fallow|scrub|bare|plantation|native_forest|other)
  preparation:[(none|clearing|holes|terraces|fencing|firebreak|ploughing|burning|herbicide|other)]
  excluded:[Excluded]? document:text?
unit_certified 1 Ot unit/- : unit:id scheme:text status:(applied|certified|suspended|ended) starts_on:day
  document:text group:text?
opening_planted 1 O unit/trees : committee:id unit:id species:id trees:count planted_on:day document:text
opening_balance 1 O member/- : committee:id member:id centimos:centimos document:text
verdict 1 O! target/- : target:id action:(hold|warn|quarantine|release) rule:text rule_version:count numbers:object?
  member:id? decided_by:text? reason_side:side?
member 1 Bt -/- : committee:id code:text sex:(F|M) joined_on:day person_side:side household:id? left_on:day?
batch_started 1 Bt species/- : committee:id species:id seed_lot:id code:text method:(seed_bed|cuttings|wildlings)
pricked_out 1 B batch/count : batch:id count:count workdays:[id]?
inventory_counted 1 B batch/count : batch:id count:count parts:[CountPart]?
ready_accepted 1 B batch/total : batch:id total:count workdays:[id]? people:[PersonCount]? parts:[CountPart]?
  closed_by:id? closed_with:(signature|mark)?
saplings_lost 1 B batch/count : batch:id count:count stage:(growing|ready)
  cause:(frost|drought|pest|disease|cattle|handling|theft|other)
dispatched 1 B batch/count : batch:id count:count unit:id?
returned 1 B batch/count : batch:id count:count
transferred 1 B batch/count : batch:id to_batch:id count:count
given_away 1 B batch/count : batch:id count:count to:(families|school|other)
received 1 B batch/count : batch:id count:count
planting 2 B unit/count : committee:id unit:id species:id batch:id count:count workdays:[id]? people:[PersonCount]?
  position:Point? photo_side:side?@2
replanting 2 B unit/count : committee:id unit:id species:id batch:id count:count workdays:[id]? people:[PersonCount]?
  position:Point? photo_side:side?@2
workday 1 B activity/- : committee:id activity:(nursery|holes|planting|maintenance|assembly|training|garden|fish_pond)
  present:[Presence]? companions:count=0 unit:id? closed_by:id? closed_with:(signature|mark)?
survival_drawn 1 Bt unit/rows_total : committee:id unit:id every:count first_row:count rows_total:count
survival_count 1 B drawn/- : committee:id drawn:id rows:[RowCount] species:id?
loss_event 1 B unit/trees : committee:id unit:id cause:(fire|cattle|frost|drought|pest|theft|other) trees:count
  species:id? area_m2:count? photo_side:side? note_side:side?
harvest 1 B unit/trees : committee:id unit:id species:id product:(poles|firewood|timber) trees:count
visit 1 B unit/- : committee:id unit:id? next_on:day? seen_side:side? agreed_side:side?
complaint 1 B about/- : committee:id about:(pay|attendance|work|land|other)
  channel:(tablet|phone|book|email|in_person) office_side:side?
complaint_answered 1 O complaint/- : complaint:id outcome:(accepted|rejected|explained) text_side:side?
agreement 1 B subject/- : committee:id code:text subject:(carbon_rights|land|timber)
  land_holder:(community|member|cooperative|ngo) timber_holder:(community|member|cooperative|ngo)
  carbon_holder:(community|member|cooperative|ngo) signed_on:day unit:id? area:id? ends_on:day? photo_side:side?
border_walked 1 B unit/- : committee:id unit:id ring:[Point] area_m2:count accuracy_m:count?
pay_sheet 1 O fund/- : cut_off:day fund:id committees:[id] left_out:[id]? leaving:[id]? by_transfer:[id]?
sheet_locked 1 O! sheet/- : sheet:id number:count lines:count centimos:amount lines_hash:side
sheet_reopened 1 O! sheet/- : sheet:id reason:(wrong_lines|wrong_fund|wrong_cut_off|other) note_side:side?
sheet_approved 1 O! sheet/- : sheet:id lines_hash:side
lines_assigned 1 O! sheet/- : sheet:id holder:text pay_until:day payees:[id]?
lines_reassigned 1 O! sheet/- : sheet:id holder:text pay_until:day payees:[id]
  reason:(tablet_lost|tablet_broken|technician_away|other)
sheet_settled 1 O! sheet/- : sheet:id
sheet_closed 1 O! sheet/- : sheet:id filed:text scan_side:side?
line_released 1 T! sheet/- : sheet:id payee:id to:text
line_accepted 1 T! -/- : release:text signature:text
lines_returned 1 T! sheet/- : sheet:id payees:[id]?
distribution 1 B payout/- : payout:id people:[DistributedAmount] officers:[id] document:text
approval 1 O! target/- : target:id
payout 1 B payee/centimos : sheet:id payee:id centimos:amount way:(cash|yape|plin|bim|bank|counter)
  acknowledged:(strokes|mark|paper) technician:id? advance:id? operation:text? witness:id? proxy:id?
  proxy_reason:(ill|away|old_age|child_care|other)? strokes_side:side? photo_side:side?
suspense_decided 1 O! payout/- : payout:id action:(same_payment|paid|payee_owes|technician_owes|loss) reason_side:side?
recovery_decided 1 O! payee/- : payee:id about:id action:(recover|waive) reason_side:side?
cash_advance 1 O technician/centimos : technician:id centimos:amount document:text pieces:[Pieces]? sheets:[id]?
  tops_up:id?
cash_returned 1 O technician/centimos : advance:id technician:id centimos:amount document:text pieces:[Pieces]?
difference_decided 1 O technician/centimos : advance:id technician:id centimos:centimos
  explained:(difference|owed|robbery) document:text?
technician_repaid 1 O technician/centimos : technician:id centimos:amount document:text
trip_settled 1 O! technician/kept_centimos : advance:id technician:id kept_centimos:amount
expense 1 B technician/centimos : advance:id technician:id centimos:amount
  category:(mule|fares|lunch|materials|other) voucher:text photo_side:side?
cash_count 1 B technician/centimos : advance:id technician:id centimos:amount pieces:[Pieces]?
hand_over 1 B technician/centimos : advance:id technician:id to:id centimos:amount pieces:[Pieces]?
hand_over_received 1 B! hand_over/- : hand_over:id advance:id
grant_received 1 O fund/centimos : fund:id centimos:amount document:text
carbon_sale 1 O upstream_fund/tonnes : buyer:text tonnes:count currency:(USD|GBP) gross_minor:amount fees_minor:amount
  exchange_rate:id upstream_fund:id adaptation_fund:id document:text
month_closed 2 O -/- : month:day still_open:[StillOpen]?@2
exported 2 O! profile/size : profile:(auditor|donor|community|person) from_day:day to_day:day size:count root:text
  why:text photos:(0|1)=0 about:id?@2
verified_on_site 1 O target/found : target:id stated:count found:count verdict:(agrees|differs|missing)
  checked_by:text seed:text? note_side:side?
void 1 B! target/- : target:id seen:id
  reason:(wrong_count|wrong_people|wrong_place|wrong_day|wrong_kind|entered_twice|undone|other) note_side:side?
replace 1 B! target/- : target:id seen:id
  reason:(wrong_count|wrong_people|wrong_place|wrong_day|wrong_kind|entered_twice|undone|other) body:object
  body_version:count note_side:side?
Point = lat_udeg:int lon_udeg:int accuracy_m:count?
Excluded = reason:(rock|water_strip|ravine|standing_trees|path|building|other) area_m2:count
CountPart = container:(bed|tray|crate) containers:count each:count loose:count=0
PersonCount = member:id count:count
Presence = member:id half_days:(1|2) stand_in:id? stand_in_other:(family|other)?
RowCount = row:count alive:count dead:count
DistributedAmount = member:id centimos:amount
Pieces = piece_centimos:count number:count
StillOpen = matter:(tablets|trips|findings|observed|payments|recoveries|sheets|originals|complaints|members)
  number:count
"""

SMALL_HEX_64 = re.compile(r"[0-9a-f]{64}", re.ASCII)
MOST_KNOWN = 50_000
FIELD_FORM = re.compile(r"([a-z_0-9]+):(.+?)(\?|=[a-z0-9]+)?(@2)?")


def is_side(value: Any) -> bool:
    """Is this the hash of a side row?"""
    return type(value) is str and SMALL_HEX_64.fullmatch(value) is not None


def within(least: int, most: int) -> Callable[[Any], bool]:
    """A reader of whole numbers from `least` to `most`."""
    return lambda value: type(value) is int and least <= value <= most


PLAIN_READERS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: type(value) is str and 1 <= len(value) <= 300,
    "int": within(-LARGEST, LARGEST),
    "count": within(0, 10_000_000),
    "centimos": within(-1_000_000_000, 1_000_000_000),
    "amount": within(0, 1_000_000_000),
    "id": is_id,
    "day": lambda value: type(value) is str and is_day(value),
    "side": is_side,
    "object": lambda value: type(value) is dict,
}


def reader_of_type(text: str, shapes: dict[str, Callable[[Any], bool]]) -> Callable[[Any], bool]:
    """The reader of one type of the table; `shapes` holds those of the named shapes."""
    if text in PLAIN_READERS:
        return PLAIN_READERS[text]
    if text[0] == "(":
        words = text[1:-1].split("|")
        allowed = frozenset(int(word) if word.isdigit() else word for word in words)
        return lambda value: type(value) in (str, int) and value in allowed
    if text[0] == "[":
        inner = reader_of_type(text[1:-1], shapes)
        if text[1:-1] in shapes:
            return reader_of_objects(inner)
        return lambda value: type(value) is list and 1 <= len(value) <= 500 and all(map(inner, value))
    return shapes[text]


def reader_of_objects(inner: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """The reader of a list of objects. The same few people stand in very many lists: what was read once is known."""
    known: set[Any] = set()

    def reads(value: Any) -> bool:
        if type(value) is not list or not 1 <= len(value) <= 500:
            return False
        for one in value:
            try:
                said = tuple(one.items())
                if said in known:
                    continue
            except (AttributeError, TypeError):
                return False
            if not inner(one):
                return False
            if len(known) < MOST_KNOWN:
                known.add(said)
        return True

    return reads


def reader_of_fields(readers: dict[str, Callable[[Any], bool]], required: frozenset[str]) -> Callable[[Any], bool]:
    """The reader of an object with these fields."""

    def reads(value: Any) -> bool:
        if type(value) is not dict or not required <= value.keys():
            return False
        for name, inner in value.items():
            reader = readers.get(name)
            if reader is None or not reader(inner):
                return False
        return True

    return reads


def fields_of(text: str) -> list[tuple[str, str, bool, bool]]:
    """The fields of one line of the table: (name, type, optional, only from version 2)."""
    found = []
    for word in text.split():
        match = FIELD_FORM.fullmatch(word)
        if match is None:
            raise ValueError("no field: " + word)
        found.append((match.group(1), match.group(2), match.group(3) is not None, match.group(4) is not None))
    return found


class Kind:
    """One kind of record: what the table says of it, and a reader for each of its versions."""

    __slots__ = ("committees", "figure", "flags", "name", "names", "readers", "subject", "version")

    def __init__(
        self, name: str, version: int, flags: str, about: str, fields: list[tuple[str, str, bool, bool]],
        shapes: dict[str, Callable[[Any], bool]],
    ) -> None:  # fmt: skip
        self.name = name
        self.version = version
        self.flags = flags
        self.subject, self.figure = [word if word != "-" else "" for word in about.split("/")]
        self.committees = any(field[0] == "committee" for field in fields)
        # The fields that hold record ids, as far as another record can count as the one they name.
        self.names = [(field[0], field[1]) for field in fields if field[1] in ("id", "[id]") or field[1][:2] in NESTED]
        self.readers: list[Callable[[Any], bool]] = []
        for number in range(1, version + 1):
            allowed = [field for field in fields if number > 1 or not field[3]]
            readers = {field[0]: reader_of_type(field[1], shapes) for field in allowed}
            self.readers.append(reader_of_fields(readers, frozenset(field[0] for field in allowed if not field[2])))

    def reads(self, body: Any, version: int) -> bool:
        """Is this a body of this kind in this version? The version must be one that is known."""
        return self.readers[version - 1](body)


NESTED = ("[P", "[D")  # lists of PersonCount, Presence, Pieces, Points and DistributedAmount: objects that may name ids
NAMES_IN_LISTS = ("member", "stand_in")


def read_kind_table(text: str) -> dict[str, Kind]:
    """Every kind by its name."""
    joined: list[str] = []
    for line in text.strip().splitlines():
        if line.startswith("  "):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
    shapes: dict[str, Callable[[Any], bool]] = {}
    kinds: dict[str, Kind] = {}
    for line in joined:
        if " = " in line:
            name, fields = line.split(" = ")
            listed = fields_of(fields)
            readers = {field[0]: reader_of_type(field[1], shapes) for field in listed}
            shapes[name] = reader_of_fields(readers, frozenset(field[0] for field in listed if not field[2]))
    for line in joined:
        if " : " in line:
            head, fields = line.split(" : ")
            name, version, flags, about = head.split()
            kinds[name] = Kind(name, int(version), flags, about, fields_of(fields), shapes)
    return kinds


KINDS = read_kind_table(KIND_TABLE)


def with_names(kind: Kind, body: dict[str, Any], stands_for: dict[str, str]) -> dict[str, Any]:
    """The body with every record id that counts as another one in place of itself; the same object if there is none."""
    changed: dict[str, Any] = {}
    for name, form in kind.names:
        value = body.get(name)
        if value is None:
            continue
        other: Any
        if form == "id":
            other = stands_for.get(value, value)
        elif form == "[id]":
            other = [stands_for.get(one, one) for one in value]
        else:
            other = [entry_with_names(one, stands_for) for one in value]
        if other != value:
            changed[name] = other
    return {**body, **changed} if changed else body


def entry_with_names(entry: dict[str, Any], stands_for: dict[str, str]) -> dict[str, Any]:
    """The same of one entry of a list of objects."""
    changed = {name: stands_for[entry[name]] for name in NAMES_IN_LISTS if entry.get(name) in stands_for}
    return {**entry, **changed} if changed else entry

"""Views of money: rates, what people earned, are owed and were paid, sheets, technicians' cash, and the books.

All amounts are céntimos, as integers.
"""

from __future__ import annotations

from core.storage.plain.parts import BODY, named, said

_RATES = f"""
SELECT json_extract(r.body, '$.activity') AS activity, json_extract(r.body, '$.centimos') AS rate_centimos,
  json_extract(r.body, '$.starts_on') AS starts_on, json_extract(r.body, '$.ends_on') AS ends_on,
  s.code AS species, v.code AS community, r.id AS record, r.programme
FROM thing r {named("s", "json_extract(r.body, '$.species')")} {named("v", "json_extract(r.body, '$.community')")}
WHERE r.kind = 'rate' AND r.status = 'live'
"""

_EARNINGS = f"""
SELECT r.happened_on AS day, c.code AS committee, p.code AS person, r.kind, r.activity, s.code AS species,
  r.count, r.half_days, json_extract(t.body, '$.centimos') AS rate_centimos, r.centimos AS amount_centimos,
  h.number AS sheet_number, k.claimed_by IS NULL AS open, r.record, r.programme
FROM item r
  LEFT JOIN claim k ON k.programme = r.programme AND k.payee = r.member AND k.record = r.record
    AND k.posting = r.posting AND k.kind = r.kind AND k.line = r.line
  LEFT JOIN sheet h ON h.programme = r.programme AND h.id = k.claimed_by
  {named("c", "r.committee")} {named("p", "r.member")} {named("s", "r.species")} {named("t", "r.rate")}
"""

_BALANCES = f"""
WITH made AS (
  SELECT programme, member AS payee,
    sum(CASE WHEN kind IN ('share', 'reversal', 'opening') THEN centimos ELSE 0 END) AS earned,
    sum(CASE WHEN kind = 'rounding' THEN centimos ELSE 0 END) AS rounding,
    sum(CASE WHEN kind = 'waived' THEN centimos ELSE 0 END) AS waived
  FROM item GROUP BY programme, member
),
open_by_record AS (
  SELECT i.programme, i.member AS payee,
    sum(CASE WHEN i.kind = 'recovery' THEN 0 ELSE i.centimos END) AS work,
    sum(CASE WHEN i.kind = 'recovery' THEN i.centimos ELSE 0 END) AS recovery
  FROM item i LEFT JOIN claim k ON k.programme = i.programme AND k.payee = i.member AND k.record = i.record
    AND k.posting = i.posting AND k.kind = i.kind AND k.line = i.line
  WHERE k.line IS NULL GROUP BY i.programme, i.member, i.record
),
still_open AS (
  SELECT programme, payee, sum(max(work, 0)) AS owed, sum(max(-work, 0)) AS taken_back, sum(recovery) AS recovery
  FROM open_by_record GROUP BY programme, payee
),
on_sheets AS (
  SELECT l.programme, l.payee,
    sum(l.gross_centimos - l.paid_centimos - CASE WHEN l.paid_centimos <> 0 THEN l.recovered_centimos ELSE 0 END)
      AS owed,
    sum(l.recovery_centimos - CASE WHEN l.paid_centimos <> 0 THEN l.recovered_centimos ELSE 0 END) AS recovery
  FROM sheet_line l JOIN sheet h ON h.programme = l.programme AND h.id = l.sheet
  WHERE h.state IN ('locked', 'approved', 'assigned', 'paying') GROUP BY l.programme, l.payee
),
paid AS (
  SELECT programme, key AS payee, sum(value) AS paid FROM total WHERE scope = 'payee' AND measure = 'paid'
  GROUP BY programme, key
),
payees AS (
  SELECT programme, payee FROM made UNION SELECT programme, payee FROM on_sheets
  UNION SELECT programme, payee FROM paid
)
SELECT c.code AS committee, p.code AS person, COALESCE(m.earned, 0) AS earned_centimos,
  COALESCE(m.rounding, 0) AS rounding_centimos, COALESCE(m.waived, 0) AS waived_centimos,
  COALESCE(d.paid, 0) AS paid_centimos,
  COALESCE(o.owed, 0) + COALESCE(l.owed, 0) + max(0, COALESCE(o.recovery, 0)) AS owed_centimos,
  COALESCE(o.taken_back, 0) + COALESCE(l.recovery, 0) - min(0, COALESCE(o.recovery, 0)) AS to_recover_centimos,
  r.payee AS record, r.programme
FROM payees r
  LEFT JOIN made m ON m.programme = r.programme AND m.payee = r.payee
  LEFT JOIN still_open o ON o.programme = r.programme AND o.payee = r.payee
  LEFT JOIN on_sheets l ON l.programme = r.programme AND l.payee = r.payee
  LEFT JOIN paid d ON d.programme = r.programme AND d.payee = r.payee
  {named("p", "r.payee")} {named("c", "CASE p.kind WHEN 'committee' THEN p.id ELSE p.committee END")}
"""

_SHEETS = f"""
SELECT r.number AS sheet_number, r.state, r.cut_off, f.code AS fund, r.lines,
  (SELECT count(*) FROM sheet_line l WHERE l.programme = r.programme AND l.sheet = r.id AND l.payout <> '')
    AS lines_paid,
  (SELECT COALESCE(sum(l.payable_centimos), 0) FROM sheet_line l WHERE l.programme = r.programme AND l.sheet = r.id)
    AS payable_centimos,
  (SELECT COALESCE(sum(l.paid_centimos), 0) FROM sheet_line l WHERE l.programme = r.programme AND l.sheet = r.id)
    AS paid_centimos,
  r.drafted_by, r.locked_by, r.approved_by, r.id AS record, r.programme
FROM sheet r {named("f", "r.fund")}
"""

_LINES = f"""
SELECT h.number AS sheet_number, c.code AS committee, p.code AS person, r.gross_centimos, r.recovered_centimos,
  r.payable_centimos, r.paid_centimos, r.payout <> '' AS paid,
  COALESCE((SELECT json_extract(t.body, '$.label') FROM thing t WHERE t.programme = r.programme
    AND t.kind = 'tablet_enrolled' AND t.code = r.holder), CASE WHEN r.holder <> '' THEN 'office' END) AS held_by,
  NULLIF(r.pay_until, '') AS pay_until, NULLIF(r.payout, '') AS payout, r.programme
FROM sheet_line r LEFT JOIN sheet h ON h.programme = r.programme AND h.id = r.sheet
  {named("c", "r.committee")} {named("p", "r.payee")}
"""

_PAYOUTS = f"""
SELECT r.happened_on AS day, h.number AS sheet_number, c.code AS committee, p.code AS person,
  y.centimos AS amount_centimos, y.paid_centimos AS pays_line_centimos, {said("way")} AS way,
  {said("acknowledged")} AS acknowledged, t.code AS technician, y.role AS taken_for, y.decision AS decided_as,
  r.author, r.id AS record, r.programme
FROM payment y JOIN effective_record r ON r.programme = y.programme AND r.id = y.id {BODY}
  LEFT JOIN sheet h ON h.programme = y.programme AND h.id = y.sheet
  {named("p", "y.payee")} {named("c", "CASE p.kind WHEN 'committee' THEN p.id ELSE p.committee END")}
  {named("t", said("technician"))}
"""

_PARTS = ("received", "paid", "spent", "handed_over", "returned", "difference", "kept")
_TRIP_SUMS = ",\n    ".join(
    f"COALESCE(sum(CASE t.measure WHEN '{name}' THEN t.value END), 0) AS {name}" for name in _PARTS
)
_TRIPS = f"""
WITH trips AS (
  SELECT r.programme, r.id, r.technician, r.state, r.opened_on,
    {_TRIP_SUMS}
  FROM trip r LEFT JOIN total t ON t.programme = r.programme AND t.scope = 'trip' AND t.key = r.id
  WHERE r.state <> 'void' GROUP BY r.programme, r.id
)
SELECT u.code AS technician, r.opened_on, r.state, {", ".join(f"r.{name} AS {name}_centimos" for name in _PARTS)},
  r.received - {" - ".join(f"r.{name}" for name in _PARTS[1:])} AS balance_centimos, r.id AS record, r.programme
FROM trips r {named("u", "r.technician")}
"""

_BOOKS = f"""
SELECT r.booked_on, r.happened_on AS day, r.account, r.activity, c.code AS committee, s.code AS species,
  COALESCE(p.code, NULLIF(r.party, '')) AS party, max(r.centimos, 0) AS debit_centimos,
  max(-r.centimos, 0) AS credit_centimos, r.position AS place_in_history, r.entry, r.line, r.record, r.programme
FROM journal_line r {named("c", "r.committee")} {named("s", "r.species")} {named("p", "r.party")}
"""

_ACCOUNTS = """
SELECT r.account, sum(max(r.centimos, 0)) AS debit_centimos, sum(max(-r.centimos, 0)) AS credit_centimos,
  sum(r.centimos) AS balance_centimos, r.programme
FROM journal_line r GROUP BY r.programme, r.account
"""

MONEY_VIEWS: dict[str, str] = {
    "rates": _RATES,
    "earnings": _EARNINGS,
    "balances": _BALANCES,
    "pay_sheets": _SHEETS,
    "pay_sheet_lines": _LINES,
    "payouts": _PAYOUTS,
    "cash_trips": _TRIPS,
    "bookings": _BOOKS,
    "account_balances": _ACCOUNTS,
}

"""Views of who and what there is, and of the work: records, days, saplings, plantings, units, findings, tablets."""

from __future__ import annotations

from core.storage.plain.parts import BODY, STATE, TABLET, moment, named, said

_RECORDS = f"""
SELECT r.id AS record, r.kind, r.happened_on AS day, {moment("r.recorded_at")} AS recorded_at, r.author,
  {TABLET} AS recorded_on, c.code AS committee, {STATE} AS state, r.version <> r.id AS corrected,
  r.count AS count_or_amount, r.centimos AS pays_centimos, r.position AS place_in_history, r.programme
FROM effective_record r {named("c", "r.committee")}
"""

_COMMITTEES = f"""
SELECT r.code AS committee, COALESCE(json_extract(v.body, '$.name'), json_extract(r.body, '$.name')) AS community,
  json_extract(r.body, '$.name') AS name,
  (SELECT count(*) FROM thing m WHERE m.programme = r.programme AND m.kind = 'member' AND m.status = 'live'
    AND m.committee = r.id) AS members, r.id AS record, r.programme
FROM thing r {named("v", "json_extract(r.body, '$.community')")}
WHERE r.kind = 'committee' AND r.status = 'live'
"""

_PEOPLE = f"""
SELECT r.code AS person, c.code AS committee, json_extract(r.body, '$.sex') AS sex,
  json_extract(r.body, '$.joined_on') AS joined_on, json_extract(r.body, '$.left_on') AS left_on,
  h.code AS household, r.id AS record, r.programme
FROM thing r {named("c", "r.committee")} {named("h", "json_extract(r.body, '$.household')")}
WHERE r.kind = 'member' AND r.status = 'live'
"""

_SPECIES = """
SELECT r.code AS species, json_extract(r.body, '$.local_name') AS local_name,
  json_extract(r.body, '$.latin_name') AS latin_name, json_extract(r.body, '$.status') AS native_or_exotic,
  r.id AS record, r.programme
FROM thing r WHERE r.kind = 'species' AND r.status = 'live'
"""

_DAYS = f"""
SELECT r.happened_on AS day, c.code AS committee, p.code AS person, r.activity, r.half_days, r.workday AS record,
  r.programme
FROM attendance r {named("c", "r.committee")} {named("p", "r.member")}
"""

_PLANTINGS = f"""
SELECT r.id AS record, r.kind, r.happened_on AS day, c.code AS committee, u.code AS unit, s.code AS species,
  n.code AS batch, r.count AS trees, {STATE} AS state, r.centimos AS pays_centimos, r.author,
  q.lat_udeg / 1000000.0 AS latitude, q.lon_udeg / 1000000.0 AS longitude, r.programme
FROM effective_record r {BODY} {named("c", "r.committee")} {named("u", "r.subject")}
  {named("s", said("species"))} {named("n", said("batch"))}
  LEFT JOIN planted_spot q ON q.programme = r.programme AND q.record = r.id
WHERE r.kind IN ('planting', 'replanting', 'opening_planted')
"""

_STOCK = ("pricked_out", "ready", "dispatched", "planted", "dead", "dead_ready", "returned", "given_away",
          "transferred_in", "transferred_out", "received")  # fmt: skip
_SUMS = ",\n    ".join(f"COALESCE(sum(CASE t.measure WHEN '{name}' THEN t.value END), 0) AS {name}" for name in _STOCK)
_SAPLINGS = f"""
WITH stock AS (
  SELECT r.programme, r.id, r.code, r.kind, r.committee, json_extract(r.body, '$.species') AS species,
    {_SUMS}
  FROM thing r LEFT JOIN total t ON t.programme = r.programme AND t.scope = 'batch' AND t.key = r.id
  WHERE r.kind IN ('batch_started', 'opening_batch') AND r.status = 'live'
  GROUP BY r.programme, r.id
)
SELECT r.code AS batch, c.code AS committee, s.code AS species, e.happened_on AS began_on,
  r.kind = 'opening_batch' AS was_there_before, {", ".join(f"r.{name}" for name in _STOCK)},
  r.pricked_out - r.ready - (r.dead - r.dead_ready) AS growing,
  r.ready + r.received + r.transferred_in + r.returned - r.dispatched - r.dead_ready - r.given_away
    - r.transferred_out AS standing_ready,
  r.dispatched - r.returned - r.planted AS in_the_field, r.id AS record, r.programme
FROM stock r {named("c", "r.committee")} {named("s", "r.species")}
  LEFT JOIN effective_record e ON e.programme = r.programme AND e.id = r.id
"""

_CYCLES = """
WITH began AS (
  SELECT programme, json_extract(body, '$.unit') AS unit, max(json_extract(body, '$.starts_on')) AS day
  FROM thing WHERE kind = 'cycle_opened' AND status = 'live' GROUP BY 1, 2
),
moves AS (
  SELECT t.programme, t.key AS unit, t.measure, t.value AS trees FROM total t
  WHERE t.scope = 'unit' AND NOT EXISTS (SELECT 1 FROM began b WHERE b.programme = t.programme AND b.unit = t.key)
  UNION ALL
  SELECT e.programme, b.unit, json_extract(j.value, '$[2]'), json_extract(j.value, '$[3]')
  FROM began b JOIN effective_record e ON e.programme = b.programme AND e.happened_on >= b.day
    AND e.contributions <> '' AND e.kind IN ('planting', 'replanting', 'loss_event', 'harvest'),
    json_each(e.contributions) j
  WHERE json_extract(j.value, '$[0]') = 'unit' AND json_extract(j.value, '$[1]') = b.unit
),
sums AS (
  SELECT programme, unit,
    sum(CASE WHEN measure IN ('planted', 'opening') THEN trees ELSE 0 END) AS planted,
    sum(CASE WHEN measure = 'replanted' THEN trees ELSE 0 END) AS replanted,
    sum(CASE WHEN measure = 'lost' THEN trees ELSE 0 END) AS lost,
    sum(CASE WHEN measure = 'harvested' THEN trees ELSE 0 END) AS harvested
  FROM moves GROUP BY programme, unit
)
"""
_SPACING = "CAST(json_extract(r.body, '$.spacing_cm') AS INTEGER)"
_UNITS = f"""{_CYCLES}
SELECT r.code AS unit, c.code AS committee, json_extract(a.body, '$.name') AS area,
  json_extract(r.body, '$.area_m2') AS area_m2, {_SPACING} AS spacing_cm,
  CASE WHEN {_SPACING} > 0
    THEN json_extract(r.body, '$.area_m2') * (100000000 / ({_SPACING} * {_SPACING})) / 10000 ELSE 0 END AS target_trees,
  COALESCE(m.planted, 0) AS planted_trees, COALESCE(m.replanted, 0) AS replanted_trees,
  COALESCE(m.lost, 0) AS lost_trees, COALESCE(m.harvested, 0) AS harvested_trees,
  g.day AS planted_anew_since, r.id AS record, r.programme
FROM thing r {named("c", "r.committee")} {named("a", "json_extract(r.body, '$.area')")}
  LEFT JOIN sums m ON m.programme = r.programme AND m.unit = r.id
  LEFT JOIN began g ON g.programme = r.programme AND g.unit = r.id
WHERE r.kind = 'unit' AND r.status = 'live'
"""

_FINDINGS = f"""
SELECT e.happened_on AS day, c.code AS committee, r.rule, r.action, e.kind AS about, r.target AS record,
  p.code AS person, r.numbers, e.centimos AS pays_centimos,
  r.released_by = '' AND r.decided_by = '' AS waits, r.decided_by, r.programme
FROM hold r JOIN effective_record e ON e.programme = r.programme AND e.id = r.target
  {named("c", "e.committee")} {named("p", "r.member")}
"""

_TABLETS = f"""
SELECT json_extract(r.body, '$.label') AS tablet, r.code AS origin, e.happened_on AS let_in_on,
  COALESCE(o.seq, 0) AS records, COALESCE(o.revoked, 0) <> 0 AS shut_out,
  (SELECT max({moment("n.recorded_at")}) FROM effective_record n WHERE n.programme = r.programme
    AND n.origin = r.code) AS last_recorded_at, r.programme
FROM thing r LEFT JOIN effective_record e ON e.programme = r.programme AND e.id = r.id
  LEFT JOIN origin o ON o.programme = r.programme AND o.origin = r.code
WHERE r.kind = 'tablet_enrolled' AND r.status = 'live'
"""

WORK_VIEWS: dict[str, str] = {
    "records": _RECORDS,
    "committees": _COMMITTEES,
    "people": _PEOPLE,
    "species": _SPECIES,
    "work_by_person_and_day": _DAYS,
    "plantings": _PLANTINGS,
    "saplings": _SAPLINGS,
    "units": _UNITS,
    "findings": _FINDINGS,
    "tablets": _TABLETS,
}

"""Bytes pressed for the road and back, never larger than the reader allows.

Short ones go through deflate with a dictionary of what records look like, long ones through LZMA where both ends have
it (not every Android's Python does). The dictionary belongs to the format: a changed one is another format.
"""

from __future__ import annotations

import zlib
from types import ModuleType

_ENDS = ('{"author":S,"body":{', '},"happened_on":S,"kind":S,"kind_version":N,"origin":S,"recorded_at":N,"seq":N}\0')
_WORDS = (
    "programme setting season community committee household member_confirmed officer user tablet_enrolled",
    "tablet_revoked species seed_lot area unit water_body cycle_opened rate opening_batch opening_planted",
    "opening_balance verdict pay_sheet sheet_locked sheet_approved lines_assigned lines_returned sheet_settled",
    "sheet_closed payout suspense_decided recovery_decided cash_advance expense cash_count hand_over trip_settled",
    "void replace wrong_count entered_twice growing frost drought pest returned given_away transferred received",
    "inventory_counted saplings_lost pricked_out seed_bed cutting replanting batch_started ready_accepted dispatched",
    "member F M warn hold release cash counter paper strokes witness office T01 signature mark nursery holes workday",
    "planting",
)
_BODIES = (
    '"code":S,"community":S,"name":S',
    '"area":S,"area_m2":N,"border":[{"lat_udeg":N,"lon_udeg":N}*],"code":S,"committee":S,"soil":S,"spacing_cm":N',
    '"code":S,"committee":S,"household":S,"joined_on":S,"person_side":S,"sex":S',
    '"committee":S,"document":S,"planted_on":S,"species":S,"trees":N,"unit":S',
    '"action":S,"numbers":{"other":S},"rule":S,"rule_version":N,"target":S',
    '"centimos":N,"lines":N,"lines_hash":S,"number":N,"sheet":S',
    '"holder":S,"pay_until":S,"payees":[S*],"sheet":S',
    '"centimos":N,"document":S,"pieces":[{"number":N,"piece_centimos":N}*],"sheets":[S],"technician":S',
    '"advance":S,"category":S,"centimos":N,"photo_side":S,"technician":S,"voucher":S',
    '"acknowledged":S,"advance":S,"centimos":N,"payee":S,"sheet":S,"technician":S,"way":S,"witness":S',
    '"acknowledged":S,"advance":S,"centimos":N,"payee":S,"sheet":S,"strokes_side":S,"technician":S,"way":S',
    '"note_side":S,"reason":S,"seen":S,"target":S',
    '"body":{},"body_version":N,"reason":S,"seen":S,"target":S',
    '"batch":S,"cause":S,"count":N,"stage":S',
    '"code":S,"committee":S,"method":S,"seed_lot":S,"species":S',
    '"batch":S,"count":N',
    '"batch":S,"count":N,"workdays":[S]',
    '"batch":S,"closed_by":S,"closed_with":S,"total":N,"workdays":[S*]',
    '"batch":S,"closed_by":S,"closed_with":S,"total":N,"workdays":[S]',
    '"activity":S,"closed_by":S,"closed_with":S,"committee":S,"companions":N,"present":[{"half_days":N,"member":S}*]',
    (
        '"batch":S,"committee":S,"count":N,"position":{"accuracy_m":N,"lat_udeg":N,"lon_udeg":N},"species":S,"unit":S,'
        '"workdays":[S]'
    ),
    (
        '"batch":S,"committee":S,"count":N,"people":[{"count":N,"member":S}*],"position":{"accuracy_m":N,"lat_udeg":N,'
        '"lon_udeg":N},"species":S,"unit":S'
    ),
)
_KNOWN = "\0".join((*_WORDS, *(body.join(_ENDS) for body in _BODIES)))
KNOWN = _KNOWN.replace("S", "\1").replace("N", "\2").replace("*", "\3").replace(" ", "\0").encode("utf-8")
"""What deflate is given to know beforehand, the most usual last."""

_PLAIN, _DEFLATE, _LZMA = range(3)
_LZMA_FROM_BYTES, _QUICKLY_FROM_BYTES = 2_000, 30_000
_QUICK, _THOROUGH = 3, 6
_LARGEST_DISTANCE = 1 << 20
_WINDOW = -15
_LEVEL = _MEMORY = 9


def squeeze(data: bytes, *, with_lzma: bool) -> bytes:
    """The shortest of the ways to say these bytes; LZMA only for a reader who has it. Of much, LZMA's quick way, which
    takes an eighth of the time and three bytes in a hundred more, is not compared with others.
    """
    lzma = _lzma() if with_lzma and len(data) >= _LZMA_FROM_BYTES else None
    if lzma is not None and len(data) >= _QUICKLY_FROM_BYTES:
        quick: bytes = lzma.compress(data, format=lzma.FORMAT_RAW, filters=_filters(lzma, _QUICK))
        return bytes([_LZMA]) + quick
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, KNOWN)
    ways = [bytes([_PLAIN]) + data, bytes([_DEFLATE]) + deflate.compress(data) + deflate.flush()]
    if lzma is not None:
        ways.append(bytes([_LZMA]) + lzma.compress(data, format=lzma.FORMAT_RAW, filters=_filters(lzma, _THOROUGH)))
    return min(ways, key=len)


def unsqueeze(data: bytes, largest: int) -> bytes:
    """What `squeeze` was given. Raises OverflowError where that is more than `largest` bytes, ValueError for other
    bytes.
    """
    way, pressed = data[:1], data[1:]
    if way == bytes([_PLAIN]):
        whole, is_at_end, rest = pressed, True, b""
    elif way == bytes([_DEFLATE]):
        inflate = zlib.decompressobj(_WINDOW, KNOWN)
        try:
            whole = inflate.decompress(pressed, largest + 1)
        except zlib.error as error:
            raise ValueError("not deflated") from error
        is_at_end, rest = inflate.eof, inflate.unused_data
    elif way == bytes([_LZMA]) and (lzma := _lzma()) is not None:
        decompressor = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=_filters(lzma))
        try:
            whole = decompressor.decompress(pressed, largest + 1)
        except lzma.LZMAError as error:
            raise ValueError("no LZMA") from error
        is_at_end, rest = decompressor.eof, decompressor.unused_data
    else:
        raise ValueError("pressed in an unknown way")
    if len(whole) > largest:
        raise OverflowError
    if not is_at_end or rest:
        raise ValueError("cut short, or something behind it")
    return whole


def has_lzma() -> bool:
    """Whether this Python can read LZMA."""
    return _lzma() is not None


def _lzma() -> ModuleType | None:
    try:
        import lzma
    except ImportError:
        return None
    return lzma


def _filters(lzma: ModuleType, preset: int = _THOROUGH) -> list[dict[str, int]]:
    return [{"id": lzma.FILTER_LZMA2, "dict_size": _LARGEST_DISTANCE, "lc": 0, "lp": 0, "pb": 0, "preset": preset}]

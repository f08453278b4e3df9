"""Amounts as a list of clips that are played one after another: which recorded words there are, and which of them an
amount takes.

The grammar is that of `words`; here its words only become names of files. What people hear is Spanish whatever the
tablet shows, like the words of a receipt. `assets/voice/README.md` tells how the clips are made and replaced.
"""

from __future__ import annotations

from unicodedata import normalize

from core.domain.words import HUNDREDS, TENS, TO_TWENTY_NINE, spoken_soles

PAUSE = "pausa"
"""Stands between two amounts: a clip in which nothing is said."""

PHRASES = (
    "recibe hoy", "por su trabajo", "se descuenta", "se redondea a su favor", "queda para su próximo pago",
    "queda por pagarle", "confirmado", "solo en esta tableta", "observado", "menos",
)  # fmt: skip
"""What is said before an amount, in the words of the screens."""

_SHORT = {"uno": "un", "veintiuno": "veintiún"}
_JOINED = frozenset({"y", "con"})
"""These are recorded with the word before them: spoken alone they would be too short to join smoothly."""


def _name(text: str) -> str:
    """A file name of plain letters: `treinta y` is `treinta-y`, `céntimos` is `centimos`."""
    plain = normalize("NFD", text).encode("ascii", "ignore").decode("ascii")
    return plain.replace(" ", "-")


NUMBER_WORDS = (
    *(_SHORT.get(word, word) for word in TO_TWENTY_NINE), *TENS, *(f"{word} y" for word in TENS), "cien", *HUNDREDS,
    "mil",
)  # fmt: skip
UNIT_WORDS = ("sol", "soles", "sol con", "soles con", "céntimo", "céntimos")

CLIPS: dict[str, str] = {_name(text): text for text in (*NUMBER_WORDS, *UNIT_WORDS, *PHRASES)}
"""Every clip that says something by the name of its file, with the words that are said in it."""

_NAMES = {text: name for name, text in CLIPS.items()}


def clips_of(text: str) -> tuple[str, ...]:
    """The clips of words that are all recorded; raises KeyError for any others."""
    if text in _NAMES:
        return (_NAMES[text],)
    words = text.split()
    joined: list[str] = []
    for word in words:
        if word in _JOINED and joined:
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return tuple(_NAMES[said] for said in joined)


def amount_clips(centimos: int) -> tuple[str, ...]:
    """The clips of an amount, e.g. 12350: ciento, veintitres, soles-con, cincuenta, centimos. Raises ValueError as
    `spoken_soles` does.
    """
    return clips_of(spoken_soles(centimos))

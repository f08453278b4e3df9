"""What one line of an attendance list shows. No Kivy here: presenters make these."""

from __future__ import annotations

from dataclasses import dataclass

ABSENT = "absent"
FULL = "full"
HALF = "half"


@dataclass(frozen=True)
class PersonRow:
    """`attendance` is ABSENT, FULL or HALF; `note` says e.g. who stands in; `stand_in` puts the swap mark before it.

    `state_word` is the word for the attendance ("Presente"), `half_word` what the half-day button says ("½ día").
    """

    key: str
    name: str
    initials: str
    attendance: str = ABSENT
    state_word: str = ""
    half_word: str = "½"
    note: str = ""
    stand_in: bool = False
    has_menu: bool = True


def initials(name: str) -> str:
    """The first letters of the first two words of a name: `Juana Huamán Neira` gives `JH`."""
    return "".join(word[0] for word in name.split()[:2]).upper()

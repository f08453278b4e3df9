"""What may be sent without being asked for, by what the network costs now and what was chosen for that.

Whoever touches “sync now” has decided: then everything goes. Photos that were told to wait wait all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

EVERYTHING, RECORDS, NOTHING = "everything", "records", "nothing"
AMOUNTS = (NOTHING, RECORDS, EVERYTHING)
"""What goes by itself over a network that costs."""
ROAMING_AMOUNTS = (NOTHING, RECORDS)


@dataclass(frozen=True, slots=True)
class Frugality:
    """`metered` is one of AMOUNTS, `roaming` of ROAMING_AMOUNTS."""

    metered: str = RECORDS
    roaming: str = NOTHING

    def goes_by_itself(self, link: str) -> str:
        """What is sent over this link (app.ports.LINKS) without anybody asking."""
        return {"metered": self.metered, "roaming": self.roaming}.get(link, EVERYTHING)

"""PINs that were chosen before a test begins."""

from core.usecases.ports import Store
from core.usecases.tablet.sign_in import put_new_pin


def with_pins(store: Store, **pins: str) -> None:
    """By the codes of those who chose them."""
    with store.writing() as session:
        for code, pin in pins.items():
            put_new_pin(session, code, pin, pin)

"""Loads a widget's kv file, once. Loading one twice would apply each of its rules twice, without a word."""

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder


def load_kv(module_file: str) -> None:
    """Loads the kv file beside the module, e.g. `load_kv(__file__)` in card.py loads card.kv."""
    path = str(Path(module_file).resolve().with_suffix(".kv"))
    if path not in Builder.files:
        Builder.load_file(path, encoding="utf-8")

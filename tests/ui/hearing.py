"""What is really heard: clips played by Kivy through SDL's driver that writes sound into a file, and measured there.

A program of its own (`python -m tests.ui.hearing CLIP …` or `… --each CLIP …`), because the driver is chosen when the
first sound of a process is loaded. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from array import array
from collections.abc import Sequence
from pathlib import Path

RATE, BYTES_A_FRAME, BUFFER_FRAMES = 44_100, 4, 1024
WINDOW = RATE // 100
QUIET, LOUD = 0.006, 0.02
"""Of the full scale: what is below the first is silence, what is above the second are vowels."""


def left_side(data: bytes) -> array[int]:
    samples = array("h")
    samples.frombytes(data[: len(data) // 4 * 4])
    return samples[::2]


def windows(samples: array[int]) -> list[float]:
    """How loud each hundredth of a second is, as a part of the full scale."""
    parts = [samples[place : place + WINDOW] for place in range(0, len(samples), WINDOW)]
    return [(sum(one * one for one in part) / len(part)) ** 0.5 / 32768 for part in parts if part]


def measured(samples: array[int]) -> dict[str, float]:
    levels = windows(samples)
    loud = [level for level in levels if level > LOUD]
    first = next((place for place, level in enumerate(levels) if level > QUIET), 0)
    last = max((place for place, level in enumerate(levels) if level > QUIET), default=0)
    gap = longest = 0
    for level in levels[first : last + 1]:
        gap = 0 if level > QUIET else gap + 1
        longest = max(longest, gap)
    mean = (sum(level * level for level in loud) / len(loud)) ** 0.5 if loud else 0.0
    peak = max(map(abs, samples), default=0) / 32768
    return {"seconds": (last - first) / 100, "gap_s": longest / 100, "loudness": mean, "peak": peak}


def each(clips: Sequence[str], file: Path) -> dict[str, dict[str, float]]:
    """Every clip for itself, as fast as the driver writes."""
    from app.platform.speaker import VOICE, _kivy_sound

    found = {}
    for clip in clips:
        sound = _kivy_sound(str(VOICE / f"{clip}.ogg"))
        if sound is None:
            found[clip] = measured(array("h"))
            continue
        begin = file.stat().st_size
        sound.play()
        end = begin + (int(sound.length * RATE) + 3 * BUFFER_FRAMES) * BYTES_A_FRAME
        while file.stat().st_size < end:
            time.sleep(0.002)
        found[clip] = measured(left_side(file.read_bytes()[begin:end]))
    return found


def together(clips: Sequence[str], file: Path) -> dict[str, float]:
    """All of them as somebody hears them, from the touch to the end."""
    from kivy.clock import Clock

    from app.platform.speaker import ClipSpeaker

    over: list[bool] = []
    voice = ClipSpeaker()
    if not voice.can_speak:
        return {"seconds": 0}
    voice.say(clips, lambda: over.append(True))
    while not over:
        Clock.tick()
    time.sleep(0.2)
    return measured(left_side(file.read_bytes()))


if __name__ == "__main__":
    is_each = sys.argv[1] == "--each"
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "heard.raw"
        os.environ.setdefault("SDL_AUDIODRIVER", "disk")
        os.environ.update(SDL_DISKAUDIOFILE=str(written), KIVY_NO_ARGS="1", KIVY_NO_CONSOLELOG="1")
        if is_each:
            os.environ["SDL_DISKAUDIODELAY"] = "2"
        found = each(sys.argv[2:], written) if is_each else together(sys.argv[1:], written)
        sys.stdout.write(json.dumps(found))

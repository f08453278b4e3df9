"""Makes the voice of assets/voice/es: every clip of core.domain.spoken, spoken by espeak-ng and written as a small OGG.

Run it only to make them anew: `apt-get install espeak-ng vorbis-tools`, then `python -m tools.voice.make`. Both are run
as programs; nothing of them goes into the app. A word of an amount is cut out of the middle of a sentence, so that it
is said as in the middle of an amount; words that end an amount are cut from the end.

With a folder, `python -m tools.voice.make FOLDER`, it takes a person's voice instead: a WAV of 16 bits for each clip.
All are encoded alike, because the app joins them without decoding (app/platform/ogg.py).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import wave
from array import array
from pathlib import Path

from core.domain.spoken import CLIPS, PAUSE, PHRASES

TARGET = Path(__file__).resolve().parents[2] / "assets" / "voice" / "es"
SPEAKER = ("espeak-ng", "-v", "es-419", "-s", "155", "-p", "42")
GAP = ("-g", "30")
"""A third of a second between words: longer than any silence within one, and the sentence still is one sentence."""
ENDS = frozenset({"sol", "soles", "céntimo", "céntimos"})
AS_ONE_WORD = {
    "treinta y": "tréintay", "cuarenta y": "cuaréntay", "cincuenta y": "cincuéntay", "sesenta y": "seséntay",
    "setenta y": "seténtay", "ochenta y": "ochéntay", "noventa y": "novéntay", "sol con": "sólcon",
    "soles con": "sólescon",
}  # fmt: skip
"""So spelled, two words are said without the gap between them."""

FRAME_S, GAP_S, EDGE_S, FADE_S = 0.005, 0.12, 0.006, 0.006
PAUSE_S = 0.35
SILENCE = 0.012
"""Of the loudest sample: what is below is silence."""
LOUDNESS, PEAK = 3300, 29_000
RATE = 22_050
ENCODED = ("-q", "0", "--serial", "1", "--quiet", "--discard-comments")


def spoken(text: str, *options: str) -> tuple[array[int], int]:
    """What espeak-ng makes of a sentence, as samples of 16 bits and how many of them a second has."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run([*SPEAKER, *options, "-w", file.name, text], check=True)
        with wave.open(file.name) as sound:
            return array("h", sound.readframes(sound.getnframes())), sound.getframerate()


def words_of(samples: array[int], rate: int) -> list[tuple[int, int]]:
    """Where sound begins and ends between gaps."""
    frame = int(rate * FRAME_S)
    limit = max(map(abs, samples)) * SILENCE
    loud = [place for place in range(0, len(samples), frame) if max(map(abs, samples[place : place + frame])) > limit]
    words = [[loud[0], loud[0] + frame]]
    for place in loud:
        if place - words[-1][1] > rate * GAP_S:
            words.append([place, place + frame])
        words[-1][1] = place + frame
    return [(begin, end) for begin, end in words]


def clip_of(text: str) -> tuple[array[int], int]:
    """The samples of a clip, with a little silence at both ends."""
    if text in PHRASES:
        samples, rate = spoken(f"{text},")
        begin, end = words_of(samples, rate)[0][0], words_of(samples, rate)[-1][1]
    else:
        sentence = f"son dos {text}." if text in ENDS else f"son {AS_ONE_WORD.get(text, text)} soles."
        samples, rate = spoken(sentence, *GAP)
        words = words_of(samples, rate)
        if len(words) != 3:
            raise ValueError(f"{sentence!r} fell into {len(words)} parts")
        begin, end = words[2] if text in ENDS else words[1]
    edge = int(rate * EDGE_S)
    return samples[max(0, begin - edge) : end + edge], rate


def recorded(path: Path) -> tuple[array[int], int]:
    """A person's recording of a clip, without the silence around it."""
    with wave.open(str(path)) as sound:
        if sound.getsampwidth() != 2:
            raise ValueError(f"{path.name} has not 16 bits")
        samples = array("h", sound.readframes(sound.getnframes()))[:: sound.getnchannels()]
        rate = sound.getframerate()
    words = words_of(samples, rate)
    edge = int(rate * EDGE_S)
    return samples[max(0, words[0][0] - edge) : words[-1][1] + edge], rate


def levelled(samples: array[int], rate: int) -> array[int]:
    """As loud as all others, and quiet at both ends."""
    frame = int(rate * 0.02)
    powers = [sum(one * one for one in samples[place : place + frame]) for place in range(0, len(samples), frame)]
    loud = [power for power in powers if power > max(powers) / 20]
    mean = (sum(loud) / (len(loud) * frame)) ** 0.5
    gain = min(LOUDNESS / mean, PEAK / max(map(abs, samples)))
    fade = int(rate * FADE_S)
    last = len(samples) - 1
    return array("h", (round(one * gain * min(1, at / fade, (last - at) / fade)) for at, one in enumerate(samples)))


def write(name: str, samples: array[int], rate: int) -> Path:
    target = TARGET / f"{name}.ogg"
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        with wave.open(file.name, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(rate)
            sound.writeframes(samples.tobytes())
        resampled = () if rate == RATE else ("--resample", str(RATE))
        subprocess.run(["oggenc", *ENCODED, *resampled, "-o", str(target), file.name], check=True)
    return target


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    recordings = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    write(PAUSE, array("h", bytes(2 * int(RATE * PAUSE_S))), RATE)
    for name, text in CLIPS.items():
        samples, rate = recorded(recordings / f"{name}.wav") if recordings else clip_of(text)
        path = write(name, levelled(samples, rate), rate)
        print(f"{path.name:34} {len(samples) / rate:5.2f} s {path.stat().st_size:7,d} bytes")


if __name__ == "__main__":
    main()

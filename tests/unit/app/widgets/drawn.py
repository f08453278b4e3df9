"""What the words of a chart take up on it."""

from app.widgets.chart.marks import Words


def measure(text: str, size: float, bold: bool) -> float:
    """About as wide as Roboto is."""
    return len(text) * size * (0.58 if bold else 0.54)


def boxed(words: Words) -> tuple[float, float, float, float]:
    return words.x, words.y, words.x + words.width, words.y + words.height


def overlap(one: Words, other: Words) -> bool:
    first, second = boxed(one), boxed(other)
    across = first[0] < second[2] - 0.5 and second[0] < first[2] - 0.5
    down = first[1] < second[3] - 0.5 and second[1] < first[3] - 0.5
    return across and down

"""What has to hold of every page, read off the widget tree: sizes of targets and the room between them, texts that are
neither cut nor outside nor upon each other, and the contrast of each text with what it stands on.
"""

from collections.abc import Iterator
from itertools import combinations

from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.label import Label
from kivy.uix.recycleview import RecycleView
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from app.theme import tokens
from app.theme.tokens import Colour
from app.widgets.ground.ground import RoundedGround
from app.widgets.label.label import Icon
from app.widgets.navigation_bar.navigation_bar import NavigationItem
from app.widgets.row_list.row_list import ListRow
from tests.ui.harness import Harness, box

LEAST_TOUCH, LEAST_TOUCH_PAYMENT = 48, 64
LEAST_GAP = 8
LEAST_CONTRAST, LEAST_CONTRAST_SHAPE = 7, 3
Box = tuple[float, float, float, float]


def wrong(harness: Harness, size: tuple[int, int], *, is_payment: bool = False) -> list[str]:
    """Everything that breaks a rule on the page as it is shown."""
    least = LEAST_TOUCH_PAYMENT if is_payment else LEAST_TOUCH
    found = {
        "too small": small_targets(harness, least),
        "too close": close_targets(harness),
        "cut": cut_texts(harness),
        "outside": outside_texts(harness, size),
        "higher than its row": overfull_rows(harness),
        "upon each other": overlapping_texts(harness),
        "too faint": faint_texts(harness),
    }
    return [f"{rule}: {one}" for rule, ones in found.items() for one in ones]


def targets(harness: Harness) -> list[Widget]:
    """What takes a touch of its own: the buttons that are on, of the frontmost layer."""
    return [
        widget
        for widget in harness.front()
        if isinstance(widget, ButtonBehavior) and not widget.disabled and widget.width
    ]


def small_targets(harness: Harness, least: int = LEAST_TOUCH) -> list[str]:
    """The app's navigation is no part of a page about money, and a row that leads nowhere is no target there."""
    return [
        f"{_named(widget)} {widget.width:.0f} x {widget.height:.0f}"
        for widget in targets(harness)
        if min(widget.width, widget.height) < (LEAST_TOUCH if _leads_away(widget) else least)
    ]


def _leads_away(widget: Widget) -> bool:
    return isinstance(widget, NavigationItem) or (isinstance(widget, ListRow) and widget.quiet)


def close_targets(harness: Harness) -> list[str]:
    """Pairs with less than 8 dp between them; rows of a list lie upon a line, and what is inside is part of it."""
    seen = [(_shown(widget), widget) for widget in targets(harness)]
    found = []
    for (one, first), (other, second) in combinations([pair for pair in seen if _is_there(pair[0])], 2):
        apart = max(other[0] - one[2], one[0] - other[2], other[1] - one[3], one[1] - other[3])
        are_rows = first.parent is second.parent and isinstance(first.parent.parent, RecycleView)
        if apart < LEAST_GAP - 0.5 and not are_rows and not _is_inside(first, second) and not _is_inside(second, first):
            found.append(f"{_named(first)} and {_named(second)}: {apart:.0f}")
    return found


def _is_inside(widget: Widget, other: Widget) -> bool:
    return any(parent is other for parent in _parents(widget))


def cut_texts(harness: Harness) -> list[str]:
    return [
        f"{widget.text!r} {widget.texture_size} in {widget.size}"
        for widget in harness.visible()
        if isinstance(widget, Label) and widget.text and _is_cut(widget)
    ]


def _is_cut(label: Label) -> bool:
    too_large = label.texture_size[0] > label.width + 1 or label.texture_size[1] > label.height + 1
    return too_large or bool(label.is_shortened)


def overfull_rows(harness: Harness) -> list[str]:
    """Rows of a list in which something is higher than the row."""
    return [
        str(row.key)
        for row in harness.visible()
        if isinstance(row, ListRow) and any(part.height > row.height for part in row.children)
    ]


def outside_texts(harness: Harness, size: tuple[int, int]) -> list[str]:
    """Texts that stick out of the window; below and above only where one cannot scroll."""
    found = []
    for widget in harness.visible():
        if isinstance(widget, Label) and widget.text:
            left, bottom, right, top = box(widget)
            is_fixed = not any(isinstance(parent, ScrollView) for parent in _parents(widget))
            if left < 0 or right > size[0] or (is_fixed and (bottom < -1 or top > size[1] + 1)):
                found.append(widget.text)
    return found


def overlapping_texts(harness: Harness) -> list[str]:
    """Pairs of texts of which one is drawn upon the other, as far as both can be seen."""
    labels = [widget for widget in harness.front() if isinstance(widget, Label) and widget.text]
    seen = [(_letters(label), label.text) for label in labels]
    found = []
    for (one, text), (other, upon) in combinations([pair for pair in seen if _is_there(pair[0])], 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        upward = min(one[3], other[3]) - max(one[1], other[1])
        if across > 3 and upward > 3:
            found.append(f"{text!r} on {upon!r}")
    return found


def _letters(label: Label) -> Box:
    """Where the letters of a label are, inside whatever scrolls it."""
    left, bottom, right, top = box(label)
    width, height = label.texture_size
    middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
    if label.halign == "left":
        right = left + width
    elif label.halign == "right":
        left = right - width
    else:
        left, right = middle_x - width / 2, middle_x + width / 2
    return _clipped((left, middle_y - height / 2, right, middle_y + height / 2), label)


def _shown(widget: Widget) -> Box:
    return _clipped(box(widget), widget)


def _clipped(whole: Box, widget: Widget) -> Box:
    left, bottom, right, top = whole
    for parent in _parents(widget):
        if isinstance(parent, ScrollView):
            view = box(parent)
            left, bottom = max(left, view[0]), max(bottom, view[1])
            right, top = min(right, view[2]), min(top, view[3])
    return (left, bottom, right, top)


def _is_there(seen: Box) -> bool:
    return seen[2] - seen[0] > 2 and seen[3] - seen[1] > 2


def faint_texts(harness: Harness) -> list[str]:
    """Texts with less than 7:1 on what they stand on, and icons with less than 3:1. What is off may be fainter."""
    found = []
    for label in harness.front():
        if isinstance(label, Label) and label.text and not label.disabled:
            ratio = contrast(tuple(label.color), _ground(label))
            if ratio < (LEAST_CONTRAST_SHAPE if isinstance(label, Icon) else LEAST_CONTRAST):
                found.append(f"{label.text!r} {ratio:.1f}")
    return found


def _ground(label: Label) -> Colour:
    """The colour behind a text: of the nearest ground that is not clear, or else the paper."""
    for widget in (label, *_parents(label)):
        if isinstance(widget, RoundedGround) and widget.ground_color[3] == 1:
            return tuple(widget.ground_color)
    return tokens.PAPER


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of WCAG 2."""

    def luminance(colour: Colour) -> float:
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _parents(widget: Widget) -> Iterator[Widget]:
    """From the nearest on; the window is its own parent."""
    while widget.parent is not None and widget.parent is not widget:
        widget = widget.parent
        yield widget


def _named(widget: Widget) -> str:
    return f"{type(widget).__name__} {getattr(widget, 'text', '') or getattr(widget, 'hint', '')}".strip()

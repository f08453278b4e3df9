"""What it takes to begin, beside the form: three steps."""

from __future__ import annotations

from kivy.properties import BooleanProperty, DictProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.label import Label

from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import Body, Heading, Icon  # noqa: F401 - named in the kv file

WORDS = ("welcome", "enrol_detail", "step_1", "step_2", "step_3")


class StepNumber(RoundedGround, Label):
    """A number in a circle, full when the step is behind one."""

    done = BooleanProperty(defaultvalue=False)


class EnrolStep(BoxLayout):
    """One of the steps on the way in."""

    number = StringProperty("")
    text = StringProperty("")
    done = BooleanProperty(defaultvalue=False)


class WelcomePart(BoxLayout):
    """`words` by the names in WORDS; `is_in` once the first step is behind one."""

    words = DictProperty(dict.fromkeys(WORDS, ""))
    is_in = BooleanProperty(defaultvalue=False)


load_kv(__file__)

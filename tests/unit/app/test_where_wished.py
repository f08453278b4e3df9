"""Without sound in the settings nobody is offered a voice; with it, it is the machine's own."""

from types import SimpleNamespace

from app.listening import WhereWished


def test_a_voice_is_offered_while_sound_is_on() -> None:
    said = []
    own = SimpleNamespace(
        can_speak=True, say=lambda clips, _done: said.append(clips), hush=lambda: said.append("hush")
    )  # fmt: skip
    is_on = [True]
    voice = WhereWished(own, lambda: is_on[0])
    assert voice.can_speak
    voice.say(("uno",), lambda: None)
    voice.hush()
    is_on[0] = False
    assert not voice.can_speak
    is_on[0], own.can_speak = True, False
    assert not voice.can_speak
    assert said == [("uno",), "hush"]

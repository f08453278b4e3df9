"""app.ports.Speaker that remembers what it was asked to say."""

from core.domain.spoken import CLIPS, PAUSE


class Voice:
    """A voice that speaks until it is told to stop or `end` is called; `said` is what it was asked for."""

    can_speak = True

    def __init__(self):
        self.said = []
        self._done = None

    def say(self, clips, done):
        self.hush()
        self.said.append(" ".join("·" if clip == PAUSE else CLIPS[clip] for clip in clips))
        self._done = done

    def hush(self):
        done, self._done = self._done, None
        if done is not None:
            done()

    def end(self):
        """All is said."""
        self.hush()

    @property
    def is_speaking(self):
        return self._done is not None

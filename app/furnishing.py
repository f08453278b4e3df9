"""What every frame of the app has around its screens: the lock, the tour, the help, and practice in its own frame.

It is put together here for one desk and its root, so that presenters only name what they want of the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.uix.widget import Widget

from app.desk import Desk, explain
from app.locking import Locker
from app.preferences import settle_committee
from app.restyling import restyle
from app.resuming import Resumer
from app.stage import Stage
from app.text.texts import t
from core.domain.problems import Problem
from core.usecases.views.people import UserView

BuildRoot = Callable[[Desk], Any]


def furnish(desk: Desk, root: Any, build_root: BuildRoot) -> None:
    """Give the desk its lock, tour, practice and way back; `root` is its frame and `build_root` makes another one."""
    stage = Stage()
    Resumer(desk)
    root.open_help = lambda: desk.navigator.go("help", topic=desk.navigator.current.name)
    desk.show_tour = lambda: _show_tour(stage)
    desk.guard = _locker(desk, root, stage)
    if not desk.is_practice:
        desk.practise = lambda: _practise(desk, stage, build_root)

    def go_back() -> bool:
        if stage.top is None:
            return desk.navigator.back()
        return bool(stage.top.go_back()) if hasattr(stage.top, "go_back") else False

    desk.go_back = go_back


def _show_tour(stage: Stage) -> None:
    from app.screens.tour.tour import build_tour

    tour = build_tour(lambda: stage.uncover(tour))
    stage.cover(tour)


def _locker(desk: Desk, root: Any, stage: Stage) -> Locker:
    covers: list[Widget] = []

    def cover() -> None:
        from app.screens.sign_in.sign_in import build_lock

        covers.append(build_lock(desk, unlock))
        stage.cover(covers[0])

    def unlock(user: UserView, *, is_first: bool) -> None:
        """Whoever locked it is where they were; somebody else begins at today, and nothing of the other shows."""
        was_same = desk.user is not None and desk.user.id == user.id
        if not was_same:
            stage.close_sheets(covers[0])
            desk.navigator.go("today")
        desk.user = user
        locker.opened()
        stage.uncover(covers.pop())
        if not was_same:
            settle_committee(desk)
            root.rebuild()
        if is_first:
            desk.show_tour()

    locker = Locker(desk, cover)
    return locker


def _practise(desk: Desk, stage: Stage, build_root: BuildRoot) -> None:
    """Behind practice the tablet is locked, so that whoever leaves it is asked for their PIN."""
    practice = desk.practice
    if practice is None:
        desk.say(explain(Problem("practice_missing")))
        return
    from app.practice.frame import PracticeFrame, Preparing, leave_sheet

    desk.guard.lock()
    waiting = Preparing(text=t("practice.preparing"))
    stage.cover(waiting)

    def begin(other: Desk) -> None:
        def leave(*, and_forget: bool) -> None:
            stage.uncover(frame)
            restyle(desk)
            if and_forget:
                desk.storage_lane.run(lambda _task: practice.throw_away(), lambda _: None)

        other.practise = lambda: leave_sheet(leave)
        frame = PracticeFrame(build_root(other), other)
        stage.uncover(waiting)
        stage.cover(frame)

    def failed(failure: Exception) -> None:
        stage.uncover(waiting)
        if not isinstance(failure, Problem):
            raise failure
        desk.say(explain(failure))

    desk.storage_lane.run(lambda _task: practice.open(), begin, failed)

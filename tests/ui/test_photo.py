"""Photos of papers: small enough to be sent, upright, without anything that a camera added; or a sentence why not."""

import os
import random
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from kivy.core.image import Image as CoreImage
from kivy.graphics.texture import Texture

from app.bare import NoCamera
from app.platform.camera import PHOTOS, FolderCamera, camera
from app.platform.photo import UPRIGHT, USUAL_SIZE, bare_jpeg, orientation_of, small_jpeg
from app.ports import PhotoSize
from core.domain.problems import Problem, sentence
from tests.ui.harness import Harness

ADDED = b"Exif\0\0 5 06 S, 79 40 W"
RED, BLUE = (200, 30, 30), (30, 30, 200)


def write(path: Path, width: int, height: int, rows: bytes) -> Path:
    """A picture of these rows of RGB from the bottom up, as a JPEG or PNG, whatever the name says."""
    texture = Texture.create(size=(width, height), colorfmt="rgb")
    texture.blit_buffer(rows, colorfmt="rgb", bufferfmt="ubyte")
    CoreImage(texture).save(str(path), flipped=True)
    return path


def paper(path: Path, width: int, height: int) -> Path:
    """Red above, blue below."""
    half = height // 2
    return write(path, width, height, bytes(BLUE) * width * half + bytes(RED) * width * (height - half))


def seen(data: bytes) -> Any:
    return CoreImage(BytesIO(data), ext="jpg", keep_data=True, nocache=True)


def colour(picture: Any, x: int, y_from_top: int) -> tuple[int, ...]:
    return tuple(round(part * 255) for part in picture.read_pixel(x, y_from_top)[:3])


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png"])
def test_a_large_photo_becomes_small_and_stays_upright(harness: Harness, tmp_path: Path, name: str) -> None:
    data = small_jpeg(paper(tmp_path / name, 2600, 1300))
    assert data[:3] == b"\xff\xd8\xff"
    assert len(data) <= USUAL_SIZE.bytes
    picture = seen(data)
    assert (picture.width, picture.height) == (USUAL_SIZE.side, USUAL_SIZE.side // 2)
    above, below = colour(picture, 640, 40), colour(picture, 640, 600)
    assert max(abs(part - wanted) for part, wanted in zip(above, RED, strict=True)) < 12
    assert max(abs(part - wanted) for part, wanted in zip(below, BLUE, strict=True)) < 12


def test_a_smaller_size_is_kept_to_when_it_is_chosen(harness: Harness, tmp_path: Path) -> None:
    data = small_jpeg(paper(tmp_path / "photo.jpg", 2600, 1300), PhotoSize(800, 50_000))
    assert (seen(data).width, seen(data).height) == (800, 400)
    assert len(data) <= 50_000
    taken: list[bytes] = []
    sizes = iter((PhotoSize(), PhotoSize(1024, 80_000)))
    source = FolderCamera(tmp_path, lambda: next(sizes))
    source.take(taken.append, pytest.fail)
    source.take(taken.append, pytest.fail)
    assert [seen(photo).width for photo in taken] == [1280, 1024], "the choice counts from the next photo on"


def test_a_small_photo_is_kept_without_what_the_camera_added(harness: Harness, tmp_path: Path) -> None:
    plain = bare_jpeg(paper(tmp_path / "photo.jpg", 400, 300).read_bytes())
    assert len(plain) > 1000
    for marker in (b"\xff\xe1", b"\xff\xfe"):
        path = tmp_path / "added.jpg"
        path.write_bytes(plain[:2] + marker + (len(ADDED) + 2).to_bytes(2, "big") + ADDED + plain[2:])
        assert small_jpeg(path) == plain


def test_detail_costs_size_and_not_the_limit(harness: Harness, tmp_path: Path) -> None:
    """A strip of noise on a page: it is shrunk further until it fits."""
    noise = random.Random(7).randbytes(1200 * 60 * 3) + bytes((250, 250, 245)) * 1200 * 840
    data = small_jpeg(write(tmp_path / "photo.png", 1200, 900, noise))
    assert len(data) <= USUAL_SIZE.bytes
    assert 480 <= seen(data).width < 1200


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff\xe1\xff\xff", b"\xff\xd8" + bytes(40)])
def test_what_is_no_jpeg_is_noticed(data: bytes) -> None:
    assert bare_jpeg(data) == b""


def test_what_cannot_be_used_is_refused_with_its_name(harness: Harness, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8 this is no picture")
    noise = write(tmp_path / "noise.png", 1000, 1000, random.Random(7).randbytes(3_000_000))
    for path in (broken, noise, tmp_path / "gone.jpg"):
        with pytest.raises(Problem) as caught:
            small_jpeg(path)
        assert (caught.value.code, caught.value.details) == ("photo_unusable", {"file": path.name})


def test_the_newest_picture_of_the_folder_stands_for_the_photo(
    harness: Harness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PHOTOS, str(tmp_path))
    taken: list[bytes] = []
    refused: list[Problem] = []
    source = camera("linux")
    assert isinstance(source, FolderCamera)
    assert source.can_take
    source.take(taken.append, refused.append)
    assert [(problem.code, problem.details) for problem in refused] == [("photo_missing", {"folder": str(tmp_path)})]
    for seconds, width in ((20, 200), (30, 300), (10, 100)):
        path = paper(tmp_path / f"{width}.jpg", width, 90)
        os.utime(path, (seconds, seconds))
    (tmp_path / "notes.txt").write_text("not a picture")
    source.take(taken.append, refused.append)
    assert (len(taken), len(refused), seen(taken[0]).width) == (1, 1, 300)


def test_without_a_camera_it_says_so() -> None:
    refused: list[Problem] = []
    source = camera("ios")
    assert isinstance(source, NoCamera)
    assert not source.can_take
    source.take(lambda _: pytest.fail("there is no camera"), refused.append)
    assert [problem.code for problem in refused] == ["camera_missing"]
    assert "oficina" in sentence("camera_missing", "es", {})


def test_a_folder_is_no_camera_of_a_tablet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PHOTOS, str(tmp_path))
    assert not camera("android").can_take


def held(orientation: int, order: str) -> bytes:
    """The segment in which a camera says how it was held."""
    mark, how = (b"MM", "big") if order == "big" else (b"II", "little")

    def number(value: int, length: int) -> bytes:
        return value.to_bytes(length, how)

    entry = number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + bytes(2)
    other = number(0x010F, 2) + number(2, 2) + number(1, 4) + bytes(4)
    table = mark + number(42, 2) + number(8, 4) + number(2, 2) + other + entry
    return b"\xff\xe1" + (len(table) + 8).to_bytes(2, "big") + b"Exif\0\0" + table


@pytest.mark.parametrize("order", ["big", "little"])
@pytest.mark.parametrize(
    ("orientation", "size", "at_red", "at_blue"),
    [
        (1, (600, 300), (300, 20), (300, 280)),
        (3, (600, 300), (300, 280), (300, 20)),
        (6, (300, 600), (280, 300), (20, 300)),
        (8, (300, 600), (20, 300), (280, 300)),
    ],
)
def test_a_photo_stands_upright_however_the_camera_was_held(
    harness: Harness, tmp_path: Path, orientation: int, size: Any, at_red: Any, at_blue: Any, order: str
) -> None:
    plain = bare_jpeg(paper(tmp_path / "photo.jpg", 600, 300).read_bytes())
    path = tmp_path / "held.jpg"
    path.write_bytes(plain[:2] + held(orientation, order) + plain[2:])
    assert orientation_of(path.read_bytes()) == orientation
    data = small_jpeg(path)
    picture = seen(data)
    assert (picture.width, picture.height) == size
    for place, wanted in ((at_red, RED), (at_blue, BLUE)):
        found = colour(picture, *place)
        assert max(abs(part - one) for part, one in zip(found, wanted, strict=True)) < 12
    assert b"Exif" not in data


@pytest.mark.parametrize("data", [b"", b"Exif\0\0", b"Exif\0\0MM\0*", b"\xff\xd8 Exif\0\0XX" + bytes(40)])
def test_where_nothing_is_said_a_photo_is_as_it_is(data: bytes) -> None:
    assert orientation_of(data) == UPRIGHT

"""The command as somebody types it: a process of its own, sentences for mistakes, and a server that stops when told."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from core.sync.letting_in import enrolment
from sync_server.command import main
from tests.fakes.browser import Browser
from tests.tidy.source import ROOT
from tools.sample import FOLDER, seeded_key

SECONDS = 60


def run(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "sync_server", *arguments], cwd=ROOT, input=text, text=True,
        capture_output=True, timeout=SECONDS, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_a_programme_from_nothing_to_an_enrolled_tablet(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'server.db'}"
    loaded = run("load", str(FOLDER), "--database", database)
    assert (loaded.returncode, loaded.stderr) == (0, "")
    entries = sum(len(json.loads(path.read_text("utf-8"))) for path in FOLDER.glob("*.json"))
    assert f"{entries:,d}" in loaded.stdout
    again = run("load", str(FOLDER), "--database", database)
    assert (again.returncode, "ya tiene" in again.stderr) == (2, True)
    account = run(
        "add-account",
        "Oficina",
        "--role",
        "coordinator",
        "--user",
        "C01",
        "--database",
        database,
        text="planton-2580\n",
    )
    assert (account.returncode, account.stderr) == (0, "")
    assert "como Coordinador/a." in account.stdout
    code = run(
        "new-code", "--label", "Choco 1", "--committee", "CHO", "CAJ", "--user", "T01", "--database", database,
        "--address", "https://planton.example", PLANTON_LANGUAGE="en",
    )  # fmt: skip
    payload = enrolment.read_payload(re.search(r"PLANTON1\|\S+", code.stdout)[0])
    assert payload.addresses == ("https://planton.example",)
    assert payload.code in code.stdout

    arguments = [sys.executable, "-m", "sync_server", "--database", database, "--port", "0"]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            address = re.search(r"http://[0-9.:]+", process.stdout.readline())[0]
            assert hello(address)["programme"] == "PIURA"
            knock = enrolment.knock(seeded_key("new"), payload.code)
            answer = requests.post(f"{address}/v1/enrol", data=enrolment.pack(knock), timeout=SECONDS)
            origin = enrolment.unpack_welcome(answer.content).origin
            with requests.Session() as kept:
                assert "Choco 1" in Browser(address, kept).sign_in("oficina", "planton-2580").text
            revoked = run("revoke", "choco 1", "--reason", "lost", "--as", "C01", "--database", database)
            assert (revoked.returncode, origin in revoked.stdout) == (0, True)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(SECONDS)
        assert process.returncode == 0
        assert "Traceback" not in process.stderr.read()
    assert "ya estaba" in run("revoke", origin, "--reason", "lost", "--as", "C01", "--database", database).stdout


def hello(address: str) -> dict[str, object]:
    """Asked until the server, which has just said its address, takes requests."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            greeting: dict[str, object] = requests.get(f"{address}/v1/hello", timeout=SECONDS).json()
            return greeting
        except requests.ConnectionError:
            if time.monotonic() > end:
                raise


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Falta decir dónde están los datos"),
        (["serve", "--port", "80x", "--database", "sqlite:///x.db"], "«80x» no es un puerto"),
        (["--database", "mysql://u:secret@h/d"], "«mysql» no es una base de datos"),
        (["--database", "sqlite:///x.db", "--address", "planton.example"], "no es una dirección"),
        (["--database", "sqlite:////no/such/folder/x.db", "--port", "0"], "x.db"),
        (
            ["--database", "postgresql+psycopg://u:secret@127.0.0.1:1/d", "--port", "0"],
            "No se pudo abrir la base de datos",
        ),
    ],
)
def test_mistakes_are_sentences(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLANTON_DATABASE", raising=False)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert "secret" not in said.err
    assert said.out == ""


@pytest.mark.parametrize("option", ["--host", "--port", "--address"])
@pytest.mark.parametrize(
    "command",
    [
        ["revoke", "ABCDEF", "--reason", "lost", "--as", "C01"],
        ["add-account", "ana", "--role", "auditor", "--user", "A01"],
        ["load", "folder"],
    ],
    ids=lambda command: command[0],
)
def test_who_serves_nobody_is_asked_for_no_address(
    command: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--database", "sqlite:///x.db", option, "8600"]) == 2
    assert option in capsys.readouterr().err


def test_mistakes_about_the_programme_are_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = ["--database", f"sqlite:///{tmp_path / 'server.db'}"]
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "10.json").write_text('[{"ref": "x"}]', "utf-8")
    for arguments, words in (
        (["new-code", "--label", "x", "--committee", "NOPE"], "No hay un comité con el código NOPE"),
        (["new-code", "--label", "x", "--user", "NOPE"], "No hay un usuario con el código NOPE"),
        (["new-code", "--label", " ", "--committee", "NOPE"], "quedó vacío"),
        (["revoke", "ABCDEF", "--reason", "lost", "--as", "C01"], "está vacío aquí"),
        (["add-account", "ana", "--role", "auditor", "--user", "A01"], "No hay un usuario con el código A01"),
        (["add-account", " ", "--role", "auditor", "--user", "A01"], "no puede quedar vacío"),
        (["load", str(tmp_path / "nowhere")], "no hay archivos .json"),
        (["load", str(tmp_path / "bad")], "no se pueden cargar"),
    ):
        assert main([*arguments, *database]) == 2
        assert words in capsys.readouterr().err


def test_a_taken_port_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["--database", f"sqlite:///{tmp_path / 'server.db'}", "--port", port]) == 2
    assert "No se puede escuchar" in capsys.readouterr().err
    assert not (tmp_path / "server.db").exists()


def test_a_short_password_is_not_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from io import StringIO

    from sync_server import office_work

    monkeypatch.setattr(office_work, "check_user", lambda *_: None)
    monkeypatch.setattr(sys, "stdin", StringIO("short\n"))
    database = f"sqlite:///{tmp_path / 'server.db'}"
    assert main(["add-account", "ana", "--role", "auditor", "--user", "A01", "--database", database]) == 2
    assert "de 10 a 200" in capsys.readouterr().err

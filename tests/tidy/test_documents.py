"""What the documents promise has to exist."""

import re
from dataclasses import fields

from app.text.texts import TABLE
from core.domain.kinds import KINDS
from sync_server.text.papers import PAPER_TEXTS
from sync_server.text.texts import TEXTS as OFFICE_TEXTS
from tests.tidy.source import ROOT


def make_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):", makefile, flags=re.MULTILINE))


def test_the_readme_names_only_targets_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, flags=re.DOTALL))
    named = re.findall(r"(?:^|[\s`(;&|])make ((?:[a-z][a-z-]*[ \t]*)+)", code)
    words = {word for group in named for word in group.split()}
    assert words - make_targets() == set()


def test_every_target_of_the_help_is_explained_once() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    explained = re.findall(r"^([a-z][a-z-]*):.*## \S", makefile, flags=re.MULTILINE)
    assert len(explained) == len(set(explained))
    assert make_targets() - set(explained) == {"system-window", "system-tests"}


def test_the_ci_uses_the_same_door() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert set(re.findall(r"^make ([a-z-]+)", script, flags=re.MULTILINE)) == {"test", "check"}


WHO = {"T": "tablet", "O": "office", "T O": "both"}


def rows_of_kinds() -> list[list[str]]:
    """The cells of the table of record kinds, without kinds that are still to be built."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("| kind | fields")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return [row for row in rows if not row[0].startswith("*")]


def test_the_table_of_kinds_is_the_list_of_kinds() -> None:
    named = [name for row in rows_of_kinds() for name in re.split(r"[,/] ?", row[0].replace(" ", ""))]
    assert sorted(named) == sorted(KINDS)


def test_the_table_of_kinds_names_every_field_and_who_states_it() -> None:
    for names, said, who, *_ in rows_of_kinds():
        kind = KINDS.get(names)
        if kind is None or said.startswith("as ") or who.split(" (")[0] not in WHO:
            continue  # Two kinds in one row, or one that is described by another.
        wanted = {field.name for field in fields(kind.shape) if not field.name.endswith("_side")}
        assert wanted <= set(re.findall(r"\w+", said)), names
        assert WHO[who.split(" (")[0]] == kind.author, names


def test_what_the_glossary_says_of_screens_stands_on_them() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    words = [word for row in rows if len(row) == 3 for word in row[1].replace("*", "").split(", ")]
    tables = (TABLE, OFFICE_TEXTS, PAPER_TEXTS)
    seen = "\n".join(texts[0] for table in tables for texts in table.values()).casefold()
    strange = [word for word in words if word.casefold() not in seen]
    assert set(strange) == {"on screens", "---"}


def test_files_and_modules_that_the_documents_name_exist() -> None:
    for document in ("ARCHITECTURE.md", "README.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        named = re.findall(r"`((?:core|app|sync_server|tests|tools|docs|migrations)/[\w/]+(?:\.\w+)?)`", text)
        named += re.findall(r"\]\(((?!http)[^)#]+)\)", text)
        assert [name for name in named if not (ROOT / name).exists()] == [], document

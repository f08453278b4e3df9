"""What the documents promise has to exist."""

import re

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

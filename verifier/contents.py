"""Which files a package may have, and on which list of its manifest each stands. A file that the format does not know
is compared with nothing, and what is moved to the other list is no evidence any more, so both are told.
"""

from __future__ import annotations

from verifier.keys import KEYS
from verifier.manifest import Manifest
from verifier.maps import MAPS
from verifier.model import Report
from verifier.proof import CHECKPOINTS, LOG
from verifier.side import PHOTO_FOLDER, PHOTOS, SIDE_ROWS
from verifier.tables import DATAPACKAGE, PEOPLE_TABLE, TABLE_FOLDER, TABLES, tables_of_profile
from verifier.tables_donor import DONOR_TABLES

EVIDENCE, PRESENTATION = "evidence", "presentation"
FOR_PEOPLE = ("LEEME.txt", "README.txt", "report.pdf", "verify.py", "workbook.xlsx")
_FOR_ALL = (LOG, KEYS, CHECKPOINTS, SIDE_ROWS, PHOTOS, DATAPACKAGE, *MAPS)
"""What only an auditor may have among these is told where it is read."""
_TABLES_OF_ALL = {PEOPLE_TABLE, *(table.name for table in (*TABLES, *DONOR_TABLES))}


def compare_contents(manifest: Manifest, report: Report) -> None:
    """Every file that the manifest lists is one of the format, is meant for these people, and is on its list."""
    tables = {table.name for table in tables_of_profile(manifest.profile)}
    if manifest.profile == "auditor":
        tables.add(PEOPLE_TABLE)
    for path, part in manifest.parts.items():
        name = _table_of(path)
        wanted = _part_of(path)
        if not wanted:
            report.add("file_unknown", path, path, "")
        elif part != wanted:
            report.add("manifest_part", path, part, wanted)
        if name in _TABLES_OF_ALL and name not in tables:
            report.add("table_extra", path, name, "")


def _part_of(path: str) -> str:
    """The list on which a file of this path belongs; empty for one that no package has. Whether a picture is named by
    anything is told where pictures are looked at.
    """
    if path in FOR_PEOPLE:
        return PRESENTATION
    is_picture = path.startswith(PHOTO_FOLDER) and "/" not in path[len(PHOTO_FOLDER) :]
    return EVIDENCE if path in _FOR_ALL or is_picture or _table_of(path) in _TABLES_OF_ALL else ""


def _table_of(path: str) -> str:
    """The name of the table that a file of this path has; empty for another one."""
    is_table = path.startswith(TABLE_FOLDER) and path.endswith(".csv")
    return path[len(TABLE_FOLDER) : -len(".csv")] if is_table else ""

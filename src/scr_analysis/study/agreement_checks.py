"""What was agreed with the supplier, checked: every file names what exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from scr_analysis.errors import Fault
from scr_analysis.study.agreements import Release
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.names import unknown
from scr_analysis.study.source import Source

# It is part of every path of results.
RELEASE_NAME = "[a-z0-9_-]+"


def check_releases(releases: Mapping[str, Release], codebook: Codebook, source: Source) -> Iterator[Fault]:
    """Files and mappings that name no table or variable, tables with no file, real files with no checksum."""
    for name, release in releases.items():
        if not re.fullmatch(RELEASE_NAME, name):
            yield source.fault((name,), f"'{name}' cannot name a folder of results", "use a-z, 0-9, _ and - only")
        yield from unknown(release.files, codebook.tables, "table", source, (name, "files"))
        for table, spec in codebook.tables.items():
            if table not in release.files and not spec.optional:
                yield source.fault((name, "files"), f"no file is given for '{table}'", "add it, with its path")
        for table, delivered in release.files.items():
            if not release.synthetic and delivered.sha256 is None:
                problem = f"'{table}' has no sha256, so another file in its place would go unnoticed"
                yield source.fault((name, "files", table), problem, "record it: sha256sum FILE")
        for part, mapping in (("rename", release.rename), ("recode", release.recode)):
            yield from unknown(mapping, codebook.tables, "table", source, (name, part))
            for table, columns in mapping.items():
                named = columns.values() if part == "rename" else columns
                if table in codebook.tables:
                    known = codebook.tables[table].columns
                    yield from unknown([str(one) for one in named], known, "variable", source, (name, part, table))

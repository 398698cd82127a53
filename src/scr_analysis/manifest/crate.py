"""The release as a Workflow Run RO-Crate: a description for other programs. It copies nothing but the workflow.

A crate is a list of entities in JSON-LD. The library for it takes longer to import than all else of the manifest.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

CRATE = Path("ro-crate-metadata.json")
WORKFLOW = Path("audit/workflow/Snakefile")
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": "Workflow RO-Crate",
}
LICENCE = "The software is under the MIT licence. The publisher decides on the licence of the results."
MEDIA = {
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".csv": "text/csv",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}

Facts = dict[str, Any]


def crate(facts: Facts, snakefile: bytes) -> Facts:
    """The crate's metadata, made from the facts of the manifest and dated as the edition is."""
    cover = facts["config"]["briefing"]
    licence = _entity("#licence", "CreativeWork", name="Licence", description=LICENCE)
    profiles = [_entity(name, "CreativeWork", name=title, version=name[-3:]) for name, title in PROFILES.items()]
    language, workflow, *of_workflow = _workflow(facts, snakefile)
    publisher = _entity("#publisher", "Organization", name=cover["publisher"])
    delivered, made = [_delivered(one) for one in facts["inputs"]], [_output(one) for one in facts["outputs"]]
    run = _entity(
        "#run", "CreateAction", name=f"Build of the release {facts['release']['name']}", description=facts["command"],
        instrument=_to(workflow), agent=_to(publisher), object=_each(delivered), result=_each(made),
    )  # fmt: skip
    manifest = _file("audit/manifest.json", "Manifest: checksums, configuration and versions of software")
    root = _entity(
        "./", "Dataset", datePublished=cover["date"], name=f"{cover['title']}: {facts['release']['title']}",
        description=f"{cover['subtitle']}. {cover['period']}.", license=_to(licence), conformsTo=_each(profiles),
        mainEntity=_to(workflow), publisher=_to(publisher), author=_to(publisher), mentions=_to(run),
        hasPart=_each([workflow, manifest, *delivered, *made]),
    )  # fmt: skip
    versions = [{"@id": SPECIFICATION}, _to(profiles[-1])]
    itself = _entity(CRATE.as_posix(), "CreativeWork", conformsTo=versions, about=_to(root))
    entities = [root, itself, licence, *profiles, language, workflow, *of_workflow]
    return {"@context": f"{SPECIFICATION}/context", "@graph": [*entities, publisher, run, *delivered, *made, manifest]}


def _workflow(facts: Facts, snakefile: bytes) -> list[Facts]:
    """The language of the Snakefile; it, as the crate's main entity; its profile and its licence."""
    language = _entity(
        "https://w3id.org/workflowhub/workflow-ro-crate#snakemake", "ComputerLanguage",
        name="Snakemake", identifier="https://snakemake.github.io", url="https://snakemake.github.io",
        version=facts["software"]["packages"]["snakemake"],
    )  # fmt: skip
    profile = _entity(
        "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE", "CreativeWork",
        name="Bioschemas ComputationalWorkflow", version="1.0-RELEASE",
    )  # fmt: skip
    licence = _entity("https://spdx.org/licenses/MIT", "CreativeWork", name="MIT licence")
    workflow = _entity(
        WORKFLOW.as_posix(), ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
        name="SCR analysis: from extracts to a briefing", encodingFormat="text/plain",
        programmingLanguage=_to(language), sha256=sha256(snakefile).hexdigest(), contentSize=str(len(snakefile)),
        conformsTo=_to(profile), version=facts["code"]["sha256"], license=_to(licence),
    )  # fmt: skip
    return [language, workflow, profile, licence]


def _delivered(one: Facts) -> Facts:
    """An input named by its checksum (RFC 6920): it is confidential, and no place of it is told."""
    code = urlsafe_b64encode(bytes.fromhex(one["sha256"])).decode().rstrip("=")
    told = f"Delivered table '{one['role']}'. Confidential: told by its checksum, and no part of the crate."
    media = "application/octet-stream"
    return _file(f"ni:///sha-256;{code}", one["title"], media, description=told, sha256=one["sha256"])


def _output(one: Facts) -> Facts:
    return _file(one["name"], one["name"], sha256=one["sha256"], contentSize=str(one["bytes"]))


def _file(name: str, title: str, media: str = "", **properties: Any) -> Facts:
    media = media or MEDIA.get(Path(name).suffix, "text/plain")
    return _entity(name, "File", name=title, encodingFormat=media, **properties)


def _entity(address: str, kind: str | list[str], **properties: Any) -> Facts:
    return {"@id": address, "@type": kind, **properties}


def _to(entity: Facts) -> Facts:
    """A reference to an entity."""
    return {"@id": entity["@id"]}


def _each(entities: Iterable[Facts]) -> list[Facts]:
    return [_to(entity) for entity in entities]

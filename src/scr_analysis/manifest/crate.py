"""The release as a Workflow Run RO-Crate: a description for other programs. It copies nothing but the workflow."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

CRATE = Path("ro-crate-metadata.json")
WORKFLOW = Path("audit/workflow/Snakefile")
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
    from rocrate.rocrate import ROCrate

    made = ROCrate(gen_preview=False, version="1.1")
    cover = facts["config"]["briefing"]
    root = made.root_dataset
    root["name"] = f"{cover['title']}: {facts['release']['title']}"
    root["description"] = f"{cover['subtitle']}. {cover['period']}."
    root["datePublished"] = cover["date"]
    root["license"] = _entity(made, "#licence", "CreativeWork", name="Licence", description=LICENCE)
    profiles = [_entity(made, name, "CreativeWork", name=title, version=name[-3:]) for name, title in PROFILES.items()]
    root["conformsTo"] = profiles
    made.metadata["conformsTo"] = [{"@id": "https://w3id.org/ro/crate/1.1"}, {"@id": [*PROFILES][-1]}]
    workflow = _workflow(made, facts, snakefile)
    publisher = _entity(made, "#publisher", "Organization", name=cover["publisher"])
    root["publisher"] = root["author"] = publisher
    run = _entity(made, "#run", "CreateAction", name=f"Build of the release {facts['release']['name']}")
    run["description"] = facts["command"]
    run["instrument"], run["agent"] = workflow, publisher
    run["object"] = [_delivered(made, one) for one in facts["inputs"]]
    run["result"] = [_output(made, one) for one in facts["outputs"]]
    root["mentions"] = run
    manifest = _file(made, "audit/manifest.json", "Manifest: checksums, configuration and versions of software")
    root["hasPart"] = [workflow, manifest, *run["object"], *run["result"]]
    described: Facts = made.metadata.generate()
    return described


def _workflow(made: Any, facts: Facts, snakefile: bytes) -> Any:
    """The Snakefile as the crate's main entity, with its language."""
    language = _entity(
        made, "https://w3id.org/workflowhub/workflow-ro-crate#snakemake", "ComputerLanguage",
        name="Snakemake", identifier="https://snakemake.github.io", url="https://snakemake.github.io",
        version=facts["software"]["packages"]["snakemake"],
    )  # fmt: skip
    workflow = _entity(
        made, WORKFLOW.as_posix(), ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
        name="SCR analysis: from extracts to a briefing", encodingFormat="text/plain",
    )  # fmt: skip
    workflow["programmingLanguage"] = language
    workflow["sha256"], workflow["contentSize"] = sha256(snakefile).hexdigest(), str(len(snakefile))
    workflow["conformsTo"] = _entity(
        made, "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE", "CreativeWork",
        name="Bioschemas ComputationalWorkflow", version="1.0-RELEASE",
    )  # fmt: skip
    workflow["version"] = facts["code"]["sha256"]
    workflow["license"] = _entity(made, "https://spdx.org/licenses/MIT", "CreativeWork", name="MIT licence")
    made.root_dataset["mainEntity"] = workflow
    return workflow


def _delivered(made: Any, one: Facts) -> Any:
    """An input named by its checksum (RFC 6920): it is confidential, and no place of it is told."""
    code = urlsafe_b64encode(bytes.fromhex(one["sha256"])).decode().rstrip("=")
    entity = _file(made, f"ni:///sha-256;{code}", one["title"], media="application/octet-stream")
    entity["description"] = (
        f"Delivered table '{one['role']}'. Confidential: told by its checksum, and no part of the crate."
    )
    entity["sha256"] = one["sha256"]
    return entity


def _output(made: Any, one: Facts) -> Any:
    entity = _file(made, one["name"], one["name"])
    entity["sha256"], entity["contentSize"] = one["sha256"], str(one["bytes"])
    return entity


def _file(made: Any, name: str, title: str, media: str = "") -> Any:
    media = media or MEDIA.get(Path(name).suffix, "text/plain")
    return _entity(made, name, "File", name=title, encodingFormat=media)


def _entity(made: Any, address: str, kind: str | list[str], **properties: Any) -> Any:
    from rocrate.model.contextentity import ContextEntity

    return made.add(ContextEntity(made, address, properties={"@type": kind, **properties}))

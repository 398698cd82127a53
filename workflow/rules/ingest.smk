"""ingest: SPSS and CSV extracts → typed tables with every kind of missing kept apart."""


def delivered(wildcards):
    """The release's files. One that is missing is left to the stage, which says what to do about it."""
    release = STUDY.release(wildcards.release)
    paths = [f"{release.folder}/{file.path}" for file in release.files.values()]
    return [path for path in paths if release.synthetic or os.path.exists(path)]


rule ingest:
    """data/raw/<release>/ → data/processed/<release>/ingest/<table>.csv"""
    input:
        delivered=delivered,
        study=study("codebook", "releases"),
        code=modules_of("ingest"),
    output:
        expand("data/processed/{{release}}/ingest/{table}.csv", table=STUDY.codebook.tables),
    log:
        "logs/{release}/ingest.log",
    shell:
        "scr ingest --release {wildcards.release} --out data/processed/{wildcards.release}/ingest --log {log}"

"""ingest: SPSS and CSV extracts → typed tables with every kind of missing kept apart."""


rule ingest:
    """data/raw/<release>/ → data/processed/<release>/ingest/<table>.csv"""
    input:
        delivered=delivered,
        study=study("codebook", "releases"),
        code=code_of("ingest"),
    output:
        expand("data/processed/{{release}}/ingest/{table}.csv", table=STUDY.codebook.tables),
    log:
        "logs/{release}/ingest.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis ingest --release {wildcards.release} --out data/processed/{wildcards.release}/ingest --log {log}"

"""validate: typed tables → the same, checked and linked, one row a case."""


rule validate:
    """data/processed/<release>/ingest/ → validate/cases.csv, episodes.csv, themes.csv, and the match report."""
    input:
        typed=rules.ingest.output,
        study=study("codebook"),
        code=code_of("validate"),
    output:
        expand("data/processed/{{release}}/validate/{table}.csv", table=["cases", "episodes", "themes"]),
        "results/{release}/restricted/match_report.csv",
        "results/{release}/restricted/rules.csv",
    log:
        "logs/{release}/validate.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis validate --typed data/processed/{wildcards.release}/ingest"
        " --out data/processed/{wildcards.release}/validate --restricted results/{wildcards.release}/restricted --log {log}"

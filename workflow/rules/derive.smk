"""derive: checked tables → one analysis row a case."""


rule derive:
    """data/processed/<release>/validate/ → derive/analysis.csv, and the conflicts of plan status."""
    input:
        checked=rules.validate.output[:3],
        study=study("codebook"),
        code=code_of("derive"),
    output:
        "data/processed/{release}/derive/analysis.csv",
        "results/{release}/restricted/plan_conflicts.csv",
        "results/{release}/restricted/plan_reconciliation.csv",
    log:
        "logs/{release}/derive.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis derive --checked data/processed/{wildcards.release}/validate"
        " --out data/processed/{wildcards.release}/derive --restricted results/{wildcards.release}/restricted --log {log}"

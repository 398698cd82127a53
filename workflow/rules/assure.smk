"""assure: protected estimates and sign-offs → which figures are signed off, and which need a new look."""


rule assure:
    """study/signoffs.yaml, the definitions and results/<release>/estimates.csv → audit/signoffs.csv"""
    input:
        estimates=rules.protect.output[0],
        template="report/briefing.md.j2",
        study=study("codebook", "bases", "statistics", "comparisons", "wording", "signoffs"),
        # A fingerprint is taken of the source of the derivations too.
        code=code_of("assure", "derive"),
    output:
        "results/{release}/audit/signoffs.csv",
    log:
        "logs/{release}/assure.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis assure --results results/{wildcards.release} --log {log}"

"""assess: protected estimates → what follows from them by a declared method."""


rule assess:
    """results/<release>/estimates.csv → associations.csv"""
    input:
        estimates=rules.protect.output[0],
        study=study("codebook", "bases", "statistics", "associations"),
        code=modules_of("assess"),
    output:
        "results/{release}/associations.csv",
    log:
        "logs/{release}/assess.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis assess --results results/{wildcards.release} --log {log}"

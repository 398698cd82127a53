"""assess: protected estimates → what follows from them by a declared method."""


rule assess:
    """results/<release>/estimates.csv → associations.csv and coding.csv"""
    input:
        estimates=rules.protect.output[0],
        study=study("codebook", "bases", "statistics", "associations", "sensitivity"),
        code=code_of("assess"),
    output:
        "results/{release}/associations.csv",
        "results/{release}/coding.csv",
    log:
        "logs/{release}/assess.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis assess --results results/{wildcards.release} --log {log}"

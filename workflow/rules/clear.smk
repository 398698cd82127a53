"""clear: what was modelled on cases → what of it may be shown. It stands on the line, beside protect."""


rule clear:
    """results/<release>/restricted/ models.csv, imputed.csv and agreement.csv → results/<release>/ the same, and clearance.csv"""
    input:
        models=rules.model.output,
        estimates=rules.protect.output[0],
        study=study("codebook", "bases", "statistics", "releases", "disclosure", "models"),
        code=code_of("clear"),
    output:
        "results/{release}/models.csv",
        "results/{release}/imputed.csv",
        "results/{release}/agreement.csv",
        "results/{release}/clearance.csv",
    log:
        "logs/{release}/clear.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis clear --release {wildcards.release} --restricted results/{wildcards.release}/restricted"
        " --out results/{wildcards.release} --log {log}"

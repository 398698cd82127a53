"""contracts: what must add up, held on the counts and percentages that are shown."""


rule contracts:
    """results/<release>/estimates.csv → audit/contracts.csv"""
    input:
        estimates=rules.protect.output[0],
        study=study("codebook", "bases", "statistics", "contracts"),
        code=code_of("contracts.record"),
    output:
        "results/{release}/audit/contracts.csv",
    priority: AT_LEISURE
    log:
        "logs/{release}/contracts.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis contracts --estimates {input.estimates} --out {output} --log {log}"

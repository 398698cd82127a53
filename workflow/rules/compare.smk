"""compare: protected estimates → every declared comparison, with its test and the number of tests in its family."""


rule compare:
    """results/<release>/estimates.csv → comparisons.csv"""
    input:
        estimates=rules.protect.output[0],
        study=study("codebook", "bases", "statistics", "comparisons"),
        code=code_of("compare"),
    output:
        "results/{release}/comparisons.csv",
    log:
        "logs/{release}/compare.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis compare --estimates {input.estimates}"
        f" --confidence {option(CONFIG.confidence)}"
        f" --small {STUDY.wording.smallest_base},{STUDY.wording.unreliable_base}"
        " --out results/{wildcards.release} --log {log}"

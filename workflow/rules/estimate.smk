"""estimate: analysis rows → estimates, each declared statistic with its interval and bounds."""


rule estimate:
    """derive/analysis.csv → results/<release>/restricted/estimates.csv and case_flow.csv"""
    input:
        analysis=rules.derive.output[0],
        population="data/processed/{release}/ingest/child_population.csv",
        study=study("codebook", "bases", "statistics", "contracts"),
        code=code_of("estimate"),
    output:
        "results/{release}/restricted/estimates.csv",
        "results/{release}/restricted/case_flow.csv",
    log:
        "logs/{release}/estimate.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis estimate --analysis {input.analysis} --population {input.population}"
        f" --interval {option(CONFIG.interval)} --confidence {option(CONFIG.confidence)}"
        f" --small {STUDY.wording.smallest_base},{STUDY.wording.unreliable_base}"
        " --restricted results/{wildcards.release}/restricted --log {log}"

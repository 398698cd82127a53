"""protect: estimates → protected estimates and the decision log. Nothing to the right of here reads restricted files."""


rule protect:
    """results/<release>/restricted/estimates.csv → results/<release>/estimates.csv and decisions.csv"""
    input:
        estimates=rules.estimate.output[0],
        analysis=rules.derive.output[0],
        study=study("codebook", "bases", "statistics", "releases", "disclosure"),
        code=code_of("protect"),
    output:
        "results/{release}/estimates.csv",
        "results/{release}/decisions.csv",
    log:
        "logs/{release}/protect.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis protect --release {wildcards.release} --analysis {input.analysis}"
        " --restricted results/{wildcards.release}/restricted --out results/{wildcards.release}"
        f" --small {STUDY.wording.smallest_base},{STUDY.wording.unreliable_base}"
        " --log {log}"

"""attack: everything that would be published → audit/attack.json. An intruder who has read it all tries what is hidden."""


rule attack:
    """Every published file of a release → audit/attack.json"""
    input:
        estimates=rules.protect.output,
        compared=[rules.compare.output, rules.assess.output, rules.clear.output, rules.contracts.output],
        presented=[rules.tables.output, rules.charts.output],
        text=[PROSE, FIGURES],
        editions=[rules.audit.input.editions, rules.supplement.output, rules.ods.output],
        audit=[rules.audit.output, rules.trail.output, rules.assure.output, "results/{release}/audit/spss/statistics.sps"],
        published=["study/published.jsonl"] if os.path.exists("study/published.jsonl") else [],
        study=study(
            *("codebook", "bases", "statistics", "tables", "charts", "wording", "releases", "disclosure"),
            *("associations", "comparisons", "contracts", "models", "sensitivity", "signoffs"),
        ),
        printed="study/published.csv",
        code=code_of("attack", "derive", "validate.rules", "remaking"),
    output:
        "results/{release}/audit/attack.json",
    log:
        "logs/{release}/attack.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis attack --release {wildcards.release}"
        f" --confidence {option(CONFIG.confidence)}"
        " --results results/{wildcards.release} --log {log}"

"""present: protected estimates → tables, and charts with alt text."""


rule tables:
    """results/<release>/estimates.csv → tables/tables.json and a CSV a table."""
    input:
        estimates=rules.protect.output[0],
        comparisons=rules.compare.output[0],
        associations=rules.assess.output[0],
        models=rules.clear.output,
        coding=rules.assess.output[1],
        study=[
            *study("codebook", "bases", "statistics", "comparisons", "associations", "models", "tables", "contracts"),
            *study("releases"),
            "study/published.csv",
        ],
        code=code_of("present.tables"),
    output:
        "results/{release}/tables/tables.json",
        expand("results/{{release}}/tables/{table}.csv", table=STUDY.tables),
    log:
        "logs/{release}/tables.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis tables --release {wildcards.release} --results results/{wildcards.release} --log {log}"


rule charts:
    """results/<release>/estimates.csv → charts/charts.json and, for each chart, its picture and the data behind it."""
    input:
        estimates=rules.protect.output[0],
        study=study("codebook", "bases", "statistics", "charts", "releases"),
        code=code_of("present.charts"),
    output:
        "results/{release}/charts/charts.json",
        expand("results/{{release}}/charts/{chart}.{form}", chart=STUDY.charts, form=["svg", "csv"]),
        [
            f"results/{{release}}/charts/{name}.png"
            for name, chart in STUDY.charts.items()
            if "briefing" in chart.printed_in
        ],
    log:
        "logs/{release}/charts.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis charts --release {wildcards.release} --estimates {input.estimates}"
        " --out results/{wildcards.release}/charts --log {log}"

"""spss: the SPSS twin. The analysis table as an SPSS file and each statistic as SPSS syntax; on request, run by PSPP."""


rule spss_file:
    """derive/analysis.csv → results/<release>/restricted/spss/analysis.sav"""
    input:
        analysis=rules.derive.output[0],
        study=study("codebook", "releases"),
        code=code_of("spss.file"),
    output:
        "results/{release}/restricted/spss/analysis.sav",
    priority: AT_LEISURE
    log:
        "logs/{release}/spss_file.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis spss_file --release {wildcards.release} --analysis {input.analysis}"
        " --out {output} --log {log}"


rule spss_syntax:
    """study/ → results/<release>/audit/spss/statistics.sps, which holds no data"""
    input:
        study=study("codebook", "bases", "statistics"),
        code=code_of("spss.syntax"),
    output:
        "results/{release}/audit/spss/statistics.sps",
    priority: AT_LEISURE
    log:
        "logs/{release}/spss_syntax.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis spss_syntax --out {output} --log {log}"


rule spss:
    """On request: `snakemake spss` counts every statistic again by PSPP."""
    input:
        f"results/{RELEASE}/restricted/spss/check.csv",


rule spss_check:
    """The file, counted by the syntax in GNU PSPP, held to restricted/estimates.csv. Only on request.

    The second output says, without a count, which statistics agree; the trail tells it.
    """
    input:
        syntax=rules.spss_syntax.output,
        file=rules.spss_file.output,
        estimates="results/{release}/restricted/estimates.csv",
        study=study("codebook", "bases", "statistics"),
        code=code_of("spss.check"),
    output:
        counted="results/{release}/restricted/spss/check.csv",
        agreed="results/{release}/audit/spss/counted_again.csv",
    log:
        "logs/{release}/spss_check.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis spss_check --syntax {input.syntax} --file {input.file}"
        " --estimates {input.estimates} --out {output.counted} --agreed {output.agreed} --log {log}"

"""The synthetic twin: extracts made from the codebook and printed figures, with a fixed seed. Never committed."""


rule synthetic:
    """study/codebook.yaml → data/raw/synthetic/: two SPSS files and four CSV files."""
    input:
        study=study("codebook"),
        code=code_of("synthetic"),
    output:
        "data/raw/synthetic/scr_database.sav",
        "data/raw/synthetic/final_reports.sav",
        "data/raw/synthetic/cpd_plans.csv",
        "data/raw/synthetic/themes.csv",
        "data/raw/synthetic/child_population.csv",
        "data/raw/synthetic/double_coding.csv",
    log:
        "logs/synthetic.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis synthetic --out data/raw/synthetic --log {log}"

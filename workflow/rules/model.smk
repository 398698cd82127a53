"""model: analysis rows → models of them, and imputed shares. Restricted, as case rows are read."""


rule model:
    """derive/analysis.csv → results/<release>/restricted/models.csv, model_cells.csv, imputed.csv and agreement.csv"""
    input:
        analysis=rules.derive.output[0],
        double_coding="data/processed/{release}/ingest/double_coding.csv",
        study=study("codebook", "bases", "statistics", "models", "sensitivity"),
        code=code_of("model"),
    output:
        "results/{release}/restricted/models.csv",
        "results/{release}/restricted/model_cells.csv",
        "results/{release}/restricted/imputed.csv",
        "results/{release}/restricted/agreement.csv",
    log:
        "logs/{release}/model.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis model --analysis {input.analysis} --double_coding {input.double_coding}"
        f" --confidence {option(CONFIG.confidence)}"
        " --restricted results/{wildcards.release}/restricted --log {log}"

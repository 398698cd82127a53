"""model: analysis rows → models of them, and imputed shares. Restricted, as case rows are read."""


rule model:
    """derive/analysis.csv → results/<release>/restricted/models.csv, model_cells.csv and imputed.csv"""
    input:
        analysis=rules.derive.output[0],
        study=study("codebook", "bases", "statistics", "models", "sensitivity"),
        code=modules_of("model"),
    output:
        "results/{release}/restricted/models.csv",
        "results/{release}/restricted/model_cells.csv",
        "results/{release}/restricted/imputed.csv",
    log:
        "logs/{release}/model.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis model --analysis {input.analysis}"
        f" --confidence {option(CONFIG.confidence)}"
        " --restricted results/{wildcards.release}/restricted --log {log}"

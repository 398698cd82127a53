"""model: analysis rows → models of them. Restricted, as case rows are read."""


rule model:
    """derive/analysis.csv → results/<release>/restricted/models.csv and model_cells.csv"""
    input:
        analysis=rules.derive.output[0],
        study=study("codebook", "bases", "models"),
        code=modules_of("model"),
    output:
        "results/{release}/restricted/models.csv",
        "results/{release}/restricted/model_cells.csv",
    log:
        "logs/{release}/model.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis model --analysis {input.analysis}"
        f" --confidence {option(CONFIG.confidence)}"
        " --restricted results/{wildcards.release}/restricted --log {log}"

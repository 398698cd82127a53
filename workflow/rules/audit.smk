"""audit: every printed number is followed back to its estimate, in every edition."""


rule audit:
    """The editions and results/<release>/estimates.csv → audit/printed.csv"""
    input:
        editions=[rules.pdf.output, rules.html.output, rules.docx.output],
        text=[PROSE, FIGURES],
        estimates=rules.protect.output[0],
        study=study("codebook", "wording"),
        code=modules_of("audit"),
    output:
        "results/{release}/audit/printed.csv",
    log:
        "logs/{release}/audit.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis audit --results results/{wildcards.release} --log {log}"

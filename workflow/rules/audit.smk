"""audit: every printed number is followed back to its estimate, and what proves it is put together."""


rule audit:
    """The editions and results/<release>/estimates.csv → audit/printed.csv and pages.csv"""
    input:
        editions=[rules.pdf.output, rules.html.output, rules.docx.output],
        text=[PROSE, FIGURES],
        estimates=rules.protect.output[0],
        study=study("codebook", "wording"),
        code=code_of("audit.printed"),
    output:
        "results/{release}/audit/printed.csv",
        "results/{release}/audit/pages.csv",
    log:
        "logs/{release}/audit.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis audit --results results/{wildcards.release} --log {log}"


# What PSPP found is told where it was asked before and can be asked again, so that what is told is of these very data.
# Who has never asked, or has no PSPP, is not made to: the trail then says that no second engine counted.
COUNTED_AGAIN = (
    [rules.spss_check.output.agreed]
    if os.path.exists(f"results/{RELEASE}/audit/spss/counted_again.csv") and shutil.which("pspp")
    else []
)


rule trail:
    """The study, protected estimates and where each is printed → audit/trail.json and audit/index.html"""
    input:
        printed=rules.audit.output,
        text=[PROSE, FIGURES],
        tables=rules.tables.output[0],
        charts=rules.charts.output[0],
        protected=rules.protect.output,
        cleared=rules.clear.output,
        derived=[rules.compare.output, rules.assess.output],
        counted_again=COUNTED_AGAIN,
        found=[
            f"results/{{release}}/audit/{name}" for name in ("claims.csv", "contracts.csv", "signoffs.csv", "spss/statistics.sps")
        ],
        published="study/published.csv",
        proofs=sorted(path.as_posix() for path in Path("tests/spec").glob("test_*.py")),
        study=study(
            *("codebook", "bases", "statistics", "comparisons", "associations", "models", "sensitivity"),
            *("tables", "charts", "wording", "releases"),
        ),
        look=["report/trail.html.j2", "report/trail.css", "report/trail.js", *FONTS],
        code=code_of("audit.trail"),
    output:
        "results/{release}/audit/trail.json",
        "results/{release}/audit/index.html",
    log:
        "logs/{release}/trail.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis trail --results results/{wildcards.release}"
        f"{' --counted_again' if COUNTED_AGAIN else ''}"
        " --log {log}"

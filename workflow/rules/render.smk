"""render: prose, tables and charts → PDF, HTML and Word. One text, three editions."""

PROSE = "results/{release}/text/briefing.md"
FIGURES = "results/{release}/text/figures.json"
DRAFT = " --draft" if CONFIG.draft else ""
FONTS = sorted(path.as_posix() for path in Path("report/fonts").glob("*.woff"))
WORD_PARTS = sorted(path.as_posix() for path in Path("report/docx").glob("*.xml"))


rule prose:
    """report/briefing.md.j2 and protected estimates → text/briefing.md and figures.json, audit/claims.csv"""
    input:
        template="report/briefing.md.j2",
        estimates=rules.protect.output[0],
        tables=rules.tables.output[0],
        charts=rules.charts.output[0],
        signed=rules.assure.output[0],
        comparisons=rules.compare.output[0],
        study=[
            *study("codebook", "bases", "statistics", "comparisons", "tables", "charts", "contracts"),
            *study("associations", "models", "wording", "releases", "disclosure"),
            "study/published.csv",
        ],
        code=code_of("render.prose"),
    output:
        PROSE,
        FIGURES,
        "results/{release}/audit/claims.csv",
    log:
        "logs/{release}/prose.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis prose --release {wildcards.release} --results results/{wildcards.release}"
        f" --edition {option(as_option(CONFIG.briefing))}{DRAFT}"
        " --log {log}"


rule pdf:
    """text/ → briefing.pdf, PDF/UA-1 and PDF/A-2a in one file."""
    input:
        text=[PROSE, FIGURES],
        tables=rules.tables.output[0],
        charts=rules.charts.output,
        look=["report/briefing.typ", "report/exhibits.typ", "report/look.typ", "report/editions.lua"],
        code=code_of("render.pdf"),
    output:
        "results/{release}/briefing.pdf",
    priority: 1  # the audit waits for all three editions, and this one takes as long as the others together
    log:
        "logs/{release}/pdf.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis pdf --results results/{wildcards.release} --log {log}"


rule html:
    """text/ → briefing.html, one file that needs no other."""
    input:
        text=[PROSE, FIGURES],
        tables=rules.tables.output[0],
        charts=rules.charts.output,
        look=[
            *("report/page.html.j2", "report/layout.html.j2", "report/exhibits.html.j2", "report/style.css"),
            *("report/editions.lua", *FONTS),
        ],
        code=code_of("render.html"),
    output:
        "results/{release}/briefing.html",
    log:
        "logs/{release}/html.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis html --results results/{wildcards.release} --log {log}"


rule docx:
    """text/ → briefing.docx, for comments."""
    input:
        text=[PROSE, FIGURES],
        tables=rules.tables.output[0],
        charts=rules.charts.output,
        look=["report/editions.lua", *WORD_PARTS],
        code=code_of("render.docx"),
    output:
        "results/{release}/briefing.docx",
    log:
        "logs/{release}/docx.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis docx --results results/{wildcards.release} --log {log}"


rule supplement:
    """tables/ and charts/ → supplement.html: every table of the series on one page that needs no other."""
    input:
        tables=rules.tables.output[0],
        words="results/{release}/audit/claims.csv",
        charts=rules.charts.output,
        signed=rules.assure.output[0],
        look=[
            *("report/supplement.html.j2", "report/layout.html.j2", "report/exhibits.html.j2", "report/style.css"),
            *FONTS,
        ],
        study=study("codebook", "releases"),
        code=code_of("render.supplement", "render.state", "signed"),
    output:
        "results/{release}/supplement.html",
    priority: AT_LEISURE
    log:
        "logs/{release}/supplement.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis supplement --release {wildcards.release} --results results/{wildcards.release}"
        f" --edition {option(as_option(CONFIG.briefing))}{DRAFT}"
        " --log {log}"


rule ods:
    """tables/ → tables.ods: the same tables as a spreadsheet, a sheet each."""
    input:
        tables=rules.tables.output[0],
        words="results/{release}/audit/claims.csv",
        charts=rules.charts.output[0],
        signed=rules.assure.output[0],
        study=study("codebook", "releases"),
        code=code_of("render.ods", "render.state", "signed"),
    output:
        "results/{release}/tables.ods",
    priority: AT_LEISURE
    log:
        "logs/{release}/ods.log",
    conda:
        "../../environment.yml"
    shell:
        "python -m scr_analysis ods --release {wildcards.release} --results results/{wildcards.release}"
        f" --edition {option(as_option(CONFIG.briefing))}{DRAFT}"
        " --log {log}"

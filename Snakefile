"""SCR analysis: from extracts to a briefing. A contents page; each stage stands in workflow/rules/<stage>.smk."""

import sys

sys.path.insert(0, "src")


include: "workflow/rules/common.smk"


rule all:
    """Everything that is made for one release."""
    input:
        expand(f"results/{RELEASE}/briefing.{{edition}}", edition=["pdf", "html", "docx"]),
        f"results/{RELEASE}/supplement.html",
        f"results/{RELEASE}/tables.ods",
        f"results/{RELEASE}/audit/index.html",
        f"results/{RELEASE}/audit/contracts.csv",
        f"results/{RELEASE}/audit/attack.json",
        f"results/{RELEASE}/audit/spss/statistics.sps",
        f"results/{RELEASE}/restricted/spss/analysis.sav",
        f"results/{RELEASE}/comparisons.csv",
        f"results/{RELEASE}/audit/manifest.json",
    default_target: True


include: "workflow/rules/synthetic.smk"
include: "workflow/rules/ingest.smk"
include: "workflow/rules/validate.smk"
include: "workflow/rules/derive.smk"
include: "workflow/rules/estimate.smk"
include: "workflow/rules/spss.smk"
include: "workflow/rules/model.smk"
include: "workflow/rules/protect.smk"
include: "workflow/rules/clear.smk"
include: "workflow/rules/compare.smk"
include: "workflow/rules/assess.smk"
include: "workflow/rules/contracts.smk"
include: "workflow/rules/assure.smk"
include: "workflow/rules/present.smk"
include: "workflow/rules/render.smk"
include: "workflow/rules/audit.smk"
include: "workflow/rules/attack.smk"
include: "workflow/rules/manifest.smk"

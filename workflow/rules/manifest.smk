"""manifest: what went in, what came out, and what made it. Written last; the only place with facts of the run."""

MANIFEST = "audit/manifest.json"
# Whatever else `rule all` asks for, so that this list never goes stale.
BUILT = [path for path in rules.all.input if not path.endswith(MANIFEST)]
PACKAGE = recorded("package", sorted(path.as_posix() for path in Path("src/scr_analysis").rglob("*.py")))


rule manifest:
    """Everything that `rule all` asks for → audit/manifest.json and ro-crate-metadata.json"""
    input:
        built=BUILT,
        delivered=delivered,
        study=sorted(map(str, Path("study").iterdir())),
        software=["Snakefile", "environment.yml", *PACKAGE],
        code=code_of("manifest"),
    output:
        f"results/{{release}}/{MANIFEST}",
        "results/{release}/audit/workflow/Snakefile",
        "results/{release}/ro-crate-metadata.json",
    log:
        "logs/{release}/manifest.log",
    conda:
        "../../environment.yml"
    shell:
        f"python -m scr_analysis manifest --config {option(as_option(CONFIG))}"
        " --results results/{wildcards.release} --log {log}"

"""What every stage shares: the checked configuration and study, and the package files a stage is made of."""

import gc
import os
import shlex
import shutil
import sys
import threading
from pathlib import Path

from scr_analysis.errors import FaultsFound
from scr_analysis.modules import code_of, recorded
from scr_analysis.study.config import as_option, load_project

# What Snakemake has loaded by now stays to the end. To look through it for garbage, again and again and once more when
# Python ends, took a seventh of a run with nothing to do.
gc.freeze()

# Stage commands run in the environment of Snakemake itself, activated or not (or, with --sdm conda, in the rule's).
os.environ.update(PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}", PYTHONPATH="src")

# The parts of the study that rules look at.
WIRED = ("codebook", "tables", "charts", "wording", "releases")

# config.yaml is read here and not by ``configfile:``, so that a fault in it is told like every other one; what
# --config and --configfile say goes over it.
try:
    CONFIG, STUDY = load_project(Path("."), workflow.config_settings.overwrite_config, *WIRED)
except FaultsFound as found:
    sys.exit(found.report())  # a WorkflowError would print a place in this file, where nothing is wrong

RELEASE = CONFIG.release

# Of stages that are ready, those go first that others wait for. What only the attack and the manifest wait for, which
# read everything, does not hold up the longest way through a build: it fills the other processors meanwhile.
AT_LEISURE = -1


wildcard_constraints:
    release="|".join(STUDY.releases),


localrules:
    all,
    spss,


def delivered(wildcards):
    """The release's files. One that is missing is left to the stage, which says what to do about it."""
    release = STUDY.release(wildcards.release)
    paths = [f"{release.folder}/{file.path}" for file in release.files.values()]
    return [path for path in paths if release.synthetic or os.path.exists(path)]


def option(value):
    """An option as it stands in a stage command.

    It is written into the command, where a change of it reruns just that rule, and not into ``params``: those make
    Snakemake import pandas, which doubles the time of a run that has nothing to do.
    """
    return shlex.quote(str(value)).replace("{", "{{").replace("}", "}}")


def study(*parts):
    """Paths of study files."""
    return [f"study/{part}.yaml" for part in parts]


def stop_waiting():
    """Cancel the timers of Snakemake's limit of jobs per second, for which every run would wait at its end."""
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.cancel()


onsuccess:
    stop_waiting()


onerror:
    stop_waiting()

"""What every stage shares: the checked configuration and study, and the package files a stage is made of."""

import json
import os
import sys
from pathlib import Path

from snakemake.exceptions import WorkflowError

from scr_analysis.errors import FaultsFound
from scr_analysis.modules import modules_of
from scr_analysis.study import load_study
from scr_analysis.study.config import read_config

# Stage commands come from the environment that Snakemake itself runs in, activated or not.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

try:
    CONFIG = read_config(config)
    STUDY = load_study(Path("."))
    DELIVERY = STUDY.release(CONFIG.release)
except FaultsFound as found:
    raise WorkflowError(found.report()) from None

RELEASE = CONFIG.release


wildcard_constraints:
    release="[a-z0-9_-]+",


localrules:
    all,


def study(*parts):
    """Paths of study files."""
    return [f"study/{part}.yaml" for part in parts]

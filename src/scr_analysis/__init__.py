"""SCR analysis: from confidential case extracts to a published briefing in which every number can be proved."""

__version__ = "0.1.0"

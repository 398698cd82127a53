"""The SPSS twin: the analysis table as an SPSS file, and syntax that counts every statistic again.

A second engine for the same declarations. It takes nothing from ``estimate``, so that an error of one of the two shows
as a difference between them. GNU PSPP runs the same syntax on the same file, unchanged.
"""

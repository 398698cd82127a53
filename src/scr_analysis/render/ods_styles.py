"""The look of the spreadsheet: titles, headers, words, numbers by their decimal places, and the printed page."""

from __future__ import annotations

# A number with more decimal places is shown with the last of these.
DECIMALS = range(4)
_WIDTHS = {"wide": "8cm", "narrow": "3.2cm"}


def page_style() -> str:
    """Arial for every cell; printed across, one page wide."""
    return (
        '<office:styles><style:default-style style:family="table-cell"><style:text-properties fo:font-family="Arial" '
        'fo:font-size="11pt" fo:language="en" fo:country="GB"/></style:default-style></office:styles>'
        '<office:automatic-styles><style:page-layout style:name="across"><style:page-layout-properties '
        'style:print-orientation="landscape" fo:page-width="29.7cm" fo:page-height="21cm" style:scale-to-X="1" '
        'style:scale-to-Y="0"/></style:page-layout></office:automatic-styles><office:master-styles>'
        '<style:master-page style:name="Default" style:page-layout-name="across"/></office:master-styles>'
    )


def cell_styles() -> str:
    """The styles that cells, columns and rows name."""
    top = '<style:table-cell-properties style:vertical-align="top"/>'
    wrap = '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>'
    words = [
        _style("title", "table-cell", '<style:text-properties fo:font-weight="bold" fo:font-size="15pt"/>'),
        _style("line", "table-cell", ""),
        _style("head", "table-cell", f'{wrap}<style:text-properties fo:font-weight="bold"/>'),
        _style("words", "table-cell", wrap),
    ]
    numbers = [_number(n) + _style(f"n{n}", "table-cell", top, f' style:data-style-name="N{n}"') for n in DECIMALS]
    columns = [
        _style(name, "table-column", f'<style:table-column-properties style:column-width="{width}"/>')
        for name, width in _WIDTHS.items()
    ]
    row = _style("row", "table-row", '<style:table-row-properties style:use-optimal-row-height="true"/>')
    return f"<office:automatic-styles>{''.join([*numbers, *columns, row, *words])}</office:automatic-styles>"


def _style(name: str, family: str, properties: str, more: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="{family}"{more}>{properties}</style:style>'


def _number(decimals: int) -> str:
    """A number with so many decimal places, its thousands set apart."""
    return (
        f'<number:number-style style:name="N{decimals}"><number:number number:decimal-places="{decimals}" '
        f'number:min-decimal-places="{decimals}" number:min-integer-digits="1" number:grouping="true"/>'
        "</number:number-style>"
    )

"""The house style of charts: sizes, colours and typeface.

Every size is the size in print: millimetres for lengths, points for type. Colours run from dark to light so
that neighbours stay apart in grey and for readers who do not see hue.
"""

from __future__ import annotations

NARROW_MM, WIDE_MM = 84.0, 174.0

SMALL, BODY, FIGURE, DISPLAY = 7.5, 8.0, 8.5, 10.5

INK, QUIET, RULE, PAPER = "#1A1F24", "#4A5560", "#B8C0C6", "#FFFFFF"
ACCENT, ACCENT_SOFT = "#12436D", "#7FA9C4"
NOT_KNOWN, HATCH, HAIRLINE = "#ECEEF0", "#8A949C", "#E4E8EB"
INK_ON_FILL = "#0B0C0C"
READABLE = 4.5  # the contrast WCAG 2.2 asks of small text

# From deep blue to pale teal: lightness falls in even steps, hue drifts with it.
_RAMP = ("#12436D", "#226C92", "#4A97AB", "#8CC3C4", "#CBE5DF")

FAMILIES = "'Source Sans Pro', 'Source Sans 3', sans-serif"
WEIGHTS = {"Regular": 400, "Semibold": 600}


def ramp(steps: int) -> list[str]:
    """Return so many colours from dark to light; neighbours always differ in lightness."""
    if steps == 1:
        return [_RAMP[0]]
    # Few segments need not reach the palest colours, which are weak on white paper.
    reach = {2: 0.75, 3: 0.85}.get(steps, 1.0)
    return [_readable(reach * step / (steps - 1)) for step in range(steps)]


def _readable(place: float) -> str:
    """Return the colour at a place on the ramp, or the next lighter one on which text is readable."""
    colour = _between(place)
    while contrast(ink_on(colour), colour) < READABLE:
        place += 0.01
        colour = _between(place)
    return colour


def _between(place: float) -> str:
    """Return the colour at a place from 0 (darkest) to 1 (lightest) along the ramp."""
    spot = place * (len(_RAMP) - 1)
    left = min(int(spot), len(_RAMP) - 2)
    mixed = [
        round(a + (b - a) * (spot - left))
        for a, b in zip(_channels(_RAMP[left]), _channels(_RAMP[left + 1]), strict=True)
    ]
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def _channels(colour: str) -> tuple[int, int, int]:
    """Split #RRGGBB into its three channels."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ink_on(fill: str) -> str:
    """Return the text colour that reads best on a fill."""
    return max((PAPER, INK_ON_FILL), key=lambda ink: contrast(ink, fill))

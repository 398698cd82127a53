"""Given names that were common in England for children of these years, and for their parents."""

from __future__ import annotations

from typing import Final

GIVEN_NAMES: Final = frozenset(
    """
    aaron abigail adam aidan alex alexander alfie alice amelia amy andrew anna anthony archie ava ben benjamin bethany
    callum cameron carol charlie charlotte chloe christopher connor daisy daniel david dylan edward eleanor ella ellie
    emily emma ethan eva evie finlay florence freddie freya gary george georgia grace hannah harriet harrison harry
    harvey henry holly isaac isabella isabelle isla jack jacob jade jake james jamie jasmine jayden jennifer jessica joe
    john jordan joseph joshua julie karen katie kayla keira kieran kyle lacey laura lauren leah leo lewis liam lily
    logan louis lucas lucy luke maisie mark mary mason matilda matthew max megan mia michael michelle millie mohammed
    molly muhammad nathan nicola nicole noah oliver olivia oscar owen paige paul peter phoebe poppy rachel rebecca reece
    rhys riley robert rosie ruby ryan samantha samuel sarah scarlett sean sebastian sienna simon skye sophia sophie
    stephen steven summer susan theo thomas toby tracey tyler victoria william zachary zoe
    """.split()  # noqa: SIM905  (a list of words reads better than a list of quotes)
)

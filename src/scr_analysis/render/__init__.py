"""The briefing's prose, and the editions made from it."""

"""present: protected estimates → tables, and charts with alt text."""

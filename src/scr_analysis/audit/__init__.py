"""audit: the editions read back, and everything that proves a printed number put together for its reviewer."""

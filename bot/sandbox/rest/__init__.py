"""Discord's REST API, version 10, as far as the stand-in knows it."""

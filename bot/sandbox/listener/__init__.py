"""The page's side of the stand-in: static files, uploaded files, and the WebSocket that PAGE.md describes."""

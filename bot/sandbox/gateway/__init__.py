"""Discord's gateway: the WebSocket by which the bot hears what happens."""

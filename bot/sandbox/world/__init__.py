"""The world that the stand-in pretends: guilds, people, channels, messages, commands and interactions."""

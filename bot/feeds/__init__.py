"""Podcast feeds: reading them, knowing an episode again, and fetching them politely."""

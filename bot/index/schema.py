"""The tables of index.db. It holds nothing that the knowledge files do not: delete it and it is rebuilt."""

from __future__ import annotations

VERSION = 7
"""Raised with every change of the tables or of what stands in them; an index of another version is rebuilt."""

TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY, kind TEXT NOT NULL, show TEXT NOT NULL, digest TEXT NOT NULL, good INTEGER NOT NULL,
    held INTEGER NOT NULL,
    problems BLOB NOT NULL, document BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_other ON file (path) WHERE kind != 'episode';
CREATE TABLE IF NOT EXISTS episode (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, show TEXT NOT NULL, number INTEGER,
    label TEXT NOT NULL, part TEXT NOT NULL, season TEXT NOT NULL, title TEXT NOT NULL, day TEXT NOT NULL,
    recorded INTEGER NOT NULL, first_day TEXT, last_day TEXT, rank REAL, seconds INTEGER, payload BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS episode_number ON episode (show, number);
CREATE INDEX IF NOT EXISTS episode_label ON episode (label);
CREATE INDEX IF NOT EXISTS episode_part ON episode (part);
CREATE INDEX IF NOT EXISTS episode_rank ON episode (show, rank);
CREATE INDEX IF NOT EXISTS episode_newest ON episode (rank);
CREATE INDEX IF NOT EXISTS episode_day ON episode (first_day);
CREATE INDEX IF NOT EXISTS episode_length ON episode (show, seconds);
CREATE INDEX IF NOT EXISTS episode_aliases ON episode (key) WHERE json_type(payload, '$.aliases') = 'array';
CREATE TABLE IF NOT EXISTS mention (
    kind TEXT NOT NULL, key TEXT NOT NULL, episode INTEGER NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL,
    own INTEGER NOT NULL, PRIMARY KEY (kind, key, episode, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_episode ON mention (episode, kind);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    title, names, summary, detail, offers, tokenize = "porter unicode61 remove_diacritics 2 tokenchars '+#'"
);
"""
"""`file.good`: nothing is wrong in the file as it is now; `file.held`: what stands here of it is a version that was good.
`episode.part`: the number within the season, of one such as S02E03.
`mention.own` is 0 where a host stands in an episode only because the show's file says so."""

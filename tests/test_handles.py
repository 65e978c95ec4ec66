"""Names on other services lead there where the service is known, and stay text where they do not."""

from __future__ import annotations

import pytest

from bot.wording.cards.handles import handle


@pytest.mark.parametrize(
    ("where", "name", "said"),
    [
        ("github", "tomchristie", "[GitHub tomchristie](https://github.com/tomchristie)"),
        ("Twitter", "@starletdreaming", "[Twitter starletdreaming](https://x.com/starletdreaming)"),
        ("mastodon", "@ada@hachyderm.io", "[mastodon @\u200bada@\u200bhachyderm.io](https://hachyderm.io/@ada)"),
        ("irc", "ada", "irc: ada"),
        ("github", "../evil", "GitHub: ../evil"),
        ("github", "a)[b](https://evil.example", "GitHub: a)\\[b\\](https://evil.example"),
        ("twitter", "@everyone **x**", "Twitter: @\u200beveryone \\*\\*x\\*\\*"),
    ],
)
def test_a_name_is_linked_where_its_profile_is_known_to_stand(where: str, name: str, said: str) -> None:
    assert handle(where, name) == said

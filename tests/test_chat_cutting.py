"""Markdown is cut to Discord's limits so that what is left is still right."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.cutting import cut
from bot.render.limits import units
from bot.render.pieces import pieces, without_cards
from bot.render.taming import tame
from bot.wording.marks import bold, escape, linked
from tests.patience import quickly

HARSH = st.text(alphabet=st.sampled_from("ab *_~`|[]()<>#\\-\n@:/.é🎙️👩\u200d👧🏽\u0301ש"), max_size=60)
SENTENCES = st.lists(
    st.one_of(
        HARSH.map(escape),
        HARSH.map(escape).map(bold),
        HARSH.map(lambda text: linked(text, "https://pods.example/a_b")),
        st.just("\n- "),
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(markdown=SENTENCES, most=st.integers(20, 400))
def test_a_cut_text_fits_and_holds_only_whole_pieces(markdown: str, most: int) -> None:
    found = cut(markdown, most)
    assert units(found) <= most
    if units(markdown) <= most:
        assert found == markdown
        return
    kept = found.removesuffix(" …")
    assert markdown.startswith(kept)
    assert not kept.endswith("\\") or kept.endswith("\\\\")
    assert pieces(kept).count("**") % 2 == 0
    links = [each for each in pieces(markdown) if each.startswith("[")]
    assert all(each in links for each in pieces(kept) if each.startswith("[") and len(each) > 1)


@pytest.mark.parametrize(
    ("markdown", "most", "found"),
    [
        ("short", 10, "short"),
        ("one two three four", 12, "one two …"),
        ("first line\nsecond line\nthird", 26, "first line\nsecond line …"),
        ("- one\n- two\n- three", 15, "- one\n- two …"),
        ("x" * 30, 10, "x" * 8 + " …"),
        ("the **bold name of somebody** is", 20, "the …"),
        ("see [the page of it](https://pods.example/long) now", 30, "see …"),
        ("a\\*b\\*c\\*d\\*e\\*f", 10, "a\\*b\\*c …"),
        ("🎙️🎙️🎙️🎙️🎙️", 9, "🎙️🎙️ …"),
        ("👩\u200d👧👩\u200d👧👩\u200d👧", 14, "👩\u200d👧👩\u200d👧 …"),
        ("e\u0301e\u0301e\u0301e\u0301", 7, "e\u0301e\u0301 …"),
    ],
)
def test_a_text_is_cut_where_it_hurts_least(markdown: str, most: int, found: str) -> None:
    assert cut(markdown, most) == found


def test_a_huge_text_is_cut_quickly() -> None:
    for text in ("a sentence \\[of\\] many words. " * 40_000, "x" * 1_000_000, "\\[" * 500_000, "[" * 100_000):
        assert units(quickly(partial(cut, text, 2000), 0.5)) <= 2000


def test_emoji_count_twice_as_discord_may_count_them() -> None:
    assert [units(text) for text in ("", "abc", "é", "🎙", "ש")] == [0, 3, 1, 2, 1]


def test_links_are_written_without_cards_and_escaped_ones_are_left() -> None:
    assert without_cards("[a](https://x.example/1) and [b](<https://x.example>)") == (
        "[a](<https://x.example/1>) and [b](<https://x.example>)"
    )
    escaped = escape("[a](https://x.example/1)")
    assert without_cards(escaped) == escaped


def test_characters_that_act_are_taken_out_and_writing_is_kept() -> None:
    assert tame("\u202eabc\u202c\u2066d\x00e\x1b[0m\ud800\U000e0041") == "abcde[0m"
    assert tame("פודקאסט 🎙️ 👩\u200d👧 naïve\nline") == "פודקאסט 🎙️ 👩\u200d👧 naïve\nline"

"""A feed becomes knowledge files: what comes in, what is left out, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.feeds import read
from bot.importing import Source, lines, plan
from bot.knowledge import read_all, scan
from bot.model import Chapter, Episode, Show
from tests.importing_kit import brought, files, item, planned, problems, rss, text, write

FULL = item(
    3,
    "3: On Trees",
    """<description>&lt;p&gt;All about trees.&lt;/p&gt;
    &lt;p&gt;See &lt;a href="https://trees.example"&gt;the trees&lt;/a&gt;.&lt;/p&gt;</description>
    <itunes:season>2</itunes:season><itunes:duration>1:02:03</itunes:duration><category>Trees</category>
    <podcast:person href="https://ann.example">Ann Host</podcast:person><podcast:person role="guest">Gus Guest</podcast:person>
    <podcast:transcript url="https://example.org/3.vtt" type="text/vtt"/><itunes:image href="https://example.org/3.jpg"/>
    <psc:chapters><psc:chapter start="00:00" title="Start"/><psc:chapter start="00:10:05" title="Oaks"/></psc:chapters>""",
)


def episodes(root: Path) -> dict[str, Episode]:
    """The episodes of a folder by slug, as the bot reads them."""
    documents = read_all(root, scan(root).files.values())
    return {document.slug: document.episode for document in documents if document.episode}


def show(root: Path) -> Show:
    documents = read_all(root, scan(root).files.values())
    return next(document.about_show for document in documents if document.about_show)


async def test_every_fact_of_an_item_reaches_its_file(tmp_path: Path) -> None:
    await brought(tmp_path, rss(FULL, item(2, "Two")))
    found = episodes(tmp_path)["s02e03-on-trees"]
    assert (found.title, found.number, found.season, found.duration) == ("3: On Trees", 3, 2, 3723)
    assert (str(found.date), found.url, found.audio) == ("2022-02-03", "https://example.org/3", "https://example.org/3.mp3")
    assert (found.image, found.transcript) == ("https://example.org/3.jpg", "https://example.org/3.vtt")
    assert found.summary.startswith("All about trees.")
    assert [(link.title, link.url) for link in found.links] == [("the trees", "https://trees.example")]
    assert [guest.name for guest in found.guests] == ["Gus Guest"]
    assert [host.links[0].url for host in found.hosts or ()] == ["https://ann.example"]
    assert found.topics == ("Trees",)
    assert found.chapters == (Chapter(0.0, "Start"), Chapter(605.0, "Oaks"))
    assert found.source == "Imported from the feed at example.org"
    assert problems(tmp_path) == []


async def test_a_new_show_gets_its_own_file(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One"), about="<language>en</language><podcast:person>Ann Host</podcast:person>"))
    found = show(tmp_path)
    assert (found.name, found.description, found.url, found.language) == ("Talks", "About talks.", "https://example.org", "en")
    assert [host.name for host in found.hosts] == ["Ann Host"]


async def test_a_show_that_people_described_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "x.yaml", "title: X\n")
    (tmp_path / "talks" / "show.yaml").write_text("name: Our own name\n")
    await brought(tmp_path, rss(item(1, "One")))
    assert (tmp_path / "talks" / "show.yaml").read_text() == "name: Our own name\n"


async def test_hosts_of_the_show_are_not_repeated_in_each_episode(tmp_path: Path) -> None:
    named = "<podcast:person>Ann Host</podcast:person>"
    await brought(tmp_path, rss(item(1, "One", named), item(2, "Two", named), item(3, "Three", named)))
    assert [host.name for host in show(tmp_path).hosts] == ["Ann Host"]
    assert all(found.hosts is None for found in episodes(tmp_path).values())


def test_planning_writes_nothing(tmp_path: Path) -> None:
    made = planned(tmp_path, rss(item(1, "One")))
    assert sorted(made.changes) == ["talks/episodes/1-one.yaml", "talks/show.yaml"]
    assert files(tmp_path) == {}


def test_items_without_audio_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    news = "<item><title>News</title><guid>n</guid></item>"
    made = planned(tmp_path, rss(item(1, "One"), news))
    assert not any("news" in path for path in made.changes)
    assert any("nothing to play" in text for text in made.report.odd)
    assert "talks/episodes/news.yaml" in planned(tmp_path, rss(item(1, "One"), news), everything=True).changes


async def test_what_the_loader_would_refuse_is_left_out_and_told(tmp_path: Path) -> None:
    bad = '<podcast:person role="guest" href="https://[2001:db8::1]/me">Gus Guest</podcast:person>'
    done = await brought(tmp_path, rss(item(1, "One", bad)))
    assert [guest.name for guest in episodes(tmp_path)["1-one"].guests] == ["Gus Guest"]
    assert any("1-one.yaml" in text and "web address" in text for text in done.report.odd)
    assert problems(tmp_path) == []


async def test_two_episodes_of_one_title_get_two_files(tmp_path: Path) -> None:
    twice = [item(number, "Questions").replace(f"<itunes:episode>{number}</itunes:episode>", "") for number in (1, 2)]
    await brought(tmp_path, rss(*twice))
    assert sorted(episodes(tmp_path)) == ["questions", "questions-2"]


async def test_a_number_from_titles_that_two_items_claim_is_not_believed(tmp_path: Path) -> None:
    other = item(7, "Extra Ep. 5").replace("<itunes:episode>7</itunes:episode>", "")
    done = await brought(tmp_path, rss(item(5, "Five"), other))
    assert {found.number for found in episodes(tmp_path).values()} == {5, None}
    assert any("5" in text and "several items claim" in text for text in done.report.odd)


async def test_keywords_that_every_episode_has_are_no_topics(tmp_path: Path) -> None:
    tags = "<category>Podcast</category>"
    made = [
        item(number, f"Part {number}", tags + ("<category>Oaks</category>" if number == 3 else "")) for number in range(1, 7)
    ]
    await brought(tmp_path, rss(*made))
    assert {found.topics for found in episodes(tmp_path).values()} == {(), ("Oaks",)}


async def test_texts_that_look_like_yaml_stay_texts(tmp_path: Path) -> None:
    titles = ["No", "1.10", "- a: [b", "&amp;anchor *alias", "'quoted\" # not a comment", "@ 2020-01-01"]
    await brought(tmp_path, rss(*(item(number, title) for number, title in enumerate(titles, 1))))
    said = {found.number: found.title for found in episodes(tmp_path).values()}
    assert said == {1: "No", 2: "1.10", 3: "- a: [b", 4: "&anchor *alias", 5: "'quoted\" # not a comment", 6: "@ 2020-01-01"}
    assert problems(tmp_path) == []


def test_no_title_leads_a_file_out_of_its_folder(tmp_path: Path) -> None:
    made = planned(tmp_path, rss(item(1, "../../etc/passwd"), item(2, "a\\b:c"), item(3, ".hidden")))
    assert all(path.startswith("talks/") and ".." not in path and "\\" not in path for path in made.changes)


@pytest.mark.parametrize("slug", ["../up", "a b", "", "a/b"])
def test_a_show_cannot_have_every_name(tmp_path: Path, slug: str) -> None:
    with pytest.raises(UsageError):
        plan(tmp_path, slug, [Source(read(rss(item(1, "One"))), "x")])


def test_a_show_of_the_same_name_in_other_case_is_not_made_twice(tmp_path: Path) -> None:
    write(tmp_path, "x.yaml", "title: X\n")
    with pytest.raises(UsageError, match="there is a show talks"):
        plan(tmp_path, "Talks", [Source(read(rss(item(1, "One"))), "x")])


def test_the_summary_counts_files_and_fields(tmp_path: Path) -> None:
    made = planned(tmp_path, rss(item(1, "One"), item(2, "Two")))
    said = list(lines(made.report, dry=True))
    assert said[0] == "talks: 3 files would be written, 0 would be brought up to date, 0 as they should be"
    assert "title 2" in said[1]


async def test_a_private_address_is_written_nowhere(tmp_path: Path) -> None:
    await brought(tmp_path, rss(item(1, "One")))
    assert "feed:" not in (tmp_path / "talks" / "show.yaml").read_text()
    assert "source: Imported from the feed at example.org" in text(tmp_path, "1-one.yaml")

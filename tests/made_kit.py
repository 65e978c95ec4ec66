"""Knowledge files as people write them, made by Hypothesis, and where each of their fields stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "Python",
        "yes",
        "null",
        "250",
        "1.10",
        "a: b",
        "it's",
        '"so"',
        "C#",
        "# no",
        "- dash",
        "é🚀",
        "x" * 30,
        "[a]",
        "{b}",
        "@home",
        "%",
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
LONG = st.lists(WORDS, min_size=25, max_size=60).map(" ".join)
PARAGRAPHS = st.lists(st.one_of(TEXT, LONG), min_size=1, max_size=3).map("\n\n".join)


@dataclass(frozen=True)
class Made:
    """A file with what it is made of: whether it has anchors, and where a field may be changed."""

    text: str
    anchored: bool
    fields: tuple[str, ...]
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where each field begins and ends in the text, its own remarks and line end included."""


def quoted(text: str, style: str) -> str:
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def scalars(draw: Any, inner: int, flow: bool = False) -> str:
    text = draw(TEXT)
    style = draw(st.sampled_from(["'", '"', "plain"] if flow else ["'", '"', "plain", "|", ">", "|-", ">-", ">+", "wrapped"]))
    pad = " " * inner
    if style == "plain":
        return re.sub(r"[^\w ]+", "", text).strip() or "plain"
    if style == "wrapped":
        return "first words\n" + pad + "and more of them\n\n" + pad + "and a second paragraph"
    if style[0] in "|>":
        lines = draw(st.lists(st.one_of(TEXT, st.just("")), min_size=1, max_size=4))
        remark = draw(st.sampled_from(["", " # a remark"]))
        return f"{style}{remark}\n" + "\n".join(pad + line if line else "" for line in ["begin", *lines, "end"])
    return quoted(text, style)


REMARKS = st.sampled_from(["", "", "", " # remark", "   # another: remark"])
BETWEEN = st.lists(st.sampled_from(["", "# a line of its own", "#- commented: out"]), max_size=2)


@st.composite
def lists(draw: Any, key: str) -> str:
    size = draw(st.integers(0, 4))
    names = [f"{draw(st.sampled_from(['Ada', 'Tom', 'Bob']))} {at}" for at in range(size)]
    if draw(st.booleans()) and key != "sponsors":
        gap = draw(st.sampled_from([", ", ",", " , ", ",\n    "]))
        return f"{key}: [{gap.join(names)}]" + draw(REMARKS)
    if not size:
        return f"{key}:" + draw(REMARKS)
    dash = " " * draw(st.sampled_from([0, 2, 4]))
    space = " " * draw(st.sampled_from([1, 1, 3]))
    lines = [f"{key}:" + draw(REMARKS)]
    for name in names:
        if key != "topics" and draw(st.integers(0, 5)) == 0:
            about = draw(scalars(0, flow=True))
            lines.append(f"{dash}-{space}{{name: {name}, about: {about}}}" + draw(REMARKS))
        elif key != "topics" and draw(st.booleans()):
            inner = len(dash) + 1 + len(space)
            lines.append(f"{dash}-{space}name: {name}" + draw(REMARKS))
            lines.append(" " * inner + "about: " + draw(scalars(inner + 2)))
        else:
            anchor = draw(st.sampled_from([""] * 5 + [f"&{key}{len(lines)} "]))
            lines.append(f"{dash}-{space}{anchor}{name}" + draw(REMARKS))
        if draw(st.integers(0, 4)) == 0:
            lines.append(dash + "# between items")
    return "\n".join(lines)


@st.composite
def files(draw: Any) -> Made:
    names = draw(st.lists(st.sampled_from(["number", "date", "url", "summary", "notes"]), unique=True, max_size=5))
    held = draw(st.lists(st.sampled_from(["guests", "hosts", "topics", "sponsors"]), unique=True, max_size=4))
    plain = {"number": "12", "date": "2020-02-18", "url": "https://example.com/a#b"}
    parts = {"title": draw(st.sampled_from(["title: "] * 4 + ["'title': ", '"title" : ', "title:   "])) + draw(scalars(2))}
    for name in names:
        value = plain[name] + draw(REMARKS) if name in plain else draw(scalars(draw(st.sampled_from([1, 2, 6]))))
        parts[name] = f"{name}: {value}"
    parts |= {name: draw(lists(name)) for name in held}
    order = draw(st.permutations(list(parts)))
    anchored = draw(st.integers(0, 3)) == 0
    if anchored:
        parts |= {"source": "source: &s 'said once'", "aliases": "aliases:\n  - *s\n  - other"}
        order += ["source", "aliases"]
    head = draw(st.sampled_from([[]] * 5 + [["---"], ["# yaml-language-server: $schema=x.json", "---"]]))
    chunks = [("", each) for each in [*head, *draw(BETWEEN)]]
    for name in order:
        chunks += [(name, parts[name]), *(("", each) for each in draw(BETWEEN))]
    text, spans = laid_out(chunks, draw(st.sampled_from(["", "\n", "\n\n"])), draw(st.sampled_from(["\n"] * 5 + ["\r\n"])))
    mark = draw(st.sampled_from([""] * 5 + ["\ufeff"]))
    spans = {name: (start + len(mark), end + len(mark)) for name, (start, end) in spans.items()}
    return Made(mark + text, anchored, ("title", *names, *held), spans)


def laid_out(chunks: list[tuple[str, str]], tail: str, end: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text of chunks, one below the other with these line ends, and where each that has a name stands."""
    text, spans = "", {}
    for at, (name, chunk) in enumerate(chunks):
        start = len(text)
        text += (chunk + (tail if at == len(chunks) - 1 else "\n")).replace("\n", end)
        if name:
            spans[name] = (start, len(text))
    return text, spans

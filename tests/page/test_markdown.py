"""Discord's Markdown as the page draws it, from text to elements."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.async_api", reason="playwright is not installed")

from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

DRAW = """async (texts) => {
  const { markdown } = await import("/markdown/render.js");
  const store = {
    channels: new Map([["7", { id: "7", name: "general" }]]),
    user: (id) => (id === "5" ? { id, username: "ada", global_name: "Ada" } : null),
    role: (id) => (id === "6" ? { id, name: "Moderator" } : null),
  };
  const drawn = (text) => {
    const holder = document.createElement("div");
    holder.append(markdown(store, text));
    for (const each of holder.querySelectorAll("*"))
      for (const name of each.getAttributeNames()) if (!["href", "class"].includes(name)) each.removeAttribute(name);
    return holder.innerHTML;
  };
  return texts.map(drawn);
}"""
MENTION = '<span class="mention">{}</span>'
CASES = {
    "**bold** *it* _it_ __under__ ~~gone~~": "<p><strong>bold</strong> <em>it</em> <em>it</em> <u>under</u> <s>gone</s></p>",
    "***both*** **a *b* c**": "<p><strong><em>both</em></strong> <strong>a <em>b</em> c</strong></p>",
    "snake_case_name and 2 * 3 * 4": "<p>snake_case_name and 2 * 3 * 4</p>",
    r"\*plain\* \_too\_ C:\dir": "<p>*plain* _too_ C:\\dir</p>",
    "`**code**` and ``a ` b``": '<p><code class="code">**code**</code> and <code class="code">a ` b</code></p>',
    "a\nb\n\nc": "<p>a\nb\n\nc</p>",
    "# One\n### Three\n#no": '<p class="heading heading-1">One</p><p class="heading heading-3">Three</p><p>#no</p>',
    "-# small": '<p class="subtext">small</p>',
    "> a\n> **b**\nc": "<blockquote><p>a\n<strong>b</strong></p></blockquote><p>c</p>",
    ">>> a\nb": "<blockquote><p>a\nb</p></blockquote>",
    ">no quote": "<p>&gt;no quote</p>",
    "- a\n  - b\n- c": "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
    "- a\n1. b": "<ul><li>a</li></ul><ol><li>b</li></ol>",
    "3. a\n4. b": "<ol><li>a</li><li>b</li></ol>",
    "x ```py\n<b>&\n``` y": '<p>x</p><pre class="fence"><code>&lt;b&gt;&amp;</code></pre><p> y</p>',
    "https://a.example/x_(y)).": '<p><a class="link" href="https://a.example/x_(y)">https://a.example/x_(y)</a>).</p>',
    "[**here**](https://a.example)": '<p><a class="link" href="https://a.example/"><strong>here</strong></a></p>',
    "<https://a.example>": '<p><a class="link" href="https://a.example/">https://a.example</a></p>',
    "[x](javascript:alert(1))": "<p>[x](javascript:alert(1))</p>",
    "[x](data:text/html,y)": "<p>[x](data:text/html,y)</p>",
    "<@5> <@!5> <@9>": f"<p>{MENTION.format('@Ada')} {MENTION.format('@Ada')} {MENTION.format('@unknown-user')}</p>",
    "<@&6> <#7> </ask:8>": f"<p>{MENTION.format('@Moderator')} {MENTION.format('#general')} {MENTION.format('/ask')}</p>",
    "@everyone :tada: <:blob:11>": f"<p>{MENTION.format('@everyone')} :tada: :blob:</p>",
    "<t:1582016400:D>": '<p><time class="moment">18 February 2020</time></p>',
    "<t:99999999999999:D>": "<p>&lt;t:99999999999999:D&gt;</p>",
    "<img src=x onerror=alert(1)>": "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
    "**open and `open": "<p>**open and `open</p>",
    "": "",
}
HEAVY = [
    mark * (6000 // len(mark))
    for mark in ("*", "**a", "_a ", "`", "`a``b", "[", "[a](", "<", "\\", "||", "> ", ">>> ", "- ", "http://a")
]


async def test_text_is_drawn_as_discord_draws_it(page: Page) -> None:
    drawn = await page.evaluate(DRAW, list(CASES))
    wrong = {text: (got, CASES[text]) for text, got in zip(CASES, drawn, strict=True) if got != CASES[text]}
    assert not wrong


async def test_no_text_holds_the_page_up(page: Page) -> None:
    timed = """async (texts) => {
      const { parse } = await import("/markdown/blocks.js");
      const took = (text) => {
        const start = performance.now();
        parse(text);
        return performance.now() - start;
      };
      // The quickest of a few: the browser shares its core with the bot and whatever else is busy.
      const quickest = (text) => Math.min(...[1, 2, 3, 4, 5].map(() => took(text)));
      return Math.max(...texts.map(quickest));
    }"""
    assert await page.evaluate(timed, HEAVY) < 250

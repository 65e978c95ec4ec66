"""Rate limits: a bucket for each route and channel, and fifty requests a second in all.

Discord does not publish the numbers of its buckets; these are those that bots see in its headers.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")
EXEMPT = ("/interactions/", "/webhooks/")
"""Answers to interactions do not count against the global limit."""


@dataclass(frozen=True)
class Rule:
    """`limit` requests in `seconds`."""

    limit: int
    seconds: float


ORDINARY = Rule(30, 5)
RULES: dict[tuple[str, str], Rule] = {
    ("POST", "/channels/{channel_id}/messages"): Rule(5, 5),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): Rule(5, 5),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): Rule(5, 1),
    ("GET", "/channels/{channel_id}/messages"): Rule(50, 5),
    ("POST", "/channels/{channel_id}/typing"): Rule(5, 5),
    ("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me"): Rule(1, 0.25),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me"): Rule(1, 0.25),
    ("POST", "/channels/{channel_id}/messages/{message_id}/crosspost"): Rule(10, 3600),
    ("POST", "/channels/{channel_id}/threads"): Rule(10, 60),
    ("POST", "/users/@me/channels"): Rule(10, 10),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): Rule(5, 2),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): Rule(5, 2),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): Rule(5, 2),
    ("PUT", "/applications/{application_id}/commands"): Rule(5, 20),
}
UNLIMITED = {("POST", "/interactions/{interaction_id}/{interaction_token}/callback")}


@dataclass
class Window:
    """How much of a bucket is used until `ends`."""

    used: int = 0
    ends: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """Whether a request may pass, how long to wait where not, and the headers that tell."""

    retry_after: float = 0.0
    everywhere: bool = False
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def passes(self) -> bool:
        """Whether it may."""
        return self.retry_after <= 0


class RateLimits:
    """Counts requests; `enabled` False lets everything pass without a word."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._windows: dict[tuple[str, str, str], Window] = {}
        self._recent: deque[float] = deque()
        self.enabled = True
        self.in_all = 50
        """Requests a second over all routes."""

    def take(self, method: str, template: str, path: dict[str, str]) -> Verdict:
        """The verdict on one request, which counts from now on."""
        if not self.enabled or (method, template) in UNLIMITED:
            return Verdict()
        now = self._now()
        wait = 0.0 if template.startswith(EXEMPT) else self._global(now)
        if wait > 0:
            return Verdict(wait, True, (("X-RateLimit-Global", "true"), ("X-RateLimit-Scope", "global")))
        major = "+".join(path[name] for name in MAJOR if name in path)
        rule = RULES.get((method, template), ORDINARY)
        window = self._window((method, template, major), rule, now)
        over = window.used >= rule.limit
        window.used += 0 if over else 1
        headers = _headers(method, template, rule, window, now)
        if over:
            return Verdict(max(window.ends - now, 0.001), False, (*headers, ("X-RateLimit-Scope", "user")))
        return Verdict(headers=headers)

    def _global(self, now: float) -> float:
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= self.in_all:
            return max(self._recent[0] + 1 - now, 0.001)
        self._recent.append(now)
        return 0.0

    def _window(self, key: tuple[str, str, str], rule: Rule, now: float) -> Window:
        if len(self._windows) > 5000:
            self._windows = {each: window for each, window in self._windows.items() if window.ends > now}
        window = self._windows.setdefault(key, Window())
        if window.ends <= now:
            window.used, window.ends = 0, now + rule.seconds
        return window


def _headers(method: str, template: str, rule: Rule, window: Window, now: float) -> tuple[tuple[str, str], ...]:
    bucket = hashlib.blake2b(f"{method} {template}".encode(), digest_size=16).hexdigest()
    return (
        ("X-RateLimit-Bucket", bucket),
        ("X-RateLimit-Limit", str(rule.limit)),
        ("X-RateLimit-Remaining", str(max(0, rule.limit - window.used))),
        ("X-RateLimit-Reset", f"{window.ends:.3f}"),
        ("X-RateLimit-Reset-After", f"{max(0.0, window.ends - now):.3f}"),
    )

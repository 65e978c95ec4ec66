"""Who may do what (pure): the rules of servers, moderators, granted roles and hosts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from bot.store.records import Gap, Settings


@dataclass(frozen=True)
class Member:
    """Somebody where they are now; `guild` None in direct messages.

    `manages` is Discord's Manage Server, `host` that the application is theirs or their team's, `granted` the shows that the
    host granted to their roles on this server.
    """

    user: int
    guild: int | None = None
    roles: frozenset[int] = frozenset()
    manages: bool = False
    host: bool = False
    granted: frozenset[str] = field(default_factory=frozenset)


def moderates(member: Member, settings: Settings) -> bool:
    """Whether they may change the settings of their server: by Manage Server or by the moderator role."""
    if member.guild is None or member.guild != settings.guild:
        return False
    return member.manages or settings.moderator_role in member.roles


def may_grant(member: Member) -> bool:
    """Whether they may say who speaks for a show: hosts alone."""
    return member.host


def may_see_gaps(member: Member, settings: Settings) -> bool:
    """Whether there are gaps that they may see at all."""
    return member.host or bool(member.granted) or moderates(member, settings)


def may_settle(member: Member, settings: Settings, gap: Gap) -> bool:
    """Whether they may see and settle this gap: the moderators of its server, whoever speaks for its show, hosts."""
    if member.host or (gap.show and gap.show in member.granted):
        return True
    return gap.guild is not None and gap.guild == member.guild and moderates(member, settings)


def may_see_reports(member: Member, settings: Settings) -> bool:
    """Whether they may see and close reports of where they are: moderators of the server, hosts also in direct messages."""
    return member.host or moderates(member, settings)


def may_speak_for(member: Member, show: str) -> bool:
    """Whether they may change what is known of a show."""
    return member.host or show in member.granted


def may_turn(member: Member, settings: Settings, asker: int) -> bool:
    """Whether they may turn the pages of an answer and choose in it: whoever asked, and moderators."""
    return member.user == asker or moderates(member, settings)


def visible(gaps: Collection[Gap], member: Member, settings: Settings) -> tuple[Gap, ...]:
    """Those of `gaps` that they may see."""
    return tuple(gap for gap in gaps if may_settle(member, settings, gap))

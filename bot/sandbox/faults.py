"""Things that go wrong with Discord, switched on by a test or from the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What goes wrong with a request."""

    FAIL = "fail_requests"
    SLOW = "slow_requests"
    LOSE_ANSWER = "lose_answers"
    LOSE_REQUEST = "lose_requests"


TITLES = {
    "fail_requests": "Requests fail",
    "slow_requests": "Answers come late",
    "lose_answers": "Answers get lost",
    "lose_requests": "Requests get lost",
    "delay_events": "Events come late",
    "repeat_events": "Events come twice",
    "refuse_resume": "Sessions cannot be resumed",
}
"""What people read of each fault."""


@dataclass
class RequestFault:
    """The next `left` requests of a route (any, where it is empty) go wrong in this way."""

    kind: Kind
    left: int
    route: str = ""
    method: str = ""
    status: int = 500
    seconds: float = 0.0

    def fits(self, method: str, route: str) -> bool:
        """Whether it is meant for this request and not used up."""
        return self.left > 0 and self.route in ("", route) and self.method in ("", method)


@dataclass
class EventFaults:
    """What goes wrong with the next events of the gateway."""

    delay: float = 0.0
    delayed: int = 0
    repeated: int = 0
    refused_resumes: int = 0


@dataclass
class Faults:
    """All that is switched on. Each kind counts down as it happens; `calm` ends everything."""

    requests: list[RequestFault] = field(default_factory=list)
    events: EventFaults = field(default_factory=EventFaults)
    changed: Callable[[], None] = lambda: None

    def fail(self, status: int = 500, times: int = 1, route: str = "", method: str = "", seconds: float = 0.5) -> None:
        """The next requests are answered 500, 502 or, with `seconds` as `retry_after`, 429; nothing is done."""
        self._add(RequestFault(Kind.FAIL, times, route, method, status, seconds))

    def slow(self, seconds: float, times: int = 1, route: str = "", method: str = "") -> None:
        """The next requests are done at once and answered only after `seconds`."""
        self._add(RequestFault(Kind.SLOW, times, route, method, seconds=seconds))

    def lose_answer(self, times: int = 1, route: str = "", method: str = "") -> None:
        """The next requests are done, and the connection drops before the answer."""
        self._add(RequestFault(Kind.LOSE_ANSWER, times, route, method))

    def lose_request(self, times: int = 1, route: str = "", method: str = "") -> None:
        """The connection drops before the next requests are done."""
        self._add(RequestFault(Kind.LOSE_REQUEST, times, route, method))

    def delay_events(self, seconds: float, times: int = 1) -> None:
        """The next gateway events come late, in order."""
        self.events.delay, self.events.delayed = seconds, times
        self.changed()

    def repeat_events(self, times: int = 1) -> None:
        """The next gateway events come twice."""
        self.events.repeated = times
        self.changed()

    def refuse_resume(self, times: int = 1) -> None:
        """The next attempts to resume a session are told that it is invalid."""
        self.events.refused_resumes = times
        self.changed()

    def calm(self) -> None:
        """Nothing goes wrong any more."""
        self.requests.clear()
        self.events = EventFaults()
        self.changed()

    def take(self, method: str, route: str) -> RequestFault | None:
        """What goes wrong with this request; counts it."""
        for fault in self.requests:
            if fault.fits(method, route):
                fault.left -= 1
                self.requests = [each for each in self.requests if each.left > 0]
                self.changed()
                return fault
        return None

    def take_event(self, name: str) -> bool:
        """Whether `delayed`, `repeated` or `refused_resumes` still holds; counts it."""
        left: int = getattr(self.events, name)
        if left <= 0:
            return False
        setattr(self.events, name, left - 1)
        self.changed()
        return True

    def listed(self) -> Iterator[dict[str, object]]:
        """What is switched on, for the page."""
        for each in self.requests:
            head = {"name": each.kind.value, "title": TITLES[each.kind.value], "left": each.left}
            yield head | {"route": each.route, "status": each.status, "seconds": each.seconds}
        events = {"delay_events": self.events.delayed, "repeat_events": self.events.repeated}
        for name, left in (events | {"refuse_resume": self.events.refused_resumes}).items():
            if left:
                yield {"name": name, "title": TITLES[name], "left": left, "seconds": self.events.delay}

    def _add(self, fault: RequestFault) -> None:
        self.requests.append(fault)
        self.changed()

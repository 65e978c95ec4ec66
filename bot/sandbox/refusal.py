"""Discord's refusals: status, code, sentence, and for forms the field that is wrong.

The numbers are those of Discord's documentation, "Opcodes and Status Codes".
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.wire import Json


@dataclass(frozen=True)
class Refusal:
    """One of Discord's error codes with the HTTP status that goes with it."""

    status: int
    code: int
    message: str


UNAUTHORIZED = Refusal(401, 0, "401: Unauthorized")
NOT_FOUND = Refusal(404, 0, "404: Not Found")
BAD_JSON = Refusal(400, 50109, "The request body contains invalid JSON.")
UNKNOWN_APPLICATION = Refusal(404, 10002, "Unknown Application")
UNKNOWN_CHANNEL = Refusal(404, 10003, "Unknown Channel")
UNKNOWN_GUILD = Refusal(404, 10004, "Unknown Guild")
UNKNOWN_MEMBER = Refusal(404, 10007, "Unknown Member")
UNKNOWN_MESSAGE = Refusal(404, 10008, "Unknown Message")
UNKNOWN_ROLE = Refusal(404, 10011, "Unknown Role")
UNKNOWN_USER = Refusal(404, 10013, "Unknown User")
UNKNOWN_EMOJI = Refusal(400, 10014, "Unknown Emoji")
UNKNOWN_WEBHOOK = Refusal(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = Refusal(404, 10062, "Unknown interaction")
UNKNOWN_COMMAND = Refusal(404, 10063, "Unknown application command")
ALREADY_ACKNOWLEDGED = Refusal(400, 40060, "Interaction has already been acknowledged.")
ALREADY_CROSSPOSTED = Refusal(400, 40033, "This message has already been crossposted.")
MISSING_ACCESS = Refusal(403, 50001, "Missing Access")
NOT_THE_AUTHOR = Refusal(403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE = Refusal(400, 50006, "Cannot send an empty message")
CANNOT_MESSAGE_USER = Refusal(403, 50007, "Cannot send messages to this user")
NOT_A_TEXT_CHANNEL = Refusal(400, 50008, "Cannot send messages in a non-text channel")
MISSING_PERMISSIONS = Refusal(403, 50013, "Missing Permissions")
WRONG_CHANNEL_TYPE = Refusal(400, 50024, "Cannot execute action on this channel type")
INVALID_WEBHOOK_TOKEN = Refusal(401, 50027, "Invalid Webhook Token")
INVALID_FORM = Refusal(400, 50035, "Invalid Form Body")
NO_HISTORY_FOR_REPLY = Refusal(400, 160002, "Cannot reply without permission to read message history")
ALREADY_A_THREAD = Refusal(400, 160004, "A thread has already been created for this message")
TOO_LARGE = Refusal(413, 40005, "Request entity too large")


class ApiError(Exception):
    """A refusal on its way to whoever asked."""

    def __init__(self, refusal: Refusal, errors: Json | None = None) -> None:
        self.refusal = refusal
        self.errors = errors
        super().__init__(refusal.message)

    def payload(self) -> Json:
        """The body of the answer."""
        fields: Json = {"message": self.refusal.message, "code": self.refusal.code}
        return fields | {"errors": self.errors} if self.errors else fields

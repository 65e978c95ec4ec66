"""Discord on loopback: REST and gateway, as Discord documents them, for the demo and for tests.

async with Sandbox.open() as sandbox:
    with sandbox.point_discord_at_me():
        ...  # start a discord.py client with sandbox.token
        await sandbox.wait_until_online()
        question = await sandbox.listener.say(sandbox.channel("general"), "hello?")
        answer = await sandbox.next_reply(question)
"""

from bot.sandbox.acting.refused import NotAllowed
from bot.sandbox.clock import Clock
from bot.sandbox.faults import Faults
from bot.sandbox.person import Person
from bot.sandbox.point import pointed
from bot.sandbox.record import Exchange, Requests
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.waiting import NoReply
from bot.sandbox.world.channel import Channel, Kind, Thread
from bot.sandbox.world.event import Event
from bot.sandbox.world.interaction import Interaction, State
from bot.sandbox.world.message import Attachment, Message
from bot.sandbox.world.permission import Permission

__all__ = [
    "Attachment",
    "Channel",
    "Clock",
    "Event",
    "Exchange",
    "Faults",
    "Interaction",
    "Kind",
    "Message",
    "NoReply",
    "NotAllowed",
    "Permission",
    "Person",
    "Requests",
    "Sandbox",
    "State",
    "Thread",
    "pointed",
]

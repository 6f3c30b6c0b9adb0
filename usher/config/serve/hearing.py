"""A process without streams (`usher web`) hears of changes too, so that revoked tokens die in it at once."""

import asyncio
import threading

from usher.config.serve.database import straight
from usher.realtime.hub import Hub
from usher.realtime.listening import listen


def hear_in_background() -> None:
    """Listen in a thread for the life of the process; what hears is registered in `realtime/hearing.py`."""
    threading.Thread(target=lambda: asyncio.run(listen(Hub(), straight())), name="hearing", daemon=True).start()

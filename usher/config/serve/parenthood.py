"""A process of `usher serve` does not outlive it, however serve ends."""

import ctypes
import os
import signal
import sys
import threading
import time

PARENT = "USHER_PARENT"
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def die_with_parent() -> None:
    """Call first thing in a child's main thread. Without a supervisor (started by hand) nothing happens."""
    expected = int(os.environ.pop(PARENT, "0"))
    if not expected:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(expected,), daemon=True).start()
    if os.getppid() != expected:  # gone before we could ask to be told
        os._exit(1)


def _watch(expected: int) -> None:
    while os.getppid() == expected:
        time.sleep(1)
    os._exit(1)

"""Changes of many tickets at once: started as one thing, done as a job, stopped and undone as one thing."""

from usher.tickets.bulk.progress import Progress, progress_of
from usher.tickets.bulk.starting import MOST, start
from usher.tickets.bulk.steps import STEPS, checked
from usher.tickets.bulk.stopping import stop
from usher.tickets.bulk.undoing import undo
from usher.tickets.bulk.working import change_one

__all__ = ["MOST", "STEPS", "Progress", "change_one", "checked", "progress_of", "start", "stop", "undo"]

"""Changes of many tickets at once: started as one thing, done as a job, stopped and undone as one thing."""

from usher.tickets.bulk.progress import Progress, progress_of
from usher.tickets.bulk.starting import MOST, start
from usher.tickets.bulk.steps import STEPS, checked
from usher.tickets.bulk.stopping import stop
from usher.tickets.bulk.undoing import undo

__all__ = ["MOST", "STEPS", "Progress", "checked", "progress_of", "start", "stop", "undo"]

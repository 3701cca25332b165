"""Jobs in processes of their own that are killed, at a moment drawn by chance out of the time they usually take."""

from __future__ import annotations

import multiprocessing
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Any, Concatenate, NamedTuple, ParamSpec

from tests.faults.recording import Recording, library

P = ParamSpec("P")


class Usual(NamedTuple):
    """What a job takes."""

    seconds: float
    steps: int
    """What it asks the system to write, sync and delete; 0 where that cannot be seen."""


Job = Callable[Concatenate[Connection, P], None]
"""Tells on the connection it is given that it has begun, once what is not to be killed is behind it."""
BEGUN = "begun"
_MOMENTS = 100_000
"""Steps of counting: somewhat longer than a small file takes to be written."""
LONGEST = 120
"""Seconds a job may take on a machine with much else to do."""


def processes() -> SpawnContext | ForkServerContext:
    """What starts processes: one that has everything imported where the system can copy it, else anew."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.jobs", "tests.faults.commands"])
    return context


def begin(job: Job[P], *args: P.args, **kwargs: P.kwargs) -> tuple[BaseProcess, Connection]:
    """Start a job and wait until it says that it has begun."""
    context = processes()
    ours, theirs = context.Pipe()
    process = context.Process(target=job, args=(theirs, *args), kwargs=kwargs)
    process.start()
    theirs.close()
    assert ours.recv() == BEGUN
    return process, ours


def usual(job: Job[P], *args: P.args, **kwargs: P.kwargs) -> Usual:
    """What the job takes when nobody kills it."""
    process, heard = begin(_measured, job, *args, **kwargs)
    start = time.perf_counter()
    steps = heard.recv()
    seconds = time.perf_counter() - start
    end(process)
    assert process.exitcode == 0
    return Usual(seconds, steps)


def kill_in(usually: Usual, chance: random.Random, job: Job[P], *args: P.args, **kwargs: P.kwargs) -> bool:
    """Kill the job anywhere in the time it takes, or at any step it asks of the system. Whether it was still running.

    Most of the time goes by before it writes anything that stays; half of the kills are therefore drawn from the steps.
    """
    if usually.steps and chance.random() < 0.5:
        process, _ = begin(_dying, chance.randint(1, usually.steps), job, *args, **kwargs)
        end(process)
        assert process.exitcode == -signal.SIGKILL
        return True
    process, _ = begin(job, *args, **kwargs)
    process.join(chance.uniform(0, usually.seconds))
    return kill(process)


def _measured(told: Connection, job: Job[P], /, *args: P.args, **kwargs: P.kwargs) -> None:
    if library() is None:
        job(told, *args, **kwargs)
        told.send(0)
        return
    with Recording() as recording:
        job(told, *args, **kwargs)
    told.send(len(recording.steps))


def _dying(told: Connection, at: int, job: Job[P], /, *args: P.args, **kwargs: P.kwargs) -> None:
    with Recording(at):
        job(told, *args, **kwargs)


def kill_once(there: Callable[[], bool], process: BaseProcess, chance: random.Random) -> bool:
    """Kill it some moments after something is there to be seen. Whether it was still running."""
    while process.is_alive() and not there():
        pass
    for _ in range(chance.randrange(_MOMENTS)):
        pass
    return kill(process)


def kill(process: BaseProcess) -> bool:
    """Kill it, without a chance to tidy up. Whether it was still running."""
    process.kill()
    end(process)
    return process.exitcode != 0


def end(process: BaseProcess) -> None:
    """Wait for its end."""
    process.join(LONGEST)
    assert process.exitcode is not None


def answer_of(job: Callable[..., Any], *args: Any) -> Any:
    """What a job that is not killed has sent before its end."""
    process, ours = begin(job, *args)
    answer = ours.recv()
    end(process)
    return answer

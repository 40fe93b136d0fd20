"""One function over many items, in this process or in several, with the answers in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, TypeVar

from sectorscope.errors import EngineError

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_AHEAD = 2
"""Items handed out for each process: one is worked at while the next lies ready. No more, so that
what is in memory does not grow with the input."""


def in_order(
    work: Callable[[Item], Answer], items: Iterable[Item], *, jobs: int = 1
) -> Iterator[Answer]:
    """What `work` makes of each item, in the order of the items, whatever the number of jobs.

    Args:
        work: is pickled to each process once; what is dear to make it makes on its first call.
        items: drawn a few ahead of the answers. If drawing one fails, the answers to those
            before it come first, as they would in one process.
        jobs: processes; with one, or one item only, all is done in this process.

    Raises:
        EngineError: a process died.
    """
    drawn = iter(items)
    if jobs > 1:
        first = list(islice(drawn, 2))
        drawn = chain(first, drawn)
        jobs = jobs if len(first) > 1 else 1
    if jobs <= 1:
        yield from map(work, drawn)
        return
    # Spawned, on every system: a forked process would share the locks of the model's run time.
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_take, initargs=(work,)
    )
    try:
        yield from _pooled(pool, drawn, jobs * _AHEAD)
    except BrokenProcessPool as why:
        raise EngineError(
            "a process that was at work ended before its time (killed, or out of memory)",
            expected=f"{jobs} processes to the end",
            hint="fewer jobs",
        ) from why
    finally:
        pool.shutdown(cancel_futures=True)


def _pooled(pool: ProcessPoolExecutor, items: Iterator[Any], most: int) -> Iterator[Any]:
    waiting: deque[Future[Any]] = deque()
    fault: Exception | None = None
    while fault is None:
        try:
            item = next(items)
        except StopIteration:
            break
        except Exception as why:  # it is raised again, in its turn
            fault = why
            break
        waiting.append(pool.submit(_do, item))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
    if fault is not None:
        raise fault


_held: dict[str, Callable[[Any], Any]] = {}


def _take(work: Callable[[Any], Any]) -> None:
    """Keep what a process works with; called once in each."""
    _held["work"] = work


def _do(item: Any) -> Any:  # noqa: ANN401 - whatever the work takes and gives
    return _held["work"](item)

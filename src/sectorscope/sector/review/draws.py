"""The files of draws: written once, on the disk before anybody looks, refused when altered."""

from __future__ import annotations

import csv
import io
import os
from hashlib import sha256
from pathlib import Path

import numpy as np

from sectorscope.decisions import Decision
from sectorscope.errors import DecisionError
from sectorscope.sector.review.drawn import KNOWN, OTHER, Drawn, Floats

FOLDER = "draws"


def write(drawn: Drawn, decisions: Path) -> None:
    """Put the draw's file under the decisions folder; on return it is on the disk.

    Raises:
        DecisionError: the disk refuses.
    """
    path = _path(decisions, sha256(drawn.data).hexdigest())
    beside = path.with_name(path.name + ".writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(drawn.data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)  # noqa: PTH105 - one call, so that a fault can be put before or after
        for folder in (path.parent, decisions):
            _sync(folder)
    except OSError as why:
        reason = why.strerror or type(why).__name__
        raise DecisionError(f"the draw cannot be written ({reason})") from why


def read(decision: Decision, decisions: Path) -> Drawn:
    """The draw a decision speaks of.

    Raises:
        DecisionError: its file is missing, or is not, byte for byte, what was drawn.
    """
    body = decision.body
    where = _path(decisions, body["csv"])
    try:
        data = where.read_bytes()
    except OSError as why:
        raise _lost(body["csv"], "is missing or cannot be read") from why
    if (found := sha256(data).hexdigest()) != body["csv"]:
        raise _lost(body["csv"], f"is not what was drawn (its hash is {found})")
    try:
        return _parsed(decision, data)
    except (ValueError, KeyError) as why:
        raise _lost(body["csv"], "holds no draw") from why


def _parsed(decision: Decision, data: bytes) -> Drawn:
    body = decision.body
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    others = [name for name in (rows[0] if rows else ()) if name.startswith(OTHER)]

    def numbers(column: str) -> Floats:
        return np.array([float(row[column] or "nan") for row in rows], np.float64)

    return Drawn(
        target=body["target"],
        stage=body["stage"],
        companies=tuple(row["company"] for row in rows),
        p=numbers("p"),
        s=numbers("s"),
        w=numbers("w"),
        pi=numbers("pi"),
        order=np.array([int(row["order"] or 0) for row in rows], np.int64),
        known=np.array([row["stage"] == KNOWN for row in rows], np.bool_),
        square=numbers("square"),
        others={name.removeprefix(OTHER): numbers(name) for name in others},
        csv=body["csv"],
        seed=int(body["seed"]),
        seeds=int(body["seeds"]),
        reviews=int(body["reviews"]),
        definition=body["definition"],
        frame=body["frame"],
        who=decision.who,
        when=decision.when,
    )


def _path(decisions: Path, digest: str) -> Path:
    return decisions / FOLDER / f"{digest}.csv"


def _lost(digest: str, what: str) -> DecisionError:
    return DecisionError(
        f"decisions/{FOLDER}/{digest}.csv {what}",
        expected="the file as it was written before anybody looked",
        hint="bring it back from a copy of the study: without it no ruling of its stage can be "
        "weighted; or draw anew with --redraw, which keeps the rulings as history",
    )


def _sync(folder: Path) -> None:
    if os.name == "nt":  # no such call there, and no need of it
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

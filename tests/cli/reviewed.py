"""A child that reviews codings of a folder at whatever terminal it is given."""

import sys
from pathlib import Path
from typing import Any, cast

from sectorscope.cli.reviewing import review_codings
from sectorscope.errors import SectorscopeError
from tests.consultation.reading import DAY, material


class Folder:
    """As much of a study as is needed: where it is."""

    def __init__(self, path: Path) -> None:
        self.path = path


def study(path: Path) -> Any:  # noqa: ANN401
    return cast("Any", Folder(path))


def main() -> int:
    folder, coder = sys.argv[1:]
    try:
        review_codings(study(Path(folder)), material(), coder=coder, today=DAY)
    except SectorscopeError as why:
        print(why, file=sys.stderr)
        return why.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())

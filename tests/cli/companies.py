"""A child that reviews companies of a folder at whatever terminal it is given."""

import sys
from pathlib import Path

from sectorscope.cli.reviewing_membership import Asked, review_membership
from sectorscope.errors import SectorscopeError
from tests.sector.review.made import review


def main() -> int:
    folder, reader, *more = sys.argv[1:]
    asked = Asked(reader=reader, seeds=4, reviews=4, status="status" in more)
    try:
        review_membership(review(Path(folder), n=30), asked)
    except SectorscopeError as why:
        print(why, file=sys.stderr)
        return why.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())

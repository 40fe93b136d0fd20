"""Another process that makes the same cache entry; prints what it got."""

import sys

from sectorscope.concepts.cache import Entry, cached

print(cached(sys.argv[1], lambda: Entry(blobs={"data": b"made" * 100_000})).blobs["data"][:4])

#!/usr/bin/env python3
"""Writes a data set: files to serve, the lockfile, curl's list and the list for sha256sum.

Equal arguments give equal bytes on every machine.

usage: dataset.py DIRECTORY NAME ORIGIN COUNT MIN_BYTES MAX_BYTES [LARGE_COUNT LARGE_BYTES]
       dataset.py --change DIRECTORY NAME ORIGIN

DIRECTORY gets www/NAME/, source-NAME/artifacts.lock.yaml, NAME.curl and NAME.sha256. ORIGIN is the server's
base URL. With --change one file of an existing set gets new content, under a new URL, in source-NAME-changed.
"""
import hashlib
import pathlib
import random
import sys

CHUNK = 1 << 20


def write(path, size, seed):
    """Writes `size` pseudo-random bytes and returns their SHA-256."""
    source, digest, left = random.Random(seed), hashlib.sha256(), size
    with open(path, "wb") as out:
        while left > 0:
            block = source.randbytes(min(CHUNK, left))
            out.write(block)
            digest.update(block)
            left -= len(block)
    return digest.hexdigest()


def lock(root, name, entries):
    """Writes the lockfile; an entry is (URL, SHA-256, file name)."""
    source = root / f"source-{name}"
    source.mkdir()
    with open(source / "artifacts.lock.yaml", "w", encoding="utf-8") as out:
        out.write("---\nmetadata:\n  version: '1.0'\nartifacts:\n")
        for url, digest, filename in entries:
            out.write(f"  - download_url: {url}\n    checksum: sha256:{digest}\n    filename: {filename}\n")


def generate(root, name, origin, count, smallest, largest, large_count=0, large_bytes=0):
    www = root / "www" / name
    www.mkdir(parents=True)
    size = random.Random(f"{name} sizes")
    sizes = [(f"package-{i:06}.tgz", size.randint(smallest, largest)) for i in range(count)]
    sizes += [(f"large-{i:06}.tgz", large_bytes) for i in range(large_count)]
    entries = [(f"{origin}/{name}/{f}", write(www / f, bytes_, f"{name} {f}"), f) for f, bytes_ in sizes]
    lock(root, name, entries)
    with open(root / f"{name}.curl", "w", encoding="utf-8") as curl:
        curl.writelines(f'url = "{url}"\noutput = "{f}"\n' for url, _, f in entries)
    with open(root / f"{name}.sha256", "w", encoding="utf-8") as sums:
        sums.writelines(f"{digest}  {f}\n" for _, digest, f in entries)


def change(root, name, origin):
    with open(root / f"{name}.sha256", encoding="utf-8") as sums:
        pinned = [line.split() for line in sums]
    entries = [(f"{origin}/{name}/{f}", digest, f) for digest, f in pinned]
    filename = entries[0][2]
    digest = write(root / "www" / name / f"changed-{filename}", 100_000, "changed")
    entries[0] = (f"{origin}/{name}/changed-{filename}", digest, filename)
    lock(root, f"{name}-changed", entries)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--change"]:
        change(pathlib.Path(sys.argv[2]), *sys.argv[3:5])
    elif len(sys.argv) in (7, 9):
        generate(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], *map(int, sys.argv[4:]))
    else:
        sys.exit(__doc__)

#!/usr/bin/env python3
"""Writes a set of RPM packages as no rpmbuild could in that time: valid headers and digests around random payloads.

Equal arguments give equal bytes on every machine.

usage: rpmset.py DIRECTORY NAME ORIGIN COUNT BYTES ARCHES

DIRECTORY gets www/NAME/*.rpm, source-NAME/rpms.lock.yaml, NAME.curl and NAME.sha256. COUNT packages of about BYTES are
locked for each of ARCHES, joined by commas; with several of them every second package is noarch and the same file for
all. ORIGIN is the server's base URL.
"""
import hashlib
import pathlib
import random
import struct
import sys

MAGIC = bytes.fromhex("8eade80100000000")
INT16, INT32, STRING, BINARY, STRINGS, TRANSLATED = 3, 4, 6, 7, 8, 9
LESS, GREATER, EQUAL, PRE = 2, 4, 8, 1 << 9
WORDS = "fast small library tools for the handling of data streams and their common formats with a plain interface".split()


def header(region, entries):
    """A header with its region; entries are (tag, type, values), sorted by tag."""
    data, index = bytearray(), []
    for tag, kind, values in entries:
        width = {INT16: 2, INT32: 4}.get(kind, 1)
        data.extend(b"\0" * (-len(data) % width))
        index.append(struct.pack(">iiii", tag, kind, len(data), 1 if kind == STRING else len(values)))
        if kind == INT16:
            data.extend(struct.pack(f">{len(values)}H", *values))
        elif kind == INT32:
            data.extend(struct.pack(f">{len(values)}I", *values))
        elif kind == BINARY:
            data.extend(values)
        else:
            for text in [values] if kind == STRING else values:
                data.extend(text.encode() + b"\0")
    offset = len(data)
    data.extend(struct.pack(">iiii", region, BINARY, -16 * (len(index) + 1), 16))
    index.insert(0, struct.pack(">iiii", region, BINARY, offset, 16))
    return MAGIC + struct.pack(">ii", len(index), len(data)) + b"".join(index) + bytes(data)


def dependencies(tags, entries):
    names, flags, versions = tags
    return [(names, STRINGS, [e[0] for e in entries]), (flags, INT32, [e[1] for e in entries]),
            (versions, STRINGS, [e[2] for e in entries])]


def package(rng, number, count, arch, size):
    """The file name and bytes of a package that looks like one of a distribution."""
    name, version = f"{rng.choice(WORDS)}-{number}", f"{number % 7}.{number % 50}"
    payload = rng.randbytes(size)
    provides = [(name, EQUAL, f"{version}-1")] + [(f"lib{name}.so.{k}()(64bit)", 0, "") for k in range(rng.randrange(4))]
    requires = [("/bin/sh", PRE, ""), ("libc.so.6(GLIBC_2.34)(64bit)", 0, ""), ("rpmlib(CompressedFileNames)", LESS | EQUAL, "3.0.4-1")]
    requires += [(f"package-{rng.randrange(count)}", rng.choice([0, GREATER | EQUAL]), "0.1") for _ in range(rng.randrange(4, 28))]
    files = sorted(f"{rng.choice(WORDS)}{k}" for k in range(rng.randrange(5, 40)))
    directories = [f"/usr/share/{name}/", f"/usr/share/doc/{name}/"]
    entries = [
        (1000, STRING, name), (1001, STRING, version), (1002, STRING, "1"),
        (1004, TRANSLATED, ["A library of " + name]),
        (1005, TRANSLATED, [" ".join(rng.choice(WORDS) for _ in range(50))]),
        (1006, INT32, [1700000000 + number]), (1007, STRING, "builder.example"), (1009, INT32, [size * 3]),
        (1011, STRING, "The Project"), (1014, STRING, "Apache-2.0"), (1016, TRANSLATED, ["Unspecified"]),
        (1020, STRING, f"https://{name}.example/"), (1021, STRING, "linux"), (1022, STRING, arch),
        (1028, INT32, [rng.randrange(9999) for _ in files]), (1030, INT16, [0o100644 for _ in files]),
        (1037, INT32, [0 for _ in files]), (1044, STRING, f"{name}-{version}-1.src.rpm"),
        (1080, INT32, [1690000000 - 86400 * k for k in range(5)]),
        (1081, STRINGS, [f"Somebody <some@body.example> - {version}-{5 - k}" for k in range(5)]),
        (1082, STRINGS, [f"- Change {k} & more" for k in range(5)]),
        (1116, INT32, [k % 2 for k in range(len(files))]), (1117, STRINGS, files), (1118, STRINGS, directories),
        (1124, STRING, "cpio"), (1125, STRING, "zstd"), (1126, STRING, "19"),
        (5092, STRINGS, [hashlib.sha256(payload).hexdigest()]), (5093, INT32, [8]),
    ]
    entries += dependencies((1047, 1112, 1113), provides) + dependencies((1049, 1048, 1050), requires)
    main = header(63, sorted(entries))
    signatures = header(62, [
        (269, STRING, hashlib.sha1(main).hexdigest()), (273, STRING, hashlib.sha256(main).hexdigest()),
        (1000, INT32, [len(main) + size]), (1004, BINARY, hashlib.md5(main + payload).digest())])
    lead = struct.pack(">IBBhh66shh16x", 0xedabeedb, 3, 0, 0, 1, name.encode(), 1, 5)
    return f"{name}-{version}-1.{arch}.rpm", lead + signatures + b"\0" * (-len(signatures) % 8) + main + payload


def generate(root, name, origin, count, size, arches):
    www, source = root / "www" / name, root / f"source-{name}"
    www.mkdir(parents=True)
    source.mkdir()
    shared = ["noarch" if number % 2 and len(arches) > 1 else "" for number in range(count)]
    sums, locks = {}, {}
    for number, noarch in enumerate(shared):
        for arch in [noarch] if noarch else arches:
            rng = random.Random(f"{name} {number} {arch}")
            file, content = package(rng, number, count, arch, rng.randrange(size // 2, size * 3 // 2))
            (www / file).write_bytes(content)
            sums[file] = hashlib.sha256(content).hexdigest()
            entry = (f"  - url: {origin}/{name}/{file}\n    repoid: os\n    size: {len(content)}\n"
                     f"    checksum: sha256:{sums[file]}\n")
            for each in arches if noarch else [arch]:
                locks.setdefault(each, []).append(entry)
    with open(source / "rpms.lock.yaml", "w", encoding="utf-8") as out:
        out.write("---\nlockfileVersion: 1\nlockfileVendor: redhat\narches:\n")
        for arch, entries in sorted(locks.items()):
            out.write(f"- arch: {arch}\n  packages:\n{''.join(entries)}")
    (root / f"{name}.curl").write_text("".join(f'url = "{origin}/{name}/{f}"\noutput = "{f}"\n' for f in sums))
    (root / f"{name}.sha256").write_text("".join(f"{digest}  {f}\n" for f, digest in sums.items()))


if __name__ == "__main__":
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    generate(pathlib.Path(sys.argv[1]), *sys.argv[2:4], *map(int, sys.argv[4:6]), sys.argv[6].split(","))

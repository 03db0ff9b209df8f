#!/usr/bin/env python3
"""Writes a spec whose build gives so many packages with dependencies, files and changelogs: packages.py PACKAGES FILE."""
import random
import sys

count, path = int(sys.argv[1]), sys.argv[2]
rng = random.Random(5)
lines = ["Name: many", "Version: 1", "Release: 1", "Summary: many", "License: MIT", "BuildArch: noarch", "%description", "many"]
for i in range(count):
    lines += [f"%package p{i}", f"Summary: package {i}", "AutoReqProv: no", f"Provides: cap{i} = 1:{i}-1"]
    lines += [f"Requires: many-p{rng.randrange(count)} >= 1" for _ in range(rng.randrange(2, 14))]
    lines += [f"%description p{i}", "Words and more words about the package. " * 5]
lines += ["%install", "mkdir -p %{buildroot}/usr/share/many %{buildroot}/usr/bin; cd %{buildroot}/usr/share/many",
          f"seq -f '%%.0f/d' 0 {count - 1} | xargs mkdir -p",
          f"for i in $(seq 0 {count - 1}); do for k in 1 2 3 4 5; do echo $i > $i/file$k; done; echo > ../../bin/many$i; done"]
for i in range(count):
    lines += [f"%files p{i}", f"/usr/share/many/{i}", f"/usr/bin/many{i}"]
lines += ["%changelog"]
lines += [f"* Mon Jan 05 2026 A <a@a.example> - {k}\n- change {k}" for k in range(8)]
with open(path, "w", encoding="utf-8", newline="\n") as out:
    out.write("\n".join(lines) + "\n")

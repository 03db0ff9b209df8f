#!/usr/bin/env python3
"""Writes a primary.xml like that of a large distribution: primary.py PACKAGES FILE. The same numbers give the same file."""
import random
import sys

count, path = int(sys.argv[1]), sys.argv[2]
rng = random.Random(4)
arches = ["x86_64", "noarch", "x86_64", "i686"]
words = "fast small library tools for the handling of data streams and their common formats with a plain interface".split()


def entry(name, version=None, op="EQ", pre=False):
    flags = f' flags="{op}" epoch="0" ver="{version[0]}" rel="{version[1]}"' if version else ""
    return f'      <rpm:entry name="{name}"{flags}{" pre=%s1%s" % (chr(34), chr(34)) if pre else ""}/>\n'


def prose(length):
    return " ".join(rng.choice(words) for _ in range(length))


names = [f"{rng.choice(words)}-{rng.choice(words)}-{i}" for i in range(count)]
versions = [(f"{rng.randrange(30)}.{rng.randrange(60)}.{rng.randrange(9)}", f"{rng.randrange(40)}.fc40") for _ in names]
with open(path, "w", encoding="utf-8", newline="\n") as out:
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<metadata xmlns="http://linux.duke.edu/metadata/common" '
              f'xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="{count}">\n')
    for i, (name, version) in enumerate(zip(names, versions)):
        arch = arches[i % 4]
        nvr = f"{name}-{version[0]}-{version[1]}"
        provides = [entry(name, version), entry(f"{name}(x86-64)", version)]
        provides += [entry(f"lib{name}.so.{k}()(64bit)") for k in range(rng.randrange(4))]
        requires = [entry("/bin/sh", pre=True), entry("libc.so.6(GLIBC_2.38)(64bit)"), entry("rtld(GNU_HASH)")]
        for _ in range(rng.randrange(4, 28)):
            other = min(int(rng.expovariate(12 / count)), count - 1)
            kind = rng.randrange(4)
            if kind == 0:
                requires.append(entry(names[other], versions[other], rng.choice(["EQ", "GE"])))
            elif kind == 1:
                requires.append(entry(f"lib{names[other]}.so.0()(64bit)"))
            elif kind == 2:
                requires.append(entry(f"python3.12dist({names[other]})"))
            else:
                requires.append(entry(f"({names[other]} if {names[i - 1]})" if rng.random() < .1 else names[other]))
        files = "".join(f"    <file>/usr/bin/{name}-{k}</file>\n" for k in range(rng.randrange(3)))
        out.write(f'''<package type="rpm">
  <name>{name}</name>
  <arch>{arch}</arch>
  <version epoch="0" ver="{version[0]}" rel="{version[1]}"/>
  <checksum type="sha256" pkgid="YES">{rng.getrandbits(256):064x}</checksum>
  <summary>{prose(8)}</summary>
  <description>{prose(30)} &amp; {prose(20)}</description>
  <packager>The Project</packager>
  <url>https://{name}.example/</url>
  <time file="1700000000" build="1690000000"/>
  <size package="{rng.randrange(10000, 9000000)}" installed="{rng.randrange(90000000)}" archive="{rng.randrange(90000000)}"/>
  <location href="Packages/{name[0]}/{nvr}.{arch}.rpm"/>
  <format>
    <rpm:license>Apache-2.0</rpm:license>
    <rpm:vendor>The Project</rpm:vendor>
    <rpm:group>Unspecified</rpm:group>
    <rpm:buildhost>builder{i % 50}.example</rpm:buildhost>
    <rpm:sourcerpm>{nvr}.src.rpm</rpm:sourcerpm>
    <rpm:header-range start="4504" end="{rng.randrange(5000, 90000)}"/>
    <rpm:provides>
{"".join(provides)}    </rpm:provides>
    <rpm:requires>
{"".join(requires)}    </rpm:requires>
{files}  </format>
</package>
''')
    out.write("</metadata>\n")

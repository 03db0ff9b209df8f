#!/usr/bin/env python3
"""Writes repositories like those of a distribution, to be locked. Equal arguments give equal bytes on every machine.

usage: rpmuniverse.py DIRECTORY ORIGIN PACKAGES REQUESTED ARCHES

Of about PACKAGES packages for each of ARCHES, joined by commas, three quarters lie in three repositories of that
architecture (DIRECTORY/www/<arch>/<repository>), the others, their sources, in three that all share
(DIRECTORY/www/<repository>-source). Packages come as a source gives them: a library, what develops with it, its
documentation, a command; some in older versions, too, libraries of x86_64 also for i686. They need and recommend what
earlier sources gave, popular ones more often, by name, version, library, path, or under a condition; each can be
installed. DIRECTORY/source/rpms.in.yaml asks for REQUESTED of them. ORIGIN is the server's base URL.

There are no lists of files beyond those of the packages themselves: neither contestant is to load them, and dnf 4.14
would.
"""
import bisect
import gzip
import hashlib
import multiprocessing
import pathlib
import random
import sys

REPOSITORIES = ["baseos", "appstream", "extras"]
ISA = {"x86_64": "x86-64", "aarch64": "aarch-64", "ppc64le": "ppc-64", "s390x": "s390-64"}
WORDS = "fast small library tools for the handling of data streams and their common formats with a plain interface".split()
TEXTS = [" ".join(random.Random(k).choices(WORDS, k=40)) for k in range(64)]
CORE = 300
BITS = "()(64bit)"


def entry(name, version=None, op="EQ", pre=False):
    flags = f' flags="{op}" epoch="0" ver="{version[0]}" rel="{version[1]}"' if version else ""
    return f'<rpm:entry name="{name}"{flags}{" pre=%s1%s" % (chr(34), chr(34)) if pre else ""}/>\n'


class Source:
    """What one source package gives. Later ones may need it."""

    def __init__(self, number, rng):
        self.number = number
        self.name = f"{rng.choice(WORDS)}-{rng.choice(WORDS)}-{number}"
        if number == 0:
            self.name = "runtime"
        epochs = [(rng.randrange(1, 9), rng.randrange(60), rng.randrange(9))]
        while rng.random() < .2 and len(epochs) < 3:
            major, minor, patch = epochs[-1]
            epochs.append((major, minor + 1 + rng.randrange(3), patch))
        self.versions = [("%d.%d.%d" % one, "%d.el9" % rng.randrange(1, 30)) for one in epochs]
        self.library = f"lib{self.name}.so.{rng.randrange(9)}"
        self.has_library = number == 0 or rng.random() < .5
        self.has_python = number > 0 and rng.random() < .25
        self.has_devel = self.has_library or rng.random() < .1
        self.repository = 0 if number < 60 else rng.choice([0, 1, 1, 1, 2])


def earlier(sources, number, rng):
    """One of the sources before: nearly always one of the few hundred that everything needs."""
    popular = min(number, CORE) * rng.random() ** 2
    return sources[int(popular if number <= CORE or rng.random() < .985 else number * rng.random())]


def needs(sources, source, rng, most):
    """What any package of a source may need of earlier sources."""
    found = []
    for _ in range(rng.randrange(most // 8, most)):
        other = earlier(sources, source.number, rng)
        kind = rng.randrange(10)
        if kind < 5 and other.has_library:
            found.append(entry(other.library + BITS))
        elif kind == 5 and other.has_python:
            found.append(entry(f"python3.12dist({other.name})"))
        elif kind == 6:
            found.append(entry(f"/usr/bin/{other.name}"))
        elif kind == 7 and rng.random() < .3:
            condition = earlier(sources, source.number, rng)
            found.append(entry(f"({other.name} if {condition.name})"))
        elif kind == 8:
            found.append(entry(other.name, (other.versions[0][0], "1"), "GE"))
        else:
            found.append(entry(other.name))
    return list(dict.fromkeys(found))


def package(rng, source, version, name, arch, parts, source_name=None):
    """The XML of a package; its sum ends in @S@, which differs between architectures."""
    nvr = f"{name}-{version[0]}-{version[1]}"
    lists = "".join(f"<rpm:{tag}>\n{''.join(entries)}</rpm:{tag}>\n" for tag, entries in parts["lists"].items() if entries)
    files = "".join(f"<file>{path}</file>\n" for path in parts.get("files", []))
    made = "" if source_name is None else f"<rpm:sourcerpm>{source_name}</rpm:sourcerpm>"
    return f'''<package type="rpm">
<name>{name}</name>
<arch>{arch}</arch>
<version epoch="0" ver="{version[0]}" rel="{version[1]}"/>
<checksum type="sha256" pkgid="YES">{rng.getrandbits(240):060x}@S@</checksum>
<summary>{TEXTS[rng.randrange(64)][:60]}</summary>
<description>{TEXTS[rng.randrange(64)]} {TEXTS[rng.randrange(64)]}</description>
<packager>The Project</packager>
<url>https://{source.name}.example/</url>
<time file="1700000000" build="1690000000"/>
<size package="{rng.randrange(10000, 9000000)}" installed="{rng.randrange(90000000)}" archive="{rng.randrange(90000000)}"/>
<location href="Packages/{name[0]}/{nvr}.{arch}.rpm"/>
<format>
<rpm:license>Apache-2.0</rpm:license>
<rpm:vendor>The Project</rpm:vendor>
<rpm:group>Unspecified</rpm:group>
<rpm:buildhost>builder{source.number % 50}.example</rpm:buildhost>
{made}<rpm:header-range start="4504" end="{rng.randrange(5000, 90000)}"/>
{lists}{files}</format>
</package>
'''


def binaries(rng, sources, source, version):
    """The packages of one version of a source: (name, architecture, parts)."""
    name, isa = source.name, "(@ISA@)"
    base = [entry("/bin/sh", pre=True)] if rng.random() < .3 and source.number else []
    if source.number:
        base += [entry(f"librun.so.6(RUN_2.{k})(64bit)") for k in sorted(rng.sample(range(20, 40), rng.randrange(1, 9)))]
        base += [entry("rtld(GNU_HASH)")]
    own = [entry(name, version), entry(name + isa, version)]
    own += [entry(f"config({name})", version)] if rng.random() < .3 else []
    if source.number == 0:
        own += [entry("/bin/sh")] + [entry(f"librun.so.6(RUN_2.{k})(64bit)") for k in range(20, 40)] + [entry("rtld(GNU_HASH)")]
        own += [entry("python(abi)", ("3.12", ""), "EQ").replace(' rel=""', ""), entry("system-release", ("9", "1"))]
    libs = [entry(f"{name}-libs{isa}", version)] if source.has_library and source.number else []
    weak = [entry(earlier(sources, source.number, rng).name)] if source.number and rng.random() < .08 else []
    lists = {"provides": own, "requires": base + libs + (needs(sources, source, rng, 84) if source.number else [])}
    if weak:
        lists["recommends"] = weak
    if rng.random() < .02:
        lists["obsoletes"] = [entry(f"{name}-old", version, "LT")]
    if rng.random() < .01:
        lists["conflicts"] = [entry(f"{name}-other")]
    yield name, "@ARCH@", {"lists": lists, "files": [f"/usr/bin/{name}", f"/etc/{name}.conf"]}
    if source.has_library:
        library = [entry(source.library + BITS)] + [entry(f"{source.library}({name.upper()}_{k})(64bit)") for k in range(rng.randrange(20))]
        lists = {"provides": [entry(f"{name}-libs", version), entry(f"{name}-libs{isa}", version)] + library,
                 "requires": base + needs(sources, source, rng, 56) if source.number else []}
        yield f"{name}-libs", "@ARCH@", {"lists": lists}
    if source.has_devel:
        lists = {"provides": [entry(f"{name}-devel", version), entry(f"{name}-devel{isa}", version), entry(f"pkgconfig({name})", (version[0], "")).replace(' rel=""', "")],
                 "requires": [entry(name + isa, version)] + libs}
        yield f"{name}-devel", "@ARCH@", {"lists": lists}
    if source.has_python:
        lists = {"provides": [entry(f"python3-{name}", version), entry(f"python3.12dist({name})", (version[0], "")).replace(' rel=""', "")],
                 "requires": [entry("python(abi)", ("3.12", "")).replace(' rel=""', "")] + needs(sources, source, rng, 48)}
        yield f"python3-{name}", "noarch", {"lists": lists}
    for extra in ["doc", "common", "langpack"][:rng.randrange(4)]:
        lists = {"provides": [entry(f"{name}-{extra}", version)], "requires": [entry(name, version)] if extra == "doc" else []}
        if extra == "langpack":
            lists["supplements"] = [entry(f"({name} and runtime-langpacks)")]
        yield f"{name}-{extra}", "noarch", {"lists": lists}


def narrow(text):
    """The same library for 32 bits."""
    return text.replace("(64bit)", "").replace("(@ISA@)", "(x86-32)").replace("<arch>@ARCH@<", "<arch>i686<").replace(".@ARCH@.rpm", ".i686.rpm")


def universe(packages):
    """Lists of (number of the repository, XML, whether for x86_64 alone), of sources, and the names that can be asked for."""
    rng = random.Random("universe")
    count = max(packages * 10 // 60, 1)
    sources, texts, made, names = [], [], [], []
    for number in range(count):
        sources.append(Source(number, rng))
        source = sources[number]
        for version in source.versions:
            source_name = f"{source.name}-{version[0]}-{version[1]}.src.rpm"
            for name, arch, parts in binaries(rng, sources, source, version):
                text = package(rng, source, version, name, arch, parts, source_name)
                texts.append((source.repository, text, False))
                # The runtime itself is there for one word size only, and all others need it.
                if name.endswith("-libs") and source.number and rng.random() < .15:
                    texts.append((source.repository, narrow(text), True))
            parts = {"lists": {"requires": [entry(earlier(sources, number, rng).name + "-devel") for _ in range(rng.randrange(1, 64))]}}
            made.append((source.repository, package(rng, source, version, source.name, "src", parts)))
        names.append(source.name)
    return texts, made, names


def write(directory, texts, arch):
    folder = directory / "repodata"
    folder.mkdir(parents=True)
    body = "".join(texts).replace("@ARCH@", arch).replace("@ISA@", ISA.get(arch, "")).replace("@S@", hashlib.sha256(arch.encode()).hexdigest()[:4])
    head = ('<?xml version="1.0" encoding="UTF-8"?>\n<metadata xmlns="http://linux.duke.edu/metadata/common" '
            f'xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="{len(texts)}">\n')
    plain = (head + body + "</metadata>\n").encode()
    packed = gzip.compress(plain, 5, mtime=0)
    (folder / "primary.xml.gz").write_bytes(packed)
    (folder / "repomd.xml").write_text(f'''<?xml version="1.0" encoding="UTF-8"?>
<repomd xmlns="http://linux.duke.edu/metadata/repo"><revision>1</revision><data type="primary">
<checksum type="sha256">{hashlib.sha256(packed).hexdigest()}</checksum>
<open-checksum type="sha256">{hashlib.sha256(plain).hexdigest()}</open-checksum>
<location href="repodata/primary.xml.gz"/><timestamp>1700000000</timestamp>
<size>{len(packed)}</size><open-size>{len(plain)}</open-size></data></repomd>
''')
    return plain.count(b"<rpm:entry ")


def generate(root, origin, packages, requested, arches):
    texts, made, names = universe(packages)
    jobs = []
    for number, repository in enumerate(REPOSITORIES):
        jobs.append((root / "www" / f"{repository}-source", [t for r, t in made if r == number], "src"))
        for arch in arches:
            jobs.append((root / "www" / arch / repository,
                         [t for r, t, narrow_only in texts if r == number and (arch == "x86_64" or not narrow_only)], arch))
    with multiprocessing.get_context("fork").Pool(2) as pool:
        entries = pool.starmap(write, jobs, 1)
    rng = random.Random("requested")
    source = root / "source"
    source.mkdir()
    lines = ["contentOrigin:", "  repos:"]
    for repository in REPOSITORIES:
        lines += [f"  - repoid: {repository}", f"    baseurl: {origin}/$basearch/{repository}/",
                  f"  - repoid: {repository}-source", f"    baseurl: {origin}/{repository}-source/"]
    lines += ["packages:"] + [f"- {name}" for name in sorted(rng.sample(names[len(names) // 20:], requested))]
    lines += ["arches:"] + [f"- {arch}" for arch in arches] + ["context:", "  bare: true"]
    (source / "rpms.in.yaml").write_text("\n".join(lines) + "\n")
    for arch in arches:
        mine = [(job, count) for job, count in zip(jobs, entries) if job[2] in (arch, "src")]
        total = sum(len(job[1]) for job, _ in mine)
        print(f"{arch}: {total} packages in {len(mine)} repositories, {sum(c for _, c in mine) / total:.1f} entries each")


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    generate(pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5].split(","))

"""Answers questions with the packaging library: one a line, fields percent-encoded, separated by tabs."""

import functools
import sys
import sysconfig
import urllib.parse

from packaging import _manylinux, _musllinux, tags
from packaging.markers import InvalidMarker, Marker, UndefinedComparison, UndefinedEnvironmentName
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import (
    InvalidName,
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import InvalidVersion, Version


def flag(value):
    return "true" if value else "false"


@functools.lru_cache(maxsize=4096)
def a_version(text):
    try:
        return Version(text)
    except (InvalidVersion, ValueError):
        return None


@functools.lru_cache(maxsize=4096)
def a_set(text):
    try:
        return SpecifierSet(text)
    except InvalidSpecifier:
        return None


def version(text):
    v = a_version(text)
    if v is None:
        return "invalid"
    return " ".join(
        [str(v), v.public, v.base_version, str(v.local), flag(v.is_prerelease), flag(v.is_postrelease), flag(v.is_devrelease)]
    )


def compare(left, right):
    a, b = a_version(left), a_version(right)
    return "invalid" if a is None or b is None else str((a > b) - (a < b))


def specifiers(text):
    s = a_set(text)
    return "invalid" if s is None else str(s) + " " + flag(s.prereleases)


def contains(text, candidate):
    s, v = a_set(text), a_version(candidate)
    if s is None or v is None:
        return "invalid"
    return flag(s.contains(v, prereleases=True)) + flag(s.contains(v, prereleases=False))


def select(text, candidates):
    return " ".join(map(str, a_set(text).filter([Version(c) for c in candidates.split()])))


def empty(text):
    return flag(a_set(text).is_unsatisfiable())


def holds(marker, environment, extras, groups):
    """With groups as in a lock file, without ("-") as in metadata, where pip tries the extras in turn."""
    values = dict(pair.split("=", 1) for pair in environment.split("|"))
    try:
        if groups != "-":
            sets = {"extras": set(extras.split()), "dependency_groups": set(groups.split())}
            return flag(marker.evaluate(values | sets, context="lock_file"))
        return flag(any([marker.evaluate(values | {"extra": extra}) for extra in extras.split() or [""]]))
    except (UndefinedComparison, UndefinedEnvironmentName):
        return "undefined"


@functools.lru_cache(maxsize=4096)
def a_marker(text):
    try:
        return Marker(text)
    except InvalidMarker:
        return None


def marker(text, environment, extras, groups):
    m = a_marker(text)
    return "invalid" if m is None else holds(m, environment, extras, groups)


def requirement(text, environment):
    try:
        r = Requirement(text)
    except InvalidRequirement:
        return "invalid"
    extras = ",".join(sorted(canonicalize_name(e) for e in r.extras))
    there = "-" if r.marker is None else holds(r.marker, environment, "", "-")
    return "|".join([canonicalize_name(r.name), extras, str(r.specifier), r.url or "-", there])


def name(text):
    try:
        return canonicalize_name(text, validate=True)
    except InvalidName:
        return "invalid"


def wheel(text):
    try:
        project, version, build, expanded = parse_wheel_filename(text)
    except (InvalidWheelFilename, ValueError):
        return "invalid"
    return "|".join([project, str(version), "".join(map(str, build)), " ".join(sorted(map(str, expanded)))])


def sdist(text):
    try:
        project, version = parse_sdist_filename(text)
    except (InvalidSdistFilename, ValueError):
        return "invalid"
    return project + "|" + str(version)


def platforms(family, arch, major, minor):
    """What the library would find on such a machine."""
    if family == "WINDOWS":
        return ["win32" if arch == "x86" else "win_" + arch]
    if family == "MACOS":
        return list(tags.mac_platforms((major, minor), arch))
    glibc = _manylinux._GLibCVersion(major, minor) if family == "GLIBC" else _manylinux._GLibCVersion(-1, -1)
    musl = _musllinux._MuslVersion(major, minor) if family == "MUSL" else None
    _manylinux._get_glibc_version = lambda: glibc
    _manylinux._have_compatible_abi = lambda executable, archs: family == "GLIBC"
    _musllinux._get_musl_version = lambda executable: musl
    sysconfig.get_platform = lambda: "linux-" + arch
    return list(tags._linux_platforms(is_32bit=False))


def target(kind, python, threaded, family, arch, major, minor):
    version = tuple(map(int, python.split(".")))
    where = platforms(family, arch, int(major), int(minor))
    if kind == "PYPY":
        short = "".join(map(str, version))
        own = tags.generic_tags("pp" + short, ["pypy" + short + "_pp73"], where)
        return " ".join(map(str, [*own, *tags.compatible_tags(version, "pp3", where)]))
    config = {"Py_GIL_DISABLED": threaded == "true", "Py_DEBUG": 0, "WITH_PYMALLOC": 1}
    tags._get_config_var = lambda name, warn=False: config.get(name)
    own = list(tags.cpython_tags(version, platforms=where))
    return " ".join(map(str, own + list(tags.compatible_tags(version, own[0].interpreter, where))))


def main():
    sys.stdin.reconfigure(encoding="ascii", newline="\n")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    questions = globals()
    for line in sys.stdin:
        name, *fields = [urllib.parse.unquote_plus(f) for f in line.rstrip("\n").split("\t")]
        print(urllib.parse.quote_plus(questions[name](*fields)))


if __name__ == "__main__":
    main()

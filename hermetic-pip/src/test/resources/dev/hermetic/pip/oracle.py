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


def a_lock(text):
    import tomllib
    from packaging.pylock import Pylock, PylockValidationError

    try:
        return Pylock.from_dict(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, PylockValidationError):
        return None


def pylock(text):
    return "invalid" if a_lock(text) is None else "valid"


def samelock(one, other):
    """Whether two locks hold the same; a time without an offset is UTC."""
    from datetime import datetime, timezone

    def plain(value):
        if isinstance(value, datetime):
            value = value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value
            return value.astimezone(timezone.utc)
        if isinstance(value, dict):
            return {key: plain(each) for key, each in value.items()}
        return [plain(each) for each in value] if isinstance(value, (list, tuple)) else value

    return flag(plain(a_lock(one).to_dict()) == plain(a_lock(other).to_dict()))


def lockselect(text, environment, tags, extras, groups):
    from packaging.pylock import PylockSelectError
    from packaging.tags import Tag

    try:
        chosen = a_lock(text).select(
            environment=dict(pair.split("=", 1) for pair in environment.split("|")),
            tags=[Tag(*tag.split("-")) for tag in tags.split()],
            extras=extras.split(),
            dependency_groups=None if groups == "-" else groups.split(),
        )
        return " ".join(p.name + ":" + getattr(d, "filename", type(d).__name__) for p, d in chosen)
    except PylockSelectError:
        return "error"


def pipfile(files, environment):
    """What pip reads from requirements.txt and the files beside it: names and texts in turn."""
    import os

    directory = os.path.join(os.path.dirname(os.path.abspath(__file__)), "project")
    os.makedirs(directory, exist_ok=True)
    os.chdir(directory)
    names = files.split("\0")
    for path, text in zip(names[::2], names[1::2]):
        os.makedirs(os.path.dirname(os.path.join(directory, path)), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)
    from pip._internal.exceptions import PipError
    from pip._vendor.packaging.requirements import InvalidRequirement
    from pip._vendor.packaging.utils import InvalidWheelFilename

    try:
        return a_pipfile(directory, environment)
    except (PipError, InvalidRequirement, InvalidWheelFilename, ValueError, AttributeError, UnicodeError):
        return "error"


def pipaccepts(files, environment):
    return "rejected" if pipfile(files, environment) == "error" else "accepted"


def a_pipfile(directory, environment):
    from optparse import Values

    from pip._internal.index.collector import LinkCollector
    from pip._internal.index.package_finder import PackageFinder
    from pip._internal.models.search_scope import SearchScope
    from pip._internal.models.selection_prefs import SelectionPreferences
    from pip._internal.req.constructors import install_req_from_parsed_requirement
    from pip._internal.req.req_file import parse_requirements

    scope = SearchScope(find_links=[], index_urls=["https://default.example/simple/"], no_index=False)
    finder = PackageFinder.create(LinkCollector(None, scope), SelectionPreferences(allow_yanked=False))
    options = Values({"require_hashes": False, "no_require_hashes": False, "features_enabled": []})
    out = []
    for parsed in parse_requirements("requirements.txt", None, finder, options):
        out.append(a_piprequirement(directory, parsed, install_req_from_parsed_requirement(parsed), environment))
    out.append(" ".join(finder.index_urls))
    out.append(flag(options.require_hashes))
    for package in ("foo", "bar", "other"):
        formats = finder.format_control.get_allowed_formats(package)
        out.append(flag("binary" in formats) + flag("source" in formats))
    return "\n".join(out)


def a_piprequirement(directory, parsed, req, environment):
    import os

    from pip._internal.utils.urls import url_to_path

    place = parsed.line_source.split(" ")
    where = os.path.relpath(place[3], directory) + ":" + place[1]
    source = "" if req.req is None else str(req.req.specifier)
    if req.link is not None:
        source = req.link.url
        local = req.link.scheme == "file" and "file:" not in parsed.requirement
        if local:
            source = "local " + os.path.relpath(url_to_path(source), directory)
        elif req.link.is_vcs:
            source = req.link.url_without_fragment + " " + str(req.link.subdirectory_fragment)
    named = "" if req.req is None else canonicalize_name(req.req.name)
    extras = ",".join(sorted(canonicalize_name(e) for e in req.extras))
    hashes = sorted(a + ":" + h for a, hs in req.hashes(trust_internet=False)._allowed.items() for h in hs)
    there = "-" if req.markers is None else holds(Marker(str(req.markers)), environment, "", "-")
    flags = flag(parsed.is_editable) + flag(parsed.constraint)
    return "|".join([where, flags, named, extras, source, there, " ".join(hashes)])


def main():
    sys.stdin.reconfigure(encoding="ascii", newline="\n")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    questions = globals()
    for line in sys.stdin:
        name, *fields = [urllib.parse.unquote_plus(f) for f in line.rstrip("\n").split("\t")]
        print(urllib.parse.quote_plus(questions[name](*fields)))


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Locks with dnf's own API what rpms.in.yaml asks for, in the steps of rpm-lockfile-prototype: for each architecture a
Base of its own, the metadata of all repositories, the requested names, the transaction; then the source of each package.

usage: rpmlock_dnf.py INPUT CACHE OUTPUT        resolves; OUTPUT gets one line a file: architecture, kind, URL, sum, EVR
       rpmlock_dnf.py --lines LOCK OUTPUT       the same lines of an rpms.lock.yaml

Reads no more of YAML than rpmuniverse.py and the lock's writer write. CACHE, an
absolute path, keeps dnf's metadata between runs. The tool gives dnf one directory for all architectures, where dnf keeps
the parsed metadata of one architecture only, since it names it by the repository; "{arch}" in CACHE stands for the
architecture, to see what dnf could do. The lists of files are not asked for: the repositories have none.
"""
import os
import sys


def read(path):
    """Repositories, packages and architectures of an rpms.in.yaml."""
    wanted, key = {"repos": [], "packages": [], "arches": []}, ""
    for line in open(path, encoding="utf-8"):
        text = line.strip()
        if text.endswith(":"):
            key = text[:-1]
        elif text.startswith("- repoid: "):
            wanted["repos"].append([text.split(": ")[1], ""])
        elif text.startswith("baseurl: "):
            wanted["repos"][-1][1] = text.split(": ")[1]
        elif text.startswith("- "):
            wanted[key].append(text[2:])
    return wanted


def evr(package):
    return package.evr[2:] if package.evr.startswith("0:") else package.evr


def line(arch, kind, package):
    algorithm, digest = package.returnIdSum()
    return "\t".join([arch, kind, package.remote_location(), f"{algorithm}:{digest}", str(package.downloadsize), evr(package)])


def resolve(wanted, arch, cache):
    import dnf

    base = dnf.Base()
    conf = base.conf
    cache = cache.replace("{arch}", arch)
    os.makedirs(cache, exist_ok=True)
    conf.cachedir = conf.persistdir = conf.logdir = cache
    conf.installroot = os.path.join(cache, "root")
    conf.reposdir, conf.plugins = [], False
    conf.substitutions.update(arch=arch, basearch=dnf.rpm.basearch(arch), releasever="9")
    for name, url in wanted["repos"]:
        base.repos.add_new_repo(name, conf, baseurl=[url], skip_if_unavailable=False)
    base.fill_sack(load_system_repo=False)
    base.install_specs(wanted["packages"])
    base.resolve()
    lines = []
    for package in base.transaction.install_set:
        lines.append(line(arch, "package", package))
        if package.sourcerpm:
            name, version, release = package.sourcerpm[:-len(".src.rpm")].rsplit("-", 2)
            found = base.sack.query().filter(name=name, version=version, release=release, arch="src").run()
            lines += [line(arch, "source", one) for one in found[:1]]
    base.close()
    return set(lines)


def lines_of_lock(path):
    """The lines of a lock, field by field."""
    arch, kind, entry, lines = "", "", {}, set()

    def end():
        if "url" in entry:
            lines.add("\t".join([arch, kind, entry["url"], entry["checksum"], entry["size"], entry.get("evr", "")]))
        entry.clear()

    for text in open(path, encoding="utf-8"):
        word, _, value = text.strip().partition(": ")
        if word == "- arch":
            end()
            arch = value
        elif word in ("packages:", "source:", "module_metadata:") or value == "[]":
            end()
            kind = {"packages:": "package", "source:": "source"}.get(word, word)
        else:
            if word.startswith("- "):
                end()
            entry[word.removeprefix("- ")] = value.strip("'")
    end()
    return lines


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    if sys.argv[1] == "--lines":
        lines = lines_of_lock(sys.argv[2])
    else:
        wanted = read(sys.argv[1])
        lines = set().union(*(resolve(wanted, arch, sys.argv[2]) for arch in sorted(wanted["arches"])))
    with open(sys.argv[3], "w", encoding="utf-8") as out:
        out.writelines(text + "\n" for text in sorted(lines))


if __name__ == "__main__":
    main()

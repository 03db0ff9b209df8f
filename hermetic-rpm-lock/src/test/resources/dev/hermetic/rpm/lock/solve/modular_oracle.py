"""Answers modular requests with the real dnf: a JSON document a line in, one a line out."""
import json
import logging
import os
import sys

import dnf
import dnf.comps
import dnf.module.module_base
import dnf.sack
import dnf.util
import hawkey
from hawkey.test import _hawkey_test

logging.disable(logging.CRITICAL)

finalize = dnf.Base._finalize_comps_trans


def in_order(base):
    """dnf asks for the members of groups in the order of a set, which is none: gives it one."""
    base._comps_trans._install = sorted(
        base._comps_trans._install,
        key=lambda p: (bool(p.requires), p.name, p.requires or "", bool(p.basearchonly)))
    finalize(base)


dnf.Base._finalize_comps_trans = in_order


def world(task, cache):
    base = dnf.Base()
    conf = base.conf
    conf.cachedir = cache
    conf.logdir = cache
    conf.persistdir = os.path.join(cache, "persist")
    conf.installroot = os.path.join(cache, "root")
    conf.reposdir = []
    conf.plugins = False
    if task["platform"]:
        conf.module_platform_id = task["platform"]
    conf.substitutions["arch"] = task["arch"]
    conf.substitutions["basearch"] = dnf.rpm.basearch(task["arch"])
    conf.substitutions["releasever"] = "1"
    for repo in task["repos"]:
        added = base.repos.add_new_repo(
            repo["id"], conf, baseurl=["file://" + repo["path"]], priority=repo["priority"],
            cost=repo["cost"], skip_if_unavailable=False, excludepkgs=",".join(repo["exclude"]),
            includepkgs=",".join(repo["include"]), module_hotfixes=repo["hotfixes"])
        added.load_metadata_other = False
    installed = task["installed"]
    if installed:
        dnf.sack.Sack.load_system_repo = lambda self, build_cache=False: _hawkey_test.load_repo(
            self, hawkey.SYSTEM_REPO_NAME, installed, True)
    else:
        dnf.sack.Sack.load_system_repo = lambda self, build_cache=False: None
    base.fill_sack(load_system_repo=True, load_available_repos=True)
    return base


def name(package):
    return "%s-%s.%s@%s" % (package.name, package.evr, package.arch, package.reponame)


def active(base):
    container = base._moduleContainer
    found = []
    for module in container.getModulePackages():
        if container.isModuleActive(module.getId()):
            found.append("%s:%s:%s:%s.%s" % (
                module.getName(), module.getStream(), module.getVersion(), module.getContext(),
                module.getArch()))
    return sorted(found)


def answer(base, request):
    base.conf.best = request["best"]
    base.conf.install_weak_deps = request["weak"]
    modules = dnf.module.module_base.ModuleBase(base)
    stage = "load"
    try:
        before = active(base)
        stage = "disable"
        if request["disable"]:
            modules.disable(request["disable"])
        stage = "enable"
        if request["enable"]:
            modules.enable(request["enable"])
        stage = "mark"
        for spec in request["upgrade"]:
            base.upgrade(spec)
        for spec in request["reinstall"]:
            base.reinstall(spec)
        base.install_specs(request["install"])
        stage = "solve"
        base.resolve(allow_erasing=request["erasing"])
    except dnf.exceptions.DepsolveError as error:
        return {"stage": "solve", "before": before, "active": active(base), "problem": str(error)}
    except (dnf.exceptions.Error, RuntimeError) as error:
        return {"stage": stage, "before": before, "active": active(base), "problem": str(error)}
    transaction = base.transaction
    return {
        "stage": "done",
        "before": before,
        "active": active(base),
        "install": sorted(name(p) for p in transaction.install_set) if transaction else [],
        "remove": sorted(name(p) for p in transaction.remove_set) if transaction else [],
    }


def main():
    cache = sys.argv[1]
    for line in sys.stdin:
        task = json.loads(line)
        answers = []
        for request in task["requests"]:
            base = world(task, cache)
            answers.append(answer(base, request))
            base.close()
        sys.stdout.write(json.dumps(answers) + "\n")
        sys.stdout.flush()


main()

"""Answers requests with the real dnf: a JSON document a line in, one a line out."""
import json
import logging
import os
import sys

import dnf
import dnf.sack
import hawkey
from hawkey.test import _hawkey_test

logging.disable(logging.CRITICAL)


def world(task, cache):
    base = dnf.Base()
    conf = base.conf
    conf.cachedir = cache
    conf.logdir = cache
    conf.persistdir = cache
    conf.installroot = os.path.join(cache, "root")
    conf.reposdir = []
    conf.plugins = False
    conf.module_platform_id = "platform:lab"
    conf.substitutions["arch"] = task["arch"]
    conf.substitutions["basearch"] = dnf.rpm.basearch(task["arch"])
    conf.substitutions["releasever"] = "1"
    installed = task.get("installed")
    if installed:
        dnf.sack.Sack.load_system_repo = lambda self, build_cache=False: _hawkey_test.load_repo(
            self, hawkey.SYSTEM_REPO_NAME, installed, True)
    else:
        dnf.sack.Sack.load_system_repo = lambda self, build_cache=False: None
    for repo in task["repos"]:
        options = {}
        if repo.get("exclude"):
            options["excludepkgs"] = repo["exclude"]
        added = base.repos.add_new_repo(
            repo["id"], conf, baseurl=["file://" + repo["path"]], priority=repo["priority"],
            cost=repo["cost"], skip_if_unavailable=False, **options)
        added.load_metadata_other = False
    if task.get("filelists", False):
        base.conf.optional_metadata_types = ["filelists"]
    base.fill_sack(load_system_repo=True, load_available_repos=True)
    return base


def name(package):
    return "%s-%s.%s@%s" % (package.name, package.evr, package.arch, package.reponame)


def answer(base, request):
    base.reset(goal=True)
    base._transaction = None
    base.conf.best = request.get("best", False)
    base.conf.install_weak_deps = request.get("weak", True)
    base.conf.multilib_policy = request.get("multilib", "best")
    base.conf.debug_solver = bool(request.get("debug"))
    try:
        for spec in request.get("upgrade", []):
            base.upgrade(spec)
        for spec in request.get("reinstall", []):
            base.reinstall(spec)
        for spec in request.get("remove", []):
            base.remove(spec)
        if request.get("install"):
            base.install_specs(request["install"])
    except dnf.exceptions.Error as error:
        return {"ok": False, "problem": "marking: " + str(error)}
    try:
        base.resolve(allow_erasing=request.get("erasing", False))
    except dnf.exceptions.DepsolveError as error:
        return {"ok": False, "problem": str(error)}
    transaction = base.transaction
    if transaction is None:
        return {"ok": True, "install": [], "remove": []}
    return {
        "ok": True,
        "install": sorted(name(p) for p in transaction.install_set),
        "remove": sorted(name(p) for p in transaction.remove_set),
    }


def main():
    cache = sys.argv[1]
    for line in sys.stdin:
        task = json.loads(line)
        base = world(task, cache)
        answers = [answer(base, request) for request in task["requests"]]
        base.close()
        sys.stdout.write(json.dumps(answers) + "\n")
        sys.stdout.flush()


main()

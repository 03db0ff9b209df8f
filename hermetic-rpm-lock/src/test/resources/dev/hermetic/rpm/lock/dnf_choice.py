# What the real dnf installs into an empty root: repositories as id=address, then the names.
import sys

import dnf

arch, platform, cache = sys.argv[1:4]
split = sys.argv.index("--")
base = dnf.Base()
base.conf.cachedir = cache
base.conf.installroot = cache
base.conf.module_platform_id = platform
base.conf.substitutions["arch"] = arch
base.conf.substitutions["basearch"] = arch
base.conf.substitutions["releasever"] = "1"
for repository in sys.argv[4:split]:
    name, address = repository.split("=", 1)
    base.repos.add_new_repo(name, base.conf, baseurl=[address])
base.fill_sack(load_system_repo=False)
names = sys.argv[split + 1 :]
streams = [name[1:] for name in names if name.startswith("@")]
if streams:
    from dnf.module.module_base import ModuleBase

    ModuleBase(base).install(streams)
base.install_specs([name for name in names if not name.startswith("@")])
base.resolve()
for package in sorted(base.transaction.install_set):
    evr = package.evr[2:] if package.evr.startswith("0:") else package.evr
    print(f"{package.name}-{evr}.{package.arch} {package.reponame}")

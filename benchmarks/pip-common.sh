# Shared by pip-lock.sh and pip-prefetch.sh, which source it: the index, the clock, the table. Needs the variable "work".

# What pip is configured for, or else what is built into it.
index_of_pip() {
  python -c "
from pip._internal.configuration import Configuration
from pip._internal.models.index import PyPI
c = Configuration(isolated=False); c.load(); d = dict(c.items())
print(d.get(':env:.index-url') or d.get('global.index-url') or PyPI.simple_url)"
}

# require <command>...
require() {
  local command
  for command in "$@"; do
    if ! command -v "$command" >/dev/null; then
      echo "$command is missing" >&2
      exit 69
    fi
  done
}

# timed <group> <contestant> <command>...   runs the command and notes its wall and CPU seconds, children included
timed() {
  local group=$1 contestant=$2 TIMEFORMAT='%R %U %S'
  shift 2
  { time "$@" >/dev/null 2>"$work/errors"; } 2>"$work/clock" || {
    cat "$work/errors" >&2
    return 1
  }
  printf '%s\t%s\t%s\n' "$group" "$contestant" "$(tail -n 1 "$work/clock")" >>"$work/times"
}

# medians <what a group is>   prints the table of all that was timed, and the load of the machine
medians() {
  python - "$work/times" "$1" <<'PYTHON'
import collections, statistics, sys
runs = collections.defaultdict(list)
for line in open(sys.argv[1]):
    group, contestant, figures = line.rstrip("\n").split("\t")
    wall, user, system = map(float, figures.split())
    runs[group, contestant].append((wall, user + system))
print("| %s | contestant | median s | least s | most s | median CPU s | hermetic ÷ it | CPU |" % sys.argv[2])
print("|---|---|--:|--:|--:|--:|--:|--:|")
for (group, contestant), all_of_it in runs.items():
    wall, cpu = ([run[i] for run in all_of_it] for i in (0, 1))
    ours = runs.get((group, "hermetic"))
    ratios = [""] * 2
    if ours and contestant != "hermetic":
        ratios = ["%.1f" % (statistics.median(run[i] for run in ours) / max(0.001, statistics.median(all)))
                  for i, all in enumerate((wall, cpu))]
    print("| %s | %s | %.2f | %.2f | %.2f | %.2f | %s | %s |" % (
        group, contestant, statistics.median(wall), min(wall), max(wall), statistics.median(cpu), *ratios))
print("\nload averages %s, %s CPUs" % (" ".join(open("/proc/loadavg").read().split()[:3]), __import__("os").cpu_count()))
PYTHON
}

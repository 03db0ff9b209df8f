#!/usr/bin/env bash
# Locking RPM packages, whole processes with JVM start: `hermetic lock` against dnf's own API in the steps of
# rpm-lockfile-prototype (rpmlock_dnf.py). Prints a table; fails when the two do not lock the same files. Needs bash,
# python3, nginx and Debian's dnf with its Python 3 in /usr/bin.
#
#   benchmarks/rpm-lock.sh [scenario...]
#
# cold   the metadata of all repositories is fetched and parsed: 70,000 packages in 6 repositories for each of 4 arches
# warm   metadata that an earlier run of the same contestant fetched; dnf with one cache for all architectures, as the
#        tool has it, and with one for each, which keeps what it parsed
# heap   cold and warm with a heap of 1 GiB
#
# REPEATS    runs of each contestant (3)
# BENCH_DIR  where to work; needs 1 GB (a new directory below TMPDIR)
# PACKAGES   of each architecture (70000); REQUESTED: names that are asked for (80)
# ARCHES     joined by commas (aarch64,ppc64le,s390x,x86_64)
# RESULTS    keep the raw figures in this file, one JSON line a run
set -euo pipefail
export LC_ALL=C.UTF-8 PATH=$PATH:/usr/sbin:/sbin

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
prefix=hermetic-lock-bench
# shellcheck source=common.sh
. "$here/common.sh"
repeats=${REPEATS:-3}
scenarios=("$@")
if ((${#scenarios[@]} == 0)); then scenarios=(cold warm heap); fi
need "python3 nginx-light python3-dnf" python3 nginx /usr/bin/python3
if ! /usr/bin/python3 -c 'import dnf'; then
  echo "dnf's Python API is missing (on Debian: apt-get install python3-dnf)" >&2
  exit 69
fi

# lock <scenario> [assignment...]: in $run, with the store of $run.
lock() {
  mkdir -p "$run/source"
  cp "$work/source/rpms.in.yaml" "$run/source/"
  rm -f "$run/source/rpms.lock.yaml"
  run_hermetic "$1" env "${@:2}" "$hermetic" lock --store "$run/store" "$run/source"
  /usr/bin/python3 "$here/rpmlock_dnf.py" --lines "$run/source/rpms.lock.yaml" "$work/ours.txt"
}

# dnf_lock <scenario> <contestant> <cache>
dnf_lock() {
  sync
  measure "$1" "$2" /usr/bin/python3 "$here/rpmlock_dnf.py" "$work/source/rpms.in.yaml" "$3" "$work/theirs.txt"
}

# same: both have locked the same files.
same() {
  if ! cmp -s "$work/ours.txt" "$work/theirs.txt"; then
    echo 'the locks differ:' >&2
    diff "$work/ours.txt" "$work/theirs.txt" | head -n 20 >&2
    exit 1
  fi
  echo "  the same $(wc -l <"$work/ours.txt") files"
}

scenario_cold() {
  local i
  for ((i = 0; i < repeats; i++)); do
    fresh
    dnf_lock cold 'dnf, as the tool' "$run/dnf"
    lock cold
    same
  done
}

scenario_warm() {
  local i
  fresh
  dnf_lock 'fill' 'dnf, as the tool' "$run/dnf"
  dnf_lock 'fill' 'dnf, a cache each' "$run/each/{arch}"
  lock 'fill'
  for ((i = 0; i < repeats; i++)); do
    dnf_lock warm 'dnf, as the tool' "$run/dnf"
    dnf_lock warm 'dnf, a cache each' "$run/each/{arch}"
    lock warm
    same
  done
}

scenario_heap() {
  fresh
  lock 'cold, heap of 1 GiB' JAVA_TOOL_OPTIONS=-Xmx1g
  lock 'warm, heap of 1 GiB' JAVA_TOOL_OPTIONS=-Xmx1g
}

echo 'generating'
python3 "$here/rpmuniverse.py" "$work" "$origin" "${PACKAGES:-70000}" "${REQUESTED:-80}" \
  "${ARCHES:-aarch64,ppc64le,s390x,x86_64}"
start_server
"$hermetic" --version
/usr/bin/python3 -c 'import dnf; print("dnf", dnf.VERSION)'
for scenario in "${scenarios[@]}"; do
  printf '\n== %s (load %s)\n' "$scenario" "$(cut -d ' ' -f 1 /proc/loadavg)"
  case $scenario in
    cold | warm | heap) "scenario_$scenario" ;;
    *) echo "no scenario $scenario; see the head of $0" >&2; exit 64 ;;
  esac
done
report

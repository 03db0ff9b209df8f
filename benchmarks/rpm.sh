#!/usr/bin/env bash
# RPM, whole processes with JVM start. Prints a table. Needs bash, python3, curl, nginx, createrepo_c, libsolv-tools
# (rpmmd2solv), dnf; for the build mvn.
#
#   benchmarks/rpm.sh [scenario...]
#
# read      a primary.xml of 70,000 generated packages: our reader, rpmmd2solv, dnf's first load
# write     the metadata of 3,000 packages: our writer, createrepo_c; and our writer in a JVM that runs already
# cold      3,000 packages of 1 MB from a local nginx: the command against curl --parallel and sha256sum
# warm      the same from a filled store into a new output: no request; and once more into the same output
# arches    3,000 packages for each of four architectures, half of them noarch and shared: each fetched once, linked
#
# REPEATS    runs of each contestant (1)
# BENCH_DIR  where to work; needs 12 GB with the defaults (a new directory below TMPDIR)
# BYTES      of a package in cold, warm and arches (1000000); PACKAGES: how many (3000)
# LISTED     packages of read (70000); WRITTEN: of write (3000)
# RESULTS    keep the raw figures in this file, one JSON line a run
set -euo pipefail
export LC_ALL=C.UTF-8 PATH=$PATH:/usr/sbin:/sbin

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
prefix=hermetic-rpm-bench
# shellcheck source=common.sh
. "$here/common.sh"
repeats=${REPEATS:-1}
scenarios=("$@")
if ((${#scenarios[@]} == 0)); then scenarios=(read write cold warm arches); fi
need "python3 curl nginx-light createrepo-c libsolv-tools dnf maven" \
  python3 curl nginx createrepo_c rpmmd2solv dnf mvn

# packages <set> <count> <bytes> <arches>: makes a set on first use.
packages() {
  if [[ -d $work/source-$1 ]]; then return; fi
  echo "generating $1"
  python3 "$here/rpmset.py" "$work" "$1" "$origin" "${@:2}"
}

# Reader and writer in a process of their own, with class data of an earlier run and settings as the launcher has them.
library() {
  if [[ -n ${ours[*]:-} ]]; then return; fi
  local classes jar
  # The launcher has built them.
  classes=$(printf '%s:' "$here"/../hermetic-cli/target/lib/*.jar)
  javac -nowarn -XDstringConcat=inline -d "$work/classes" -cp "$classes" "$here/RepodataSpeed.java"
  jar=$work/speed.jar
  python3 -c 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2])' "$work/speed" "$work/classes"
  mv "$work/speed.zip" "$jar"
  ours=(java -XX:SharedArchiveFile="$work/speed.jsa" @"$settings" -cp "$jar:$classes" RepodataSpeed)
  packages tiny 50 1000 x86_64
  java -XX:+UseSerialGC -Xlog:disable -Xshare:off -XX:DumpLoadedClassList="$work/speed.txt" -cp "$jar:$classes" \
    RepodataSpeed write "$work/www/tiny" "$work/out" 1 >/dev/null
  java -XX:+UseG1GC -Xlog:disable -Xshare:dump -XX:SharedClassListFile="$work/speed.txt" \
    -XX:SharedArchiveFile="$work/speed.jsa" -cp "$jar:$classes" >/dev/null 2>&1
}

scenario_read() {
  library
  local list=$work/primary.xml repo=$work/repo
  python3 "$here/primary.py" "${LISTED:-70000}" "$list"
  mkdir -p "$repo/repodata"
  gzip -c "$list" >"$repo/repodata/primary.xml.gz"
  cat >"$repo/repodata/repomd.xml" <<XML
<repomd xmlns="http://linux.duke.edu/metadata/repo"><data type="primary"><checksum type="sha256">$(sha256sum <"$repo/repodata/primary.xml.gz" | cut -d' ' -f1)</checksum><location href="repodata/primary.xml.gz"/></data></repomd>
XML
  printf '[main]\nplugins=0\nreposdir=/dev/null\ncachedir=%s\npersistdir=%s\nlogdir=%s\n' "$work/cache" "$work/persist" "$work" >"$work/dnf.conf"
  local i
  for ((i = 0; i < repeats; i++)); do
    measure 'read, packed' hermetic "${ours[@]}" read "$repo/repodata/primary.xml.gz" 1
    measure 'read, packed' 'gzip | rpmmd2solv' bash -c 'gzip -dc "$0" | rpmmd2solv >/dev/null' "$repo/repodata/primary.xml.gz"
    measure 'read, unpacked' hermetic "${ours[@]}" read "$list" 1
    measure 'read, unpacked' rpmmd2solv bash -c 'rpmmd2solv <"$0" >/dev/null' "$list"
    measure 'read, packed' 'dnf, first load' dnf -q -c "$work/dnf.conf" --setopt=cachedir="$work/cache-$i" --installroot "$work/root" \
      --releasever 1 --repofrompath "lab,file://$repo" --repo lab repoquery nothing
  done
  "${ours[@]}" read "$repo/repodata/primary.xml.gz" 8 | tail -n 1
}

scenario_write() {
  library
  packages "written" "${WRITTEN:-3000}" 2000 x86_64
  local i
  for ((i = 0; i < repeats; i++)); do
    mkdir "$work/createrepo-$i"
    measure write hermetic "${ours[@]}" write "$work/www/written" "$work/out" 1
    measure write createrepo_c createrepo_c -q --no-database --outputdir "$work/createrepo-$i" "$work/www/written"
  done
  # What a JVM that runs already needs, as at the end of a long prefetch.
  "${ours[@]}" write "$work/www/written" "$work/out" 15 | tail -n 3
}

# prefetch <scenario> <set> [assignment...]
prefetch() {
  run_hermetic "$1" env "${@:3}" "$hermetic" prefetch --source "$work/source-$2" --output "$run/out" --store "$run/store" rpm
}

mirrored() { packages mirrored "${PACKAGES:-3000}" "${BYTES:-1000000}" x86_64; }

scenario_cold() {
  mirrored
  local i
  for ((i = 0; i < repeats; i++)); do
    curl_and_sums cold mirrored
    fresh
    prefetch cold mirrored
  done
}

scenario_warm() {
  mirrored
  fresh
  prefetch 'fill' mirrored
  local i before
  for ((i = 0; i < repeats; i++)); do
    mv "$run/out" "$(mktemp -d "$work/old.XXXXXX")"
    before=$(requests)
    prefetch 'warm, new output' mirrored
    prefetch 'warm, same output' mirrored
    expect_requests "$before" 0
  done
}

scenario_arches() {
  packages arches "${PACKAGES:-3000}" $((${BYTES:-1000000} / 4)) aarch64,ppc64le,s390x,x86_64
  fresh
  local before files
  before=$(requests)
  prefetch 'four architectures' arches
  files=$(find "$work/www/arches" -name '*.rpm' | wc -l)
  expect_requests "$before" "$files"
  echo "  files: $(find "$run/out" -name '*.rpm' | wc -l) from $files"
  mv "$run/out" "$(mktemp -d "$work/old.XXXXXX")"
  prefetch 'four architectures, warm' arches
}

start_server
"$hermetic" --version
for scenario in "${scenarios[@]}"; do
  printf '\n== %s (load %s)\n' "$scenario" "$(cut -d ' ' -f 1 /proc/loadavg)"
  case $scenario in
    read | write | cold | warm | arches) "scenario_$scenario" ;;
    *) echo "no scenario $scenario; see the head of $0" >&2; exit 64 ;;
  esac
done
report

#!/usr/bin/env bash
# Metadata of RPM repositories: reading a primary.xml of 70,000 packages against libsolv's rpmmd2solv and dnf's first
# load, writing the metadata of 3,000 packages against createrepo_c. Prints wall and CPU seconds of whole processes,
# JVM start included. Needs bash, python3, GNU time, mvn, rpmbuild, createrepo_c, libsolv-tools, dnf.
#
#   benchmarks/repodata.sh [read|write...]
#
# BENCH_DIR   where to work; needs 1 GB (a new directory below TMPDIR)
# PACKAGES    of the list that is read (70000); WRITTEN: of the directory that is written about (3000)
# REPEATS     runs of each contestant, alternating (3)
set -euo pipefail
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${BENCH_DIR:-$(mktemp -d)}
packages=${PACKAGES:-70000} written=${WRITTEN:-3000} repeats=${REPEATS:-3}
scenarios=("$@")
if ((${#scenarios[@]} == 0)); then scenarios=(read write); fi
mkdir -p "$work"
if [[ -z ${BENCH_DIR:-} ]]; then trap 'rm -rf "$work"' EXIT; fi

mvn -o -q -f "$here/../pom.xml" -pl hermetic-rpm -am -DskipTests -Dspotless.check.skip package >&2
mvn -o -q -f "$here/../hermetic-rpm/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath" >&2
classpath=$here/../hermetic-rpm/target/classes:$here/../hermetic-core/target/classes:$(cat "$work/classpath")
javac -nowarn -d "$work/classes" -cp "$classpath" "$here/RepodataSpeed.java"
ours=(java -cp "$work/classes:$classpath" RepodataSpeed)

timed() { # name, command...
  local name=$1
  shift
  TIMEFORMAT="%R %U %S"
  local figures
  figures=$({ time "$@" >/dev/null 2>"$work/stderr"; } 2>&1) || { cat "$work/stderr" >&2; exit 1; }
  awk -v name="$name" '{ printf "%-28s wall %6.2f s   CPU %6.2f s\n", name, $1, $2 + $3 }' <<<"$figures"
}

read_lists() {
  local list=$work/primary.xml
  if [[ ! -f $list.gz ]]; then
    python3 "$here/primary.py" "$packages" "$list"
    gzip -k "$list"
  fi
  local repo=$work/repo
  mkdir -p "$repo/repodata"
  cp "$list.gz" "$repo/repodata/primary.xml.gz"
  cat >"$repo/repodata/repomd.xml" <<XML
<repomd xmlns="http://linux.duke.edu/metadata/repo"><data type="primary"><checksum type="sha256">$(sha256sum <"$list.gz" | cut -d' ' -f1)</checksum><location href="repodata/primary.xml.gz"/></data></repomd>
XML
  printf '[main]\nplugins=0\nreposdir=/dev/null\ncachedir=%s\npersistdir=%s\nlogdir=%s\n' "$work/cache" "$work/persist" "$work" >"$work/dnf.conf"
  for ((i = 0; i < repeats; i++)); do
    timed "hermetic, gz" "${ours[@]}" read "$list.gz" 1
    timed "hermetic, unpacked" "${ours[@]}" read "$list" 1
    timed "rpmmd2solv, unpacked" bash -c 'rpmmd2solv <"$0"' "$list"
    timed "gzip | rpmmd2solv" bash -c 'gzip -dc "$0" | rpmmd2solv' "$list.gz"
    rm -rf "$work/cache"
    timed "dnf, first load" dnf -q -c "$work/dnf.conf" --installroot "$work/root" --releasever 1 --repofrompath "lab,file://$repo" --repo lab repoquery nothing
  done
}

write_lists() {
  local rpms=$work/rpms
  if [[ ! -d $rpms ]]; then
    python3 "$here/packages.py" "$written" "$work/many.spec"
    rpmbuild -bb --nodeps --define "_topdir $work/many" --define "debug_package %{nil}" --define "_build_id_links none" \
      --define "__os_install_post %{nil}" "$work/many.spec" >"$work/rpmbuild.log" 2>&1
    mkdir "$rpms"
    find "$work/many/RPMS" -name '*.rpm' -exec mv -t "$rpms" {} +
  fi
  for ((i = 0; i < repeats; i++)); do
    rm -rf "$rpms/repodata"
    timed "hermetic" "${ours[@]}" write "$rpms" "$work/out" 1
    timed "createrepo_c" createrepo_c -q --no-database "$rpms"
  done
  # What a JVM that is already running needs, as in a prefetch.
  "${ours[@]}" write "$rpms" "$work/out" 10
}

for scenario in "${scenarios[@]}"; do
  case $scenario in
    read) read_lists ;;
    write) write_lists ;;
    *) echo "no scenario $scenario; see the head of $0" >&2; exit 64 ;;
  esac
done

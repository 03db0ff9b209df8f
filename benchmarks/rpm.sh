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
hermetic=$here/../hermetic
repeats=${REPEATS:-1}
scenarios=("$@")
if ((${#scenarios[@]} == 0)); then scenarios=(read write cold warm arches); fi
for command in python3 curl nginx createrepo_c rpmmd2solv dnf mvn; do
  if ! command -v "$command" >/dev/null; then
    echo "$command is missing (on Debian: apt-get install python3 curl nginx-light createrepo-c libsolv-tools dnf maven)" >&2
    exit 69
  fi
done

work=$(mktemp -d "${BENCH_DIR:-${TMPDIR:-/tmp}}/hermetic-rpm-bench.XXXXXX")
log=$work/results.jsonl
: >"$log"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

clean() {
  if [[ -s $work/nginx.pid ]]; then
    kill -QUIT "$(<"$work/nginx.pid")"
    while [[ -e $work/nginx.pid ]]; do sleep 0.1; done
  fi
  rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' INT TERM

measure() { python3 "$here/measure.py" "$log" "$@"; }
requests() { wc -l <"$work/access.log"; }
fresh() { run=$(mktemp -d "$work/run.XXXXXX"); }

# expect_requests <count before> <expected>: what nginx saw since.
expect_requests() {
  local seen=$(($(requests) - $1))
  if ((seen != $2)); then
    echo "$seen requests where $2 were expected" >&2
    exit 1
  fi
  echo "  requests: $seen, as expected"
}

start_server() {
  if [[ -s $work/nginx.pid ]]; then return; fi
  cat >"$work/nginx.conf" <<END
$(if ((EUID == 0)); then echo 'user root;'; fi)
worker_processes 2;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 1024; }
http {
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  access_log $work/access.log;
  client_body_temp_path $work/nginx-body;
  proxy_temp_path $work/nginx-proxy;
  fastcgi_temp_path $work/nginx-fastcgi;
  uwsgi_temp_path $work/nginx-uwsgi;
  scgi_temp_path $work/nginx-scgi;
  server { listen 127.0.0.1:$port backlog=1024; root $work/www; }
}
END
  nginx -p "$work" -c "$work/nginx.conf" -e "$work/error.log"
}

# packages <set> <count> <bytes> <arches>: makes a set on first use.
packages() {
  if [[ -d $work/source-$1 ]]; then return; fi
  echo "generating $1"
  python3 "$here/rpmset.py" "$work" "$1" "http://127.0.0.1:$port" "${@:2}"
}

# Reader and writer in a process of their own, with class data of an earlier run and settings as the launcher has them.
library() {
  if [[ -n ${ours[*]:-} ]]; then return; fi
  local classes jar
  # The launcher has built them.
  classes=$(printf '%s:' "$here"/../hermetic-cli/target/lib/*.jar)
  javac -nowarn -d "$work/classes" -cp "$classes" "$here/RepodataSpeed.java"
  jar=$work/speed.jar
  python3 -c 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2])' "$work/speed" "$work/classes"
  mv "$work/speed.zip" "$jar"
  # As the launcher has it.
  ours=(java -XX:+UseSerialGC -Xlog:disable -XX:SharedArchiveFile="$work/speed.jsa" -XX:Tier4InvocationThreshold=500000
    -XX:Tier4MinInvocationThreshold=60000 -XX:Tier4CompileThreshold=1500000 -XX:Tier4BackEdgeThreshold=4000000
    -XX:-C1UpdateMethodData -XX:-C1ProfileBranches -XX:-C1ProfileCalls -XX:-C1ProfileInlinedCalls
    -XX:-C1ProfileVirtualCalls -XX:-C1ProfileCheckcasts -XX:CompileCommand=quiet
    -XX:CompileCommand='CompileThresholdScaling,sun/security/provider/SHA*.*,0.02'
    -XX:CompileCommand='CompileThresholdScaling,sun/security/provider/DigestBase.*,0.02'
    -cp "$jar:$classes" RepodataSpeed)
  packages tiny 50 1000 x86_64
  java -XX:+UseSerialGC -Xlog:disable -XX:ArchiveClassesAtExit="$work/speed.jsa" -cp "$jar:$classes" RepodataSpeed \
    write "$work/www/tiny" "$work/out" 1 >/dev/null
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
  sync
  measure "$1" hermetic env "${@:3}" "$hermetic" prefetch --source "$work/source-$2" --output "$run/out" --store "$run/store" \
    rpm >"$work/last.txt" 2>&1 || {
    tail -n 20 "$work/last.txt" >&2
    exit 1
  }
  tail -n 1 "$work/last.txt"
}

mirrored() { packages mirrored "${PACKAGES:-3000}" "${BYTES:-1000000}" x86_64; }

scenario_cold() {
  mirrored
  local i
  for ((i = 0; i < repeats; i++)); do
    fresh
    sync
    (cd "$run" && measure cold curl sh -ec "
      curl --silent --show-error --no-progress-meter --fail --parallel --parallel-max 16 --config '$work/mirrored.curl'
      sha256sum --check --quiet '$work/mirrored.sha256'")
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
echo
python3 "$here/measure.py" --table "$log"
if [[ -n ${RESULTS:-} ]]; then cp "$log" "$RESULTS"; fi

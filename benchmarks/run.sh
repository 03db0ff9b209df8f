#!/usr/bin/env bash
# Whole-process benchmarks: the launcher with JVM start against `curl --parallel` followed by `sha256sum -c`, from a
# local nginx. Prints a table. Needs bash, python3, curl, nginx; rtt20 also root and iproute2.
#
#   benchmarks/run.sh [scenario...]
#
# cold         2,000 files of 20–200 KB and 5 of 200 MB, nothing stored
# small        10,000 files of 2 KB, nothing stored; also LeastWork.java, the least that a Java program can do
# warm         the files of cold and of small from a filled store into a new output: no request
# noop         2,000 files of 20–200 KB, the third run into one output: no request
# incremental  the same with one file changed: one request
# heap         cold with a heap of 256 MiB, for the peak of resident memory
# rtt20        2,000 files of 20–200 KB with 10 ms added each way
# scale        plan, and a new output from a filled store, for 1,000, 10,000 and 100,000 tiny files
#
# REPEATS      runs of each contestant, in ABBA order (3)
# BENCH_DIR    where to work; needs 8 GB and 2.4 GB for each repeat of cold (a new directory below TMPDIR)
# CONTESTANTS  "curl least hermetic"; name only one to try the harness
# COUNTS       numbers of files of scale (1000 10000 100000)
# RESULTS      keep the raw figures in this file, one JSON line a run
set -euo pipefail
export LC_ALL=C.UTF-8 PATH=$PATH:/usr/sbin:/sbin

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
prefix=hermetic-bench
# shellcheck source=common.sh
. "$here/common.sh"
repeats=${REPEATS:-3}
contestants=${CONTESTANTS:-curl least hermetic}
scenarios=("$@")
if ((${#scenarios[@]} == 0)); then scenarios=(cold small warm noop incremental heap rtt20 scale); fi
for scenario in "${scenarios[@]}"; do
  case $scenario in
    cold | small | warm | noop | incremental | heap | rtt20 | scale) ;;
    *) echo "no scenario $scenario; see the head of $0" >&2; exit 64 ;;
  esac
done
need "python3 curl nginx-light" python3 curl nginx

in_client=()
delay_process=
client_netns=hermetic-client-$$
server_netns=hermetic-server-$$

stop_delay() {
  if [[ -n $delay_process ]]; then
    kill "$delay_process"
    wait "$delay_process" 2>/dev/null || :
    delay_process=
  fi
}

clean() {
  stop_delay
  stop_server
  if ((${#in_client[@]} > 0)); then
    ip netns del "$client_netns"
    ip netns del "$server_netns"
  fi
  rm -rf "$work"
}

# dataset <name> [origin]: makes a set on first use.
dataset() {
  local name=$1 from=${2:-$origin}
  if [[ -d $work/source-$name ]]; then return; fi
  case $name in
    cold) set -- 2000 20000 200000 5 200000000 ;;
    small) set -- 10000 2000 2000 ;;
    tarballs | delayed) set -- 2000 20000 200000 ;;
    tiny-*) set -- "${name#tiny-}" 64 64 ;;
  esac
  echo "generating $name"
  python3 "$here/dataset.py" "$work" "$name" "$from" "$@"
}

run_curl() { curl_and_sums "$1" "$2" "${in_client[@]}"; }

# prefetch <set>: the command under test, on $run/store and $run/out.
prefetch() {
  echo "$hermetic" prefetch --source "$work/source-$1" --output "$run/out" --store "$run/store" generic
}

# run_prefetch <scenario> <set> [assignment...]: the variables are set for the command.
run_prefetch() {
  local command
  read -ra command <<<"$(prefetch "$2")"
  run_hermetic "$1" "${in_client[@]}" env "${@:3}" "${command[@]}"
}

# run_least <scenario> <set>: small files only.
run_least() {
  if [[ ! -e $work/LeastWork.class ]]; then "${JAVA_HOME:+$JAVA_HOME/bin/}javac" -d "$work" "$here/LeastWork.java"; fi
  fresh
  sync
  measure "$1" least "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -cp "$work" LeastWork \
    "$work/$2.sha256" "$origin/$2" "$run/least" 16
}

wants() { [[ " $contestants " == *" $1 "* ]]; }

# alternate <scenario> <set> [assignment...]: ABBA, everything from nothing.
alternate() {
  local i contestant order
  for ((i = 0; i < repeats; i++)); do
    order=(curl hermetic)
    if ((i % 2 == 1)); then order=(hermetic curl); fi
    for contestant in "${order[@]}"; do
      if ! wants "$contestant"; then continue; fi
      if [[ $contestant == curl ]]; then
        run_curl "$1" "$2"
      else
        fresh
        run_prefetch "$@"
      fi
    done
  done
}

# repeat_stored <scenario> <set> <expected requests> <keep output: yes|no> <set to run first>
repeat_stored() {
  local i before
  for ((i = 0; i < repeats; i++)); do
    if [[ $4 == no && -e $run/out ]]; then mv "$run/out" "$(mktemp -d "$work/old.XXXXXX")"; fi
    before=$(requests)
    run_prefetch "$1" "$2"
    expect_requests "$before" "$3"
  done
}

fill() {
  fresh
  run_prefetch "fill: $1" "$1"
}

scenario_cold() { dataset cold; alternate cold cold; }
scenario_small() {
  local i
  dataset small
  alternate small small
  if wants least; then
    for ((i = 0; i < repeats; i++)); do run_least small small; done
  fi
}
scenario_heap() {
  dataset cold
  fresh
  run_prefetch 'heap 256 MiB' cold JAVA_TOOL_OPTIONS=-Xmx256m
}
scenario_warm() {
  local name
  for name in cold small; do
    dataset "$name"
    fill "$name"
    repeat_stored "warm, files of $name" "$name" 0 no
  done
}
scenario_noop() {
  dataset tarballs
  fill tarballs
  run_prefetch 'noop, second run' tarballs
  repeat_stored noop tarballs 0 yes
}
scenario_incremental() {
  local i before
  dataset tarballs
  python3 "$here/dataset.py" --change "$work" tarballs "$origin"
  for ((i = 0; i < repeats; i++)); do
    fill tarballs
    before=$(requests)
    run_prefetch incremental tarballs-changed
    expect_requests "$before" 1
  done
}

scenario_scale() {
  local count i
  for count in ${COUNTS:-1000 10000 100000}; do
    dataset "tiny-$count"
    fill "tiny-$count"
    for ((i = 0; i < repeats; i++)); do
      measure "plan, $count files" hermetic "$hermetic" plan --source "$work/source-tiny-$count" generic \
        >"$work/last.txt"
      tail -n 1 "$work/last.txt"
    done
    repeat_stored "warm, $count files" "tiny-$count" 0 no
  done
}

# Client and server in network namespaces of their own, joined by a pair of virtual devices.
scenario_rtt20() {
  if ((EUID != 0)) || ! command -v ip >/dev/null; then
    echo 'skipped: needs root and iproute2' >&2
    return
  fi
  stop_server
  ip netns add "$server_netns"
  ip netns add "$client_netns"
  in_client=(ip netns exec "$client_netns")
  ip link add name server netns "$server_netns" type veth peer name client netns "$client_netns"
  ip -n "$server_netns" addr add 10.231.0.2/24 dev server
  ip -n "$client_netns" addr add 10.231.0.1/24 dev client
  for netns in "$server_netns" "$client_netns"; do ip -n "$netns" link set lo up; done
  ip -n "$server_netns" link set server up
  ip -n "$client_netns" link set client up
  start_server ip netns exec "$server_netns"
  ip netns exec "$server_netns" python3 "$here/delay.py" 10.231.0.2 8080 127.0.0.1 "$port" 10 &
  delay_process=$!
  dataset delayed http://10.231.0.2:8080
  "${in_client[@]}" curl --silent --fail --retry 20 --retry-connrefused --retry-delay 1 --output /dev/null \
    --write-out '  one request on a new connection: %{time_total} s (3 one-way delays and more are expected: ≥ 0.04)\n' \
    http://10.231.0.2:8080/delayed/package-000000.tgz
  alternate rtt20 delayed
  stop_delay
  stop_server
  ip netns del "$client_netns"
  ip netns del "$server_netns"
  in_client=()
  start_server
}

start_server
printf '%s\n%s\n' "$(curl --version | head -n 1)" "$(nginx -v 2>&1)"
if wants hermetic; then "$hermetic" --version; fi
for scenario in "${scenarios[@]}"; do
  printf '\n== %s (load %s)\n' "$scenario" "$(cut -d ' ' -f 1 /proc/loadavg)"
  case $scenario in
    cold | small | rtt20) ;;
    *) if ! wants hermetic; then echo 'skipped: only hermetic takes part'; continue; fi ;;
  esac
  "scenario_$scenario"
done
report

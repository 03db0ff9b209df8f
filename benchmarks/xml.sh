#!/usr/bin/env bash
# Our scanner of package lists beside Aalto, Woodstox and the JDK's own parser. Prints what each run says, and a table.
# Needs bash, python3 and mvn, which fetches the two libraries for a project in the working directory.
#
#   benchmarks/xml.sh [scenario...]
#
# warm      a JVM for each contestant, with its own settings: WARMUPS readings that do not count, then RUNS that do
# fresh     whole processes with the launcher's settings that read once, REPEATS times
# hostile   what nobody should send, with a heap of 256 MB
#
# warm and fresh read a primary.xml of LISTED generated packages (70000): into the table of packages, and as strings, one
# for each value. The script fails when the contestants did not read the same.
#
# CONTESTANTS  "ours aalto woodstox jdk"
# WARMUPS      (4), RUNS (9), REPEATS (5), ROUNDS of warm (1)
# CLASSES      the project's classes (the jars beside the launcher, which it builds)
# BENCH_DIR    where to work (a new directory below TMPDIR)
set -euo pipefail
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
prefix=hermetic-xml-bench
# shellcheck source=common.sh
. "$here/common.sh"
need "python3 maven" python3 mvn javac
aalto=1.3.3
woodstox=7.1.0
read -r -a contestants <<<"${CONTESTANTS:-ours aalto woodstox jdk}"
scenarios=("$@")
if ((${#scenarios[@]} == 0)); then scenarios=(warm fresh hostile); fi

libraries() {
  mkdir "$work/libraries"
  cat >"$work/libraries/pom.xml" <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>benchmark</groupId>
  <artifactId>libraries</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>com.fasterxml</groupId><artifactId>aalto-xml</artifactId><version>$aalto</version></dependency>
    <dependency><groupId>com.fasterxml.woodstox</groupId><artifactId>woodstox-core</artifactId><version>$woodstox</version></dependency>
  </dependencies>
</project>
XML
  mvn -q -B -f "$work/libraries/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/libraries/lib"
}

prepare() {
  local classes=${CLASSES:-}
  if [[ -z $classes ]]; then
    "$hermetic" --version
    classes=$(printf '%s:' "$here"/../hermetic-cli/target/lib/*.jar)
  fi
  libraries
  class_path=$work/classes:$classes:$(printf '%s:' "$work"/libraries/lib/*.jar)
  javac -nowarn -d "$work/classes" -cp "$class_path" "$here"/{XmlSpeed,StaxScanner,HostileXml}.java
  list=$work/primary.xml
  python3 "$here/primary.py" "${LISTED:-70000}" "$list"
}

# speed <options of the JVM>... -- <arguments>...
speed() {
  local options=()
  while [[ $1 != -- ]]; do
    options+=("$1")
    shift
  done
  java "${options[@]}" -cp "$class_path" dev.hermetic.rpm.repodata.XmlSpeed "${@:2}"
}

# same <mode>: whether all that read in this mode gave one checksum.
same() {
  if (($(sed -n "s/^$1 .*checksum //p" "$work/said.txt" | sort -u | wc -l) != 1)); then
    echo "the contestants did not read the same" >&2
    exit 1
  fi
}

scenario_warm() {
  local mode contestant round
  for mode in table texts; do
    for ((round = 0; round < ${ROUNDS:-1}; round++)); do
      for contestant in "${contestants[@]}"; do
        speed -Xmx2g -XX:+UseSerialGC -- "$mode" "$contestant" "$list" "${WARMUPS:-4}" "${RUNS:-9}" | tee -a "$work/said.txt"
      done
    done
    same "$mode"
  done
}

scenario_fresh() {
  local i contestant
  for ((i = 0; i < ${REPEATS:-5}; i++)); do
    for contestant in "${contestants[@]}"; do
      measure 'fresh, table' "$contestant" java -Xmx2g @"$settings" -cp "$class_path" dev.hermetic.rpm.repodata.XmlSpeed \
        table "$contestant" "$list" 0 1 | tee -a "$work/said.txt"
    done
  done
  same table
}

scenario_hostile() {
  local contestant
  for contestant in "${contestants[@]}"; do
    speed -Xmx256m -XX:+UseSerialGC -- hostile "$contestant" 2>"$work/errors.txt"
    # The JDK's parser prints to the console when bytes are not UTF-8.
    sed 's/^/  stderr: /' "$work/errors.txt" | sort | uniq -c
  done
}

prepare
for scenario in "${scenarios[@]}"; do
  printf '\n== %s (load %s)\n' "$scenario" "$(cut -d ' ' -f 1 /proc/loadavg)"
  case $scenario in
    warm | fresh | hostile) "scenario_$scenario" ;;
    *) echo "no scenario $scenario; see the head of $0" >&2; exit 64 ;;
  esac
done
if [[ -s $log ]]; then report; fi

#!/usr/bin/env bash
# Locking Python projects: `hermetic lock` against `uv pip compile` and `pip-compile`, whole processes, JVM start
# included, with metadata that a run before has fetched (each contestant's own cache) and without an existing lock.
# The index is the one that pip is configured for; every contestant asks it whether its metadata are still current, as
# far as it wants to. Prints medians, least and most, CPU seconds and ratios.
#
#   benchmarks/pip-lock.sh [requirement...]     (flask, fastapi[standard], jupyterlab)
#
# CLIENTS      a directory with bin/python, bin/pip, bin/uv and bin/pip-compile (the ones on PATH)
# TARGET       hermetic's target (cp313-linux-x86_64-glibc2.28) and, for uv, PYTHON (3.13) and PLATFORM (x86_64-manylinux_2_28);
#              pip-compile always locks for the Python that runs it
# CUT_OFF      exclude-newer; pip-compile knows none (2026-06-01T00:00:00Z)
# CONTESTANTS  "uv hermetic pip-compile"
# REPEATS      runs of each contestant after the one that fills its cache (5)
# BENCH_DIR    where to work (a new directory below TMPDIR)
set -euo pipefail
export LC_ALL=C.UTF-8
unset PIP_FIND_LINKS

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
hermetic=$here/../hermetic
. "$here/pip-common.sh"
if [[ -n ${CLIENTS:-} ]]; then PATH=$CLIENTS/bin:$PATH; fi
target=${TARGET:-cp313-linux-x86_64-glibc2.28}
python=${PYTHON:-3.13}
platform=${PLATFORM:-x86_64-manylinux_2_28}
cut_off=${CUT_OFF:-2026-06-01T00:00:00Z}
repeats=${REPEATS:-5}
read -r -a contestants <<<"${CONTESTANTS:-uv hermetic pip-compile}"
projects=("$@")
if ((${#projects[@]} == 0)); then projects=(flask 'fastapi[standard]' jupyterlab); fi
require python "${contestants[@]/hermetic/python}"
index=$(index_of_pip)

work=$(mktemp -d "${BENCH_DIR:-${TMPDIR:-/tmp}}/hermetic-pip-lock.XXXXXX")
trap 'rm -rf "$work"' EXIT

lock() {
  local contestant=$1 directory=$2
  case $contestant in
    hermetic)
      rm -f "$directory/pylock.toml"
      "$hermetic" lock "$directory" --quiet --store "$work/store" --registry "pip=$index" \
        --type "{\"type\": \"pip\", \"targets\": [\"$target\"], \"exclude-newer\": \"$cut_off\"}"
      ;;
    uv)
      uv pip compile "$directory/requirements.in" --quiet --no-python-downloads --cache-dir "$work/uv" \
        --default-index "$index" --python-platform "$platform" --python-version "$python" \
        --exclude-newer "$cut_off" --format pylock.toml --output-file "$directory/pylock.uv.toml" --upgrade
      ;;
    pip-compile)
      pip-compile "$directory/requirements.in" --quiet --no-config --cache-dir "$work/pip" --index-url "$index" \
        --strip-extras --upgrade --output-file "$directory/requirements.txt"
      ;;
  esac
}

for project in "${projects[@]}"; do
  directory=$work/$(tr -c 'a-z0-9\n' - <<<"$project")
  mkdir -p "$directory"
  printf '%s\n' "$project" >"$directory/requirements.in"
  for contestant in "${contestants[@]}"; do
    lock "$contestant" "$directory" >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2; exit 1; }
  done
  for ((round = 0; round < repeats; round++)); do
    for contestant in "${contestants[@]}"; do
      timed "$project" "$contestant" lock "$contestant" "$directory"
    done
  done
done

medians project

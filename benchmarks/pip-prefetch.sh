#!/usr/bin/env bash
# Fetching what a Python lock pins: `hermetic prefetch` against `pip download`, `uv pip install` into an empty directory, and
# `curl --parallel` followed by `sha256sum` for the same files; cold (nothing stored) and warm (each contestant's own store
# or cache filled; curl has none). Whole processes, JVM start included. The index is the one that pip is configured for, so
# the network is part of it: contestants take turns, and the table gives medians, least and most.
#
#   benchmarks/pip-prefetch.sh [requirement...]     (jupyterlab, pandas, matplotlib, scikit-learn, fastapi[standard])
#
# CLIENTS      a directory with bin/python, bin/pip and bin/uv (the ones on PATH); the Python is also the target
# REPEATS      runs of each contestant (3)
# BENCH_DIR    where to work (a new directory below TMPDIR)
set -euo pipefail
export LC_ALL=C.UTF-8 PIP_DISABLE_PIP_VERSION_CHECK=1
unset PIP_FIND_LINKS

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
hermetic=$here/../hermetic
. "$here/pip-common.sh"
if [[ -n ${CLIENTS:-} ]]; then PATH=$CLIENTS/bin:$PATH; fi
repeats=${REPEATS:-3}
requirements=("$@")
if ((${#requirements[@]} == 0)); then
  requirements=(jupyterlab pandas matplotlib scikit-learn 'fastapi[standard]')
fi
require python pip uv curl
index=$(index_of_pip)
target=$(python -c "
import platform, sys
print('cp%d%d-linux-%s-glibc%s' % (*sys.version_info[:2], platform.machine(), platform.libc_ver()[1]))")

work=$(mktemp -d "${BENCH_DIR:-${TMPDIR:-/tmp}}/hermetic-pip-prefetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
source=$work/source
mkdir "$source"
printf '%s\n' "${requirements[@]}" >"$source/requirements.in"
uv pip compile "$source/requirements.in" --quiet --no-python-downloads --default-index "$index" --python "$(command -v python)" \
  --only-binary :all: --generate-hashes --output-file "$source/requirements.txt"

prefetch() {
  "$hermetic" --quiet prefetch --source "$source" --output "$work/out-$2" --store "$work/store-$1" --registry "pip=$index" \
    "{\"type\": \"pip\", \"targets\": [\"$target\"]}"
}

# One run to know the files, from which curl's list is made.
prefetch list list
python - "$work" <<'PYTHON'
import json, pathlib, sys
work = pathlib.Path(sys.argv[1])
manifest = json.loads((work / "out-list/.hermetic/manifest.json").read_text())
files = [file for section in manifest["ecosystems"] for file in section["files"] if file["kind"] == "artifact"]
seen = {file["path"].rsplit("/", 1)[-1]: (file["locator"], file["sha256"]) for file in files}
if not seen:
    sys.exit("the manifest names no files")
(work / "curl").write_text("".join(f'url = "{url}"\noutput = "{name}"\n' for name, (url, _) in sorted(seen.items())))
(work / "sums").write_text("".join(f"{digest}  {name}\n" for name, (_, digest) in sorted(seen.items())))
print(len(seen), "files")
PYTHON
du -sh --apparent-size "$work/out-list/deps" | cut -f 1

# run <contestant> <cold|warm> <round>
run() {
  local fresh=$work/$1-$2-$3 cache=$work/cache-$1
  if [[ $2 == cold ]]; then cache=$work/cache-$1-$3; fi
  mkdir -p "$fresh"
  case $1 in
    hermetic) prefetch "${cache##*/}" "$2-$3" ;;
    pip) pip download --quiet --no-deps --require-hashes --only-binary :all: --cache-dir "$cache" --index-url "$index" \
      --dest "$fresh" --requirement "$source/requirements.txt" ;;
    uv) uv pip install --quiet --no-deps --require-hashes --no-build --cache-dir "$cache" --default-index "$index" \
      --python "$(command -v python)" --target "$fresh" --requirement "$source/requirements.txt" ;;
    curl) (cd "$fresh" && curl --silent --show-error --no-progress-meter --fail --location --parallel --parallel-max 16 \
      --config "$work/curl" && sha256sum --check --quiet "$work/sums") ;;
  esac
}

for ((round = 0; round < repeats; round++)); do
  for contestant in hermetic curl uv pip; do
    for state in cold warm; do
      if [[ $contestant == curl && $state == warm ]]; then continue; fi
      if [[ $state == warm && $round == 0 ]]; then run "$contestant" warm fill >/dev/null; fi
      timed "$state" "$contestant" run "$contestant" "$state" "$round"
    done
  done
done

medians state

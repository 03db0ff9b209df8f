# Shared by run.sh, rpm.sh and rpm-lock.sh, which source it after setting "here" and "prefix" (of the working directory):
# a directory of its own for each run, a local nginx that counts requests, the launcher and its settings, the measuring.

# need <packages of Debian> <command>...
need() {
  local command packages=$1
  shift
  for command in "$@"; do
    if ! command -v "$command" >/dev/null; then
      echo "$command is missing (on Debian: apt-get install $packages)" >&2
      exit 69
    fi
  done
}

hermetic=$here/../hermetic
# As the launcher starts a JVM; the class data is the caller's own matter.
settings=$here/../hermetic-cli/src/main/launcher/jvm.options
work=$(mktemp -d "${BENCH_DIR:-${TMPDIR:-/tmp}}/$prefix.XXXXXX")
log=$work/results.jsonl
: >"$log"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
origin=http://127.0.0.1:$port

# start_server [command prefix...]: nginx with its own files only.
start_server() {
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
  open_file_cache max=400;
  access_log $work/access.log;
  client_body_temp_path $work/nginx-body;
  proxy_temp_path $work/nginx-proxy;
  fastcgi_temp_path $work/nginx-fastcgi;
  uwsgi_temp_path $work/nginx-uwsgi;
  scgi_temp_path $work/nginx-scgi;
  server { listen 127.0.0.1:$port backlog=1024; root $work/www; }
}
END
  "$@" nginx -p "$work" -c "$work/nginx.conf" -e "$work/error.log"
}

stop_server() {
  if [[ -s $work/nginx.pid ]]; then
    kill -QUIT "$(<"$work/nginx.pid")"
    while [[ -e $work/nginx.pid ]]; do sleep 0.1; done
  fi
}

clean() {
  stop_server
  rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' INT TERM

requests() { wc -l <"$work/access.log"; }

# expect_requests <count before> <expected>: what nginx saw since.
expect_requests() {
  local seen=$(($(requests) - $1))
  if ((seen != $2)); then
    echo "$seen requests where $2 were expected" >&2
    exit 1
  fi
  echo "  requests: $seen, as expected"
}

# fresh: where nothing lies yet. The old directories are removed at the end: ext4 searches long for inodes in the
# minutes after many were deleted, and whoever runs next would pay for it.
fresh() { run=$(mktemp -d "$work/run.XXXXXX"); }

# measure <scenario> <contestant> <command>...
measure() { python3 "$here/measure.py" "$log" "$@"; }

# curl_and_sums <scenario> <set> [command prefix...]: what everything is compared with, in a fresh directory.
curl_and_sums() {
  fresh
  sync
  (cd "$run" && measure "$1" curl "${@:3}" sh -ec "
    curl --silent --show-error --no-progress-meter --fail --parallel --parallel-max 16 --config '$work/$2.curl'
    sha256sum --check --quiet '$work/$2.sha256'")
}

# run_hermetic <scenario> <command>...: shows the last line of what it prints, or all when it fails.
run_hermetic() {
  sync
  measure "$1" hermetic "${@:2}" >"$work/last.txt" 2>&1 || {
    tail -n 20 "$work/last.txt" >&2
    exit 1
  }
  tail -n 1 "$work/last.txt"
}

# report: the table, and the raw figures where they are wanted.
report() {
  echo
  python3 "$here/measure.py" --table "$log"
  if [[ -n ${RESULTS:-} ]]; then cp "$log" "$RESULTS"; fi
}

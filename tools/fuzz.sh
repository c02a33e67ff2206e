#!/usr/bin/env bash
# fuzz.sh: builds every fuzz target (the asan preset) and runs each from its kept inputs, for FUZZ_SECONDS (60), or for FUZZ_RUNS
# inputs that are the same every time. A crash leaves its input in build/fuzz/found/ and ends with an error.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${FUZZ_SECONDS:-60}
runs=${FUZZ_RUNS:-}
limit="-max_total_time=$seconds"
[ -n "$runs" ] && limit="-runs=$runs -seed=1"
cmake --preset asan >/dev/null
cmake --build --preset asan --parallel "$(nproc)"
mkdir -p build/fuzz/found
run_one() {
  local target=$1 name; name=$(basename "$target" _fuzz)
  mkdir -p "build/fuzz/corpus/$name" "fuzz/corpus/$name"
  local new=build/fuzz/corpus/$name
  [ -n "$runs" ] && new=$(mktemp -d)
  if "$target" "$new" "fuzz/corpus/$name" $limit -timeout=20 \
       -rss_limit_mb=2048 -max_len=65536 -artifact_prefix="build/fuzz/found/$name-" -print_final_stats=0 \
       >"build/fuzz/$name.log" 2>&1; then
    echo "fuzz $name: $(ls "$new" | wc -l) kinds of input, nothing found ($limit)"
  else
    echo "fuzz $name: FAILED"; tail -n 30 "build/fuzz/$name.log"; return 1
  fi
}
export -f run_one; export runs limit
targets=$(find build/asan/fuzz -maxdepth 1 -name '*_fuzz' -type f | sort)
[ -n "$targets" ] || { echo "no fuzz target was built" >&2; exit 1; }
printf '%s\n' $targets | xargs -P "$(nproc)" -I{} bash -c 'run_one {}'
echo "fuzz: $(wc -w <<<"$targets") targets, nothing found"

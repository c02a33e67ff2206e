#!/usr/bin/env bash
# run.sh PROGRAM: opens the pages of the sample in headless Chromium, as a reader would: the front page,
# a story, and the sentence that a line of it rests on. Prints "N passed, N failed". Screenshots stay in
# SHOTS (default: a temporary folder).
set -uo pipefail
program=${1:-build/dev/newsloom}
work=$(mktemp -d)
shots=${SHOTS:-$work}
mkdir -p "$shots"
"$program" demo --port 0 >"$work/out" 2>"$work/err" &
server=$!
cleanup() { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$work"; }
trap cleanup EXIT

address=
for _ in $(seq 600); do
  address=$(sed -n 's/^Pages: \(http[^ ]*\).*/\1/p' "$work/out")
  [ -n "$address" ] && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
if [ -z "$address" ]; then
  echo "the pages did not start:"; cat "$work/err"; echo "0 passed, 1 failed"; exit 1
fi

passed=0 failed=0
check() { # NAME CONDITION...
  local name=$1; shift
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $name"; fi
}
browser() { # OUTPUT-OPTION ADDRESS
  timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
    --user-data-dir="$work/profile" --window-size=1200,1600 "$@" 2>>"$work/browser.log"
}
page() { browser --dump-dom "$1"; }
has() { grep -qF -- "$1" "$2"; }
no_foreign_address() { ! grep -oE '(src|href|action)="(https?:)?//[^"]*"' "$1" | grep -E '^(src|action)=' | grep -q .; }

page "$address" >"$work/front.html"
check "the front page lists stories" has '/story/' "$work/front.html"
check "the front page has a main landmark" has '<main' "$work/front.html"
check "the front page loads nothing from elsewhere" no_foreign_address "$work/front.html"
story=$(grep -oE '/story/[^"#]+' "$work/front.html" | head -n 1)
page "${address%/}$story" >"$work/story.html"
check "a story has a heading" has '<h1' "$work/story.html"
check "a story shows its timeline" grep -qi 'timeline' "$work/story.html"
check "a story links to sentences" grep -qE '/article/[^"]+#s[0-9]+-[0-9]+' "$work/story.html"
check "a story loads nothing from elsewhere" no_foreign_address "$work/story.html"
sentence=$(grep -oE '/article/[^"]+#s[0-9]+-[0-9]+' "$work/story.html" | head -n 1)
page "${address%/}$sentence" >"$work/article.html"
check "the sentence is marked on the article's page" has "id=\"${sentence##*#}\"" "$work/article.html"
check "an unknown story is a clear page" grep -qiE 'nothing at this address' <(page "${address%/}/story/none")
# Corrections: a form with a token, answered only to this page.
token=$(grep -oE 'name="token" value="[0-9a-f]+"' "$work/story.html" | grep -oE '[0-9a-f]{64}' | head -n 1)
check "a story has a form for corrections" test -n "$token"
post() { curl -s -o /dev/null -w '%{http_code}' -X POST "$@" "${address%/}$story/correct"; }
check "a lock by the form is taken" test "$(post -d "token=$token&action=lock")" = 303
page "${address%/}$story" >"$work/locked.html"
check "a locked story offers to unlock" has 'value="unlock"' "$work/locked.html"
check "a form without the token is refused" test "$(post -d "action=unlock")" = 403
check "a form of another site is refused" \
  test "$(post -H 'Origin: https://elsewhere.example' -d "token=$token&action=unlock")" = 403
page "${address%/}$story?since=2100-01-01" >"$work/new.html"
check "nothing is new after the last capture" has 'Nothing is.' "$work/new.html"
linked=
for one in $(grep -oE '/story/[^"#?]+' "$work/front.html" | sort -u); do
  page "${address%/}$one" >"$work/one.html"
  if grep -q 'id="linked"' "$work/one.html"; then linked=$one; break; fi
done
check "some story is linked with another language" test -n "$linked"
browser --screenshot="$shots/linked.png" "${address%/}$linked" >/dev/null
browser --screenshot="$shots/search.png" "${address%/}/search?q=ferry" >/dev/null
browser --screenshot="$shots/phone.png" --window-size=360,1600 "${address%/}$story" >/dev/null
browser --screenshot="$shots/zoom.png" --force-device-scale-factor=2 --window-size=600,1600 "${address%/}$story" >/dev/null
browser --screenshot="$shots/dark.png" --blink-settings=preferredColorScheme=0 "${address%/}$story" >/dev/null
browser --screenshot="$shots/front.png" "$address" >/dev/null
browser --screenshot="$shots/story.png" "${address%/}$story" >/dev/null
browser --screenshot="$shots/article.png" "${address%/}$sentence" >/dev/null
check "screenshots were taken" test -s "$shots/story.png"
kill -TERM "$server"; wait "$server"; code=$?
check "the server ends in good order when it is told to" test "$code" -eq 0
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

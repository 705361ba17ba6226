#!/usr/bin/env bash
# Runs test programs, several at once, and prints what each of them said when it has ended.
#
#     in_parallel.sh COUNT PROGRAM...
#
# Ends with the number of those that failed as its status.
set -u
if [ "$1" = --one ]; then # what it does for each: --one PROGRAM DIRECTORY
    log=$3/$(basename "$2")
    "$2" >"$log" 2>&1 && touch "$log.passed"
    { echo "== $2" && cat "$log" && { [ -e "$log.passed" ] || echo "FAILED: $2"; }; } >"$log.said"
    cat "$log.said"
    exit 0
fi
count=$1
shift
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
printf '%s\n' "$@" | xargs -P "$count" -I{} bash "$0" --one {} "$logs"
passed=$(find "$logs" -name '*.passed' | wc -l)
exit $(($# - passed))

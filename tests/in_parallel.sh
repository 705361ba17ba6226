#!/usr/bin/env bash
# Runs commands, several at once, in their order, and prints what each of them said and how long it took when it has
# ended.
#
#     in_parallel.sh COUNT COMMAND...
#
# Ends with the number of those that failed as its status.
set -u
if [ "$1" = --one ]; then # what it does for each: --one COMMAND DIRECTORY
    log=$(mktemp "$3/XXXXXXXX")
    bash -c "$2" >"$log" 2>&1 || touch "$log.failed"
    { echo "== $2 ($SECONDS s)" && cat "$log" && { [ ! -e "$log.failed" ] || echo "FAILED: $2"; }; } >"$log.said"
    cat "$log.said"
    touch "$log.ended"
    exit 0
fi
count=$1
shift
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
printf '%s\0' "$@" | xargs -0 -P "$count" -I{} bash "$0" --one {} "$logs"
failed=$(find "$logs" -name '*.failed' | wc -l)
ended=$(find "$logs" -name '*.ended' | wc -l)
exit $(($# - ended + failed))

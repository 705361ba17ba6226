#!/usr/bin/env bash
# Speed of tnorm beside `LC_ALL=C tr -s '[:space:]'` on the same bytes.
#
#     run.sh [FILE]
#
# Without FILE: the texts of ../shared/data/extraction/scrapes.jsonl.zst, or else the demo's scrape, written out
# again and again up to 300 MB.  Both run in turns, after one turn that is not counted; medians are printed.
# TNORM=PATH chooses another program, LEVEL what of boilerplate is left out (balanced), TURNS=N the number of turns (5).
set -eu
input=
[ $# = 0 ] || input=$(realpath -- "$1")
# shellcheck source=bench/common.sh
. "$(dirname "$0")/common.sh"
turns=${TURNS:-5}
level=${LEVEL:-balanced}
scrapes=../shared/data/extraction/scrapes.jsonl.zst

if [ -n "$input" ]; then
    name=$input
else
    input=$scratch/input
    if [ -f "$scrapes" ]; then
        name=$scrapes
        zstd -dcq "$scrapes" | python3 -c '
import json, sys
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(json.loads(line)["text"].encode("utf-8", "replace") + b"\n")' >"$scratch/once"
    else
        name=tests/demo/scrape.txt
        for _ in {1..500}; do cat "$name"; done >"$scratch/once"
    fi
    : >"$input"
    while [ "$(stat -c %s "$input")" -lt 300000000 ]; do cat "$scratch/once" >>"$input"; done
fi
bytes=$(stat -c %s "$input")

for turn in $(seq 0 "$turns"); do
    measure "$input" "$tnorm" "--boilerplate=$level"
    [ "$status" = 0 ] || { echo "$tnorm: status $status" >&2; exit 1; }
    ours=$seconds
    rss=$peak
    baseline "$input"
    [ "$turn" = 0 ] || echo "$ours $seconds" >>"$scratch/turns"
done

column() { cut -d' ' -f"$1" "$scratch/turns" | sort -n; }
middle() { column "$1" | sed -n "$(((turns + 1) / 2))p"; }
a=$(middle 1)
b=$(middle 2)
echo "$name, $bytes bytes, $turns turns"
report() { awk "BEGIN { printf \"%-7s %8.3f s  %8.1f MB/s  (%s to %s s)\n\", \"$1\", $2, $bytes / 1e6 / $2, $3, $4 }"; }
report tnorm "$a" "$(column 1 | head -n 1)" "$(column 1 | tail -n 1)"
report 'tr -s' "$b" "$(column 2 | head -n 1)" "$(column 2 | tail -n 1)"
awk "BEGIN { printf \"tnorm runs at %.2f times the speed of tr -s; peak %d KiB\n\", $b / $a, $rss }"

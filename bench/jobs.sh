#!/usr/bin/env bash
# Speed of `tnorm -j 2` beside that of `-j 1`, and of two `-j 1` at once, which is what the machine has to give.
#
#     jobs.sh [FILE]
#
# Without FILE: ../shared/data/extraction/scrapes.jsonl.zst, written out again and again up to 1 GB of JSON Lines.  They
# run in turns, after one turn that is not counted; medians are printed.
# TNORM=PATH chooses another program, TURNS=N the number of turns (5), KIND=KIND that of the input (auto).
set -eu
input=
[ $# = 0 ] || input=$(realpath -- "$1")
# shellcheck source=bench/common.sh
. "$(dirname "$0")/common.sh"
turns=${TURNS:-5}
kind=${KIND:-auto}
scrapes=../shared/data/extraction/scrapes.jsonl.zst

if [ -z "$input" ]; then
    [ -f "$scrapes" ] || { echo "$scrapes: not there; name a FILE" >&2; exit 2; }
    input=$scratch/input
    zstd -dcq "$scrapes" >"$scratch/once"
    while [ "$(stat -c %s "$input" 2>/dev/null || echo 0)" -lt 1000000000 ]; do cat "$scratch/once" >>"$input"; done
fi
bytes=$(stat -c %s "$input")

# run NAME COMMAND...: appends its wall and user seconds to the turns of that name
run() {
    local name=$1
    shift
    /usr/bin/time -q -f '%e %U' -a -o "$scratch/$name" "$@" >/dev/null
}
both() {
    "$tnorm" -i "$kind" "$input" >/dev/null &
    "$tnorm" -i "$kind" "$input" >/dev/null
    wait
}
export -f both
export tnorm kind input
for turn in $(seq 0 "$turns"); do
    run one "$tnorm" -i "$kind" -j 1 "$input"
    run two "$tnorm" -i "$kind" -j 2 "$input"
    run both bash -c both
    [ "$turn" != 0 ] || rm "$scratch/one" "$scratch/two" "$scratch/both"
done

middle() { cut -d' ' -f"$2" "$scratch/$1" | sort -n | sed -n "$(((turns + 1) / 2))p"; }
one=$(middle one 1)
two=$(middle two 1)
both=$(middle both 1)
echo "$input, $bytes bytes, $turns turns, medians of wall time (user time)"
echo "-j 1: $one s ($(middle one 2) s); -j 2: $two s ($(middle two 2) s); two -j 1 at once: $both s ($(middle both 2) s)"
awk "BEGIN { printf \"-j 2 is %.2f times as fast as -j 1; two processes do %.2f times as much as one; user time %+.0f %%\\n\",
    $one / $two, 2 * $one / $both, 100 * ($(middle two 2) / $(middle one 2) - 1) }"

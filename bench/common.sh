# shellcheck shell=bash
# What the benchmarks share; sourced.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
tnorm=${TNORM:-build/tnorm}
[ -x "$tnorm" ] || { echo "$tnorm: not there, run make first" >&2; exit 2; }
# GNU time, not bash's keyword: it reports the peak.  (An interpreter that starts the program itself would
# count its own pages: the kernel carries a process's peak over exec.)
[ -x /usr/bin/time ] || { echo "GNU time is needed: make deps" >&2; exit 2; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# shellcheck disable=SC2034  # those who source this read them
# measure FILE COMMAND...: runs the command on FILE, output to /dev/null; sets seconds, peak (KiB) and status
measure() {
    local file=$1 start end
    shift
    start=${EPOCHREALTIME/[.,]/}
    status=0
    /usr/bin/time -q -f %M -o "$scratch/peak" "$@" <"$file" >/dev/null || status=$?
    end=${EPOCHREALTIME/[.,]/}
    peak=$(tail -n 1 "$scratch/peak")
    seconds=$(awk "BEGIN { printf \"%.4f\", ($end - $start) / 1e6 }")
}

# The baseline: as little as a filter of white space can do.
baseline() { LC_ALL=C measure "$1" tr -s '[:space:]'; }

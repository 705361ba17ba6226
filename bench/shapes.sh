#!/usr/bin/env bash
# Memory and time on hostile inputs (bench/shape.py): each shape at SIZE bytes and at twice that.
#
#     shapes.sh [SIZE [SHAPE]...]        SIZE: 100M (default), 1G, ...
#
# LEVEL=phrases: with --boilerplate=phrases.
#
# FAIL where the peak is over 8 MiB, where tnorm is slower than a tenth of `LC_ALL=C tr -s '[:space:]'` on the
# same bytes, where twice the bytes take more than 2.2 times as long, or where tnorm ends with an error.
# Ends with status 1 if anything failed.
set -eu
# shellcheck source=bench/common.sh
. "$(dirname "$0")/common.sh"
size=$(numfmt --from=si "${1:-100M}")
shift || :
[ $# -gt 0 ] || { mapfile -t shapes < <(python3 bench/shape.py --list); set -- "${shapes[@]}"; }
input=$scratch/input
passed=0
failed=0

# The less disturbed of two runs, so that a busy machine does not look like a slow program.
twice() {
    local first first_peak
    "$@"
    first=$seconds first_peak=$peak
    [ "$status" = 0 ] || return 0
    "$@"
    seconds=$(awk "BEGIN { print $first < $seconds ? $first : $seconds }")
    [ "$peak" -gt "$first_peak" ] || peak=$first_peak
}

printf '%-23s %9s %9s %9s %9s %9s\n' "shape, $size bytes" 'peak KiB' 'seconds' 'MB/s' 'of tr' 'doubled'
for shape; do
    read -ra options < <(python3 bench/shape.py --options "$shape")
    options+=(${LEVEL:+"--boilerplate=$LEVEL"})
    python3 bench/shape.py "$shape" "$size" >"$input"
    twice baseline "$input"
    tr=$seconds
    twice measure "$input" "$tnorm" "${options[@]}"
    once=$seconds
    high=$peak
    bad=$status
    python3 bench/shape.py "$shape" $((2 * size)) >"$input"
    twice measure "$input" "$tnorm" "${options[@]}"
    [ "$peak" -lt "$high" ] || high=$peak
    [ "$bad" != 0 ] || bad=$status
    row=$(awk -v once="$once" -v double="$seconds" -v tr="$tr" -v high="$high" -v size="$size" -v bad="$bad" 'BEGIN {
        printf "%9d %9.3f %9.1f %9.2f %9.2f", high, once, size / 1e6 / once, tr / once, double / once
        if (bad != 0) printf "  FAIL status %d", bad
        if (high > 8192) printf "  FAIL memory"
        if (once > 10 * tr) printf "  FAIL slow"
        if (double > 2.2 * once) printf "  FAIL not linear"
    }')
    printf '%-23s %s\n' "$shape" "$row"
    case $row in
    *FAIL*) failed=$((failed + 1)) ;;
    *) passed=$((passed + 1)) ;;
    esac
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]

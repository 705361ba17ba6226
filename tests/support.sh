# shellcheck shell=bash
# What the tests of the program share; sourced.  TNORM names the program, TNORM_CONF its build (memory is measured in
# plain builds only).  Works in a folder of its own, which goes at the end.
set -u
tnorm=${TNORM:-build/tnorm}
case $tnorm in /*) ;; *) tnorm=$PWD/$tnorm ;; esac
# shellcheck disable=SC2034  # those who source this read it
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
cases=0
failed=0
status=0
command -v python3 >/dev/null || { echo 'FAILED: python3, which reads JSON here, is missing'; exit 1; }

# ok WHAT COMMAND...: the case passes if COMMAND does.
ok() {
    local what=$1
    shift
    cases=$((cases + 1))
    "$@" && return
    failed=$((failed + 1))
    echo "FAILED: $what: $*"
    echo "  status $status, out: $(head -c 300 out | cat -v | head -n 5), err: $(head -c 300 err | cat -v)"
}

# run OPTION...: the program with in as standard input; leaves out, err and status.
run() {
    "$tnorm" "$@" <in >out 2>err
    status=$?
}

# input TEXT: what run feeds, a printf format.
input() {
    # shellcheck disable=SC2059
    printf "$1" >in
}

is() { # FILE TEXT: holds exactly that, a printf format
    # shellcheck disable=SC2059
    printf "$2" | cmp -s - "$1"
}
status_is() { [ "$status" -eq "$1" ]; }
silent() { [ ! -s "$1" ]; }
one_line() { [ "$(wc -l <"$1")" -eq 1 ]; }
says() { [ -s "$1" ] && grep -qiE -e "$2" "$1"; }
json() { # FILE EXPRESSION: every line is JSON, and the expression on d (the last one) and all holds
    python3 -c 'import json, sys
all = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
d = all[-1]
sys.exit(0 if eval(sys.argv[2]) else 1)' "$1" "$2"
}
has() { "$tnorm" -V | grep -q "optional libraries:.*$1"; } # LIBRARY: it is built in

wait_for() { # PATTERN FILE: up to ten seconds
    for _ in {1..100}; do
        grep -q -e "$1" "$2" && return
        sleep 0.1
    done
    return 1
}

# ---- memory, read from the kernel
mkfifo pipe
measures_memory() {
    case ${TNORM_CONF:-release} in release | clang) return 0 ;; esac
    echo "skipped: memory (this build is '$TNORM_CONF')"
    return 1
}
peak() { # OPTION... < text: the program's largest resident size in KiB, taken while it waits for more
    "$tnorm" "$@" <pipe >/dev/null 2>err &
    local child=$!
    exec 3>pipe
    cat >&3
    sleep 0.3
    awk '/^VmHWM:/ { print $2 }' /proc/$child/status
    exec 3>&-
    wait $child
}
is_within() { ok "$1: ${2:-?} KiB, at most $3" [ "${2:-999999}" -le "$3" ]; } # WHAT SIZE LIMIT
repeat() { yes -- "$1" | tr -d '\n' | head -c 30000000; }

# The last line, and the verdict: no case at all is a failure, too.
finish() {
    echo "$(basename "$0" .sh): $cases cases, $failed failed"
    [ $cases -gt 0 ] && [ $failed -eq 0 ]
}

#!/bin/bash
# Golden cases through the program: tests/golden/NAME.KIND.in must come out as NAME.KIND.out.
#
# KIND is what --input gets (text, lines, jsonl, tsv, html or warc); a file NAME.KIND.args beside them holds further options, if any.
# Dropping in two files adds a case; NAME.KIND.needs names the optional libraries without which it is skipped.  TNORM names
# the program.  In golden/documents are whole documents and pages, whose main text must come through: --boilerplate=balanced.
# In golden/documents/wanted are those of them that do not as yet.
set -u
tnorm=${TNORM:-build/tnorm}
golden=$(dirname "$0")/golden
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cases=0
failed=0

# Whether FILE, cleaned under the options that follow, is EXPECTED.
check() { # NAME EXPECTED FILE OPTION...
    local name=$1 expected=$2 file=$3
    shift 3
    cases=$((cases + 1))
    "$tnorm" "$@" <"$file" >"$work/out" 2>"$work/err"
    local status=$?
    if [ $status -ne 0 ] || [ -s "$work/err" ] || ! cmp -s "$expected" "$work/out"; then
        failed=$((failed + 1))
        echo "FAILED: $name ($tnorm $* <$file, status $status)"
        cat "$work/err"
        diff -a "$expected" "$work/out" | cat -v | head -n 20
    fi
}

lacks() { # FILE: says which library of those it names is not built in
    local library
    [ -f "$1" ] || return 1
    for library in $(<"$1"); do
        "$tnorm" -V | grep -q "$library" && continue
        echo "skipped: $(basename "${1%.needs}"), $library is not built in"
        return
    done
    return 1
}

for in in "$golden"/*.in "$golden"/documents/*.in; do
    base=${in%.in}
    name=${base#"$golden"/}
    lacks "$base.needs" && continue
    kind=${name##*.}
    options=("--input=$kind")
    # what later versions leave out by default is no matter of these cases
    [ "$kind" = lines ] || [ "$kind" = tsv ] || options+=(--boilerplate=phrases)
    [ "${name%/*}" = documents ] && options+=(--boilerplate=balanced)
    if [ -f "$base.args" ]; then
        read -r -a more <"$base.args"
        options+=("${more[@]}")
    fi
    check "$name" "$base.out" "$in" "${options[@]}"
    [ "$kind" = html ] || [ "$kind" = warc ] && continue # what comes out is another kind
    check "$name, second pass" "$base.out" "$base.out" "${options[@]}"
done

# What is not right yet.
wanted=0
for in in "$golden"/documents/wanted/*.in; do
    [ -f "$in" ] || continue
    base=${in%.in}
    wanted=$((wanted + 1))
    cmp -s "$base.out" <("$tnorm" "--input=${base##*.}" --boilerplate=balanced <"$in") || continue
    failed=$((failed + 1))
    echo "FAILED: $base comes out right: it belongs into golden/documents"
done
echo "golden/documents/wanted: $wanted documents of which too much or too little is left out"

echo "run_golden: $cases cases, $failed failed"
[ $cases -gt 0 ] && [ $failed -eq 0 ]

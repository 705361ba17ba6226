#!/bin/bash
# The examples in README.md and the man page are run, and must print what stands beneath them.
#
# README.md:    fenced blocks that begin with ```console
# src/tnorm.1:  displays between .Bd -literal and .Ed
# In either, a line that starts with "$ " is a command (a next line that starts with "> " belongs to it) and the
# lines beneath are what it prints on both outputs.  Blocks without a "$ " line are no examples.
# Commands see the program as tnorm and as build/tnorm.  TNORM names it.
set -u
tnorm=${TNORM:-build/tnorm}
case $tnorm in /*) ;; *) tnorm=$PWD/$tnorm ;; esac
root=$PWD
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cases=0
failed=0

# A place like the repository, with the program under test in it.
mkdir "$work/bin" "$work/place" "$work/place/build"
ln -s "$tnorm" "$work/bin/tnorm"
ln -s "$tnorm" "$work/place/build/tnorm"
for item in README.md Makefile src lexer tests bench; do ln -s "$root/$item" "$work/place/$item"; done
export PATH="$work/bin:$PATH"

blocks_of_readme() { awk '/^```/ { inside = !inside && /^```console/; print "\f"; next } inside' "$1"; }
blocks_of_man() {
    awk '/^\.Bd -literal/ { inside = 1; next } /^\.Ed/ { inside = 0; print "\f" } inside' "$1" |
        sed -e 's/\\&//g' -e 's/\\e/\\/g' -e 's/\\-/-/g' -e "s/\\\\(aq/'/g" -e 's/\\(dq/"/g'
}

# Runs the command that was read, if any, and looks at what it prints.
examine() {
    if [ -n "$command" ]; then
        cases=$((cases + 1))
        actual=$(cd "$work/place" && bash -c "$command" 2>&1)
        if [ "$actual" != "${expected%$'\n'}" ]; then
            failed=$((failed + 1))
            echo "FAILED: $file: $command"
            diff <(printf '%s' "$expected") <(printf '%s\n' "$actual") | cat -v
        fi
    fi
    command=
    expected=
}

for file in README.md src/tnorm.1; do
    if [ ! -f "$file" ]; then
        echo "FAILED: there is no $file"
        failed=$((failed + 1))
        continue
    fi
    before=$cases
    command=
    expected=
    while IFS= read -r line; do
        case $line in
        $'\f') examine ;;
        "$ "*)
            examine
            command=${line#"$ "}
            ;;
        "> "*)
            if [ -n "$command" ] && [ -z "$expected" ]; then
                command+=$'\n'${line#"> "}
            else
                expected+=$line$'\n'
            fi
            ;;
        *) expected+=$line$'\n' ;;
        esac
    done < <(if [ "$file" = README.md ]; then blocks_of_readme "$file"; else blocks_of_man "$file"; fi)
    examine
    [ $cases -gt $before ] || echo "skipped: $file has no examples"
done

echo "run_docs: $cases cases, $failed failed"
[ $cases -gt 0 ] && [ $failed -eq 0 ]

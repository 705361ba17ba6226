#!/bin/bash
# --jobs: the same bytes as with one thread, at once where input is late, errors, memory.
# TNORM_PIECES names a program that cuts its input into small pieces, so that there are many cuts; JOBS_ROUNDS how many
# random cases are tried; for the rest see support.sh.
# shellcheck source=tests/support.sh
pieces=${TNORM_PIECES:-}
case $pieces in '' | /*) ;; *) pieces=$PWD/$pieces ;; esac
. "$(dirname "$0")/support.sh"
pieces=${pieces:-$tnorm}

ok 'random cases' python3 "$tests/jobs_cases.py" "$pieces" --rounds "${JOBS_ROUNDS:-200}"

# ---- the option
printf 'a <b>b</b>\n' >in
for jobs in 0 1 2 256; do
    "$tnorm" "-j$jobs" <in >out 2>err
    ok "-j$jobs" cmp -s out <(echo 'a b')
done
for jobs in '' x -1 257 2x; do
    "$tnorm" "--jobs=$jobs" <in >out 2>err
    ok "--jobs=$jobs: status 2" [ $? -eq 2 ]
    ok "--jobs=$jobs: message" grep -q 'no such number' err
done

# ---- input of more pieces than there are workers
# shellcheck disable=SC2016
python3 -c '
for i in range(60000):
    print(f"<p>Paragraph {i} of many &amp; of no use, which nobody reads to its end.</p>\n")' >big
"$tnorm" -j1 <big >one
for shape in '<big' '<(cat big)' '<(gzip -1 <big)'; do
    eval "\"\$tnorm\" -j4 --input=text $shape >out 2>err"
    ok "text, $shape" cmp out one
done
"$tnorm" -j3 -i lines big empty-not-there big >out 2>err
ok 'a file that is not there: status' [ $? -eq 1 ]
"$tnorm" -i lines big big 2>/dev/null | cmp -s - out
ok 'a file that is not there: the others are cleaned' [ "${PIPESTATUS[1]}" -eq 0 ]

# ---- errors end it as they end one thread
yes '{"text":"Voil\u00e0  caf\u00e9 &amp; more \n","n":1}' | head -n 50000 >escapes
for kind in text lines tsv jsonl; do
    if [ $kind = jsonl ]; then
        { cat escapes && printf '{"text":"\\u0041 \\n\xff\\n"}\n' && cat escapes; } >broken
    else
        { cat big && printf 'a \xff\n' && cat big; } >broken
    fi
    for jobs in 1 4; do
        "$tnorm" -j$jobs -i $kind --invalid=strict --stats=stats$jobs broken >out$jobs 2>err
        ok "strict, $kind, -j$jobs: status" [ $? -eq 1 ]
        mv err err$jobs
    done
    ok "strict, $kind: output" cmp out1 out4
    ok "strict, $kind: message" cmp err1 err4
    ok "strict, $kind: counts" cmp stats1 stats4
    ok "strict, $kind: the place" grep -q "byte $(LC_ALL=C grep -obUaP '\xff' broken | cut -d: -f1): " err4
    ok "strict, $kind: all bytes are accounted for" json stats4 \
        'd["bytes"]["read"] == sum(d["bytes"][k] for k in ("framing", "kept", "rewritten", "removed"))'
done
python3 -c '
for i in range(20000):
    text = f"<p>Page {i} of many, which nobody reads to its end.</p>\r\n\r\nWARC/1.0\r\n"
    print(f"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: {len(text)}\r\n\r\n{text}\r\n\r")
' >records
{ cat records && printf 'WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\na\xff\n\r\n\r\n' &&
    cat records; } >broken
for output in text jsonl warc; do
    for options in '' --invalid=strict; do
        for jobs in 1 4; do
            # shellcheck disable=SC2086
            "$tnorm" -j$jobs -o $output $options --stats=stats$jobs <broken >out$jobs 2>err$jobs
            echo $? >>err$jobs
        done
        ok "records, $output $options: output" cmp out1 out4
        ok "records, $output $options: message and status" cmp err1 err4
        ok "records, $output $options: counts" cmp stats1 stats4
    done
done
"$tnorm" -j4 big >/dev/full 2>err
ok '/dev/full: status' [ $? -eq 1 ]
ok '/dev/full: one message' one_line err
(trap '' PIPE && "$tnorm" -j4 big 2>err) | head -n 1 >out
ok 'a closed pipe: the first line' cmp -s out <(head -n 1 one)
ok 'a closed pipe: quiet' silent err

# ---- a disk that is full: what was written before is right, and it is said once
limited() { # LIMIT OPTION...: no file gets more KiB than that; who has SIGXFSZ ignored is told
    (trap '' XFSZ && ulimit -f "$1" && exec "$tnorm" "${@:2}" >out 2>err)
    status=$?
}
for jobs in 1 2 4; do
    limited 900 -j$jobs -i text big
    ok "a file that may not grow, -j$jobs: status" status_is 1
    ok "a file that may not grow, -j$jobs: one message" one_line err
    ok "a file that may not grow, -j$jobs: message" says err 'standard output: file too large'
    ok "a file that may not grow, -j$jobs: as much as fits" cmp -s out <(head -c $((900 * 1024)) one)
done
# shellcheck disable=SC2016
python3 -c '
records = open("echoes.warc", "w", newline="")
for i in range(20000):
    text = f"The tide of day {i} waits for nobody in town\n\nof day {i} waits for nobody in town\n"
    print(text if i % 50 else f"{text}\n\f")
    records.write(f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://site.example/{i}\r\n"
                  f"Content-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n{text}\r\n\r\n")' >echoes
for kind in text warc; do
    input=echoes
    [ $kind = text ] || input=echoes.warc
    "$tnorm" -j1 -i $kind --rejects=rejects1 --stats=stats1 $input >one.$kind
    ok "echoes, $kind: there are rejects" [ "$(wc -l <rejects1)" -eq 20000 ]
    for jobs in 2 4; do
        "$tnorm" -j$jobs -i $kind --rejects=rejects2 --stats=stats2 $input >out 2>err
        ok "echoes, $kind, -j$jobs: output" cmp out one.$kind
        ok "echoes, $kind, -j$jobs: rejects" cmp rejects1 rejects2
        ok "echoes, $kind, -j$jobs: counts" cmp stats1 stats2
    done
done
for jobs in 1 4; do
    limited 1000 -j$jobs -i text --rejects=rejects2 echoes
    ok "rejects that may not grow, -j$jobs: status" status_is 1
    ok "rejects that may not grow, -j$jobs: one message" one_line err
    ok "rejects that may not grow, -j$jobs: message" says err 'rejects2: file too large'
    ok "rejects that may not grow, -j$jobs: the text goes on" cmp -s out one.text
done

# ---- memory that is short: all comes out, or it is said why not
short() { # WHAT OPTION...: with ever more of it
    local limit said=0 what=$1
    shift
    for ((limit = 8000; limit < 120000; limit += 600)); do
        (ulimit -v $limit && exec "$tnorm" "$@" >out 2>err)
        status=$?
        [ $status -eq 127 ] && continue # the program itself does not fit
        [ $status -eq 0 ] && break
        said=$((said + 1))
        ok "$what, $limit KiB: status" status_is 1
        ok "$what, $limit KiB: one message" one_line err
        ok "$what, $limit KiB: message" says err 'memory'
    done
    ok "$what: it is short at first" [ $said -gt 0 ]
    ok "$what: then all comes out" cmp -s out some.clean
}
if measures_memory; then
    head -n 2000 big >some
    "$tnorm" -i text some >some.clean
    gzip -c some >some.gz
    PYTHONDONTWRITEBYTECODE=1 python3 -c '
import sys
sys.path.insert(0, sys.argv[1])
import warc_files
sys.stdout.buffer.write(warc_files.zstd_stored(open("some", "rb").read()))' "$tests" >some.zst
    for jobs in 1 2; do
        short "memory, plain, -j$jobs" -j$jobs -i text some
        if has zlib; then short "memory, gzip, -j$jobs" -j$jobs -i text some.gz; fi
        if has zstd; then short "memory, zstd, -j$jobs" -j$jobs -i text some.zst; fi
    done
fi

# ---- whoever waits for output gets it
late() { # KIND TEXT WANTED [LEVEL]: comes out though the input goes on
    : >out
    "$tnorm" -j2 -i "$1" --boilerplate="${4:-phrases}" <pipe >out 2>err &
    local child=$!
    exec 3>pipe
    # shellcheck disable=SC2059
    printf "$2" >&3
    ok "$1 comes out while more is waited for" wait_for "$3" out
    exec 3>&-
    wait $child
}
late text 'The first paragraph.\n\nThe second paragraph.\n\n' 'The first paragraph'
late lines 'the first line\nthe second' 'the first line'
late tsv 'a\tfirst\nb\tsecond' 'first'
late jsonl '{"text":"first"}\n{"te' 'first'
late jsonl '{"text":"first"}\n{"te' 'first' balanced
late warc 'WARC/1.0\nWARC-Type: conversion\nContent-Type: text/plain\nContent-Length: 6\n\nfirst\n\n\nWARC/1.' 'first'
: >out
"$tnorm" -j2 -i lines <pipe 2>err | head -n 1 >out &
exec 3>pipe
printf 'one\n' >&3
sleep 0.5
printf 'two\n' >&3
for _ in {1..100}; do
    jobs -r | grep -q . || break
    sleep 0.1
done
ok 'a closed pipe is noticed while input is waited for' [ -z "$(jobs -r)" ]
exec 3>&-
wait

# ---- memory: 8 MiB for the first job, 8 MiB for each further one
many() { for _ in {1..6}; do cat big; done; }
objects() { python3 -c '
for i in range(300000): print("{\"text\": \"Some &amp; text <b>number</b> %d, and more of it.\", \"id\": %d}" % (i, i))'; }
pages() { python3 -c '
for i in range(400):
    text = "<p>The tide waits for nobody.</p>\n" * (9999, 99, 33333)[i % 3]
    print(f"WARC/1.0\nWARC-Type: resource\nContent-Type: text/html\nContent-Length: {len(text)}\n\n{text}\n")'; }
if measures_memory; then
    for jobs in 2 4; do
        most=$((8192 * jobs))
        for kind in lines text; do
            is_within "30 MB in a line of $kind, -j$jobs" "$(repeat 'words and words ' | peak -j$jobs -i $kind)" $most
        done
        is_within "paragraphs, -j$jobs" "$(many | peak -j$jobs -i text)" $most
        is_within "JSON Lines, -j$jobs" "$(objects | peak -j$jobs -i jsonl)" $most
        for output in text warc; do
            is_within "records, -o $output -j$jobs" "$(pages | peak -j$jobs -o $output)" $most
        done
        size=$({ printf '{"text":"' && repeat 'words <b>and</b> words ' && printf '"}\n'; } | peak -j$jobs -i jsonl)
        is_within "30 MB in a line of JSON, -j$jobs" "$size" $most
    done
fi

finish

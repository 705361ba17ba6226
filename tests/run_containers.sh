#!/bin/bash
# Compressed files, WARC, pages and other encodings through the program: how they are read, what is said where reading or
# writing fails, memory.  See support.sh.
# shellcheck source=tests/support.sh
. "$(dirname "$0")/support.sh"

# ---- compressed input, where it is built in
for library in zlib zstd; do
    if ! has "$library"; then
        printf 'x\n' | tee in >plain
        if [ "$library" = zlib ]; then printf '\x1f\x8b\x08' >packed; else printf '\x28\xb5\x2f\xfd' >packed; fi
        run packed plain
        ok "$library is not built in: the rest goes on" is out 'x\n'
        ok "$library is not built in: the file is named" says err '^tnorm: packed: .*not built in'
        ok "$library is not built in: status" status_is 1
        echo "skipped: $library is not built in"
        continue
    fi
    tool=gzip
    if [ "$library" = zstd ]; then tool=zstd; fi
    if ! command -v "$tool" >/dev/null; then
        echo "skipped: no $tool to make the inputs"
        continue
    fi
    printf 'a  b\n' | "$tool" -c >part
    { cat part; printf '\nc <b>d</b>\n' | "$tool" -c; } >in
    run
    ok "$tool: two members" is out 'a b\n\nc d\n'
    for kind in text lines; do
        cp part in
        run -i "$kind"
        ok "$tool: -i $kind" is out 'a b\n'
    done
    printf '{"text":"a  b"}\n' | "$tool" -c >in
    run
    ok "$tool: the kind is that of what is inside" is out '{"text":"a b"}\n'
    { cat part; head -c 12 part; } >in
    run
    ok "$tool: what was whole before a cut is written" grep -q '^a b$' out
    ok "$tool: a cut is named" grep -q 'standard input: byte [0-9]*: ' err
    ok "$tool: a cut is a failure" status_is 1
    { cat part; printf 'x'; } >in
    run
    ok "$tool: what follows is no input" status_is 1
    ok "$tool: but what was before is written" is out 'a b\n'
    { cat part; printf '\0\0\0'; } >in
    run
    ok "$tool: zeros may follow" status_is 0
    run part part
    ok "$tool: two files" is out 'a b\n\na b\n'
    "$tool" -c <part >twice
    run twice part
    ok "$tool: what is compressed twice is left out, the rest goes on" is out 'a b\n'
    ok "$tool: what is compressed twice: status" status_is 1
    ok "$tool: what is compressed twice is named" grep -q '^tnorm: twice: .*twice' err
done
for magic in '\xfd7zXZ\0' 'BZh91AY&SY' '\x04\x22\x4D\x18' 'PK\x03\x04'; do
    input "${magic}abc"
    run
    ok "compressed in a way that is not read: $magic: nothing is written" silent out
    ok "compressed in a way that is not read: $magic: status" status_is 1
    run -i lines
    ok "compressed in a way that is not read, -i lines: $magic" status_is 1
done
input 'BZh91 is text\n'
run
ok 'what only begins like it is text' is out 'BZh91 is text\n'
{ printf BZh; sleep 0.2; printf '91AY&S'; } | "$tnorm" >out 2>err
ok 'what only begins like it and ends is text' is out 'BZh91AY&S\n'
if has zstd && command -v zstd >/dev/null; then
    frame() { printf '\x5d\x2a\x4d\x18' && python3 -c 'import struct, sys; sys.stdout.buffer.write(struct.pack("<I", int(sys.argv[1])))' "$1"; }
    mkdir samples
    for i in {1..200}; do printf 'WARC/1.0\r\nsample %d of the tide and the wind %d\n' "$i" $((i * 7919 % 1000)) >samples/"$i"; done
    zstd -q --train samples/* -o dictionary --maxdict=4096 2>err
    printf 'the tide and the wind\n' >plain
    zstd -q -D dictionary -c plain >coded
    zstd -q -c dictionary >packed
    for d in dictionary packed; do
        { frame "$(wc -c <$d)" && cat $d coded coded; } >in
        run
        ok "zstd: $d in a frame before" is out 'the tide and the wind\nthe tide and the wind\n'
        head -c 300 in >begun
        run begun
        ok "zstd: $d, cut: status" status_is 1
        ok "zstd: $d, cut: it is named" one_line err
        run --memory=1K
        ok "zstd: $d over --memory: status" status_is 1
    done
    for d in dictionary packed; do # no byte behind its magic is right
        { head -c 8 $d && tail -c +9 $d | tr '\000-\377' '\252'; } >damaged
        { frame "$(wc -c <damaged)" && cat damaged coded; } >in
        run
        ok "zstd: $d, damaged: status" status_is 1
        ok "zstd: $d, damaged: it is named" grep -q 'standard input: ' err
        ok "zstd: $d, damaged: nothing is made up" is out ''
    done
    for n in 3 3000; do
        { frame $n && head -c $n /dev/zero && zstd -q -c plain; } >in
        run --memory=2K
        ok "zstd: no dictionary in a frame of $n bytes before" is out 'the tide and the wind\n'
    done
    zstd -q -c <dictionary | cat >unsized
    { frame "$(wc -c <unsized)" && cat unsized coded; } >in
    for memory in 128M 18446744073709551615; do
        run --memory=$memory
        ok "zstd: a packed dictionary that does not say how long it is, --memory=$memory" status_is 1
    done
    printf 'a  b\n' | zstd -q -c --long=27 >in
    run
    ok 'zstd: a window within --memory' is out 'a b\n'
    run --memory=1M
    ok 'zstd: a window over --memory: status' status_is 1
    ok 'zstd: a window over --memory is named' grep -q 'standard input: byte [0-9]*: ' err
fi

input 'text\n'
for kind in text lines tsv jsonl; do
    run -i$kind -owarc
    ok "-i $kind -o warc is no pair" status_is 2
done
input 'text\n'
run -owarc
ok 'auto, text, -o warc is no pair' status_is 2
ok 'auto, text, -o warc is no pair: the input is named' says err 'standard input: what it is does not go with --output'

# ---- WARC
one='WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 5\r\n\r\na  b\n\r\n\r\n'
two='WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nc\r\n\r\n'
input "$one$two"
for options in '' -iwarc --input=warc '-o text'; do
    run $options
    ok "WARC: $options" is out 'a b\n\f\nc\n'
done
run -ojsonl
ok 'WARC: -o jsonl' is out '{"url":"http://a.example/","date":null,"type":"text/plain","charset":"utf-8","text":"a b"}\n{"url":null,"date":null,"type":"text/plain","charset":"utf-8","text":"c"}\n'
cp in first.warc
run -owarc
cp out second.warc
run second.warc
ok 'WARC: what -o warc writes is read' is out 'a b\n\f\nc\n'
# fields of the source, and what becomes of them (WARC 1.1 clause 5)
wet() { # FIELD...: a record with these fields, as -o warc writes it
    printf 'WARC/1.1\r\nWARC-Type: conversion\r\n' >in
    for field in "$@"; do printf '%b\r\n' "$field" >>in; done
    printf 'Content-Length: 2\r\n\r\na\n\r\n\r\n' >>in
    run -owarc
    tr -d '\r' <out | sed '1,/^WARC-Type: conversion/d' >fields
}
for date in 2020 2020-05 2020-05-01 2020-05-01T10:00Z 2020-05-01T10:00:00Z 2020-05-01T10:00:00.5Z 2020-02-29T23:59:59.123456789Z; do
    wet "WARC-Date: $date"
    ok "-o warc: the date stays: $date" [ "$(grep -c "^WARC-Date: $date.\$" out)" -eq 2 ]
done
for date in 2020-02-31T10:00:00Z 2021-02-29 2020-05-01T24:00:00Z 2020-05-01T10:00 20200501100000 yesterday ''; do
    wet "WARC-Date: $date"
    ok "-o warc: no such date: $date" [ "$(grep -c '^WARC-Date: 1970-01-01T00:00:00Z.$' out)" -eq 2 ]
done
wet 'WARC-Target-URI: http://a.example/1'
mv in one.warc
wet 'WARC-Target-URI: http://a.example/2'
run -owarc one.warc in
ok '-o warc: records without an identifier are told apart by their address' \
    [ "$(grep -a '^WARC-Record-ID' out | sort | uniq -d | wc -l)" -eq 0 ]
wet 'WARC-Date: 2020-05'
cp out reduced.warc
run -ojsonl reduced.warc
ok '-o warc: such a date is read back' grep -q '"date":"2020-05"' out
for id in 'garbage id' 'garbage' '<urn:uuid:1 2>' '<urn:a"b>' '<>' '<urn:\xc3\xa4>'; do
    wet "WARC-Record-ID: $id" 'WARC-Target-URI: http://a.example/'
    ok "-o warc: nothing refers to what is no URI: $id" [ "$(grep -c '^WARC-Refers-To' fields)" -eq 0 ]
    wet "WARC-Record-ID: $id"
    ok "-o warc: nor is it where the text is from: $id" grep -qxE 'WARC-Target-URI: urn:uuid:[0-9a-f-]{36}' fields
done
for id in 'urn:uuid:12' '<urn:uuid:12>'; do
    wet "WARC-Record-ID: $id" 'WARC-Target-URI: http://a.example/'
    ok "-o warc: it refers to its source: $id" grep -qxF 'WARC-Refers-To: <urn:uuid:12>' fields
    for target in '' 'WARC-Target-URI:' 'WARC-Target-URI: <>' 'WARC-Target-URI: www.a.example/b' 'WARC-Target-URI: /b c'; do
        wet "WARC-Record-ID: $id" ${target:+"$target"}
        ok "-o warc: text that is from nowhere, $target, is from its source: $id" grep -qxF 'WARC-Target-URI: urn:uuid:12' fields
    done
done
while read -r target written; do
    wet "WARC-Target-URI: $target"
    ok "-o warc: an address is escaped: $target" grep -qxF "WARC-Target-URI: $written" fields
done <<'END'
http://a.example/b?c[]=d&e=%20(f)#g http://a.example/b?c[]=d&e=%20(f)#g
http://a.example/"b"<c> http://a.example/%22b%22%3Cc%3E
http://a.example/\\^`{|} http://a.example/%5C%5E%60%7B%7C%7D
<http://a.example/100%/%4g%41> http://a.example/100%25/%254g%41
http://a.example/\xc3\xa9\xff\x01 http://a.example/%C3%A9%FF%01
END
wet 'WARC-Target-URI: http://a.example/b c\r\n d'
ok '-o warc: white space in an address is escaped' grep -qxF 'WARC-Target-URI: http://a.example/b%20c%20d' fields
printf 'text\n' >text
run first.warc first.warc text first.warc
ok 'WARC: documents of several files' is out 'a b\n\f\nc\n\f\na b\n\f\nc\n\ntext\n\na b\n\f\nc\n'
input "$one"
gzip -c <in >members
input "$two"
gzip -c <in >>members
mv members in
if has zlib; then
    run
    ok 'WARC: a gzip member for each record' is out 'a b\n\f\nc\n'
    head -c -5 in >cut.gz
    run cut.gz
    ok 'WARC: a cut gzip file: what was whole' is out 'a b\n\f\nc\n'
    ok 'WARC: a cut gzip file: status' status_is 1
    ok 'WARC: a cut gzip file: one message' one_line err
fi
input "$one${one%b*}"
run
ok 'WARC: a cut record: what was whole' is out 'a b\n\f\na\n'
ok 'WARC: a cut record: status' status_is 1
ok 'WARC: a cut record is named' grep -q '^tnorm: standard input: byte [0-9]*: ' err
run -iwarc text
ok 'WARC: no record at all: status' status_is 1
input "WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n\r\n\r\n${one}junk\n$one"
run --stats=stats --rejects=rejects
ok 'WARC: skipped records are counted' json stats 'd["skipped"] == {"request": 1} and d["passed"]["resync"] == 1'
ok 'WARC: a bad record is named' grep -q '"offset":154,"length":5,"reason":"broken"' rejects

# segments of three bytes each: WARC 1.1 clause 8
segment() { # NUMBER [FIELD]
    local type=continuation
    [ "$1" = 1 ] && type=conversion
    printf '%s' "WARC/1.1\r\nWARC-Type: $type\r\nWARC-Record-ID: <urn:x:$1>\r\nWARC-Segment-Origin-ID: <urn:x:1>\r\nWARC-Segment-Number: $1\r\n${2:-}Content-Length: 3\r\n\r\na$1 \r\n\r\n"
}
total='WARC-Segment-Total-Length: '
segments() { # TEXT MISSING INPUT: what is written of them, and how often it is said that some are missing
    local behind jobs
    for behind in '' "$one"; do
        input "$3$behind"
        for jobs in 1 2; do
            run -j$jobs --stats=stats --rejects=rejects
            ok "segments, $1: status" status_is 0
            ok "segments, $1: those that are there" [ "$(head -n 1 out)" = "$1" ]
            ok "segments, $1: are some missing?" json stats "d['passed']['undecoded'] == $2"
            ok "segments, $1: that is said" [ "$(grep -c '"offset":0,.*"reason":"broken".*segments are missing' rejects)" = "$2" ]
        done
    done
}
segments 'a1 a2 a3' 0 "$(segment 1)$(segment 2)$(segment 3 "${total}9\r\n")"
segments a1 0 "$(segment 1 "${total}3\r\n")"
segments a1 0 "$(segment 1 'WARC-Truncated: length\r\n')"
segments a1 1 "$(segment 1)"
segments 'a1 a2' 1 "$(segment 1)$(segment 2)"
segments 'a1 a2' 1 "$(segment 1)$(segment 2 "${total}9\r\n")"
segments a1 1 "$(segment 1)$(segment 3 "${total}9\r\n")"
input "$(segment 1)WARC/1.0\r\n"
run --stats=stats
ok 'segments, the file is cut: status' status_is 1
ok 'segments, the file is cut: the status says it' json stats 'd["passed"]["undecoded"] == 0'
input "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: <http://b.example/>\r\nContent-Length: 245\r\n\r\nA line that is long enough to be left out where it stands a second time, if eighty letters and some more are enough.\n\nA line that is long enough to be left out where it stands a second time, if eighty letters and some more are enough.\nA new line\r\n\r\n"
run --rejects=rejects
ok 'WARC: what was left out: where' grep -q '"url":"http://b.example/","offset":212,"length":117,"reason":"echoes"' rejects
line="A line that is long enough to be left out where it stands a second time, if eighty letters and some more are enough: \\xe0."
body="HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=windows-1251\r\n\r\n$line\n\n$line\n"
input "${one}WARC/1.0\r\nWARC-Type: response\r\nContent-Length: $(printf %b "$body" | wc -c)\r\n\r\n$body\r\n\r\n"
run --rejects=rejects
ok 'WARC: what was left out of a converted body: where' grep -q '"offset":99,"length":121,"inner":122,"reason":"echoes"' rejects
body="HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=x-none\r\n\r\n\\xe0\r\n"
input "${one}WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://c.example/\r\nContent-Length: $(printf %b "$body" | wc -c)\r\n\r\n$body\r\n\r\n"
for jobs in 1 2; do
    run --rejects=rejects -j$jobs
    ok "WARC: an encoding that nobody knows: which document, -j$jobs" json rejects \
        'len(all) == 1 and d["reason"] == "charset" and d["url"] == "http://c.example/" and d["text"] == "x-none"'
done
input "${one%b*}\\xff\\n\r\n\r\n"
run --invalid=strict
ok 'WARC: strict: status' status_is 1
ok 'WARC: strict names the byte' grep -q 'byte 93: a byte that is not UTF-8' err

# ---- output that fails
page='<!doctype html><title>y</title><p>A <b>b</b>'
printf '%s' "$page" >page
{ printf '%s' "$page" && yes '<p>a paragraph of words' | head -c 3000000; } >big-page
{ printf 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\n\r\n' $(($(wc -c <big-page) + 19)) &&
    cat big-page && printf '\r\n\r\n'; } >big-warc
{ printf '<meta charset=gbk>' && yes "$(printf '<p>\304\343\272\303')" | head -c 3000000; } >big-gbk
for input in page big-page big-gbk first.warc big-warc; do
    for jobs in 1 2; do
        "$tnorm" -j$jobs $input >/dev/full 2>err
        status=$?
        ok "/dev/full, $input, -j$jobs: status" status_is 1
        ok "/dev/full, $input, -j$jobs: one message" one_line err
        "$tnorm" -j$jobs $input >&- 2>err
        status=$?
        ok "no standard output, $input, -j$jobs: status" status_is 1
    done
done
for output in text jsonl warc; do
    "$tnorm" -o $output first.warc >/dev/full 2>err
    status=$?
    ok "/dev/full, -o $output: status" status_is 1
    ok "/dev/full, -o $output: one message" one_line err
    (
        trap '' PIPE
        { "$tnorm" -o $output big-warc big-warc 2>err; echo $? >code; } | head -c 1 >/dev/null
    )
    ok "a closed pipe, -o $output: quiet" silent err
done
for input in big-page big-gbk; do
    { "$tnorm" -i html $input 2>err; echo $? >code; } | head -c 1 >/dev/null
    status=$(cat code)
    ok "a closed pipe, $input: quiet" silent err
    ok "a closed pipe, $input: status as of cat" [ "$status" -eq 0 -o "$status" -eq 141 ]
done
{ cat first.warc && printf 'WARC/1.0\r\nno length\r\n\r\n'; } >in
run --rejects=/dev/full
ok 'WARC, --rejects=/dev/full: status' status_is 1
ok 'WARC, --rejects=/dev/full: message' says err '/dev/full'
run --stats=/dev/full
ok 'WARC, --stats=/dev/full: status' status_is 1
ok 'WARC, --stats=/dev/full: message' says err '/dev/full'

# ---- input that fails
mkdir folder
for jobs in 1 2; do
    run -j$jobs first.warc missing folder /proc/self/mem page
    ok "files that cannot be read, -j$jobs: the rest goes on" is out 'a b\n\f\nc\n\nA b\n'
    ok "files that cannot be read, -j$jobs: status" status_is 1
    for name in missing folder /proc/self/mem; do ok "$name is named, -j$jobs" says err "$name"; done
    ok "files that cannot be read, -j$jobs: a message each" [ "$(wc -l <err)" -eq 3 ]
done
if has zlib; then
    for input in big-page big-gbk big-warc; do
        gzip -c $input >whole.gz
        head -c $(($(wc -c <whole.gz) / 2)) whole.gz >cut.gz
        "$tnorm" $input >whole
        for jobs in 1 2; do
            run -j$jobs cut.gz
            ok "cut.gz, $input, -j$jobs: status" status_is 1
            ok "cut.gz, $input, -j$jobs: one message" one_line err
            ok "cut.gz, $input, -j$jobs: the file and the place" grep -q '^tnorm: cut.gz: byte [0-9]*: ' err
            ok "cut.gz, $input, -j$jobs: what was whole is written" [ "$(wc -c <out)" -gt 1000000 ]
            ok "cut.gz, $input, -j$jobs: and nothing else" cmp -s -n "$(($(wc -c <out) - 100))" out whole
        done
    done
    # inside: what was stored is cut, the file is whole
    gzip -c page big-page | head -c 5000 >body
    { printf 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n' $((5000 + 43)) &&
        printf 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n' && cat body && printf '\r\n\r\n' && cat first.warc; } >in
    run --boilerplate=phrases --stats=stats --rejects=rejects
    ok 'a body that is cut: status' status_is 0
    ok 'a body that is cut: as far as it goes, and the next ones' grep -q '^A b' out
    ok 'a body that is cut: the next ones' [ "$(tail -n 3 out)" = $'a b\n\f\nc' ]
    ok 'a body that is cut is counted' json stats 'd["passed"]["undecoded"] == 1 and d["documents"] == 3'
    ok 'a body that is cut is named' json rejects 'd["reason"] == "broken" and d["offset"] == 0'
fi

# ---- where cleaning stops by --invalid=strict
page_in() { # CHARSET BYTES: a record with a page
    local head
    head=$(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=%s' "$1")
    printf 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' $((${#head} + 4 + $(printf '%b' "$2" | wc -c))) "$head"
    printf '%b\r\n\r\n' "$2"
}
page_in utf-8 '<p>good words</p>' >sound
for charset in utf-8 shift_jis; do
    page_in $charset '<p>good \xff words' >bad
    { cat sound bad sound; } >in
    run --invalid=strict --stats=stats
    ok "strict, $charset in a record: status" status_is 1
    ok "strict, $charset in a record: the place, and what it is not" grep -qi "byte $(($(wc -c <sound) + $(LC_ALL=C grep -obUaP '\xff' bad | cut -d: -f1))): a byte that is not $charset\$" err
    ok "strict, $charset in a record: all bytes are accounted for" json stats \
        'd["bytes"]["read"] == sum(d["bytes"][k] for k in ("framing", "kept", "rewritten", "removed"))'
    ok "strict, $charset in a record: what was before is written" [ "$(head -n 1 out)" = 'good words' ]
done
coded_page() { # FIELD FILE: a record whose body is coded so
    local head
    head=$(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n%s' "$1")
    printf 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' $((${#head} + 4 + $(wc -c <"$2"))) "$head"
    cat "$2" && printf '\r\n\r\n'
}
printf '<p>good \xff words' >page
gzip -c page >zipped
printf '%x\r\n%s\r\n0\r\n\r\n' "$(wc -c <page)" "$(cat page)" >chunked
for coding in 'Content-Encoding: gzip zipped' 'Transfer-Encoding: chunked chunked'; do
    if [ "${coding%: *}" = Content-Encoding ] && ! has zlib; then continue; fi
    coded_page "${coding% *}" "${coding##* }" >bad
    { cat sound bad sound; } >in
    run --invalid=strict --stats=stats
    ok "strict, $coding: status" status_is 1
    ok "strict, $coding: the record" grep -q "byte $(wc -c <sound):.*UTF-8" err
    ok "strict, $coding: all bytes are accounted for" json stats \
        'd["bytes"]["read"] == sum(d["bytes"][k] for k in ("framing", "kept", "rewritten", "removed"))'
    ok "strict, $coding: what was before is written" [ "$(head -n 1 out)" = 'good words' ]
done
{ printf 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 70050\r\n\r\nHTTP/1.1 200 OK\r\nX: '
    head -c 70029 /dev/zero | tr '\0' x
    printf '\r\n\r\n' && cat sound; } >in
run --stats=stats --rejects=rejects
ok 'a head of a response that is too long: the next record' is out 'good words\n'
ok 'a head of a response that is too long is counted' json stats 'd["passed"]["undecoded"] == 1 and d["skipped"] == {"response": 1}'
ok 'a head of a response that is too long is named' json rejects 'd["reason"] == "broken" and d["offset"] == 0'

# ---- memory: 8 MiB, 8 MiB more where encodings are told apart or converted
megabytes() { yes "$1" | head -c "${2}000000"; }
record() { # FIELDS LENGTH: the head of a response, and of the record in which it is
    local http
    http=$(printf 'HTTP/1.1 200 OK\r\n%b\r\n\r\nx' "$1")
    printf 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s' $((${#http} - 1 + $2)) "${http%x}"
}
hostile() {
    case $1 in
    'a page') megabytes '<p>Some <b>words</b> &amp; more' 30 ;;
    'a line') printf '<p>' && repeat 'words and words ' ;;
    'a tag') printf '<b ' && repeat 'x' ;;
    'attributes') printf '<b ' && repeat 'a=b ' ;;
    'a value') printf '<b x="' && repeat 'y' ;;
    'a comment') printf '<!--' && repeat '- ' ;;
    'a script') printf '<script><!--' && repeat '<script>x();</script>' ;;
    'a title') printf '<title>' && repeat 'words ' ;;
    'pre') printf '<pre>' && repeat 'a  b&#9;' ;;
    'nested elements') repeat '<div>' ;;
    'rows of cells') printf '<table><tr>' && repeat '<td>x' ;;
    'windows-1251') printf '<meta charset=windows-1251>' && repeat "$(printf '\345\344 ')" ;;
    'gb18030') printf '<meta charset=gb18030>' && repeat "$(printf '\304\343\272\303\201\071\357\060')" ;;
    'guessed') megabytes "$(printf '<p>\362\345\352\361\362 \355\340 \360\363\361\361\352\356\354')" 30 ;;
    'a body') record 'Content-Type: text/html' 30000000 && hostile 'a page' ;;
    'one chunk') record 'Content-Type: text/html\r\nTransfer-Encoding: chunked' 30000009 && printf '1c9c380\r\n' && hostile 'a page' ;;
    'a packed body') record 'Content-Type: text/html\r\nContent-Encoding: gzip' "$(wc -c <packed)" && cat packed ;;
    'a skipped body') record 'Content-Type: image/png' 30000000 && hostile 'a page' ;;
    'a conversion') printf 'WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 30000000\r\n\r\n' && repeat 'words ' ;;
    'a head') printf 'WARC/1.0\r\n' && repeat 'x' ;;
    'fields') printf 'WARC/1.0\r\n' && megabytes 'a: b' 30 ;;
    'a head of a response') record "$(head -c 60000 /dev/zero | tr '\0' x)" 30000000 && hostile 'a page' ;;
    'lost records') megabytes "$(printf 'WARC/1.0\r\n\r\n')" 30 ;;
    'small records') megabytes "$(printf 'WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 2\r\n\r\na\n\r\n\r')" 30 ;;
    esac
}
if measures_memory; then
    for shape in 'a page' 'a line' 'a tag' 'attributes' 'a value' 'a comment' 'a script' 'a title' 'pre' 'nested elements' \
        'rows of cells'; do
        is_within "30 MB, $shape" "$(hostile "$shape" | peak -i html)" 8192
    done
    for shape in 'windows-1251' 'gb18030' 'guessed'; do
        is_within "30 MB, $shape" "$(hostile "$shape" | peak -i html)" 16384
    done
    for shape in 'a body' 'one chunk' 'a skipped body' 'a conversion' 'a head' 'fields' 'a head of a response' \
        'lost records' 'small records'; do
        for output in text jsonl warc; do
            is_within "30 MB, $shape, -o $output" "$(hostile "$shape" | peak -i warc -o $output)" 8192
        done
    done
    if has zlib; then
        megabytes '<p>Some <b>words</b> &amp; more' 200 | gzip -1 >packed
        is_within '200 MB, packed' "$(hostile 'a packed body' | peak -i warc)" 8192
    fi
fi

finish

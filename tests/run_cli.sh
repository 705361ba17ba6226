#!/bin/bash
# The command line: inputs, outputs, options, exit statuses, messages, flushing, memory.  See support.sh.
# What grep is given in single quotes is meant as it stands there.
# shellcheck disable=SC2016
# shellcheck source=tests/support.sh
. "$(dirname "$0")/support.sh"
unsupported() { [ "$status" -ne 0 ] && says err 'not supported yet' && silent out; }

# ---- the seed's shape, as a user would
cp "$tests/golden/thread.text.in" in
run
ok 'a scrape through a pipe' cmp out "$tests/golden/thread.text.out"
ok 'a scrape: nothing to say' silent err
ok 'a scrape: status' status_is 0
"$tnorm" "$tests/golden/thread.text.in" >out 2>err
ok 'a scrape as FILE' cmp out "$tests/golden/thread.text.out"
python3 -c 'import sys, time
for byte in open(sys.argv[1], "rb").read():
    sys.stdout.buffer.write(bytes((byte,))); sys.stdout.buffer.flush()' "$tests/golden/thread.text.in" |
    "$tnorm" >out 2>err
ok 'a scrape byte by byte' cmp out "$tests/golden/thread.text.out"

# ---- files
printf 'one\n' >a
status=0
"$tnorm" a >&- 2>err || status=$?
ok 'a closed standard output' says err 'standard output: Bad file descriptor'
ok 'a closed standard output: status' status_is 1

printf 'one <b>a</b>\n' >a
printf 'two\n\n\n' >b
printf '' >empty
input 'three\n'
run a b
ok 'files follow one another, an empty line between' is out 'one a\n\ntwo\n'
run a - b
ok '- is standard input' is out 'one a\n\nthree\n\ntwo\n'
run -
ok '- alone' is out 'three\n'
run empty a empty b empty
ok 'empty files leave no lines' is out 'one a\n\ntwo\n'
for kind in text jsonl warc; do
    for jobs in 1 2; do
        run -o $kind -j$jobs empty empty
        ok "an empty file goes with -o $kind, -j$jobs: status" status_is 0
        ok "an empty file goes with -o $kind, -j$jobs: no output" silent out
        ok "an empty file goes with -o $kind, -j$jobs: nothing to say" silent err
    done
done
run -o warc empty a
ok 'text does not go with -o warc' status_is 2
printf '{"text":"a  b"}\n' >object
run -o jsonl object empty a empty
ok 'empty files leave no lines of JSON' is out '{"text":"a b"}\n{"text":"one a"}\n'
run -i warc -o warc empty
ok '-i warc, an empty file: status' status_is 0
ok '-i warc, an empty file: no output' silent out
run -i lines a b
ok 'files of lines stay aligned' is out 'one a\ntwo\n\n\n'
printf 'x\n<b></b>' >gone
printf 'x\nRead on Twitter' >phrase
for jobs in 1 2; do
    for kind in lines tsv; do
        run -i $kind -j$jobs gone a
        ok "$kind: a last line of which nothing stays is a line, -j$jobs" is out 'x\n\none a\n'
        run -i $kind -j$jobs a gone
        ok "$kind: and so at the end, -j$jobs" is out 'one a\nx\n\n'
        run -i $kind -j$jobs --boilerplate=phrases phrase a phrase
        ok "$kind: a last line that is a phrase, -j$jobs" is out 'x\n\none a\nx\n\n'
    done
done
printf 'open <b\n' >open
run open b
ok 'an open tag ends with its file' is out 'open <b\n\ntwo\n'
run a missing b
ok 'a missing file: the rest goes on' is out 'one a\n\ntwo\n'
ok 'a missing file is named' says err 'missing'
ok 'a missing file: status' status_is 1
mkdir folder
run a folder b
ok 'a directory: the rest goes on' is out 'one a\n\ntwo\n'
ok 'a directory is named' says err 'folder'
ok 'a directory: status' status_is 1
run a /proc/self/mem b
ok 'a file that cannot be read: the rest goes on' is out 'one a\n\ntwo\n'
ok 'a file that cannot be read is named' says err '/proc/self/mem'
ok 'a file that cannot be read: status' status_is 1
printf 'secret\n' >locked
chmod 000 locked
if [ -r locked ]; then
    echo 'skipped: a file without permission (this user may read all)'
else
    run a locked b
    ok 'a file without permission: the rest goes on' is out 'one a\n\ntwo\n'
    ok 'a file without permission is named' says err 'locked'
    ok 'a file without permission: status' status_is 1
fi
for option in --rejects --stats; do
    cp a same
    run $option=same b same
    ok "$option does not write over an input" cmp a same
    ok "$option is an input: status" status_is 2
    ok "$option is an input: it is named" grep -q "^tnorm: same: .*$option" err
    "$tnorm" $option=same <same >out 2>err
    status=$?
    ok "$option does not write over standard input" cmp a same
    ok "$option is standard input: status" status_is 2
    run $option=/dev/null /dev/null a
    ok "$option is a device that is read, too" status_is 0
done
for file in new same; do
    run --rejects=$file --stats=./$file a
    ok "rejects and stats in one file by two names, $file: status" status_is 2
    ok "rejects and stats in one file by two names, $file: a new one is not left behind" [ ! -e new ]
    run --rejects=$file --stats=$file a
    ok "rejects and stats in one file, $file: status" status_is 2
    ok "rejects and stats in one file, $file: a new one is not left behind" [ ! -e new ]
done
ok 'rejects and stats in one file: what was in it stays' cmp a same
for option in --rejects --stats; do
    run $option=new a new
    ok "$option makes an input: status" status_is 2
    ok "$option makes an input: it is not left behind" [ ! -e new ]
done
"$tnorm" --rejects=err --stats a >out 2>err
status=$?
ok 'rejects in the file of standard error, and stats: status' status_is 2
rm -f new
for wrong in --from=bogus '--field=a..b -i jsonl'; do
    cp a same
    # shellcheck disable=SC2086  # two words
    run --rejects=same $wrong b
    ok "rejects and $wrong: status" status_is 2
    ok "rejects and $wrong: what was in the file stays" cmp a same
done
for option in --rejects --stats; do
    "$tnorm" $option=out a >out 2>err
    status=$?
    ok "$option is the output: status" status_is 2
done
printf 'Share on Facebook\n' >left
cp left $'left \xff'
for jobs in 1 2; do
    run --boilerplate=phrases -j$jobs --rejects=rejects left $'left \xff' -
    ok "rejects of several files, -j$jobs: each is named" [ "$(cut -d, -f1 rejects)" = $'{"file":"left"\n{"file":"left \xef\xbf\xbd"' ]
done
printf '{"text":"a"}\n{}\n{"text":"Read on Twitter"}\n' >lines.jsonl
printf 'Read on Twitter\n' >phrase
: >empty
for jobs in 1 2; do
    run -j$jobs --rejects=rejects lines.jsonl empty phrase phrase
    ok "rejects, -j$jobs: documents are numbered on behind lines, and what is empty is none" \
        [ "$(grep -o '"document":[0-9]*' rejects | tr '\n' ' ')" = '"document":3 "document":3 "document":4 ' ]
done
run --boilerplate=phrases --rejects=rejects left
ok 'rejects of one file: it is not named' [ "$(cut -d, -f1 rejects)" = '{"document":1' ]
run --rejects=/dev/null --stats=/dev/null a
ok 'rejects and stats to a device' status_is 0
# shellcheck disable=SC2094  # that is what is tried
"$tnorm" b same a >>same 2>err
status=$?
ok 'an input that is the output is left out, the rest goes on' is same 'one <b>a</b>\ntwo\n\none a\n'
ok 'an input that is the output: it is named' grep -q '^tnorm: same: ' err
ok 'an input that is the output: status' status_is 1
printf 'dashed\n' >-x
run -- -x
ok '-- ends the options' is out 'dashed\n'
"$tnorm" <&- >out 2>err
status=$?
ok 'no standard input: status' status_is 1
ok 'no standard input: message' says err 'standard input: Bad file descriptor'
printf 'Read on Twitter\n' >left
"$tnorm" --rejects=rejects missing left 2>&- >out
status=$?
ok 'no standard error: messages do not go to the rejects' json rejects 'len(all) == 1 and d["text"] == "Read on Twitter"'
ok 'no standard error: status' status_is 1
"$tnorm" --rejects=rejects a - <&- >out 2>err
status=$?
ok 'no standard input, but rejects: they are not read' is out 'one a\n'
ok 'no standard input, but rejects: message' says err 'standard input: Bad file descriptor'
ok 'no standard input, but rejects: status' status_is 1
"$tnorm" --stats a >out 2>&-
status=$?
ok 'no standard error for the stats: status' status_is 1

# ---- output
"$tnorm" </dev/null >out 2>err
status=$?
ok 'no input, no output' silent out
ok 'no input: status' status_is 0
ok 'no input: nothing to say' silent err
for text in 'x' 'x\n' 'x\n\n\n' '\n\nx' 'x<br>' 'x<p>' 'x\r\n' 'x\n\f\ny' 'x &#10;' 'x\0'; do
    input "$text"
    run
    ok "one line feed at the end: $text" [ "$(tail -c 1 out | od -An -tx1 | tr -d ' ')" = 0a ]
    ok "only one: $text" [ "$(tail -c 2 out | od -An -tx1 | tr -d ' ')" != 0a0a ]
done
for text in '\n' ' ' '<b></b>\n' '<!-- x -->' '\0' '\n\n \t\n'; do
    input "$text"
    run
    ok "nothing stays: $text" silent out
    ok "nothing stays: $text: status" status_is 0
done
input 'text\n'
"$tnorm" <in >/dev/full 2>err
status=$?
ok '/dev/full: status' status_is 1
ok '/dev/full: message' says err 'no space|write|output'
yes 'a paragraph of words' | head -c 3000000 >big
"$tnorm" big >/dev/full 2>err
status=$?
ok '/dev/full, long: status' status_is 1
ok '/dev/full, long: one message' one_line err
"$tnorm" <in >&- 2>err
status=$?
ok 'no standard output: status' status_is 1
for option in --help --version; do
    "$tnorm" $option >/dev/full 2>err
    status=$?
    ok "$option to /dev/full: status" status_is 1
    ok "$option to /dev/full: message" says err 'standard output: no space left'
done
run --stats=/dev/full
ok '--stats=/dev/full: status' status_is 1
ok '--stats=/dev/full: message' says err '/dev/full: no space left'
ok '--stats=/dev/full: one message' one_line err
"$tnorm" --stats <in >out 2>/dev/full
status=$?
ok '--stats, standard error is full: status' status_is 1
printf 'The end.\n\nRead on Twitter\n' >in
run --rejects=/dev/full
ok '--rejects=/dev/full: status' status_is 1
ok '--rejects=/dev/full: message' says err '/dev/full: no space left'
ok '--rejects=/dev/full: one message' one_line err
for i in {1..2000}; do printf 'The end %d.\n\nRead on Twitter\n\f\n' "$i"; done >in
for jobs in 1 2; do
    run --rejects=/dev/full -j$jobs
    ok "--rejects=/dev/full, many, -j$jobs: status" status_is 1
    ok "--rejects=/dev/full, many, -j$jobs: message" says err '/dev/full: no space left'
    ok "--rejects=/dev/full, many, -j$jobs: one message" one_line err
    ok "--rejects=/dev/full, many, -j$jobs: the text goes on" [ "$(grep -c '^The end' out)" -eq 2000 ]
    run --rejects=/dev/full -j$jobs in in
    ok "--rejects=/dev/full, two files, -j$jobs: status" status_is 1
    ok "--rejects=/dev/full, two files, -j$jobs: one message" one_line err
    run --rejects=>(exec true) -j$jobs
    ok "--rejects to a closed pipe, -j$jobs: status" status_is 1
    ok "--rejects to a closed pipe, -j$jobs: message" says err ': broken pipe'
    ok "--rejects to a closed pipe, -j$jobs: one message" one_line err
    ok "--rejects to a closed pipe, -j$jobs: the text goes on" [ "$(grep -c '^The end' out)" -eq 2000 ]
done
for option in --stats --rejects; do
    run $option=-
    ok "$option=-: status" status_is 2
    ok "$option=-: message" says err "$option=-: .*standard output"
    ok "$option=-: no output" silent out
    ok "$option=-: no file" [ ! -e ./- ]
    run $option=./- b
    ok "$option=./- is a file" [ -e ./- ]
    rm -f ./-
done
run --stats=/nowhere/at/all
ok 'stats that cannot be opened: status' status_is 1
ok 'stats that cannot be opened: message' says err '/nowhere/at/all'
run --rejects=/nowhere/at/all
ok 'rejects that cannot be opened: status' status_is 1
ok 'rejects that cannot be opened: message' says err '/nowhere/at/all'
for options in '--stats=/nowhere/at/all' '--rejects=/nowhere/at/all' '--rejects=new --stats=/nowhere/at/all'; do
    # shellcheck disable=SC2086  # two words
    run $options a
    ok "$options: no text" silent out
    ok "$options: nothing is left behind" [ ! -e new ]
done
for option in --stats= --rejects=; do
    run $option a
    ok "$option: status" status_is 2
    ok "$option: message" says err "$option: "
    ok "$option: no output" silent out
done
for jobs in 1 2; do
    { "$tnorm" -j$jobs big 2>err; echo $? >code; } | head -c 1 >/dev/null
    status=$(cat code)
    ok "a closed pipe, -j$jobs: quiet" silent err
    ok "a closed pipe, -j$jobs: status as of cat" status_is 141
    (
        trap '' PIPE
        { "$tnorm" -j$jobs big 2>err; echo $? >code; } | head -c 1 >/dev/null
    )
    status=$(cat code)
    ok "a closed pipe, -j$jobs, SIGPIPE ignored: quiet" silent err
    ok "a closed pipe, -j$jobs, SIGPIPE ignored: status" status_is 1
done
# ---- options
input 'x\n'
for option in -h --help; do
    run $option
    ok "$option: status" status_is 0
    ok "$option: on standard output" says out '--keep'
    ok "$option: nothing to say" silent err
done
for option in -V --version; do
    run $option
    ok "$option: status" status_is 0
    ok "$option: the Unicode version" says out 'unicode.*1[0-9]\.[0-9]'
done
"$tnorm" -h >/dev/full 2>err
status=$?
ok '-h to /dev/full: status' status_is 1
for option in --nope -z --form=nfx --form= --invalid=what --keep=bogus --keep=entities,bogus -ibogus \
    --input=bogus --boilerplate=bogus -obogus --form --keep -i --help=yes; do
    run $option
    ok "$option: status" status_is 2
    ok "$option: message" says err '.'
    ok "$option: no output" silent out
done
for option in -iauto -itext -ilines --input=auto --input=text --input=lines --invalid=repair --invalid=replace \
    --invalid=drop --invalid=strict --form=nfc --form=nfkc --form=nfd --form=nfkd --form=none --boilerplate=off \
    --boilerplate=phrases --keep=entities --keep=mojibake --keep=markup --keep=characters --keep=space \
    --keep=echoes --keep=boilerplate --keep=entities,mojibake,markup,characters,space,echoes,boilerplate; do
    run $option
    ok "$option: status" status_is 0
    ok "$option: output" is out 'x\n'
done
run -i lines --form nfd --keep space a
ok 'values as words of their own' is out 'one a\n'
run a --form=nfd
ok 'an option behind a file' is out 'one a\n'
input 'ﬁ é\n'
run --form=nfkc
ok '--form=nfkc' is out 'fi é\n'
run --form=nfd
ok '--form=nfd' is out 'ﬁ e\xcc\x81\n'
input 'a\xffb\n'
run --invalid=drop
ok '--invalid=drop' is out 'ab\n'
run --invalid=replace
ok '--invalid=replace' is out 'a\xef\xbf\xbdb\n'

# ---- not supported yet: never silently the wrong thing
input 'x\n'
run --explain
ok '--explain: not supported yet' unsupported
ok '--explain: status' status_is 2
input '{"text": "a  b", "n": [1, {"a": null}]}\n{"text": "y"}'
for options in '' -ijsonl --input=jsonl -ojsonl '-i jsonl -o jsonl'; do
    run $options
    ok "JSON Lines: $options" is out '{"text": "a b", "n": [1, {"a": null}]}\n{"text": "y"}'
done
run --field=n
ok 'JSON Lines: the member asked for is no text' is out '{"text": "a  b", "n": [1, {"a": null}]}\n{"text": "y"}'
run -ijsonl -otext
ok '-i jsonl -o text is no pair' status_is 2
run -ilines -ojsonl
ok '-i lines -o jsonl is no pair' status_is 2
input '{"text": "<p>a<b>b</b> &amp;lt;<p>c"}\n'
run -ijsonl --type=html
ok '--type=html' is out '{"text": "ab &lt;\\n\\nc"}\n'
input '<p>a<p>b'
run -ihtml -ojsonl
ok '-i html -o jsonl' is out '{"text":"a\\n\\nb"}\n'
input '{"text": "a\n}\nnot JSON\n'
run -ijsonl --rejects=rejects
ok 'lines that are no JSON pass' is out '{"text": "a\n}\nnot JSON\n'
ok 'and are reported' grep -q '"document":3,.*"offset":14,.*"reason":"broken"' rejects
input 'a  b\n'
for option in -p --progress; do
    run $option
    ok "$option: text" is out 'a b\n'
    ok "$option: nothing where there is no terminal" is err ''
done
cat >watch.py <<'END' # OPTION...: what is shown on a terminal, while input comes in three parts, half a second apart
import os, subprocess, sys, time
terminal, end = os.openpty()
with subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=end) as program:
    os.close(end)
    for part in range(3):
        program.stdin.write(b"a line of the input\n" * 60000)
        program.stdin.flush()
        time.sleep(0.5)
    program.stdin.write(b"\xff\n")
    program.communicate()
shown = b""
try:
    while piece := os.read(terminal, 4096): shown += piece
except OSError: pass # what a terminal has instead of an end
sys.stdout.buffer.write(shown)
END
for jobs in 1 2; do
    python3 watch.py "$tnorm" -p -j$jobs -i lines --invalid=strict >out 2>err </dev/null
    ok "-p on a terminal, -j$jobs: figures" grep -qaE $'\r[0-9]+ MB, [0-9.]+ MB/s, [0-9]+ documents\x1b\\[K' out
    ok "-p on a terminal, -j$jobs: they go before a message" grep -qaE $'\r\x1b\\[Ktnorm: standard input: byte 3600000: ' out
    python3 watch.py "$tnorm" -j$jobs -i lines >out 2>err </dev/null
    ok "no -p, -j$jobs: nothing on a terminal" silent out
done

input 'a  "b"\n\n\nc\n\f\n\f\nde\n'
run -ojsonl --stats=stats
ok 'text as JSON Lines' is out '{"text":"a \\"b\\"\\n\\nc"}\n{"text":""}\n{"text":"de"}\n'
ok 'text as JSON Lines: what was written is counted' grep -q "\"written\":$(wc -c <out | tr -d ' ')}" stats
run -itext --output=jsonl
ok '--output=jsonl' is out '{"text":"a \\"b\\"\\n\\nc"}\n{"text":""}\n{"text":"de"}\n'

printf '{"text":"a  b"}' >part
: >none
printf '{"text":"c"}\n' >in
run -ijsonl part none in
ok 'JSON Lines: an empty file does not join two lines' is out '{"text":"a b"}\n{"text":"c"}\n'
printf 'x\ty' >part
printf 'z\n' >in
run -itsv part none in
ok 'tsv: an empty file does not join two lines' is out 'x\ty\nz\n'
input 'ab\xff\tc'
run -itsv --invalid=strict
ok 'tsv: nothing behind the fault is written' is out 'ab\n'
printf 'x\xff\n' >part
printf 'good\n' >good
for kind in tsv lines; do
    run -i"$kind" --invalid=strict part good part good
    ok "$kind: strict: what is cut is not joined to the next file" is out 'x\ngood\nx\ngood\n'
done

nested=$(printf '[%.0s' $(seq 1023))$(printf ']%.0s' $(seq 1023))
printf '{"text":"a  b","x":%s}\n{"text":"a  b","x":[%s]}\n' "$nested" "$nested" >in
run -ijsonl
ok 'JSON Lines: what is nested in 1024 levels is cleaned, what is deeper passes' \
    is out "{\"text\":\"a b\",\"x\":$nested}\n{\"text\":\"a  b\",\"x\":[$nested]}\n"
input '{"text":"a  b\xff","n":1}\n'
run -ijsonl --invalid=strict
ok 'JSON Lines: strict: what is clean before the fault, and a line feed' is out '{"text":"a b\n'
ok 'JSON Lines: strict: status' status_is 1
run -ijsonl --field="$(printf 'n%.0s' $(seq 2000))"
ok 'a name that is too long is refused' status_is 2
run -ijsonl --field=a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a
ok 'a path of too many names is refused' status_is 2
for field in '' . .a a. a..b "a\\" "a\\\\\\" "a.\\"; do
    for kind in auto jsonl; do
        run -i$kind --field="$field"
        ok "-i $kind --field=$field: status" status_is 2
        ok "-i $kind --field=$field: message" says err '--field='
        ok "-i $kind --field=$field: no output" silent out
    done
done
input '{"a\\\\":"b  c","a.":"d  e"}\n'
run -ijsonl --field="a\\\\"
ok '--field: a backslash at the end of a name' is out '{"a\\\\":"b c","a.":"d  e"}\n'
run -ijsonl --field='a\.'
ok '--field: a dot at the end of a name' is out '{"a\\\\":"b  c","a.":"d e"}\n'

# ---- encodings
input 'caf\351 \223x\224\n'
run -f latin1
ok '--from: a label means what the standard says' is out 'café “x”\n'
run --from=nonsense
ok '--from: an unknown name: status' status_is 2
ok '--from: an unknown name is named' grep -q -e '--from=nonsense' err
run -f gbk -ilines --invalid=strict
ok '--from: strict: status' status_is 1
ok '--from: strict: where, and what it is not' grep -q 'standard input: byte 3: a byte that is not GBK$' err
input '{"text":"\304\343 a\\ud800"}'
run -f gbk -ijsonl --invalid=strict --stats=stats
ok '--from: strict: an escape in what was converted: the input is named' grep -q 'standard input: byte 0: a byte that is not UTF-8$' err
ok '--from: strict: an escape in what was converted: the account' json stats 'not any(d["bytes"][k] for k in ("read", "framing", "kept", "rewritten", "removed"))'
input '\xff\xfea\x00\x00\xd8'
run --invalid=strict
ok 'UTF-16: strict: where, and what it is not' grep -q 'standard input: byte 4: a byte that is not UTF-16LE$' err
for kind in text lines tsv; do
    input '\304\343\272\303\nShare on Facebook\n'
    run -f gbk -i $kind --boilerplate=phrases --rejects=rejects
    ok "rejects of input that is converted, $kind" grep -q '"offset":0,"length":1[78],"inner":7,"reason":"boilerplate"' rejects
done
input '\304\343\tx\t\272\303\tShare on Facebook\n'
run -f gbk -itsv --boilerplate=phrases --rejects=rejects
ok 'rejects of input that is converted: a field' grep -q '"offset":0,"length":17,"inner":10,"reason":"boilerplate"' rejects
input '{"x":"\304\343\272\303","text":"\\u0020 \\nShare on Facebook"}\n{"\304\343\n'
run -f gbk -ijsonl --boilerplate=phrases --rejects=rejects
ok 'rejects of input that is converted: a string' grep -q '"document":1,"url":null,"offset":0,"length":17,"inner":25,"reason":"boilerplate"' rejects
ok 'rejects of input that is converted: a broken line' json rejects 'd["document"] == 2 and d["offset"] == 0 and d["inner"] == 56'
input 'a caf\351 in town\n'
run --from=auto
ok '--from=auto' is out 'a café in town\n'

for size in 0 x 1KB -1 ''; do
    run --memory="$size"
    ok "--memory=$size: no such size" status_is 2
done
input 'a  b\tc  d\te&#9;f  g\r\n\t\t\nx  y\tno  lf'
run -itsv
ok 'tsv: every field' is out 'a b\tc d\te f g\n\t\t\nx y\tno lf'
run -itsv --field=1,3-4
ok 'tsv: columns that are asked for' is out 'a b\tc  d\te f g\n\t\t\nx y\tno  lf'
input 'a \tb \tc \td \te \n\tf \n'
run -itsv --field=4-5,2,1-2
ok 'tsv: columns in any order, and twice' is out 'a\tb\tc \td\te\n\tf\n'
run -itsv --field=$(seq -s , 1 2 127)
ok 'tsv: as many ranges of columns as there may be' is out 'a\tb \tc\td \te\n\tf \n'
run -itsv --field=$(seq -s , 1 2 129)
ok 'tsv: and one more' status_is 2
input '\xef\xbb\xbfa  \tb  \n'
for jobs in 1 2; do
    run -itsv --field=2 -j$jobs --stats=stats
    ok "tsv: a byte-order mark goes if its column is not asked for, -j$jobs" is out 'a  \tb\n'
    ok "tsv: it is framing, -j$jobs" json stats 'd["bytes"]["framing"] == 8'
done

nested() { # a line of JSON with arrays in each other, so many
    printf '{"a":%s%s,"text":"a  b"}\n' "$(printf '%*s' "$1" '' | tr ' ' '[')" "$(printf '%*s' "$1" '' | tr ' ' ']')"
}
nested 1023 >in
run -ijsonl
ok 'jsonl: as many levels as are followed' grep -q '"text":"a b"}' out
nested 1024 >in
run -ijsonl --rejects=rejects
ok 'jsonl: and one more: it passes' cmp in out
ok 'jsonl: and is named' grep -q '"reason":"broken"' rejects
input 'a  b\tc  d\te&#9;f  g\r\n\t\t\nx  y\tno  lf'
for columns in 0 x 2-1 '1,' '' 1-2-3; do
    run -itsv --field="$columns"
    ok "tsv: no such columns: $columns" status_is 2
done
run -itsv --invalid=strict
input 'a\tb\xff\n'
run -itsv --invalid=strict
ok 'tsv: strict: status' status_is 1
ok 'tsv: strict names the byte of the file' grep -q 'byte 3' err
for magic in '<!doctype html>\n' '<!DOCTYPE HTML>\n' '<html lang="en">\n' '<head><title>y</title>' '<?xml version="1.0"?>\n<html>\n'; do
    input "$magic<p>a</p>\n \n<p>b<style>c</style>"
    run
    ok "auto, $magic" is out 'a\n\nb\n'
done
{ printf '<!doc'; sleep 0.2; printf 'type ht'; sleep 0.2; printf 'ml>x<style>y</style>'; } | "$tnorm" >out 2>err
ok 'auto, however it arrives' is out 'x\n'
for text in '{"text":"a","z":"<b>x  y"}\n' '<!doctype html>x<style>y</style>' '<html>x<style>y</style>' 'WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 4\r\n\r\na  b\r\n\r\n' 'a  b <p>c\n'; do
    input "\xef\xbb\xbf$text"
    run
    cp out whole
    for n in 1 2; do
        { head -c $n in; sleep 0.2; tail -c +$((n + 1)) in; } | "$tnorm" >out 2>err
        ok "auto, a byte-order mark of which $n come first: $text" cmp whole out
    done
done
for text in '{no json}\n' '{"a": 1} and more\n' '{"a": 1\n' '{}{}\n' '[1, 2]\n' '"x"\n' 'WARC is a format\n' 'x {"a": 1}\n'; do
    input "$text"
    run
    ok "auto takes it for text: $text" is out "$text"
done
for text in '{Verse: 1}' '{ color: red }' '{a:b}' '{:}' '{{a:b}}' '{12:30}' "{'a':'b'}" '{"a":}' '{"a":01}' '{"a":nan}' '{"a":NaNny}' '{"a":1}NaN' '{Infinity War}' '{"text":"a b",}' '{"a": 1' '{'; do
    input "$text\nx <b>y</b>\n"
    run
    ok "auto takes what only looks like JSON for text: $text" is out "$text\nx y\n"
done
for text in '{}' '{ }' '{"a":NaN}' '{"a":[-Infinity]}' '{"a":[{}]}\r' ' {"a":-1e5}' '\xef\xbb\xbf{"a": {"b": "}:{"}}'; do
    input "$text\n{\"text\":\"x <b>y</b>\",\"z\":\"a  b\"}"
    run
    ok "auto takes a whole object for JSON Lines: $text" grep -qxF '{"text":"x y","z":"a  b"}' out
done
for size in 60000 65530 65536 65540 200000; do # it is longer than what is looked at, or not
    { printf '{"n":"a  b","text":"' && head -c $size /dev/zero | tr '\0' x && printf '  y"}\n'; } >in
    run
    ok "auto, a first line of $size bytes" grep -q '^{"n":"a  b","text":"xx.*x y"}$' out
    { printf '{n:"a  b","text":"' && head -c $size /dev/zero | tr '\0' x && printf '  y"}\n'; } >in
    run
    ok "auto, a first line of $size bytes that is no JSON" grep -q '^{n:"a b","text":"xx.*x y"}$' out
done
for tag in '<header class="x">' '<headline>' '<html-x a="b">' '<!doctype htmlx>'; do
    input "${tag}a\nb & #39;c\n"
    run
    ok "auto takes what begins like a page for text: $tag" grep -q "b 'c" out
done
for tag in '<html>' '<HEAD\n>' '<head/>' '<!doctype html\t>'; do
    input "$tag<p>a\nb"
    run
    ok "auto takes it for a page: $tag" [ "$(wc -l <out)" -lt 2 ]
done
input '<?xml version="1.0"?>\nx\n'
run
ok 'auto takes XML without html for text' is out 'x\n'
for kind in auto text lines; do
    line_end='\n'
    if [ "$kind" = lines ]; then line_end=''; fi
    input '\xff\xfea\x00'
    run -i "$kind"
    ok "$kind: UTF-16, low byte first" is out 'a'"$line_end"
    input '\xfe\xff\x00a'
    run -i "$kind"
    ok "$kind: UTF-16, high byte first" is out 'a'"$line_end"
    input '\xff\xff'
    run -i "$kind" --invalid=drop
    ok "$kind: no UTF-16" status_is 0
done
input '<!doctype html>\nx\n'
run -itext
ok '-i text takes all for text' is out 'x\n'

# ---- strict
printf 'good <b>words</b>\n\nbad \xff byte\n' >bad
run --invalid=strict a bad b
ok 'strict: status' status_is 1
ok 'strict: the message names the file' says err 'bad'
ok 'strict: the message names the offset' says err '(^|[^0-9])23([^0-9]|$)'
ok 'strict: the message names the reason' says err 'a byte that is not utf-8$'
ok 'strict: what was clean before is written' says out 'good words'
ok 'strict: only the bad file is named' one_line err
cp bad in
run --invalid=strict
ok 'strict, standard input: status' status_is 1
ok 'strict, standard input: what was clean before is written' is out 'good words\n\nbad\n'
cp a in
run --invalid=strict
ok 'strict, good input: status' status_is 0

# ---- the account
printf 'We saw <b>how</b> quiet &amp; blue rivers run on\n\n\n  Caf\xc3\x83\xc2\xa9   \xff e\xcc\x81 \x01\nquiet blue rivers run on\n\n\f\n\nmore\n\nRead on Twitter\n' >in
sums='d["bytes"]["read"] == sum(d["bytes"][k] for k in ("framing", "kept", "rewritten", "removed"))
    and d["bytes"]["written"] == d["bytes"]["kept"] + d["bytes"]["added"] + sum(c["out"] for c in d["causes"].values())'
sums=${sums//$'\n'/ }
run --stats=stats
ok '--stats=FILE: status' status_is 0
ok '--stats=FILE: one line of JSON' json stats 'len(all) == 1'
ok '--stats=FILE: version and documents' json stats 'd["version"] == 1 and d["documents"] == 2'
ok '--stats=FILE: sums' json stats "$sums"
ok '--stats=FILE: read' json stats "d['bytes']['read'] == $(wc -c <in)"
ok '--stats=FILE: written' json stats "d['bytes']['written'] == $(wc -c <out)"
ok '--stats=FILE: causes' json stats 'sorted(d["causes"]) == sorted(["entities", "mojibake", "invalid", "markup", "characters", "space", "echoes", "boilerplate", "form", "charset"])'
ok '--stats=FILE: passed and skipped' json stats 'isinstance(d["passed"], dict) and isinstance(d["skipped"], dict)'
ok '--stats=FILE: nothing on standard error' silent err
run --stats
ok '--stats: on standard error' json err "$sums"
run --stats a b
ok '--stats, two files: sums' json err "$sums"
ok '--stats, two files: read' json err "d['bytes']['read'] == $(cat a b | wc -c)"
ok '--stats, two files: written' json err "d['bytes']['written'] == $(wc -c <out)"
ok '--stats, two files: documents' json err 'd["documents"] == 2'
"$tnorm" --stats </dev/null >out 2>err
ok '--stats of nothing' json err 'd["bytes"]["read"] == 0 and d["bytes"]["written"] == 0'

first='We saw how quiet "blue" rivers \ run on'
printf 'x\n\n%s\n\n  quiet <b>"blue"</b> rivers \\ run on\n\n\f\nmore\n\nRead on Twitter\n' "$first" >in
run --rejects=rejects
ok '--rejects=FILE: status' status_is 0
ok '--rejects=FILE: a line for each passage' json rejects 'len(all) == 2'
ok '--rejects=FILE: members' json rejects '{"document", "offset", "length", "reason", "text"} <= set(d)'
ok '--rejects=FILE: reasons' json rejects '[r["reason"] for r in all] == ["echoes", "boilerplate"]'
ok '--rejects=FILE: documents' json rejects '[r["document"] for r in all] == [1, 2]'
ok '--rejects=FILE: text' json rejects '[r["text"].strip() for r in all] == ["quiet \"blue\" rivers \\ run on", "Read on Twitter"]'
ok '--rejects=FILE: offsets' json rejects 'open("in", "rb").read()[all[1]["offset"]:].startswith(b"Read on Twitter")'
ok '--rejects=FILE: offset of an indented passage' json rejects 'open("in", "rb").read()[all[0]["offset"]:].lstrip().startswith(b"quiet <b>")'
input 'nothing goes\n'
run --rejects=rejects
ok '--rejects=FILE: empty if nothing went' silent rejects

# ---- flushed before a read that would block
: >out
"$tnorm" --boilerplate=phrases <pipe >out 2>err &
exec 3>pipe
printf 'The first paragraph.\n\nThe second paragraph.\n\n' >&3
ok 'a paragraph comes out while more is waited for' wait_for 'The first paragraph' out
printf 'The third.\n' >&3
exec 3>&-
wait $!
status=$?
ok 'the rest follows' is out 'The first paragraph.\n\nThe second paragraph.\n\nThe third.\n'
: >out
"$tnorm" -i lines <pipe >out 2>err &
exec 3>pipe
printf 'the first line\nthe second line\n' >&3
ok 'lines come out while more are waited for' wait_for 'the first line' out
exec 3>&-
wait $!

for jobs in 1 2; do
    : >out
    : >rejects
    "$tnorm" -j$jobs --boilerplate=phrases --rejects=rejects <pipe >out 2>err &
    child=$!
    exec 3>pipe
    printf 'The first paragraph.\n\nRead on Twitter\n\nThe second paragraph.\n\nRead on Facebook\n\n' >&3
    ok "rejects come out with the text, -j$jobs" wait_for 'The first paragraph' out
    ok "rejects come out before the text, -j$jobs" grep -q 'on Twitter' rejects
    ok "rejects come out without text behind them, -j$jobs" wait_for 'on Facebook' rejects
    kill $child # by a signal, so that nothing is written at the end
    wait $child
    status=$?
    exec 3>&-
    ok "rejects are whole when it is killed, -j$jobs" json rejects 'len(all) == 2'
done

# ---- memory
hostile() {
    case $1 in
    'one line') repeat 'words and words ' ;;
    'one word') repeat 'a' ;;
    'a tag') printf '<b ' && repeat 'x' ;;
    'an attribute') printf '<b x="' && repeat 'y' ;;
    'a comment') printf '<!--' && repeat '- ' ;;
    'a script') printf '<script>' && repeat 'x();' ;;
    'ampersands') repeat '&' ;;
    'escapes') printf '&' && repeat 'amp;' ;;
    'marks') printf 'e' && repeat "$(printf '\xcc\x81')" ;;
    'decomposed') repeat "$(printf 'e\xcc\x81')" ;;
    'spaces') repeat ' ' ;;
    'line feeds') head -c 30000000 /dev/zero | tr '\0' '\n' ;;
    'stray bytes') head -c 30000000 /dev/zero | tr '\0' '\377' ;;
    'zeros') head -c 30000000 /dev/zero ;;
    'noise') seq 1 9000000 | gzip -1 | head -c 30000000 ;;
    'isolates') repeat "$(printf '\xe2\x81\xa7')" ;;
    'an address') printf 'https://a.example/' && repeat 'b/' ;;
    'form feeds') yes "$(printf '\fx')" | tr x '\n' | head -c 30000000 ;;
    esac
}
if measures_memory; then
    for shape in 'one line' 'one word' 'a tag' 'an attribute' 'a comment' 'a script' 'ampersands' 'escapes' 'marks' \
        'decomposed' 'spaces' 'line feeds' 'stray bytes' 'zeros' 'noise' 'isolates' 'an address' 'form feeds'; do
        is_within "30 MB, $shape" "$(hostile "$shape" | peak -i text)" 8192
    done
    is_within '30 MB, one line as lines' "$(hostile 'one line' | peak -i lines)" 8192
fi

finish

#!/bin/bash
# A program of somebody else's with build/libtnorm.a and build/libtnorm.so, linked as README.md says.  See support.sh.
# shellcheck source=tests/support.sh
. "$(dirname "$0")/support.sh"
root=${tests%/*}
if [ "${TNORM_CONF:-release}" != release ] || [ ! -e "$root/build/libtnorm.so" ]; then
    echo "run_library: skipped: what users link is built by \`make\` alone"
    exit 0
fi

cat >program.c <<'END'
#include <stdio.h>
#include <tnorm.h>

static int put(void *context, const unsigned char *text, size_t length)
{
    (void)context;
    return fwrite(text, 1, length, stdout) != length;
}

int main(void)
{
    static const unsigned char text[] = "a  <b>b</b> caf&eacute;\n";
    struct tnorm_options o = tnorm_options_default();
    o.sink = put;
    tnorm *t = tnorm_new(&o, NULL);
    if (!t) return 1;
    enum tnorm_error error = tnorm_feed(t, text, sizeof text - 1);
    if (!error) error = tnorm_finish(t);
    tnorm_free(t);
    return error != TNORM_OK;
}
END
build() { # ARGUMENT...: of the compiler, behind the program
    rm -f program
    "${CC:-cc}" -std=c11 -I"$root/src" program.c "$@" -o program >out 2>err
}
run_program() { # NAME=VALUE...: its environment
    env "$@" ./program >out 2>err
    status=$?
}

# what README.md names, but for what is not built in
# shellcheck disable=SC2016 # it is meant as it stands there
libraries=$(grep 'links `libtnorm.a`' "$root/README.md" | grep -o -e '-l[a-z0-9]*')
built_in=()
for library in $libraries; do
    case $library in
    -lz) name=zlib ;;
    -lbrotlidec) name=brotli ;;
    -luchardet) name=uchardet ;;
    *) name=${library#-l} ;;
    esac
    if [ "$name" = utf8proc ] || "$tnorm" -V | grep -q "$name"; then built_in+=("$library"); fi
done
ok 'README.md names libraries' [ ${#built_in[@]} -gt 0 ]
ok 'libtnorm.a links with what README.md names' build "$root/build/libtnorm.a" "${built_in[@]}"
run_program
ok 'a program with libtnorm.a runs' is out 'a b café\n'
ok 'libtnorm.so links by itself' build -L"$root/build" -ltnorm
run_program LD_LIBRARY_PATH="$root/build"
ok 'a program with libtnorm.so runs where that was built' is out 'a b café\n'
ok 'a program with libtnorm.so: status' status_is 0

# the example at the head of tnorm.h
{
    printf '%s\n' '#include <stdio.h>' '#include <unistd.h>' '#include <tnorm.h>' \
        'static int my_sink(void *c, const unsigned char *text, size_t n) { (void)c; return fwrite(text, 1, n, stdout) != n; }' \
        'int main(void) {' 'unsigned char buf[4096];' 'ssize_t n;'
    awk '/^ \*     / { found = 1; sub(/^ \*     /, ""); print; next } found { exit }' "$root/src/tnorm.h"
    echo 'return (int)error; }'
} >program.c
ok 'the example in tnorm.h compiles without a warning' build -Wall -Wextra -Werror -D_POSIX_C_SOURCE=200809L \
    "$root/build/libtnorm.a" "${built_in[@]}"
echo 'a  <b>b</b>' | ./program >out 2>err
status=$?
ok 'the example in tnorm.h runs' is out 'a b\n'

finish

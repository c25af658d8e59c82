#!/bin/sh
# SPDX-License-Identifier: MIT
# The laws of the house, one function each, silent while kept: which room may use which (the table of src/README.md),
# the heads of files, who reads the clock, and names that say nothing.
set -u
LC_ALL=C
export LC_ALL
root=${top_srcdir:-.}

# Files of the tree with the endings given; what a build leaves in it does not count.
files()
{
    dir=$1
    shift
    for ending in "$@"; do
        find "$dir" -type f -name "*.$ending" ! -name resource.c ! -name '*-resource.c' 2>/dev/null
    done | sort
}

# awk 'PROGRAM' FILES, or nothing without files (awk would read standard input).
over()
{
    program=$1
    shift
    [ $# -eq 0 ] || awk "$program" "$@"
}

law_floors()
{
    (
        cd "$1" || exit
        awk '
        FILENAME == "src/README.md" {
            if (split($0, cell, "|") < 6 || cell[3] !~ /`[a-z]+`/)
                next
            room = cell[3]; gsub(/[` ]/, "", room)
            known[room] = may[room, room] = 1
            n = split(cell[5], name, /[` ]+/)
            for (i = 1; i <= n; i++)
                if (name[i] != "")
                    may[room, name[i]] = 1
            next
        }
        FNR == 1 { split(FILENAME, part, "/"); room = part[2]; in_tests = part[1] == "tests" }
        !(room in known) && !in_tests && FNR == 1 { print FILENAME ": no room of src/README.md" }
        /^[ \t]*#[ \t]*include[ \t]*"/ {
            split($0, quoted, "\"")
            target = quoted[2]
            if (target !~ /\//) {
                if (!in_tests)
                    print FILENAME ":" FNR ": include without a room: " target
                next
            }
            sub(/\/.*/, "", target)
            if ((!in_tests || (target in known && room in known)) && !((room, target) in may))
                print FILENAME ":" FNR ": " room " may not use " quoted[2]
        }' src/README.md $(files src c h) $(files tests c h)
    )
}

law_head()
{
    (
        cd "$1" || exit
        over '
        function judge() {
            if (file != "" && !spdx)
                print file ": no SPDX line"
            else if (file != "" && !sentence)
                print file ": no sentence about what it is for"
        }
        FNR == 1 { judge(); file = FILENAME; spdx = sentence = 0 }
        FNR > 6 { next }
        /SPDX-License-Identifier: MIT/ { spdx = 1; next }
        spdx && /^[ ]*(\*|# |--|dnl|\.\\"|\/\*).*[A-Za-z]/ { sentence = 1 }
        END { judge() }' $(files src c h sql mk css) $(files tests c h mk sh) $(files man mk) \
            $(files po mk) $(files conf mk) $(files systemd mk) $(files scripts sh)
        for file in Makefile.am configure.ac autogen.sh .clang-format; do
            [ ! -f "$file" ] || head -n 3 "$file" | grep -q SPDX || echo "$file: no SPDX line"
        done
    )
}

law_clock()
{
    (
        cd "$1" || exit
        over '
        FILENAME ~ /^src\/run\// || FILENAME == "src/base/clock.c" { next }
        /(^|[^A-Za-z0-9_])(time|gettimeofday|g_get_real_time|g_date_time_new_now[a-z_]*)\(/ ||
        /CLOCK_REALTIME/ { print FILENAME ":" FNR ": reads the clock: " $0 }' $(files src c h)
        over '
        /^[ ]*--/ { next }
        FILENAME ~ /schema/ { # a view for SQLite only words what is stored, as of no moment
            gsub(/(date\(|strftime\(\047[^\047]*\047, )[^()]*, \047unixepoch\047\)/, "")
        }
        /strftime|julianday|unixepoch|datetime\(|CURRENT_(DATE|TIME)|\047now\047/ {
            print FILENAME ":" FNR ": SQL that reads the clock or one engine only: " $0
        }' $(files src sql)
    )
}

law_flow()
{
    (
        cd "$1" || exit
        over '
        /(^|[^A-Za-z0-9_])goto[ \t]+[A-Za-z_]/ && !/^[ \t]*(\*|\/\*|\/\/)/ { print FILENAME ":" FNR ": goto" }
        FILENAME !~ /^src\/run\// && /(^|[^A-Za-z0-9_])exit\(/ { print FILENAME ":" FNR ": exit outside run" }' \
            $(files src c h)
    )
}

# Scripts that are run by their name can be run.
law_scripts()
{
    find "$1/tests" "$1/scripts" -name '*.sh' ! -perm -u+x -exec sh -c 'head -c 2 "$1" | grep -q "#!" && echo "${1#$2/}"' sh {} "$1" \; | sort
}

law_names()
{
    (
        cd "$1" || exit
        find src tests -type f 2>/dev/null | sort | awk -F/ '
        $NF ~ /(^|[-_.])(util|utils|common|misc|helper|helpers|manager)([-_.]|$)/ {
            print $0 ": a name that says nothing"
        }'
    )
}

# Only run talks above debug; a bug may still abort with g_error.
law_quiet()
{
    (
        cd "$1" || exit
        over '
        FILENAME ~ /^src\/run\// { next }
        /(^|[^A-Za-z0-9_])g_(message|warning|critical|info|print|printerr)\(/ {
            print FILENAME ":" FNR ": a room that logs"
        }' $(files src c h)
    )
}

# Room = verb = symbol prefix; in base the word itself is the prefix. A struct that a room hands out is made and freed
# under its own name (source_batch_new).
law_symbols()
{
    for archive in "$1"/lib*.a; do
        room=${archive##*/lib}
        room=${room%.a}
        [ "$room" = base ] || [ ! -f "$archive" ] || nm -g --defined-only "$archive" 2>/dev/null |
            awk -v room="$room" 'NF == 3 && $2 ~ /[TDBR]/ && $3 !~ "^(_|" room "_)" && $3 !~ /_(new|free)$/ {
                print "lib" room ".a: exports " $3
            }'
    done
}

count=0
broken=0

# report NAME OFFENCES: kept when there are none.
report()
{
    count=$((count + 1))
    if [ -z "$2" ]; then
        echo "ok $count $1"
        return
    fi
    broken=1
    echo "not ok $count $1"
    echo "$2" | sed 's/^/# /'
}

# caught NAME EXPECTED OFFENCES: the law must complain about exactly the planted lines.
caught()
{
    count=$((count + 1))
    if [ "$(echo "$3" | cut -d: -f1 | sort -u | tr '\n' ' ')" = "$2 " ]; then
        echo "ok $count $1"
        return
    fi
    broken=1
    echo "not ok $count $1"
    echo "$3" | sed 's/^/# got: /'
}

# plant FILE TEXT: a file with a proper head.
plant()
{
    mkdir -p "$(dirname "$bad/$1")"
    printf '/* SPDX-License-Identifier: MIT\n * A file for trying the laws. */\n%s\n' "$2" >"$bad/$1"
}

echo 1..16
report "rooms use only what src/README.md grants" "$(law_floors "$root")"
report "every file begins with its licence and its purpose" "$(law_head "$root")"
report "only base/clock.c and run read the clock" "$(law_clock "$root")"
report "no goto, no exit outside run" "$(law_flow "$root")"
report "no file has a name that says nothing" "$(law_names "$root")"
report "no room logs above debug" "$(law_quiet "$root")"
report "symbols begin with the name of their room" "$(law_symbols "${top_builddir:-.}")"

report "scripts can be run" "$(law_scripts "$root")"

bad=$(mktemp -d)
trap 'rm -rf "$bad"' EXIT
mkdir -p "$bad/src" "$bad/tests"
cp "$root/src/README.md" "$bad/src/README.md"
plant src/keep/good.c '#include "keep/db.h"
#include "base/text.h"
#include <time.h>
static int time_of(void); /* no clock */'
plant src/keep/floor.c '#include "measure/kpi.h"'
plant src/keep/bare.c '#include "db.h"'
plant src/attic/x.c '#include "base/text.h"'
plant tests/keep/floor.c '#include "present/print.h"'
caught "a wrong include is caught" "src/attic/x.c src/keep/bare.c src/keep/floor.c tests/keep/floor.c" \
    "$(law_floors "$bad")"
rm -rf "$bad/src/attic" "$bad/src/keep/bare.c" "$bad/src/keep/floor.c" "$bad/tests/keep"
echo 'int x;' >"$bad/src/keep/headless.c"
printf '/* SPDX-License-Identifier: MIT */\nint y;\n' >"$bad/src/keep/silent.c"
caught "a missing head is caught" "src/keep/headless.c src/keep/silent.c" "$(law_head "$bad")"
plant src/keep/clock.c 'gint64 now = time(NULL);'
plant src/keep/clock2.c 'clock_gettime(CLOCK_REALTIME, &now);'
plant src/run/clock.c 'gint64 now = time(NULL);'
printf -- "-- SPDX-License-Identifier: MIT\n-- A file for trying.\nSELECT strftime('%%s', 'now');\n" >"$bad/src/keep/clock.sql"
caught "a look at the clock is caught" "src/keep/clock.c src/keep/clock.sql src/keep/clock2.c" \
    "$(law_clock "$bad")"
plant src/keep/flow.c '    goto out;'
plant src/keep/leave.c '    exit(1);'
caught "goto and exit are caught" "src/keep/flow.c src/keep/leave.c" "$(law_flow "$bad")"
plant src/keep/db-util.c ''
plant src/keep/loud.c '    g_warning("lost");'
plant src/run/loud.c '    g_warning("lost");'
caught "a talking room is caught" "src/keep/loud.c" "$(law_quiet "$bad")"
printf 'int other_name; int keep_name;' | ${CC:-cc} -c -x c -o "$bad/x.o" - && ar cr "$bad/libkeep.a" "$bad/x.o"
caught "a foreign symbol is caught" "libkeep.a" "$(law_symbols "$bad")"
caught "an empty name is caught" "src/keep/db-util.c" "$(law_names "$bad")"
mkdir -p "$bad/scripts"
printf '#!/bin/sh\n' >"$bad/tests/dead.sh"
printf '# to be read in\n' >"$bad/tests/read.sh"
caught "a script that cannot be run is caught" "tests/dead.sh" "$(law_scripts "$bad")"
exit $broken

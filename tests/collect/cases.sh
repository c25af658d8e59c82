#!/bin/bash
# SPDX-License-Identifier: MIT
# The 25 ways in which real servers misbehave, and the tests that show how Cadens takes each: cases.tsv has the number, the program, a pattern
# of the test's name, and what it is. This one sees to it that they are there.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
cases=$top_srcdir/tests/collect/cases.tsv
names() { # names PROGRAM: of its tests
    case $1 in
    *.sh) cat "$top_srcdir/$1" "$top_srcdir/tests/soak/soak.sh" ;;
    *) "$top_builddir/$1" -l 2>/dev/null | grep '^/' ;;
    esac
}
has() { # has PROGRAM PATTERN
    local name
    [ -e "$T/${1//\//_}" ] || names "$1" >"$T/${1//\//_}"
    case $1 in *.sh) grep -qF -- "$2" "$T/${1//\//_}"; return ;; esac
    while read -r name; do
        # shellcheck disable=SC2053
        [[ $name == $2 ]] && return 0
    done <"$T/${1//\//_}"
    return 1
}
is "each of the 25 has a test" "$(seq 25 | xargs)" "$(cut -f1 "$cases" | sort -nu | xargs)"
while IFS=$'\t' read -r number program pattern what; do
    ok "$number: $what" has "$program" "$pattern"
done <"$cases"
finish

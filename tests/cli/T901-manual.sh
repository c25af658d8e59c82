#!/bin/bash
# SPDX-License-Identifier: MIT
# The manual pages are clean mdoc, there is one for everything they refer to, and the examples of cadens-import(5) can be imported.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need mandoc mandoc

for page in "$top_srcdir"/man/*.[1-9]; do
    is "${page##*/} has nothing that mandoc warns of" "" "$(mandoc -Tlint -Wwarning "$page" 2>&1)"
done
for reference in $(sed -nE 's/^\.Xr (cadens[a-z.-]*) ([1-9]).*/\1.\2/p' "$top_srcdir"/man/*.[1-9] | sort -u); do
    ok "$reference is there" test -f "$top_srcdir/man/$reference"
done

# example KIND: what stands between .Bd and .Ed in the section of the kind, as a reader sees it
example() {
    { printf '.Dd November 26, 2026\n.Dt X 7\n.Os\n.Sh X\n.Bd -literal\n'
      awk -v header=".Ss $1" '/^\.S[hs] /{here = $0 == header} /^\.Ed/{inside = 0} here && inside; /^\.Bd/{inside = 1}' \
          "$top_srcdir/man/cadens-import.5"
      printf '.Ed\n'; } | mandoc -Tutf8 -Owidth=200 | sed -n 's/^     //p' | grep ';'
}

configure <<'C'
[identity]
addresses = anna@satori.example
C
for kind in $(sed -n '/^\.Sh KINDS/,/^\.Sh EXIT/s/^\.Ss //p' "$top_srcdir/man/cadens-import.5"); do
    example "$kind" >"$T/$kind.csv"
    status_is "the example of $kind is taken" 0 cadens import "$kind" "$T/$kind.csv"
done
like "and is in the database" 'Åsa Öberg' "$(cadens --format csv contact list)"
finish

#!/bin/bash
# SPDX-License-Identifier: MIT
# Every text for people has its Swedish, and no translation is left over.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need gettext xgettext msgcmp

cd "$top_srcdir" || exit 1
find src -name '*.c' | LC_ALL=C sort >"$T/files"
xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=ngettext:1,2 --keyword=Q_:1g --keyword=C_:1c,2 --keyword=fail:3 --keyword=fail_wait:3 --keyword=run_cli_misuse:2 --add-comments=no \
    --no-location --files-from="$T/files" --output="$T/cadens.pot" 2>"$T/err"
is "the sources can be read" "" "$(grep -v 'warning' "$T/err")"
ok "sv.po is complete" msgcmp "$top_srcdir/po/sv.po" "$T/cadens.pot"
unlike "and has nothing else" 'not used|never used' "$(msgcmp "$top_srcdir/po/sv.po" "$T/cadens.pot" 2>&1)"
finish

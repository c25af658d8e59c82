#!/bin/bash
# SPDX-License-Identifier: MIT
# What software centres tell of Cadens is valid, in both languages, and agrees with everything else of that name.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need appstream appstreamcli
conf=$top_srcdir/conf id=org.cadens.Cadens
file=$conf/$id.metainfo.xml
ok "it is valid" appstreamcli validate --no-net "$file"
values() { /usr/bin/python3 -c 'import sys, xml.etree.ElementTree as x
print("\n".join(e.text or "" for e in x.parse(sys.argv[1]).getroot().findall(sys.argv[2])))' "$file" "$1"; }
is "it starts the menu entry" "$id.desktop" "$(values launchable)"
ok "that exists" test -e "$conf/$(values launchable)"
is "its icon is the entry's" "$(sed -n 's/^Icon=//p' "$conf/$id.desktop")" "$(values icon)"
is "the bus name is the daemon's" "$(sed -n 's/.*PRESENT_BUS_NAME "\(.*\)"/\1/p' "$top_srcdir/src/present/bus.h")" "$(values provides/dbus)"
is "the programs are the installed ones" "$(sed -n 's/^bin_PROGRAMS += //p' "$top_srcdir/src/run/local.mk" | tr ' ' '\n')" "$(values provides/binary)"
is "the licence is the project's" "$(sed -n '1s/ .*//p' "$top_srcdir/LICENSE")" "$(values project_license)"
is "the version is the program's" "$(sed -n 's/^AC_INIT(\[cadens\], \[\([^]]*\)\].*/\1/p' "$top_srcdir/configure.ac")" \
    "$(/usr/bin/python3 -c 'import sys, xml.etree.ElementTree as x; print(x.parse(sys.argv[1]).find("releases/release").get("version"))' "$file")"
is "every text is there in both languages" "" "$(/usr/bin/python3 - "$file" <<'P'
import sys, xml.etree.ElementTree as x
lang = "{http://www.w3.org/XML/1998/namespace}lang"
root = x.parse(sys.argv[1]).getroot()
for path in ("summary", "description/p", "description/ul/li", "keywords/keyword"):
    found = [e.get(lang) for e in root.findall(path)]
    if not found or found.count(None) != found.count("sv"):
        print(path, found)
P
)"
finish

#!/bin/bash
# SPDX-License-Identifier: MIT
# What the desktop knows us by: menu entry, icons, bus name and unit name one another rightly.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need desktop-file-utils desktop-file-validate
conf=$top_srcdir/conf id=org.cadens.Cadens
entry() { sed -n "s/^$1=//p" "$conf/$id.desktop"; }

is "the menu entry is valid" '' "$(desktop-file-validate "$conf/$id.desktop" 2>&1)"
is "its icon is ours" "$id" "$(entry Icon)"
is "what it starts is a command" 0 "$(cadens help >"$T/help"; grep -q "^ *$(entry Exec | cut -d ' ' -f 2)" "$T/help"; echo $?)"
for icon in "$conf/$id.svg" "$conf/$id-symbolic.svg"; do
    ok "${icon##*/} is well-formed" /usr/bin/python3 -c 'import sys, xml.dom.minidom as x
root = x.parse(sys.argv[1]).documentElement
sys.exit(root.tagName != "svg" or not (root.getAttribute("viewBox") or root.getAttribute("width")))' "$icon"
done
is "notifications name the menu entry" 1 "$(grep -c "DESKTOP_ENTRY \"$id\"" "$top_srcdir/src/present/bubble.c")"
service=$conf/org.cadens.Cadens1.service.in
is "the bus starts the unit" cadensd.service "$(sed -n 's/^SystemdService=//p' "$service")"
ok "that exists" test -e "$top_srcdir/systemd/cadensd.service.in"
name=$(sed -n 's/^Name=//p' "$service")
is "under the name that the daemon owns" "$name" "$(sed -n 's/.*PRESENT_BUS_NAME "\(.*\)"/\1/p' "$top_srcdir/src/present/bus.h")"
finish

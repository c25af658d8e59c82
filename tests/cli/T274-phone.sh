#!/bin/bash
# SPDX-License-Identifier: MIT
# Reports and briefs on a narrow screen and a middling one: nothing sticks out, no line is there for what a row does not have, no word of a name is broken
# in two where there is room; the first steps are in the reader's language.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "Chromium" chromium
need "poppler" pdftotext
sample <<'C'
[ui]
language = sv
C
ok "a page about nothing" cadens dashboard
like "tells what to type" '<code>cadens import accounts FIL</code>' "$(cat "$T/page/dashboard.html")"
for kind in accounts contacts leads touchpoints reviews follow-ups; do ok "$kind" cadens import $kind "$T/sample/$kind.csv"; done
ok "a store" cadensd --once --now "$NOW"
for kind in daily weekly monthly quarterly yearly; do cadens report $kind --format html >"$T/$kind.html"; done
cadens brief A1 --format html >"$T/brief.html"
cat >"$T/look.py" <<'P'
import json, sys
sys.path.insert(0, sys.argv[1])
import browser
EMPTY = "[...document.querySelectorAll('.sorted td')].filter((e) => e.checkVisibility() && !e.textContent.trim()).length"
OUT = "document.documentElement.scrollWidth > innerWidth"
# Lines of the first cells beyond one for each word: a word that is broken in two.
BROKEN = """[...document.querySelectorAll('.sorted td.wide:first-child')].filter((e) => e.textContent.trim() && !/\\s/.test(e.textContent.trim()) && e.textContent.length < 20)
  .filter((e) => { const r = document.createRange(); r.selectNodeContents(e); return new Set([...r.getClientRects()].filter((b) => b.width).map((b) => Math.round(b.top))).size > 1; }).map((e) => e.textContent)"""
found = {}
with browser.Browser(sys.argv[2]) as b:
    for name in ("daily", "weekly", "monthly", "quarterly", "yearly", "brief"):
        pages = {width: b.page("%s/%s.html" % (sys.argv[2], name), width=width) for width in (390, 1000, 1400)}
        with open("%s/%s.pdf" % (sys.argv[2], name), "wb") as out:
            out.write(pages[1400].pdf())
        found[name] = [pages[390].ask(EMPTY), [width for width, page in pages.items() if page.ask(OUT)], pages[1400].ask(BROKEN)]
    print(json.dumps(found))
P
/usr/bin/python3 -B "$T/look.py" "$top_srcdir/tests/lib" "$T" >"$T/seen" || echo '{}' >"$T/seen"
for name in daily weekly monthly quarterly yearly brief; do
    is "$name: no empty lines, nothing sticks out, no broken words" '[0, [], []]' "$(ask "d['$name']" <"$T/seen")"
done
# On paper: a word whose right end lies in the margin, or beyond the sheet, is cut; so is one that is not there.
for name in daily weekly monthly quarterly yearly brief; do
    pdftotext -bbox "$T/$name.pdf" "$T/words"
    is "$name: nothing is cut on paper" "" "$(grep -o 'xMax="[0-9.]*"' "$T/words" | tr -dc '0-9.\n' | awk '$1 > 595 - 41 {print; exit}')"
done
pdftotext -layout "$T/monthly.pdf" "$T/text"
like "on paper with interval and period" '80 % .* 38–96 % +2026-02-28|Period' "$(cat "$T/text")"
finish

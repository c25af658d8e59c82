#!/bin/bash
# SPDX-License-Identifier: MIT
# Reports that write themselves (10 §10.1): each on its day, none twice, what was missed in the order of its time, and told of in the digest.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "SQLite" sqlite3
mkdir -p "$T/box/new" "$T/box/cur" "$T/box/tmp"
cat >"$T/hook" <<'H'
#!/bin/sh
tr '\n' ' ' >>"${0%/*}/told"
echo >>"${0%/*}/told"
H
chmod +x "$T/hook"
settings() { # settings LINE...: these under [report]
    configure <<C
[identity]
addresses = anna@satori.example
[ui]
language = en
[mailbox mail]
type = maildir
path = $T/box
[notify]
hook = $T/hook
[report]
$(printf '%s\n' "$@")
C
}
settings
once() { cadensd --once --now "$1"; }
made() { sqlite3 "$T/cadens.db" "SELECT group_concat(kind || ' ' || period, ', ') FROM (SELECT * FROM report_file WHERE id > ${1:-0} ORDER BY scheduled_at, id)"; }
last() { sqlite3 "$T/cadens.db" "SELECT COALESCE(MAX(id), 0) FROM report_file"; }
since() { local from; from=$(last); status_is "$2" 0 once "$1"; is "$3" "$4" "$(made "$from")"; }
files() { (cd "$T/page/reports" && find . -type f | sort | tr '\n' ' '); }

# --- what was before Cadens is nobody's to miss
since 2026-03-27T07:00:00+01:00 "the first start, a Friday" "writes nothing" ""
printf 'id,name,lifecycle,customer_since\nK1,<script>alert(1)</script>,customer,2024-01-01\n' >"$T/a.csv"
NOW=2026-03-27T07:00:00+01:00 ok "a customer" cadens import accounts "$T/a.csv"
since 2026-03-27T08:14:59+01:00 "before the digest" "nothing" ""
since 2026-03-27T08:15:00+01:00 "at the digest" "the report of the day" "daily day:2026-03-27"
since 2026-03-27T08:15:00+01:00 "at the same moment" "nothing again" ""
since 2026-03-27T17:00:00+01:00 "in the afternoon" "nothing again" ""
since 2026-03-29T20:00:00+02:00 "on Sunday" "days off have none" ""
# Monday, and the next day is the last of the month and of the quarter
since 2026-03-30T09:00:00+02:00 "on Monday" "the week before as well" "daily day:2026-03-30, weekly week:2026-W13"

# --- missed: a laptop that was off over Easter, two weeks and a quarter's end
from=$(last)
status_is "after Easter" 0 once 2026-04-13T10:30:00+02:00
is "everything that was missed, once" "daily day:2026-03-31, daily day:2026-04-01, monthly month:2026-03, quarterly quarter:2026-Q1, daily day:2026-04-02, \
weekly week:2026-W14, daily day:2026-04-07, daily day:2026-04-08, daily day:2026-04-09, daily day:2026-04-10, daily day:2026-04-13, weekly week:2026-W15" "$(made "$from")"
page=$T/page/reports/weekly-2026-W15.html
like "the page tells of its moment" '2026-04-13 08:15' "$(cat "$page")"
like "in its language" '<h1[^>]*>Weekly review, week 15, 2026' "$(cat "$page")"
is "a name is no markup" 0 "$(grep -c '<script>alert' "$T/page/reports/monthly-2026-03.html")"
like "an old one of its own" '2026-03-31 08:15' "$(cat "$T/page/reports/daily-2026-03-31.html")"
is "nobody else reads them" "600 700" "$(stat -c %a "$page") $(stat -c %a "$T/page/reports")"
sqlite3 "$T/cadens.db" .dump | grep -v "^INSERT INTO \(setting\|poll\|mailbox\|mail_folder\)" >"$T/before"
sum=$(cat "$T"/page/reports/* | sha256sum)
status_is "the same moment again" 0 once 2026-04-13T10:30:00+02:00
is "changes no row" "" "$(sqlite3 "$T/cadens.db" .dump | grep -v "^INSERT INTO \(setting\|poll\|mailbox\|mail_folder\)" | diff "$T/before" -)"
is "and no file" "$sum" "$(cat "$T"/page/reports/* | sha256sum)"

# --- told
NOW=2026-04-13T11:00:00+02:00
is "a signal for the latest of each kind" '[["report_ready", 0, "2026-04-01", "To read: Monthly analysis, March 2026"], ["report_ready", 0, "2026-04-01", "To read: Quarterly review, Q1 2026"],
 ["report_ready", 0, "2026-04-13", "To read: Daily report, 2026-04-13"], ["report_ready", 0, "2026-04-13", "To read: Weekly review, week 15, 2026"]]' \
    "$(json due --all | ask '[[i["rule"], i["severity"], i["due_day"], i["title"]] for i in d["due"] if i["rule"] == "report_ready"]' | sed 's/\]\], \[/&/; s/"\], \["report_ready", 0, "2026-04-13", "To read: Daily/"],\n ["report_ready", 0, "2026-04-13", "To read: Daily/')"
is "under its own key" 1 "$(sqlite3 "$T/cadens.db" "SELECT COUNT(*) FROM signal WHERE dedup_key = 'report_ready:weekly:week:2026-W15'")"
like "with the file" "in $page" "$(json due --all)"
is "none of them among what is to do" 0 "$(json due | ask 'sum(i["rule"] == "report_ready" for i in d["due"])')"
digests() { /usr/bin/python3 -c 'import json,sys
print([d["body"].replace("\n", " | ") for d in map(json.loads, open(sys.argv[1])) if d["tag"] == "digest"][-1])' "$T/told"; }
is "the digest names those of more than a day" "Reports to read: 3" "$(digests)"
status_is "Monday after" 0 once 2026-04-20T08:20:00+02:00
is "each once" "To read: Weekly review, week 16, 2026" "$(digests)"
lines=$(wc -l <"$T/told")
status_is "Tuesday" 0 once 2026-04-21T08:20:00+02:00
is "the day's is the digest itself" "$lines" "$(wc -l <"$T/told")"

# --- listed
NOW=2026-04-21T09:00:00+02:00
is "the list has them all" "$(sqlite3 "$T/cadens.db" 'SELECT COUNT(*) FROM report_file')" "$(json report list | ask 'len(d["reports"])')"
is "with what they are" '{"at": "2026-04-20T08:15:00+02:00", "file": "'"$T"'/page/reports/weekly-2026-W16.html", "period": "week:2026-W16", "report": "weekly", "written": "2026-04-20T08:20:00+02:00"}' \
    "$(json report list | ask '[r for r in d["reports"] if r["report"] == "weekly"][-1]')"
is "every file is there" "" "$(json report list | ask '"\n".join(r["file"] for r in d["reports"])' | while read -r file; do [ -s "$file" ] || echo "$file"; done)"
like "and for people" '^Weekly review +week 16, 2026 .*weekly-2026-W16' "$(cadens report list)"

# --- as the configuration wants them
settings 'kinds = weekly; yearly' "formats = json; text; html; csv" "path = $T/else where"
since 2026-05-04T09:00:00+02:00 "two Mondays" "only the kinds wanted" "weekly week:2026-W17, weekly week:2026-W18"
is "in each form" "weekly-2026-W17.csv weekly-2026-W17.html weekly-2026-W17.json weekly-2026-W17.txt" "$(cd "$T/else where" && echo *W17*)"
is "JSON is that of the command" "weekly week:2026-W18" "$(ask 'd["report"]+" "+d["period"]' <"$T/else where/weekly-2026-W18.json")"
is "text too" "Weekly review, week 18, 2026" "$(head -n 1 "$T/else where/weekly-2026-W18.txt")"
settings 'kinds = yearly'
printf '[business]\nfiscal_start_month = 7\n' >>"$T/cadens.conf"
since 2026-06-30T09:00:00+02:00 "the fiscal year ends" "nothing" ""
since 2026-07-01T09:00:00+02:00 "and begins" "the last year that is over" "yearly year:2025"
settings 'kinds ='
since 2027-08-02T09:00:00+02:00 "a year without" "none" ""
settings 'kinds = monthly'
since 2027-08-03T09:00:00+02:00 "switched on again" "begins with that day" ""
settings 'kinds = monthly; wekly' 'formats = pdf'
status_is "an unknown kind" 78 cadensd --check-config
like "is named" 'cadens.conf:[0-9]+: kinds: "wekly" is no report' "$(cat "$T/err")"
like "and an unknown form" 'formats: "pdf" is no form' "$(cat "$T/err")"

# --- what cannot be written comes later, and holds up nothing
settings 'kinds = monthly' "path = $T/blocked/reports"
: >"$T/blocked"
since 2027-09-01T09:00:00+02:00 "where no file can be" "is not noted" ""
like "but said" 'report monthly: cannot write' "$(cat "$T/err")"
rm "$T/blocked"
since 2027-09-02T09:00:00+02:00 "when it can" "it comes" "monthly month:2027-08"
like "as of its moment" '2027-09-01 08:15' "$(cat "$T/blocked/reports/monthly-2027-08.html")"

# --- the daemon itself
settings 'kinds = daily; weekly'
NOW=2027-09-06T08:30:00+02:00
"$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NOW" >"$T/daemon.log" 2>&1 &
daemon=$!
at_end+=('[ -z "$daemon" ] || { kill $daemon; wait $daemon; } 2>/dev/null')
is_written() { [ -s "$T/page/reports/weekly-2027-W35.html" ] && [ "$(made | grep -c 'weekly week:2027-W35')" = 1 ]; }
ok "the daemon writes them" wait_for 30 is_written
is_told() { digests | grep -q 'To read: Weekly review, week 35, 2027'; }
ok "before it tells the digest" wait_for 30 is_told
ok "and ends" kill "$daemon"
wait "$daemon"
daemon=
finish

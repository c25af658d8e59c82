#!/bin/bash
# SPDX-License-Identifier: MIT
# Every command answers programs: JSON is one object with "schema": 1, CSV has a header and lines as wide as it, and no answer is empty (00 §3).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

sample <<'C'
[privacy]
bodies = glance
C
printf 'From: okand@stranger.example\nTo: anna@satori.example\nSubject: Hej\nDate: Mon, 30 Mar 2026 09:00:00 +0200\nMessage-ID: <s@t.example>\n\n' \
    >"$T/sample/maildir/new/1774854000.s.t"
printf 'From: anna@satori.example\nTo: asa.oberg@bollforbundet.example\nSubject: Underlag\nDate: Mon, 30 Mar 2026 09:10:00 +0200\nMessage-ID: <promise@t.example>\n\nJag skickar det på torsdag.\n' \
    >"$T/sample/maildir/.Skickat/new/1774854600.p.t"
everything() {
    local kind
    for kind in accounts contacts leads touchpoints follow-ups reviews; do
        cadens import $kind "$T/sample/$kind.csv" || return 1
    done
    cadens sync && cadens due
}
ok "import, sync, what is due" everything
promise=$(json due | ask '[i["id"] for i in d["due"] if i["rule"]=="promise_suggested"][0]')
meeting=$(json meetings | ask '[m["uid"] for m in d["meetings"] if not m["recurrence_id"]][0]')
read -r one two three four <<<"$(json due | ask '" ".join(str(i["id"]) for i in d["due"][:4])')"
letter=$(json touchpoints | ask '[t["message_id"] for t in d["touchpoints"] if t["kind"]=="email"][0]')
printf 'id,name\nA1,Svenska Bollförbundet\nA88,Ny kund\n' >"$T/more.csv"

# One call a line, in an order in which each has something to do. "1:" in front: the answer is no.
cat >"$T/calls" <<C
snooze $one 3d
done $two
dismiss $three
ack $four
sync
status
verify
verify --rows
inspect $T/sample/calendar.ics
inspect $T/sample/maildir/new/1774854000.s.t
explain $letter
explain T1
explain asa.oberg@bollforbundet.example
1:explain nobody@nowhere.example
touchpoints
meetings --all
meeting outcome $meeting held
meeting purpose $meeting qbr
meeting prep $meeting
episodes
log call A1 Ringde --outcome connected
triage
triage assign okand@stranger.example A1 --dry-run
triage assign okand@stranger.example A1
triage undo okand@stranger.example
triage ignore okand@stranger.example
triage never-log okand@stranger.example
touchpoint link $letter A2
touchpoint unlink $letter A2
touchpoint move $letter A3
touchpoint release $letter
rematch --dry-run
rematch
account list
account show A1
account add Ny
account edit A1 --tier 2
account edit A1 --tier 1 --dry-run
account add Bort --id A90
account remove A90
account add Dubbel --id A91
account merge A91 A1
contact list
contact show C1
contact add A1 Ny --id C90
contact edit C90 --title Chef
contact away C90 until 2026-05-01
contact remove C90
lead list
lead show L1
lead add A1 Mer --id L90
lead edit L90 --probability 50
lead remove L90
lead stage L1 need
lead pause L1 --until 2026-05-01
lead won L4
lead lost L3 --reason price
lead reopen L4
lead confirm-probability L1 60
proposal add L1 1000 --id P90
proposal list
proposal show P90
proposal edit P90 --amount 2000
proposal present P90
proposal won P90
proposal lost P90
proposal withdraw P90
proposal remove P90
referral add A1 --id R90
referral list
referral show R90
referral edit R90 --introduced 2026-03-01
referral remove R90
project add A1 custom --id J90
project list
project show J90
project edit J90 --start 2026-03-01
project deliver J90
project remove J90
invoice add 90 A1 1000
invoice list
invoice show 90
invoice edit 90 --net 2000
invoice paid 90
invoice remove 90
subscription add A1 satori-chat --id S90
subscription list
subscription show S90
subscription edit S90 --term-months 12
subscription change S90 --quantity 5 --unit-price 150
subscription end S90
subscription remove S90
cost add referral staff 1000 --id K90
cost list
cost show K90
cost edit K90 --amount 2000
cost remove K90
signal add technical_complexity --lead L1 --id W90
signal list
signal show W90
signal edit W90 --note hard
signal remove W90
competitor add Acme --aliases 'Acme Cloud|ACME AB'
competitor list
competitor show Acme
competitor edit Acme --aliases Acme-Cloud
competitor remove Acme
survey add A1 nps 9 --id Y90
survey list
survey show Y90
survey edit Y90 --score 8
survey remove Y90
target add response_rate --low 0.5
target list
target show response_rate
target edit response_rate --low 0.6
target remove response_rate
service add kurs --category one_off
service list
service show kurs
service edit kurs --name Kurs
service remove kurs
stage add sval --kind open --ord 85
stage list
stage show sval
stage edit sval --stale-days 20
stage remove sval
tier list
tier show 1
tier edit 1 --min-employees 150
review-policy list
review-policy show 2
review-policy edit 3 --kind qbr --enabled yes
source add mässa --category event
source list
source show mässa
source edit mässa --status testing
source remove mässa
follow-up list
follow-up add A1 Ring --due 2026-04-02 --id F90
follow-up edit F90 --due 2026-04-03
follow-up done F90
follow-up add A1 Ring --due 2026-04-02 --id F91
follow-up remove F91
follow-up accept $promise
review list
review plan A1 qbr
review add A1 qbr --held 2026-03-20
review remove A1 qbr --held 2026-03-20
import accounts $T/more.csv --dry-run
import accounts $T/more.csv
export accounts
export leads
kpi
kpi response_rate --period month:2026-02
kpi list
kpi explain response_rate
due
due --all
due --why $one
report daily
report list
report weekly
report monthly
report quarterly --period quarter:2026-Q1
report yearly
brief A1
dashboard
forget okand@stranger.example --dry-run
personal-data asa.oberg@bollforbundet.example
1:personal-data nobody@nowhere.example
forget okand@stranger.example
backup $T/FORMAT.copy
doctor
config list
config check
complete -- ac
help
help lead
setup --add --name more --no-test --address anna@gmail.com --password-command true
C

# Both see the same world: what they change is put back.
cp "$T/cadens.db" "$T/world.db"
cp "$T/cadens.conf" "$T/world.conf"
mkdir "$T/json" "$T/csv"
for format in json csv; do
    rm -f "$T"/cadens.db*
    cp "$T/world.db" "$T/cadens.db"
    cp "$T/world.conf" "$T/cadens.conf"
    n=0 refused=
    while IFS= read -r call; do
        n=$((n + 1)) wanted=0
        [ "${call#1:}" = "$call" ] || wanted=1 call=${call#1:}
        eval "set -- ${call//FORMAT/$format}"
        cadens --format "$format" "$@" >"$T/$format/$n" 2>"$T/err" </dev/null
        got=$?
        [ $got -eq $wanted ] || refused+="$call: $got, $(head -n 1 "$T/err")"$'\n'
    done <"$T/calls"
    is "$format: every call has its status" "" "$refused"
done

cat >"$T/check.py" <<'P'
import csv, io, json, sys
folder, calls = sys.argv[1], open(sys.argv[2]).read().splitlines()
def json_wrong(text):
    answer = json.loads(text)
    if not isinstance(answer, dict) or answer.get("schema") != 1:
        return "no object with schema 1"
    return "nothing but the schema" if len(answer) == 1 else None
def csv_wrong(text):
    if not text.endswith("\r\n"):
        return "the last line has no end"
    block = None
    names = []
    for row in csv.reader(io.StringIO(text, newline="")):
        if not row:
            block = None
        elif block is None:
            block = row
        elif len(row) != len(block):
            return "%d cells under %d: %r" % (len(row), len(block), row)
        elif block[0] == "table" and (not names or names[-1] != row[0]):
            names.append(row[0])
    return "a table in two places: %s" % names if len(names) != len(set(names)) else None
for format, wrong in (("json", json_wrong), ("csv", csv_wrong)):
    for n, call in enumerate(calls, 1):
        text = open("%s/%s/%d" % (folder, format, n), newline="").read()
        try:
            why = wrong(text) if text else "empty"
        except ValueError as problem:
            why = str(problem)
        if why:
            print("%s: %s: %s" % (format, call, why))
P
is "every answer is whole" "" "$(/usr/bin/python3 "$T/check.py" "$T" "$T/calls")"
answer() { cat "$T/$1/$(grep -nxF -- "$2" "$T/calls" | cut -d: -f1)"; }

# --- no command is left out
names=$(answer json help | ask '"\n".join(c["command"] for c in d["commands"])')
missing=
while IFS= read -r name; do grep -qE "^(1:)?$name( |\$)" "$T/calls" || missing+="$name "; done <<<"$names"
is "every command is tried" "" "$missing"
is "and every line of help says what it is about" "" "$(cadens --format text --lang sv help | grep -E '^  \S' | grep -E ' $')"

# --- what could not be learnt before
is "config check" '[true, 1]' "$(answer json 'config check' | ask '[d["ok"], len(d["files"])]')"
is "the copy" "$T/json.copy" "$(answer json "backup $T/FORMAT.copy" | ask 'd["file"]')"
ok "is there" test -s "$T/json.copy"
is "what setup wrote" "$T/cadens.conf" "$(answer json 'setup --add --name more --no-test --address anna@gmail.com --password-command true' | ask 'd["file"]')"
tables() { answer csv "$1" | /usr/bin/python3 -c 'import csv,sys
print(" ".join(dict.fromkeys(r[0] for r in csv.reader(sys.stdin) if r and r[0] != "table")))'; }
is "CSV of a person" "facts contacts messages meetings touchpoints episodes business reminders" "$(tables 'personal-data asa.oberg@bollforbundet.example')"
is "CSV of the daily report" "facts due kpis meetings sources" "$(tables 'report daily')"
is "CSV of a letter" "facts rows steps" "$(tables "explain $letter")"
is "CSV of one table begins with its header" "id,kind,direction" "$(answer csv touchpoints | head -n 1 | cut -d, -f1-3)"
status_is "the dump is no JSON" 2 json export --all
like "and says so" 'format json' "$(cat "$T/err")"
finish

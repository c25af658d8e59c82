#!/bin/bash
# SPDX-License-Identifier: MIT
# Bodies: by default no server is ever asked for one; with bodies = glance the text of human mail of known accounts decides who owes an answer, and none
# of it is stored (spec 00 §2, 08 §8.4, 16-B11, 17-E). Never-log and skip-person are honoured before anything is.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl sqlite3
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"

chmod 711 "$T" # the server runs as another user
D=$T/dovecot
dovecot_start "$D" || { result 1 "Dovecot starts" "$(tail -5 "$D/dovecot.log" 2>&1)"; finish; }
at_end+=('dovecot_stop "$D" 2>/dev/null')
. "$D/ports"
# what clients say, word by word, is what the server's raw log holds
mkdir -p "$D/home/alice/dovecot.rawlog"
sed -i 's|^protocols = imap|protocols = imap\nrawlog_dir = %h/dovecot.rawlog|' "$D/dovecot.conf"
dovecot_own "$D/home/alice"
kill -HUP "$(cat "$D/pid")"
letter() { # letter FOLDER HOUR ID FROM TO SUBJECT [HEADER...]: the rest on standard input
    local folder=$D/home/alice/Maildir$1 at
    at=$(date -d "2026-03-30 $2:00:00 +0200" +%s)
    mkdir -p "$folder/cur" "$folder/new" "$folder/tmp"
    { printf 'From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: Mon, 30 Mar 2026 %s:00:00 +0200\r\nMessage-ID: <%s@t.example>\r\n' "$4" "$5" "$6" "$2" "$3"
      [ $# -lt 7 ] || printf '%s\r\n' "${@:7}"
      printf '\r\n'; sed 's/$/\r/'; } >"$folder/cur/$at.$3.host:2,"
    touch -d "@$at" "$folder/cur/$at.$3.host:2,"
}
plain='Content-Type: text/plain; charset=UTF-8'
letter /.Skickat 08 tell anna@satori.example kund@acme.example 'För kännedom' "$plain" <<<'Här är protokollet. Gurkmeja.'
letter '' 09 tell-re kund@acme.example anna@satori.example 'Sv: För kännedom' "$plain" 'In-Reply-To: <tell@t.example>' <<'B'
Tack, perfekt!

Den 30 mars 2026 skrev Anna:
> Kan du svara på saffran?
B
letter /.Skickat 10 ask anna@satori.example kund@acme.example 'Sv: För kännedom' "$plain" 'In-Reply-To: <tell-re@t.example>' <<<'Kan ni återkomma om kardemumman'
letter '' 11 html chef@bygg.example anna@satori.example 'Fråga' 'MIME-Version: 1.0' 'Content-Type: multipart/alternative; boundary=b' <<'B'
--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>N=C3=A4r kommer ni med vaniljen?</p>
--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

VGFjayBmw7ZyIGluZ2Vmw6RyYW4=
--b--
B
letter '' 12 stranger okand@nagon.example anna@satori.example 'Hej' "$plain" <<<'Jag heter Kanelbulle?'
letter '' 13 news nyhet@acme.example anna@satori.example 'Nytt' "$plain" 'List-Id: <n.acme.example>' <<<'Kryddpeppar till alla!'
letter '' 14 invite kund@acme.example anna@satori.example 'Inbjudan' 'MIME-Version: 1.0' 'Content-Type: multipart/mixed; boundary=c' <<'B'
--c
Content-Type: text/plain

Nejlikor i salladen
--c
Content-Type: text/calendar; method=REQUEST

BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:u1@acme.example
DTSTART:20260410T090000Z
DTEND:20260410T100000Z
ORGANIZER:mailto:kund@acme.example
ATTENDEE:mailto:anna@satori.example
SUMMARY:Planering
END:VEVENT
END:VCALENDAR
--c--
B
letter '' 15 lawyer advokat@acme.example anna@satori.example 'Timjantvist' "$plain" <<<'Rosmarin?'
letter '' 16 friend van@acme.example anna@satori.example 'Oreganofest' "$plain" <<<'Basilika?'
long() { printf 'Tack\r\n\r\n'; head -c 40000 /dev/zero | tr '\0' 'x' | fold -w 70; printf '\r\nKan du svara? Libbsticka\r\n'; }
letter '' 17 long kund@acme.example anna@satori.example 'Långt' "$plain" < <(long)
dovecot_own "$D/home/alice"

setup() { # setup BODIES: a new store
    rm -f "$T"/cadens.db* "$D"/home/alice/dovecot.rawlog/*
    configure <<C
[identity]
addresses = anna@satori.example
[mailbox work]
host = localhost
port = $IMAPS
user = alice
password_command = echo secret
ca_file = $D/ca.pem
[privacy]
bodies = $1
never_log = advokat@acme.example
skip_person = van@acme.example
[ui]
language = en
C
    printf 'id,name,domains\nA1,Acme,acme.example\nB1,Bygg,bygg.example\n' >"$T/accounts.csv"
    cadens import accounts "$T/accounts.csv" >/dev/null
}
asked() { cat "$D"/home/alice/dovecot.rawlog/*.in | tr -d '\r' | grep -a -i -o 'BODY[^ ]*\[[^]]*\][^ )]*' | sed 's/(\(.*\)/(…)/' | sort -u; }
spices='Gurkmeja|protokollet|saffran|kardemumm|vanilj|Kanelbulle|Kryddpeppar|Nejlikor|Rosmarin|Basilika|Libbsticka|ingef'
stored() { LC_ALL=C grep -a -i -l -E "$1" "$T"/cadens.db*; }
owed() { json episodes | ask '[[e["open_message"].split("@")[0],e["owed_by"],e["state"]] for e in d["episodes"]]'; }

# --- never
setup never
status_is "everything is read" 0 cadensd --once --now "$NOW"
ok "the server's own log of what it was asked" test -n "$(cat "$D"/home/alice/dovecot.rawlog/*.in 2>/dev/null)"
ok "headers were asked for" grep -a -q -i 'HEADER.FIELDS' "$D"/home/alice/dovecot.rawlog/*.in
is "of bodies only the calendar part" 'BODY.PEEK[2]<0.1048576>' "$(asked | grep -v HEADER)"
is "nothing but PEEK, in folders opened read-only" "" "$(grep -a -i -E ' (SELECT|STORE|APPEND|COPY) |[^.]BODY\[|RFC822| BODY\.PEEK\[(TEXT)?\]' "$D"/home/alice/dovecot.rawlog/*.in | head -3)"
is "no text is stored" "" "$(stored "$spices")"
is "headers alone decide" '[["tell", "them", "answered"], ["html", "us", "open"], ["long", "us", "open"]]' "$(owed | ask '[e for e in d if e[0] in ("tell","html","long")]')"
is "who is never logged leaves a number" '[[null, null, "never_log"]]' "$(json verify --rows | ask '[[r["from"],r["subject"],r["class"]] for r in d["rows"] if r["class"]=="never_log"]')"
is "and nothing else" "" "$(stored 'advokat|Timjantvist')"
is "who is skipped touches nobody" '[]' "$(json touchpoints | ask '[t for t in d["touchpoints"] if t["message_id"]=="friend@t.example"]')"

# --- glance
setup glance
status_is "at a glance" 0 cadensd --once --now "$NOW"
is "one part of each, 32 kB at most" 'BODY.PEEK[1]<0.32768>
BODY.PEEK[2]<0.1048576>
BODY.PEEK[2]<0.32768>' "$(asked | grep -v HEADER)"
uids() { cat "$D"/home/alice/dovecot.rawlog/*.in | tr -d '\r' | grep -a '<0.32768>' | sed -E 's/.*FETCH ([0-9,:]+) .*/\1/' | paste -sd' '; }
is "of human mail of known accounts only" 5 "$(uids | tr ' ,' '\n\n' | awk -F: '{ n += NF > 1 ? $2 - $1 + 1 : 1 } END { print n }')"
is "no word of it is stored, in file, log or free page" "" "$(stored "$spices")"
is "what tells something still opens when it begins a thread, thanks owe nothing" '[["tell", "them", "answered"], ["ask", "them", "answered"]]' "$(owed | ask '[e for e in d if e[0] in ("tell","tell-re","ask")]')"
is "the plain text speaks before the HTML: thanks" '[]' "$(owed | ask '[e for e in d if e[0]=="html"]')"
is "what was not read stays as headers tell" '["invite", "long"]' "$(owed | ask 'sorted({e[0] for e in d if e[1]=="us"})')"
is "whom nothing is logged of was not read" "" "$(stored 'advokat|Timjantvist')"
status_is "the store is sound" 0 cadens verify

# --- the same from files
cp -r "$D/home/alice/Maildir" "$T/files"; rm -f "$T/files"/dovecot* "$T/files"/.*/dovecot*
sed -i "s|^host = .*|type = maildir\npath = $T/files|; /^port\|^user\|^password\|^ca_file/d" "$T/cadens.conf"
rm -f "$T"/cadens.db*
cadens import accounts "$T/accounts.csv" >/dev/null
status_is "from files" 0 cadensd --once --now "$NOW"
is "the same is owed" '[["tell", "them", "answered"], ["ask", "them", "answered"]]' "$(owed | ask '[e for e in d if e[0] in ("tell","tell-re","ask","html")]')"
is "and as little stored" "" "$(stored "$spices")"
finish

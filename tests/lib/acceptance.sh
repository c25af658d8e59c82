# SPDX-License-Identifier: MIT
# The acceptance run of a mailbox, once per server (SERVER = dovecot, cyrus, courier): all that a server can spell in its own way must come to
# the same touchpoints. What is to come out is written below by hand, and the whole store must equal one that read the same letters from
# a maildir.
# shellcheck shell=bash
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }
client() { /usr/bin/python3 "$top_srcdir/tests/lib/imap-client.py" "$IMAPS" "$D/ca.pem" "$@"; }
chmod 711 "$T" # the server runs as another user
D=$T/server
"${SERVER}_start" "$D" >"$T/start" 2>&1 || { result 1 "$SERVER starts" "$(tail -n 20 "$T/start")"; finish; }
at_end+=('"${SERVER}_stop" "$D"')
. "$D/ports"

mailbox() { # mailbox FOLDERS
    configure <<C
[identity]
addresses = anna@satori.example
[ui]
language = en
[mailbox work]
host = localhost
port = $IMAPS
user = alice
password_command = echo secret
ca_file = $D/ca.pem
folders = $1
C
}
once() { cadensd --once --now "$NOW"; }
touches() { json touchpoints | ask '" ".join(t["account"]+":"+t["direction"]+":"+(t["subject"] or "").split()[-1] for t in d["touchpoints"])'; }
# Per folder what the server holds, the ledger holds, and what is wrong.
folders() { json verify | ask '" ".join(sorted("%s=%d/%d/%d" % (f["folder"], f["server"], f["ledger"], f["missing"] + f["extra"] + f["unexplained"] + f["quarantined"]) for f in d["folders"]))'; }

letters write "$T/mail" <<'M'
== inbox 2026-03-02T09:00 question
From: =?UTF-8?Q?=C3=85sa_=C3=96berg?= <asa@acme.example>
Subject: =?UTF-8?Q?Fr=C3=A5ga_om?= question
== Skickat 2026-03-02T11:00 reply
To: asa@acme.example
Subject: Sv: reply
In-Reply-To: <question@t.example>
== Kunder.Norr 2026-03-03T09:00 north
From: per@norr.example
To: anna@satori.example
Subject: Offert north
== Kunder.Norr 2026-03-04T09:00 noid
From: per@norr.example
To: anna@satori.example
Subject: utan noid
Message-ID:
== inbox 2026-03-04T09:00 noid
From: per@norr.example
Subject: utan noid
Message-ID:
== Kunder.R&D-Ängö 2026-03-05T09:00 copied
From: eva@lab.example
To: anna@satori.example
Subject: kopia copied
== inbox 2026-03-05T09:00 copied
From: eva@lab.example
Subject: kopia copied
== Kunder.Smörgåsbord 2026-03-06T09:00 feast
From: bo@acme.example
To: anna@satori.example
Subject: =?iso-8859-1?Q?Sm=F6rg=E5sbord?= feast
== Kunder.Smörgåsbord 2026-03-06T10:00 raw
From: bo@acme.example
To: anna@satori.example
Subject: =?UTF-8?B?csOk?= raw
X-Raw: räksmörgås
== inbox 2026-03-09T08:00 first
From: per@norr.example
Message-ID: <same@t.example>
Subject: samma first
== inbox 2026-03-09T15:00 second
From: eva@lab.example
Message-ID: <same@t.example>
Subject: samma second
== inbox 2026-03-10T09:00 news
From: nyhet@acme.example
List-Id: <nyhet.acme.example>
Subject: Nyheter news
== inbox 2026-03-11T09:00 stranger
From: okand@annan.example
Subject: Hej stranger
== Skickat 2026-03-12T09:00 offer
To: per@norr.example, Eva <eva@lab.example>
Subject: Offert offer
== inbox 2026-03-13T09:00 bounced
From: mailer-daemon@satori.example
Subject: returned bounced
MIME-Version: 1.0
Bounce! per@norr.example offer@t.example
M
printf 'id,name,domains\nA,Acme,acme.example\nN,Norr,norr.example\nL,Lab,lab.example\n' >"$T/accounts.csv"
every='INBOX; Skickat; Kunder/Norr; Kunder/R&D-Ängö; Kunder/Smörgåsbord'
ok "the mail is delivered" client fill "$T/mail"

# --- by itself it finds INBOX and what was sent
mailbox auto
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "the first sync" 0 once
is "reads INBOX and the sent mail" "INBOX=8/8/0 Skickat=2/2/0" "$(folders)"

# --- everything that was named, in Swedish, between slashes
mailbox "$every"
client state >"$T/before"
status_is "the sync of all folders" 0 once
is "reads them all" "INBOX=8/8/0 Kunder/Norr=2/2/0 Kunder/R&D-Ängö=1/1/0 Kunder/Smörgåsbord=2/2/0 Skickat=2/2/0" "$(folders)"
status_is "verify agrees" 0 cadens verify
like "with nothing unexplained" '^0 unexplained' "$(cadens verify)"
logged='A:in:question A:out:reply N:in:north N:in:noid L:in:copied A:in:feast A:in:raw N:in:first L:in:second L:out:offer N:out:offer'
is "every letter to and from an account is logged once" "$(tr ' ' '\n' <<<"$logged" | sort)" "$(touches | tr ' ' '\n' | sort)"

# --- the store is that of any other source: UIDs and the names of folders apart
everything() {
    cadens export --all | /usr/bin/python3 "$top_srcdir/tests/lib/comparable.py"
}
everything >"$T/from-server"
{ printf '[store]\npath = %s/maildir.db\n[identity]\naddresses = anna@satori.example\n[mailbox work]\ntype = maildir\npath = %s/mail\nfolders = %s\n' "$T" "$T" "$every"; } >"$T/other.conf"
mv "$T/cadens.conf" "$T/server.conf"
mv "$T/other.conf" "$T/cadens.conf"
ok "accounts beside" cadens import accounts "$T/accounts.csv"
status_is "a maildir of the same letters" 0 once
everything >"$T/from-maildir"
mv "$T/server.conf" "$T/cadens.conf"
is "makes the same store" "" "$(diff "$T/from-maildir" "$T/from-server" | head -n 20)"
ok "which is not empty" grep -q 'Kunder/R&D-Ängö.*copied@t.example' "$T/from-server"

# --- and the server has noticed nothing
once >/dev/null
client state >"$T/after"
is "nothing was seen or changed" "" "$(diff "$T/before" "$T/after" | head -n 20)"

# --- what is delivered while it waits
"$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NOW" >"$T/daemon.log" 2>&1 &
daemon=$!
at_end+=('[ -z "$daemon" ] || { kill $daemon; wait $daemon; } 2>/dev/null')
ok "the daemon is ready" wait_for 30 grep -q ready "$T/daemon.log"
deliver() { # deliver NAME SECONDS
    printf 'From: asa@acme.example\nTo: anna@satori.example\nSubject: Sv: %s\nDate: Mon, 30 Mar 2026 10:00:00 +0200\nMessage-ID: <%s@t.example>\n\nHej\n' "$1" "$1" |
        client append INBOX "$2"
}
has_logged() { touches | grep -q ":$1\b"; }
for name in one two three; do
    deliver $name $((1774857600 + ${#name}))
    begun=$(date +%s%N)
    ok "$name is logged while it waits" wait_for 60 has_logged $name
    echo "# delivery to touchpoint: $((($(date +%s%N) - begun) / 1000000)) ms"
done
kill -TERM $daemon
wait $daemon
is "it stops cleanly" 0 $?
daemon=
unlike "having had no trouble" 'cadensd: work: ' "$(cat "$T/daemon.log")"
logged="$logged A:in:one A:in:two A:in:three"

# --- deleted, renamed, removed: what was logged stays logged
same() { is "$1: nothing is lost or twice" "$(tr ' ' '\n' <<<"$logged" | sort)" "$(touches | tr ' ' '\n' | sort)"; }
ok "a letter is deleted" client delete INBOX question@t.example
status_is "the sync after it" 0 once
like "it has gone" 'INBOX=10/10/0' "$(folders)"
same deleted
ok "a folder is renamed" client rename Kunder/Norr Kunder/Söder
once >"$T/out" 2>"$T/err"
like "it is missed" 'no folder "Kunder/Norr"' "$(cat "$T/err")"
mailbox "${every/Norr/Söder}"
status_is "and read under its new name" 0 once
like "whole" 'Kunder/Söder=2/2/0' "$(folders)"
same renamed
ok "a folder is removed" client remove Kunder/Smörgåsbord
mailbox 'INBOX; Skickat; Kunder/Söder; Kunder/R&D-Ängö'
status_is "the sync without it" 0 once
same removed
is "the rest is whole" "INBOX=10/10/0 Kunder/R&D-Ängö=1/1/0 Kunder/Söder=2/2/0 Skickat=2/2/0" "$(folders)"
status_is "verify agrees to the end" 0 cadens verify
mailbox "$(client raw INBOX); $(client raw Skickat); $(client raw Kunder/Söder); $(client raw Kunder/R\&D-Ängö)"
status_is "the server's own spelling is understood too" 0 once
finish

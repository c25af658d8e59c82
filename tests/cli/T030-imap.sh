#!/bin/bash
# SPDX-License-Identifier: MIT
# A mailbox on a real Dovecot over TLS: credentials, certificates, a daemon that hears new mail, and nothing changed on the server.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"

chmod 711 "$T" # the server runs as another user
D=$T/dovecot
message() { # message FROM TO SUBJECT ID [IN-REPLY-TO]: on standard output, of the hour HOUR
    printf 'From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: Mon, 30 Mar 2026 %s:00:00 +0200\r\nMessage-ID: <%s>\r\n' "$1" "$2" "$3" "${HOUR:-11}" "$4"
    [ $# -lt 5 ] || printf 'In-Reply-To: <%s>\r\n' "$5"
    printf 'Content-Type: text/plain; charset=UTF-8\r\n\r\nHej\r\n'
}
deliver() { # deliver FOLDER NAME: standard input becomes a message there
    local folder=$D/home/alice/Maildir$1
    mkdir -p "$folder/cur" "$folder/new" "$folder/tmp"
    cat >"$folder/tmp/$2"
    touch -d "@${2%%.*}" "$folder/tmp/$2" # what the server calls the arrival
    dovecot_own "$D/home/alice"
    mv "$folder/tmp/$2" "$folder/new/$2"
}

dovecot_start "$D" || { result 1 "Dovecot starts" "$(cat "$D/dovecot.log" 2>&1 | tail -5)"; finish; }
at_end+=('dovecot_stop "$D"')
. "$D/ports"
HOUR=10 message anna@satori.example kund@acme.example 'Offert' m1@satori.example | deliver /.Skickat 1774857600.M1.host
message kund@acme.example anna@satori.example 'Sv: Offert' m2@acme.example m1@satori.example | deliver '' 1774861200.M2.host

mailbox() { # mailbox EXTRA...: the configuration with these lines in the mailbox
    { printf '[identity]\naddresses = anna@satori.example\n[mailbox work]\nhost = localhost\nuser = alice\nport = %s\n' "$IMAPS"
      printf '%s\n' "$@"; } | configure
}
printf 'secret\n' >"$T/password"; chmod 600 "$T/password"
printf 'wrong\n' >"$T/wrong"; chmod 600 "$T/wrong"
printf 'id,name,domains\nA1,Acme,acme.example\n' >"$T/accounts.csv"

mailbox "password_file = $T/password" "ca_file = $D/ca.pem"
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "everything is read" 0 cadensd --once --now "$NOW"
is "both directions on the account" '[["A1", "out"], ["A1", "in"]]' "$(json touchpoints | ask '[[t["account"],t["direction"]] for t in d["touchpoints"]]')"
status_is "status is fine" 0 cadens status
status_is "verify agrees" 0 cadens verify
is "nothing was seen on the server" "" "$(find "$D/home/alice" -name '*:2,*S*')"

mailbox "password_file = $T/wrong" "ca_file = $D/ca.pem"
status_is "a refused password is 77" 77 cadensd --once --now "$NOW"
is "one line" 1 "$(wc -l <"$T/err")"
unlike "that does not tell the password" 'wrong' "$(cat "$T/err")"
status_is "and status says so" 1 cadens status
chmod 644 "$T/password"
mailbox "password_file = $T/password" "ca_file = $D/ca.pem"
cadensd --once --now "$NOW" >/dev/null 2>"$T/err"
like "a password that others can read is refused" '0600|mode|readable' "$(cat "$T/err")"
chmod 600 "$T/password"
mailbox "password_file = $T/password"
status_is "an untrusted certificate is 75" 75 cadensd --once --now "$NOW"
like "in words" 'certifi(cate|kat)' "$(cat "$T/err")"
mailbox "password_command = echo secret" "ca_file = $D/ca.pem"
status_is "a password command" 0 cadensd --once --now "$NOW"
{ cat "$T/cadens.conf"; printf '[mailbox dead]\nhost = 127.0.0.1\nport = 1\nuser = x\npassword_command = echo x\n'; } >"$T/two.conf"
mv "$T/two.conf" "$T/cadens.conf"
status_is "a dead host is 75" 75 cadensd --once --now "$NOW"
is "the good source was read all the same" '{"dead": "failing", "work": "ok"}' \
    "$(json status | ask '{s["name"]: s["state"] for s in d["sources"]}')"

mailbox "password_file = $T/password" "ca_file = $D/ca.pem"
"$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NOW" >"$T/daemon.log" 2>&1 &
daemon=$!
at_end+=("kill $daemon 2>/dev/null; wait $daemon")
ok "the daemon is ready" wait_for 30 grep -q ready "$T/daemon.log"
count_is() { [ "$(json touchpoints | ask 'len(d["touchpoints"])')" = "$1" ]; }
# once it idles, what is delivered arrives at once
message kund@acme.example anna@satori.example 'Första' m3@acme.example | deliver '' 1774864800.M3.host
ok "new mail becomes a touchpoint" wait_for 30 count_is 3
message kund@acme.example anna@satori.example 'Andra' m4@acme.example | deliver '' 1774868400.M4.host
begun=$(date +%s%N)
ok "and again" wait_for 30 count_is 4
echo "# delivery to touchpoint: $((($(date +%s%N) - begun) / 1000000)) ms"
status_is "a second daemon is 75" 75 cadensd --now "$NOW"
like "and says why" 'another|annan' "$(cat "$T/err")"
kill -HUP $daemon
ok "reload" wait_for 30 grep -q 'read again' "$T/daemon.log"
message kund@acme.example anna@satori.example 'Tredje' m5@acme.example | deliver '' 1774872000.M5.host
ok "still listening" wait_for 30 count_is 5
kill -TERM $daemon
stopped() { ! kill -0 $daemon 2>/dev/null || grep -q '^State:.Z' /proc/$daemon/status; }
ok "told to stop, it stops" wait_for 5 stopped
wait $daemon
is "cleanly" 0 $?
unlike "the journal holds no address and no subject" 'acme.example|Offert|secret' "$(cat "$T/daemon.log")"
finish

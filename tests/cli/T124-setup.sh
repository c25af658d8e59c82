#!/bin/bash
# SPDX-License-Identifier: MIT
# setup: by options, and by answers at a terminal of its own; what it writes works, is private, and never replaces anything unasked.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/imapd.sh"
imapd_start plain
C=$XDG_CONFIG_HOME/cadens/cadens.conf
cadens_here() { "$top_builddir/cadens" --lang en "$@"; }
setup() { cadens_here setup "$@" </dev/null; }
talk() { # talk LINE...: answers at a terminal, "REGEX => ANSWER"; arguments behind --
    : >"$T/script"
    while [ $# -gt 0 ] && [ "$1" != -- ]; do printf '%s\n' "${1/ => /	}" >>"$T/script"; shift; done
    [ $# -eq 0 ] || shift
    "$top_srcdir/tests/lib/talk.py" "$T/script" "$top_builddir/cadens" --lang en setup "$@" >"$T/talk"
}
mode() { stat -c %a "$1"; }
server=(--host localhost --port "$IMAPD_PORT" --tls none --user anna)

# --- by options
status_is "without an address it is misuse" 2 setup --password-command "echo secret"
like "which names the option" 'setup needs --address' "$(cat "$T/err")"
status_is "without a password it is misuse" 2 setup --address anna@satori.example "${server[@]}"
like "which names that option" 'setup needs --password-command' "$(cat "$T/err")"
status_is "an address that is none" 2 setup --address anna --password-command "echo secret"
status_is "a wrong password is told and nothing is written" 77 setup --address anna@satori.example "${server[@]}" --password-command "echo wrong"
like "in one line" '^cadens: localhost: refused the password of anna: wrong$' "$(cat "$T/err")"
ok "nothing" test ! -e "$XDG_CONFIG_HOME/cadens"
status_is "a server that is not there is 75" 75 setup --address anna@satori.example --host localhost --port 1 --tls none --password-command "echo secret"
status_is "control characters" 2 setup --address anna@satori.example --host $'localhost\nuser = x' --password-command "echo secret"
status_is "a bad value is told" 1 setup --address anna@satori.example "${server[@]}" --password-command "echo 'open"
like "with its key" 'password_command: no command' "$(cat "$T/err")"
umask 022
status_is "with all that it needs it is done" 0 setup --address Anna@Satori.example --all-us "${server[@]}" --password-command "echo secret" --name jobb
like "it tells the folders" 'Signed in to localhost as anna. Folders that will be read: INBOX, Skickat' "$(cat "$T/out")"
is "the file is private" 600 "$(mode "$C")"
is "so is its folder" 700 "$(mode "$XDG_CONFIG_HOME/cadens")"
ok "the configuration is good" cadens_here config check
like "everybody there is us" '^addresses = anna@satori.example; @satori.example$' "$(cat "$C")"
status_is "and it works" 0 cadens_here sync
is "with all messages" 12 "$(cadens_here --format json status | ask 'd["sources"][0]["messages"]')"

# --- beside what is there
before=$(cat "$C")
status_is "a second time it refuses" 1 setup --address anna@satori.example "${server[@]}" --password-command "echo secret"
like "and says how" '--add adds a mailbox to it, --replace begins anew' "$(cat "$T/err")"
is "nothing has changed" "$before" "$(cat "$C")"
status_is "a name that is taken" 1 setup --add --name jobb --address anna@satori.example "${server[@]}" --password-command "echo secret"
like "is told" 'has a mailbox jobb already' "$(cat "$T/err")"
printf '# my own words\n' >>"$C"
status_is "added" 0 setup --add --name privat --address anna@gmail.com "${server[@]}" --password-command "echo secret"
like "what was there stays" '^# my own words$' "$(cat "$C")"
like "the address joins the others" '^addresses = anna@satori.example; @satori.example; anna@gmail.com$' "$(cat "$C")"
is "two mailboxes" 2 "$(cadens_here --format json config list | ask 'len([r for r in d["options"] if r["key"] == "host"])')"
status_is "anew" 0 setup --replace --address anna@satori.example "${server[@]}" --password-command "echo secret"
is "one mailbox" 1 "$(grep -c '^\[mailbox' "$C")"
like "the old one lies beside" '^# my own words$' "$(cat "$C~")"
is "as private" 600 "$(mode "$C~")"
mv "$C" "$T/dots.conf" && ln -s "$T/dots.conf" "$C"
status_is "a link to a file elsewhere" 0 setup --add --name another --address anna@satori.example "${server[@]}" --password-command "echo secret"
ok "stays a link" test -L "$C"
like "to the file that has it" '^\[mailbox another\]$' "$(cat "$T/dots.conf")"
rm -f "$C" "$C~"

# --- a typed password by a script
status_is "a password on standard input" 0 cadens_here setup --address anna@satori.example "${server[@]}" --keep file <<<"secret"
is "lies in a file of its own" "secret" "$(cat "$XDG_CONFIG_HOME/cadens/work.password")"
is "that is private" 600 "$(mode "$XDG_CONFIG_HOME/cadens/work.password")"
unlike "and not in the configuration" 'secret' "$(cat "$C")"
status_is "it works" 0 cadens_here sync
rm -rf "$XDG_CONFIG_HOME/cadens"
status_is "a wrong one" 77 cadens_here setup --address anna@satori.example "${server[@]}" --keep file <<<"wrong"
is "leaves nothing" "" "$(find "$XDG_CONFIG_HOME/cadens" -type f 2>/dev/null)"

# --- at a terminal
rm -rf "$XDG_CONFIG_HOME/cadens"
talk 'mail address: $ => nobody' 'is no mail address(.|\n)*mail address: $ => anna@satori.example' 'a colleague.*\[yes\]: $ => j' 'Name of the mailbox.*\[work\]: $ => ' \
    "IMAP server \\[imap.satori.example\\]: \$ => localhost:$IMAPD_PORT" 'Encryption \[1\]: $ => 3' 'User name.*\[anna@satori.example\]: $ => anna' \
    'Sign in with \[1\]: $ => 1' 'Password of anna: $ => mistyped' 'refused the password of anna(.|\n)*What now \[1\]: $ => 1' 'Sign in with \[1\]: $ => 1' \
    'Password of anna: $ => secret' 'calendar.*\[-\]: $ => ' 'Start the daemon.*\[yes\]: $ => no'
is "a conversation ends well" 0 $?
unlike "no password is seen" 'secret|mistyped' "$(cat "$T/talk")"
like "it tells the folders" 'Folders that will be read: INBOX, Skickat' "$(cat "$T/talk")"
is "the configuration is private" 600 "$(mode "$C")"
is "the password is in its file" "secret" "$(cat "$XDG_CONFIG_HOME/cadens/work.password")"
is "and nothing else was left" "cadens.conf,work.password" "$(ls -A "$XDG_CONFIG_HOME/cadens" | paste -sd,)"
status_is "it works" 0 cadens_here sync
before=$(cat "$C")
talk 'What now \[1\]: $ => 3'
is "at a terminal it asks before it changes anything" 1 $?
is "and changes nothing" "$before" "$(cat "$C")"
talk 'What now \[1\]: $ => \x03'
like "^C while it asks ends it" '^(130|254)$' "$?"
rm -rf "$XDG_CONFIG_HOME/cadens"
talk 'mail address: $ => anna@satori.example' 'a colleague.*: $ => n' 'Name of the mailbox.*: $ => ' 'Encryption.*: $ => 3' 'Sign in with.*: $ => 1' 'Password of anna: $ => \x03' \
    -- --host localhost --port "$IMAPD_PORT" --user anna
is "^C while the password is typed ends it, too" 1 $?
ok "with nothing written" test ! -e "$C"
like "and it says so" 'given up; nothing was changed' "$(cat "$T/talk")"
sv=$("$top_builddir/cadens" --lang sv setup </dev/null 2>&1)
like "it speaks Swedish" 'setup behöver --address' "$sv"

# --- a feed
imapd_ics=$T/feed.ics
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260401T080000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' >"$imapd_ics"
status_is "a calendar is tested" 0 setup --address anna@satori.example "${server[@]}" --password-command "echo secret" --calendar "file://$imapd_ics"
like "and written" "^url = file://$imapd_ics\$" "$(cat "$C")"
rm "$C"
status_is "one that is not there" 75 setup --address anna@satori.example "${server[@]}" --password-command "echo secret" --calendar "file://$T/none.ics"
ok "leaves nothing" test ! -e "$C"
status_is "unless no test is wanted" 0 setup --no-test --address anna@gmail.com --password-command "echo secret"
like "then the server is the provider's" '^host = imap.gmail.com$' "$(cat "$C")"
like "with the address as the user" '^user = anna@gmail.com$' "$(cat "$C")"
finish

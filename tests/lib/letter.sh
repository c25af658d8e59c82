# SPDX-License-Identifier: MIT
# For tests of what letters say: a maildir of Anna's with letters that have a text. Source it after tap.sh.
# shellcheck shell=bash
anna=anna@satori.example
mkdir -p "$T/mail/cur" "$T/mail/new" "$T/mail/tmp" "$T/mail/.Skickat/cur" "$T/mail/.Skickat/new" "$T/mail/.Skickat/tmp"

letter() { # letter FOLDER DAY ID FROM TO SUBJECT [FIELD...]: the text on standard input; FOLDER '' or /.Skickat
    local file field
    file="$T/mail$1/cur/$(date +%s -d "$2 09:00 +0200").$3.host:2,"
    {
        printf 'From: %s\nTo: %s\nSubject: %s\nDate: %s\nMessage-ID: <%s@t.example>\nContent-Type: text/plain; charset=UTF-8\n' \
            "$4" "$5" "$6" "$(date -R -d "$2 09:00 +0200")" "$3"
        for field in "${@:7}"; do printf '%s\n' "$field"; done
        echo
        cat
    } >"$file"
}

letter_conf() { # letter_conf BODIES: never or glance
    configure <<C
[identity]
addresses = $anna
[mailbox box]
type = maildir
path = $T/mail
[privacy]
bodies = $1
[ui]
language = en
C
}

# SPDX-License-Identifier: MIT
# For tests of invitations in mail: a maildir $T/md with our sent letters in .Sent, and letters with one event each. Source it behind tap.sh; US is
# our address.
# shellcheck shell=bash
mkdir -p "$T/md/cur" "$T/md/new" "$T/md/tmp" "$T/md/.Sent/cur" "$T/md/.Sent/new" "$T/md/.Sent/tmp"
letter() { # letter NAME FROM TO DATE METHOD UID SEQUENCE DTSTAMP LINES...
    local folder=$T/md name=$1 from=$2 to=$3 date=$4 method=$5 uid=$6 sequence=$7 stamp=$8
    shift 8
    [ "$from" != "$US" ] || folder=$T/md/.Sent
    {
        printf 'From: %s\r\nTo: %s\r\nSubject: Inbjudan %s\r\nDate: %s +0100\r\nMessage-ID: <%s@test.example>\r\nMIME-Version: 1.0\r\n' \
            "$from" "$to" "$uid" "$date" "$name"
        printf 'Content-Type: text/calendar; method=%s; charset=utf-8\r\n\r\n' "$method"
        printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:%s\r\nBEGIN:VEVENT\r\nUID:%s\r\nSEQUENCE:%s\r\nDTSTAMP:%s\r\n' "$method" "$uid" "$sequence" "$stamp"
        printf '%s\r\n' "$@" END:VEVENT END:VCALENDAR
    } >"$folder/cur/$name:2,S"
}

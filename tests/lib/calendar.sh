# SPDX-License-Identifier: MIT
# For tests of calendars that change: events of an hour, and the file $T/a.ics that has those on standard input. Source it behind tap.sh.
# shellcheck shell=bash
event() { # event UID CREATED START TITLE LINES...: one VEVENT
    printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:%s\r\nCREATED:%s\r\nDTSTART:%s\r\nDURATION:PT1H\r\nSUMMARY:%s\r\n' "$1" "$2" "$2" "$3" "$4"
    shift 4
    for line in "$@"; do printf '%s\r\n' "$line"; done
    printf 'END:VEVENT\r\n'
}
calendar() { { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'; cat; printf 'END:VCALENDAR\r\n'; } >"$T/a.ics"; }

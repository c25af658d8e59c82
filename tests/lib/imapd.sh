# SPDX-License-Identifier: MIT
# For shell tests: scripted IMAP servers (imapd.py). Source it behind tap.sh.
# shellcheck shell=bash
imapd_count=0

# imapd_start SCENARIO: a new server; IMAPD_PORT is where, IMAPD_LOG the commands it got. User anna, password secret, no TLS.
imapd_start() {
    if [ $imapd_count -eq 0 ]; then
        coproc IMAPD { exec /usr/bin/python3 -W ignore "$top_srcdir/tests/lib/imapd.py"; }
        at_end+=("kill $IMAPD_PID 2>/dev/null")
    fi
    imapd_count=$((imapd_count + 1))
    IMAPD_LOG=$T/imapd-$imapd_count
    echo "$1 $IMAPD_LOG" >&"${IMAPD[1]}"
    read -r -t 20 IMAPD_PORT <&"${IMAPD[0]}"
}

# imapd_mailbox NAME [LINE...]: its section of the configuration
imapd_mailbox() {
    printf '[mailbox %s]\nhost = localhost\nport = %s\ntls = none\nuser = anna\npassword_command = echo secret\n' "$1" "$IMAPD_PORT"
    printf '%s\n' "${@:2}"
}

# imapd_asked LOG TEXT: how many commands contain it
imapd_asked() { grep -cF -- "$2" "$1"; }

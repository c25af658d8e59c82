#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""courier-login.py IMAPD: Courier's greeting and login, in the place of its imaplogin, then Courier's own IMAPD for the mailbox below
$HOMES. The password of everybody is "secret"."""
import os
import re
import sys


def say(text):
    os.write(1, text.encode() + b"\r\n")


def line():
    """Byte by byte: what follows belongs to the program that takes over."""
    got = b""
    while not got.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            sys.exit(0)
        got += byte
    return got.decode("utf-8", "replace").strip()


capabilities = os.environ["IMAP_CAPABILITY"]
say(f"* OK [CAPABILITY {capabilities}] Courier-IMAP ready.")
while True:
    tag, _, command = line().partition(" ")
    login = re.fullmatch(r'LOGIN "?(\w+)"? "?(\w+)"?', command, re.IGNORECASE)
    if command.upper() == "CAPABILITY":
        say(f"* CAPABILITY {capabilities}")
        say(f"{tag} OK CAPABILITY completed")
    elif command.upper() == "LOGOUT":
        say("* BYE Courier-IMAP server shutting down")
        say(f"{tag} OK LOGOUT completed")
        sys.exit(0)
    elif login and login[2] == "secret" and os.path.isdir(os.path.join(os.environ["HOMES"], login[1])):
        home = os.path.join(os.environ["HOMES"], login[1])
        os.chdir(home)
        os.environ.update(HOME=home, AUTHENTICATED=login[1], AUTHADDR=login[1], AUTHFULLNAME=login[1], AUTHOPTIONS="", IMAPLOGINTAG=tag)
        os.execv(sys.argv[1], ["imapd", "Maildir"])
    else:
        say(f"{tag} NO Login failed." if login else f"{tag} BAD Invalid command")

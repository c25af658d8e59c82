#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A second mail program for tests, which delivers and tidies up over IMAP whatever the server is. It logs in as alice with "secret".

    imap-client.py PORT CA.pem COMMAND
        fill MAILDIR          every message of a maildir (letters.py) into the folder of its name, as unread mail of that arrival
        append FOLDER TIME    the message on standard input, TIME in seconds
        delete FOLDER ID      the messages with this Message-ID, expunged
        create FOLDER | remove FOLDER | rename OLD NEW
        raw FOLDER            what the server calls it
        state                 every folder and message with all that reading could have changed

FOLDER is UTF-8 with / between its levels: how the server wants it is found out from NAMESPACE.
"""
import base64
import codecs
import imaplib
import os
import re
import ssl
import sys


def connect(port, authority):
    client = imaplib.IMAP4_SSL("localhost", int(port), ssl_context=ssl.create_default_context(cafile=authority))
    client.login("alice", "secret")
    return client


def must(answer):
    if answer[0] != "OK":
        sys.exit(f"imap-client.py: {answer}")
    return answer[1]


def shape(client):
    """The prefix of a person's own folders and what stands between levels."""
    return re.match(rb'\(\("([^"]*)" "(.)"\)', must(client.namespace())[0]).groups()


def shifted(error):
    """RFC 3501 5.1.3: what is not ASCII goes in UTF-16 and base64."""
    text = error.object[error.start:error.end].encode("utf-16-be")
    return "&" + base64.b64encode(text, b"+,").decode().rstrip("=") + "-", error.end


codecs.register_error("shifted", shifted)


def raw(client, folder):
    if folder == "INBOX":
        return folder
    prefix, separator = (part.decode() for part in shape(client))
    return prefix + separator.join(level.replace("&", "&-").encode("ascii", "shifted").decode() for level in folder.split("/"))


def quoted(name):
    return f'"{name}"'


def folders(client):
    """Those that can be opened, as the server calls them."""
    lines = [line for line in must(client.list('""', '"*"')) if line and b"\\noselect" not in line.lower()]
    return sorted(re.search(rb'\) (?:"."|NIL) "?([^"]*)"?$', line)[1].decode() for line in lines)


def create(client, folder):
    name = raw(client, folder)
    if name not in folders(client):
        must(client.create(quoted(name)))


def append(client, folder, time, message):
    message = re.sub(rb"\r?\n", b"\r\n", message)
    must(client.append(quoted(raw(client, folder)), None, imaplib.Time2Internaldate(int(time)), message))


def fill(client, maildir):
    for place in sorted(os.listdir(maildir)):
        if place == "cur" or place.startswith("."):
            folder = "INBOX" if place == "cur" else place[1:].replace(".", "/")
            create(client, folder)
            files = os.path.join(maildir, "" if place == "cur" else place, "cur")
            for file in sorted(os.listdir(files)):
                with open(os.path.join(files, file), "rb") as message:
                    append(client, folder, file.split(".")[0], message.read())


def delete(client, folder, identifier):
    must(client.select(quoted(raw(client, folder))))
    found = must(client.uid("search", "HEADER", "MESSAGE-ID", quoted(identifier)))[0].split()
    for uid in found:
        must(client.uid("store", uid, "+FLAGS", r"(\Deleted)"))
    must(client.expunge())
    if not found:
        sys.exit(f"imap-client.py: nothing in {folder} is {identifier}")


def remove(client, folder):
    must(client.delete(quoted(raw(client, folder))))


def rename(client, old, new):
    must(client.rename(quoted(raw(client, old)), quoted(raw(client, new))))


def state(client):
    for name in folders(client):
        count = int(must(client.select(quoted(name), readonly=True))[0])
        print(name, count, client.response("UIDVALIDITY"), client.response("UIDNEXT"))
        for line in must(client.fetch("1:*", "(UID FLAGS INTERNALDATE RFC822.SIZE)")) if count else []:
            print(name, line.decode())
    print(sorted(line or b"" for line in must(client.lsub())))


def main(port, authority, command, *arguments):
    client = connect(port, authority)
    if command == "append":
        append(client, *arguments, sys.stdin.buffer.read())
    elif command == "raw":
        print(raw(client, *arguments))
    else:
        {"fill": fill, "delete": delete, "create": create, "remove": remove, "rename": rename, "state": state}[command](client, *arguments)
    client.logout()


if __name__ == "__main__":
    main(*sys.argv[1:])

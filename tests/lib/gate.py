#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A network on one wire: gate.py PORTFILE MODEFILE TARGET passes connections on to 127.0.0.1:TARGET, as MODEFILE says at the moment:

  open      everything passes
  closed    connections are refused by an immediate end, those under way are cut
  black     connections are taken and nothing is ever heard of them; those under way fall silent
  portal    a web page answers, whatever was asked

Each connection that is taken is a line "MODE" of PORTFILE.log. Ends with its standard input.
"""
import os
import select
import socket
import sys
import threading
import time

PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>Please accept our terms</body></html>\r\n"
portfile, modefile, target = sys.argv[1], sys.argv[2], int(sys.argv[3])
lock = threading.Lock()


def mode():
    with open(modefile, encoding="utf-8") as file:
        return file.read().strip()


def pump(client, server):
    while True:
        now = mode()
        if now in ("closed", "portal"):
            return
        ready, _, _ = select.select([client, server], [], [], 0.05)
        if mode() != "open":
            time.sleep(0.05)
            continue
        for side in ready:
            data = side.recv(65536)
            if not data:
                return
            (server if side is client else client).sendall(data)


def serve(client):
    server = None
    try:
        now = mode()
        if now == "portal":
            client.sendall(PORTAL)
        elif now == "black":
            while mode() == "black":
                time.sleep(0.05)
        elif now == "open":
            server = socket.create_connection(("127.0.0.1", target))
            pump(client, server)
    except OSError:
        pass
    for side in (client, server):
        if side:
            side.close()


def listen(listener):
    while True:
        client, _ = listener.accept()
        with lock, open(portfile + ".log", "a", encoding="utf-8") as log:
            log.write(mode() + "\n")
        threading.Thread(target=serve, args=(client,), daemon=True).start()


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    with open(portfile + ".new", "w", encoding="utf-8") as file:
        file.write(str(listener.getsockname()[1]))
    os.rename(portfile + ".new", portfile)
    threading.Thread(target=listen, args=(listener,), daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()

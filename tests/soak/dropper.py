#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A wire that breaks: dropper.py PORT SEED DROPS COUNT passes connections on to PORT on loopback and cuts them after a random number of
bytes, half of them with a reset, until it has cut DROPS. The file COUNT holds how many so far; its own port is printed."""
import random
import select
import socket
import struct
import sys
import threading

target, seed, drops, count_file = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
rnd, lock, state = random.Random(seed), threading.Lock(), {"cut": 0}


def budget():
    """In the handshake, in the login, in the first answers or far into the mail."""
    with lock:
        if state["cut"] >= drops:
            return float("inf")
        return int(2 ** rnd.uniform(6, 20))


def note_cut():
    with lock:
        state["cut"] += 1
        with open(count_file, "w", encoding="ascii") as file:
            file.write(str(state["cut"]))
        return rnd.random() < 0.5


def serve(client):
    server = socket.create_connection(("127.0.0.1", target))
    left, other = budget(), {client: server, server: client}
    while True:
        for ready in select.select([client, server], [], [])[0]:
            try:
                data = ready.recv(16384)
                other[ready].sendall(data[:min(len(data), left)] if left != float("inf") else data)
            except OSError:
                data = b""
            left -= len(data)
            if data and left > 0:
                continue
            if data and note_cut():
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
            server.close()
            return


listener = socket.create_server(("127.0.0.1", 0))
with open(count_file, "w", encoding="ascii") as zero:
    zero.write("0")
print(listener.getsockname()[1], flush=True)
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

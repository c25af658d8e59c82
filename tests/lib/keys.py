#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Presses keys at a program's own terminal of 80 columns: keys.py SCRIPT COMMAND...

SCRIPT holds lines "REGEX<TAB>KEYS": when what the program has written since the last keys matches, they are pressed as they stand; \\n is return,
\\x03 is ^C; KEYS "signal TERM" sends that signal instead. The conversation is printed, then a line "longest N" (the widest line in columns) and a
line "terminal KEPT" or "terminal CHANGED" (whether its settings are those from before). The exit status is the program's (128 + N for a
signal), 3 if a line did not come within 20 seconds.
"""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import unicodedata


def read_until(fd, pattern, transcript):
    seen, until = "", time.monotonic() + 20
    while not (pattern and re.search(pattern, seen)):
        ready, _, _ = select.select([fd], [], [], max(0, until - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(fd, 65536).decode("utf-8", "replace")
        except OSError:  # the program has ended
            data = ""
        if not data:
            return pattern is None
        seen += data.replace("\r", "")
        transcript.append(data)
    return True


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        steps = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    before = termios.tcgetattr(slave)
    pid = os.fork()
    if pid == 0:
        os.setsid()
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
        for fd in (0, 1, 2):
            os.dup2(slave, fd)
        os.execvp(sys.argv[2], sys.argv[2:])
    transcript, good = [], True
    for pattern, keys in steps:
        good = read_until(master, pattern, transcript)
        if not good:
            break
        if keys.startswith("signal "):
            os.kill(pid, getattr(signal, "SIG" + keys[7:]))
        else:
            os.write(master, keys.encode().decode("unicode_escape").encode("latin-1"))
    status = None
    until = time.monotonic() + 20
    while status is None and time.monotonic() < until:
        ready, _, _ = select.select([master], [], [], 0.05)
        if ready:
            transcript.append(os.read(master, 65536).decode("utf-8", "replace"))
            continue  # this end of the terminal is open too, so it never ends by itself
        done, code = os.waitpid(pid, os.WNOHANG)
        status = os.waitstatus_to_exitcode(code) if done else None
    if status is None:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        good = False
    kept = termios.tcgetattr(slave) == before
    text = "".join(transcript).replace("\r", "")
    wide = max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n"))
    print(text)
    print("longest", wide)
    print("terminal", "KEPT" if kept else "CHANGED")
    sys.exit(3 if not good else status if status >= 0 else 128 - status)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Talks to a program at a terminal of its own: talk.py SCRIPT COMMAND...

SCRIPT holds lines "REGEX<TAB>ANSWER": when what the program has written since the last answer matches, the answer is typed with a return
behind it. \\x03 in an answer is ^C, and then no return follows. The whole conversation is printed; the exit status is the program's, 3 if a
question did not come within 20 seconds.
"""
import os
import pty
import re
import select
import signal
import sys
import time


def read_until(fd, pattern, transcript):
    seen = ""
    until = time.monotonic() + 20
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
        seen += data
        transcript.append(data)
    return True


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        steps = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    pid, fd = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests in the background ignores it
        os.execvp(sys.argv[2], sys.argv[2:])
    transcript, good = [], True
    for pattern, answer in steps:
        good = read_until(fd, pattern, transcript)
        if not good:
            break
        typed = answer.replace("\\x03", "\x03")
        os.write(fd, typed.encode() + (b"" if typed.endswith("\x03") else b"\n"))
    if good:
        good = read_until(fd, None, transcript)
    os.close(fd)
    _, status = os.waitpid(pid, 0)
    print("".join(transcript).replace("\r", ""))
    sys.exit(os.waitstatus_to_exitcode(status) if good else 3)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Who knows which access tokens are good (RFC 7662): tokens.py PORTFILE. For Dovecot's oauth2: GET /?token=TOKEN answers what the token is worth.
"good" is alice's and may read mail, "narrow" is alice's and may read calendars, "old" has run out, every other is unknown, hence not active."""
import http.server
import json
import os
import sys
import urllib.parse

KNOWN = {"good": {"active": "true", "email": "alice", "scope": "imap"},
         "narrow": {"active": "true", "email": "alice", "scope": "calendar"},
         "old": {"active": "false", "email": "alice", "scope": "imap"}}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        token = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("token", [""])[0]
        known = KNOWN.get(token)
        body = json.dumps(known if known else {"active": "false"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with open(sys.argv[1] + ".new", "w", encoding="utf-8") as file:
        file.write(str(server.server_port))
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    server.serve_forever()


if __name__ == "__main__":
    main()

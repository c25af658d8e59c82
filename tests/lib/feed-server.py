#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An HTTP server with one calendar on a free loopback port. What it answers stands in FOLDER/answer: a line STATUS [TYPE [LENGTH]]; the
body in FOLDER/body; the ETag, if any, in FOLDER/etag. It writes its port to FOLDER/port and each request to FOLDER/requests."""
import http.server
import os
import sys

folder = sys.argv[1]


def text(name):
    try:
        with open(os.path.join(folder, name), 'rb') as file:
            return file.read()
    except FileNotFoundError:
        return b''


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        words = text('answer').decode().split() or ['200']
        body, etag = text('body'), text('etag').decode().strip()
        asked = self.headers.get('If-None-Match')
        with open(os.path.join(folder, 'requests'), 'a', encoding='utf-8') as log:
            log.write(f'{self.path} {asked}\n')
        fresh = words[0] == '200' and etag and asked == etag
        self.send_response(304 if fresh else int(words[0]))
        if etag:
            self.send_header('ETag', etag)
        if not fresh:
            self.send_header('Content-Type', words[1] if len(words) > 1 else 'text/calendar')
            self.send_header('Content-Length', words[2] if len(words) > 2 else str(len(body)))
        self.end_headers()
        if not fresh:
            self.wfile.write(body)

    def log_message(self, *args):
        pass


server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
with open(os.path.join(folder, 'port.new'), 'w', encoding='utf-8') as file:
    file.write(str(server.server_port))
os.rename(os.path.join(folder, 'port.new'), os.path.join(folder, 'port'))
server.serve_forever()

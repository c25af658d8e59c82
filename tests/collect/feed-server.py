# SPDX-License-Identifier: MIT
"""A calendar server on loopback that lies in every way the field notes list. Prints the ports of a plain server, a second plain one and
a TLS one (certificate: feed-server.pem beside this file), then serves until its standard input is closed."""
import gzip
import os
import ssl
import sys
import threading
import time
import zlib
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

GOOD = (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20250602T100000Z\r\nSUMMARY:"
        + "Möte".encode() + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
MODIFIED = "Mon, 02 Jun 2025 10:00:00 GMT"
PORTS = {}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def start_raw(self, *headers):
        """A response whose length only the end of the connection tells."""
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n" + b"".join(h + b"\r\n" for h in headers) + b"\r\n")

    def do_GET(self):
        name = self.path.strip("/").split("?")[0].replace("-", "_").replace(".", "_")
        getattr(self, "get_" + name, lambda: self.answer(404))()

    def get_good_ics(self):
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer(304, ETag='"v1"')
        else:
            self.answer(200, GOOD, ETag='"v1"', Last_Modified=MODIFIED)

    def get_modified_ics(self):
        if self.headers.get("If-Modified-Since") == MODIFIED:
            self.answer(304)
        else:
            self.answer(200, GOOD, Last_Modified=MODIFIED)

    def get_never_modified(self):
        self.answer(304)

    def get_gzip_ics(self):
        wants = "gzip" in self.headers.get("Accept-Encoding", "")
        self.answer(200, gzip.compress(GOOD), Content_Encoding="gzip") if wants else self.answer(406)

    def get_bomb(self):
        packer = zlib.compressobj(1, zlib.DEFLATED, 31)
        chunk = b"X:" + b"a" * 998 + b"\n"
        body = packer.compress(b"BEGIN:VCALENDAR\n") + b"".join(packer.compress(chunk * 1000) for _ in range(70)) + packer.flush()
        self.answer(200, body, Content_Encoding="gzip")

    def get_cut_length(self):
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(GOOD) + GOOD[:60])

    def get_cut_chunked(self):
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3c\r\n" + GOOD[:60] + b"\r\n")

    def get_cut_close(self):
        self.start_raw()
        self.wfile.write(GOOD[:60])

    def get_cut_gzip(self):
        self.start_raw(b"Content-Encoding: gzip")
        self.wfile.write(gzip.compress(GOOD)[:40])

    def get_close_ics(self):
        self.start_raw()
        self.wfile.write(GOOD)

    def get_empty(self):
        self.answer(200)

    def get_login(self):
        self.answer(200, b"<!DOCTYPE html><title>Log in</title>", Content_Type="text/html")

    def get_to_login(self):
        self.answer(302, Location="/login")

    def get_to_good(self):
        self.answer(301, Location="/good.ics")

    def get_to_tls(self):
        self.answer(302, Location="https://127.0.0.1:%d/good.ics" % PORTS["tls"])

    def get_to_plain(self):
        self.answer(302, Location="http://127.0.0.1:%d/good.ics" % PORTS["plain"])

    def get_to_file(self):
        self.answer(302, Location="file:///etc/passwd")

    def get_to_other(self):
        self.answer(302, Location="http://127.0.0.1:%d/without-password" % PORTS["other"])

    def get_without_password(self):
        self.answer(500 if self.headers.get("Authorization") else 200, GOOD)

    def get_loop(self):
        self.answer(302, Location="/loop")

    def get_busy(self):
        self.answer(503, Retry_After="120")

    def get_busy_date(self):
        self.answer(429, Date="Mon, 02 Jun 2025 10:00:00 GMT", Retry_After="Mon, 02 Jun 2025 10:05:00 GMT")

    def get_broken(self):
        self.answer(500, b"oops")

    def get_forbidden(self):
        self.answer(403)

    def get_private(self):
        ok = self.headers.get("Authorization") == "Basic " + b64encode(b"anna:secret").decode()
        self.answer(200, GOOD) if ok else self.answer(401, WWW_Authenticate='Basic realm="x"')

    def get_browser(self):
        self.answer(200 if "Chrome/" in self.headers.get("User-Agent", "") else 500, GOOD)

    def get_agent(self):
        self.answer(200 if self.headers.get("User-Agent") == "own agent" else 500, GOOD)

    def get_trickle(self):
        self.start_raw()
        try:
            for byte in GOOD:
                self.wfile.write(bytes([byte]))
                time.sleep(0.3)
        except OSError:
            pass

    def get_hang(self):
        self.close_connection = True
        time.sleep(20)


class Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A client that hangs up is what several tests are about."""


def serve(name, context=None):
    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    PORTS[name] = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()


tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(sys.argv[1])
serve("plain")
serve("other")
serve("tls", tls)
print(PORTS["plain"], PORTS["other"], PORTS["tls"], flush=True)
sys.stdin.read()
os._exit(0)

"""ClickHouse's engine (chdb) behind ClickHouse's HTTP interface, as far as clickhouse-go uses it.

It prints the port it listens on and serves until its standard input ends. Each request is a session of its own: fields
that start with param_ are the statement's parameters, the others are settings. There are no users and no compression.
"""

import http.server
import re
import select
import shutil
import socket
import struct
import sys
import tempfile
import threading
import urllib.parse
import uuid

import chdb

# What clickhouse-go asks first. The engine does not write the block info that the driver expects with this answer, and
# without it afterwards, because of revision 0.
HELLO = "SELECT displayName(), version(), revision(), timezone()"


def hello_block():
    def column(name, kind, value):
        text = lambda s: bytes([len(s)]) + s.encode()
        return text(name) + text(kind) + b"\0" + (value if kind == "UInt32" else text(value))

    info = b"\1\0\2" + struct.pack("<i", -1) + b"\0"
    columns = [("displayName()", "String", "chdb"), ("version()", "String", chdb.engine_version),
               ("revision()", "UInt32", struct.pack("<I", 0)), ("timezone()", "String", "UTC")]
    return info + bytes([len(columns), 1]) + b"".join(column(*c) for c in columns)


def literal(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def form_fields(body, boundary):
    for part in body.split(b"--" + boundary.encode())[1:-1]:
        head, _, value = part[2:-2].partition(b"\r\n\r\n")
        yield re.search(rb'name="([^"]+)"', head).group(1).decode(), value.decode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # one packet an answer

    def do_POST(self):
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query, keep_blank_values=True))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        boundary = self.headers.get_param("boundary")
        if boundary:
            asked.update(form_fields(body, boundary))
        statement = asked.pop("query") if boundary else body.decode()
        if statement == HELLO:
            return self.answer(200, hello_block())
        try:
            self.answer(200, self.run(statement, asked))
        except Exception as failure:  # of the engine: what a server would answer
            text = str(failure)
            code = re.search(r"Code: (\d+)\.", text)
            self.answer(500, text.encode(), code.group(1) if code else "1002")

    def run(self, statement, asked):
        format_name = asked.pop("default_format", "TabSeparated")
        asked.pop("client_protocol_version", None)
        params = {k[len("param_"):]: asked.pop(k) for k in list(asked) if k.startswith("param_")}
        database, readonly = asked.pop("database", "default"), asked.pop("readonly", None)
        watched = asked.get("cancel_http_readonly_queries_on_client_close") == "1" and readonly in ("1", "2")
        name = str(uuid.uuid4())
        connection = chdb.connect(DIRECTORY)
        try:
            settings = {re.sub("[^A-Za-z0-9_]", "", k): v for k, v in asked.items()} | {"log_comment": name}
            if readonly:
                settings["readonly"] = readonly  # last: it may forbid the others
            connection.query("USE `" + database.replace("\\", "\\\\").replace("`", "\\`") + "`")
            connection.query("SET " + ", ".join(f"{k} = {literal(v)}" for k, v in settings.items()))
            done = threading.Event()
            if watched:
                threading.Thread(target=self.watch, args=(name, done), daemon=True).start()
            try:
                return bytes(connection.query(statement, format_name, params=params).bytes() or b"")
            finally:
                done.set()
        finally:
            connection.close()

    def watch(self, name, done):
        """Kills the statement when the client closes its connection."""
        while not done.wait(0.05):
            readable, _, _ = select.select([self.connection], [], [], 0)
            if readable and self.connection.recv(1, socket.MSG_PEEK) == b"":
                killer = chdb.connect(DIRECTORY)
                killer.query("KILL QUERY WHERE Settings['log_comment'] = " + literal(name))
                killer.close()
                return

    def answer(self, status, body, code=None):
        self.send_response(status)
        if code:
            self.send_header("X-ClickHouse-Exception-Code", code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):  # clients may leave when they like
            super().handle_error(request, client_address)


DIRECTORY = tempfile.mkdtemp(prefix="leeway-clickhouse-")
engine = chdb.connect(DIRECTORY)  # keeps the directory open between requests
server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
engine.close()
shutil.rmtree(DIRECTORY, ignore_errors=True)

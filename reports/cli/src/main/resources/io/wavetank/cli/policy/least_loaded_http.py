#!/usr/bin/env python3
"""Over HTTP, one task at a time: of the nodes that would do, one that was chosen least often in this run; the lowest-numbered of equals."""
import json, sys, threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RUNS = 1000  # so many are remembered, far more than ask at the same time; nobody says that a run is over
chosen = {}  # how often each node was chosen, by run, those first that have not asked for longest
lock = threading.Lock()


def begin(run):
    with lock:
        chosen.pop(run, None)
        chosen[run] = Counter()
        if len(chosen) > RUNS:
            del chosen[next(iter(chosen))]


def counts_of(run):
    with lock:
        chosen[run] = chosen.pop(run)  # it asked last
        return chosen[run]


class Policy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and body leave together: the client would else wait for the second packet

    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if message["type"] == "hello":
            begin(message["run"])
            answer = {"protocol": 1}
        else:
            counts = counts_of(message["run"])
            node = min(message["feasible"], key=lambda each: (counts[each], each))
            counts[node] += 1
            answer = {"node": node}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8080), Policy).serve_forever()

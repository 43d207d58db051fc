"""Runs one peer, whose module is named as the argument: a request a line in, an answer a line out, both JSON.

{"do": "hello"}                    -> {"versions": {...}}
{"do": "open", ...the task}        -> {"firstSeconds": s}   built, and run once: tracing and compiling are in it
{"do": "evaluate"}                 -> {"loss": x, "gradient": [...] | null}
{"do": "time", "seconds": s}       -> {"milliseconds": t, "calls": n}   mean of as many runs as fit, one at least
A request that fails is answered with {"error": text}. See bench/peers/protocol.ts.
"""

import gc
import importlib
import json
import os
import sys
import time
import traceback

from peers.task import Task


def main() -> None:
    # Libraries print as they like; only answers may go to where answers are read.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    peer = importlib.import_module(f"peers.{sys.argv[1]}")
    current = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["do"] == "hello":
                answer = {"versions": peer.VERSIONS}
            elif request["do"] == "open":
                current = None
                gc.collect()
                started = time.perf_counter()
                current = peer.prepare(Task(request))
                current.run()
                answer = {"firstSeconds": time.perf_counter() - started}
            elif request["do"] == "evaluate":
                loss, gradient = current.read(current.run())
                answer = {"loss": float(loss), "gradient": gradient and [float(x) for x in gradient]}
            else:
                answer = timed(current.run, request["seconds"])
        except Exception as error:  # noqa: BLE001: whatever a library throws is told to who asked
            traceback.print_exc()
            answer = {"error": f"{type(error).__name__}: {error}".splitlines()[0][:200]}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def timed(run, seconds: float) -> dict:
    calls = 0
    started = time.perf_counter()
    while True:
        run()
        calls += 1
        passed = time.perf_counter() - started
        if passed >= seconds:
            return {"milliseconds": passed / calls * 1000, "calls": calls}


main()

"""Compiles one circuit with Qiskit at O2 and binds it: a task as JSON on stdin, an answer on stdout.

Task: {"text": OpenQASM 3, "edges": [[a, b], ...]}
Answer: {"cz": n, "depth": n, "sx": n, "rz": n, "bindMs": t} (median of assigning all parameters)
"""

import json
import math
import statistics
import sys
import time

from qiskit import qasm3
from qiskit.transpiler import CouplingMap, generate_preset_pass_manager

REPEATS = 50

task = json.load(sys.stdin)
manager = generate_preset_pass_manager(
    optimization_level=2,
    coupling_map=CouplingMap([pair for a, b in task["edges"] for pair in ((a, b), (b, a))]),
    basis_gates=["rz", "sx", "x", "cz"],
    seed_transpiler=1,
)
compiled = manager.run(qasm3.loads(task["text"]))
values = [math.sin(k) for k in range(compiled.num_parameters)]
times = []
for _ in range(REPEATS):
    started = time.perf_counter()
    compiled.assign_parameters(values)
    times.append(time.perf_counter() - started)
operations = compiled.count_ops()
json.dump(
    {
        "cz": operations.get("cz", 0),
        "depth": compiled.depth(lambda one: len(one.qubits) == 2 and one.name != "barrier"),
        "sx": operations.get("sx", 0),
        "rz": operations.get("rz", 0),
        "bindMs": 1000 * statistics.median(times),
    },
    sys.stdout,
)

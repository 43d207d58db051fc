"""Compiles circuits with one package, in one warm process: tasks as JSON on stdin, a list of answers on stdout.

python compile.py qiskit-o2 | qiskit-o3 | pytket

Task: {"path" or "text": OpenQASM, "qubits": n, "edges": [[a, b], ...] | null (all to all), "repeats": k}
Answer: {"twoQubit": n, "depth": n, "oneQubit": n, "milliseconds": t} (median of the repeats) or {"error": text}
"""

import json
import statistics
import sys
import time


def qiskit_compiler(level):
    from qiskit import qasm2, qasm3
    from qiskit.transpiler import CouplingMap, generate_preset_pass_manager

    def load(task):
        text = task.get("text") or open(task["path"]).read()
        if "OPENQASM 3" in text:
            return qasm3.loads(text)
        return qasm2.loads(
            text,
            include_path=(".",),
            custom_instructions=qasm2.LEGACY_CUSTOM_INSTRUCTIONS,
        )

    def compiled(circuit, task):
        edges = task["edges"]
        coupling = None
        if edges is not None:
            coupling = CouplingMap([pair for a, b in edges for pair in ((a, b), (b, a))])
        manager = generate_preset_pass_manager(
            optimization_level=level,
            coupling_map=coupling,
            basis_gates=["rz", "sx", "x", "cz"],
            seed_transpiler=1,
        )
        started = time.perf_counter()
        result = manager.run(circuit)
        return result, time.perf_counter() - started

    def counts(result):
        operations = result.count_ops()
        return {
            "twoQubit": operations.get("cz", 0),
            "depth": result.depth(lambda one: len(one.qubits) == 2 and one.name != "barrier"),
            "oneQubit": operations.get("sx", 0) + operations.get("x", 0),
        }

    return load, compiled, counts


def pytket_compiler():
    from pytket.architecture import Architecture
    from pytket.circuit import OpType
    from pytket.passes import (
        AutoRebase,
        CXMappingPass,
        DecomposeBoxes,
        FullPeepholeOptimise,
        NaivePlacementPass,
        RemoveRedundancies,
        SequencePass,
        SynthesiseTket,
    )
    from pytket.placement import GraphPlacement
    from pytket.qasm import circuit_from_qasm_str

    def load(task):
        text = task.get("text") or open(task["path"]).read()
        if "OPENQASM 3" in text:
            raise ValueError("reads no OpenQASM 3")
        return circuit_from_qasm_str(text, maxwidth=64)

    def compiled(circuit, task):
        circuit = circuit.copy()
        passes = [DecomposeBoxes(), FullPeepholeOptimise()]
        if task["edges"] is not None:
            architecture = Architecture([tuple(pair) for pair in task["edges"]])
            passes += [
                CXMappingPass(architecture, GraphPlacement(architecture), directed_cx=False),
                NaivePlacementPass(architecture),
            ]
        passes += [SynthesiseTket(), AutoRebase({OpType.CZ, OpType.Rz, OpType.SX, OpType.X}), RemoveRedundancies()]
        started = time.perf_counter()
        SequencePass(passes).apply(circuit)
        return circuit, time.perf_counter() - started

    def counts(result):
        return {
            "twoQubit": result.n_gates_of_type(OpType.CZ),
            "depth": result.depth_by_type(OpType.CZ),
            "oneQubit": result.n_gates_of_type(OpType.SX) + result.n_gates_of_type(OpType.X),
        }

    return load, compiled, counts


def main():
    name = sys.argv[1]
    if name == "pytket":
        load, compiled, counts = pytket_compiler()
    else:
        load, compiled, counts = qiskit_compiler(int(name[-1]))
    answers = []
    for task in json.load(sys.stdin):
        try:
            circuit = load(task)
            compiled(circuit, task)
            runs = [compiled(circuit, task) for _ in range(task["repeats"])]
            milliseconds = 1000 * statistics.median(seconds for _, seconds in runs)
            answers.append({**counts(runs[0][0]), "milliseconds": milliseconds})
        except BaseException as error:  # noqa: BLE001: a panic of Qiskit's Rust is no Exception
            answers.append({"error": f"{type(error).__name__}: {error}".splitlines()[0][:120]})
        print(f"{name}: {len(answers)}", file=sys.stderr, flush=True)
    print(json.dumps(answers))


main()

"""Reads circuits with noise from standard input, evolves density matrices with qiskit.quantum_info, and writes the
expectations of words for each to standard output; of a case without `words`, the average gate fidelity of its channels.

A case has an `id`, a number of `qubits`, `words` (each letter by qubit, first qubit first) and `steps`: a gate with its
`targets`, `controls` and `angle`, or a `channel` on some `targets`.
"""

import json
import sys

import numpy as np
from qiskit.circuit import library
from qiskit.quantum_info import Choi, DensityMatrix, Kraus, Operator, Pauli, SuperOp, average_gate_fidelity, pauli_basis

GATES = {
    "x": library.XGate,
    "y": library.YGate,
    "z": library.ZGate,
    "h": library.HGate,
    "s": library.SGate,
    "sdg": library.SdgGate,
    "t": library.TGate,
    "tdg": library.TdgGate,
    "sx": library.SXGate,
    "sxdg": library.SXdgGate,
    "rx": library.RXGate,
    "ry": library.RYGate,
    "rz": library.RZGate,
    "p": library.PhaseGate,
    "swap": library.SwapGate,
    "iswap": library.iSwapGate,
    "rxx": library.RXXGate,
    "ryy": library.RYYGate,
    "rzz": library.RZZGate,
}


def pauli_channel(chances):
    return Kraus([np.sqrt(chance) * Pauli(word).to_matrix() for word, chance in chances.items()])


def channel_of(channel, qubits):
    kind = channel["kind"]
    if kind == "depolarize":
        p = channel["probability"]
        words = pauli_basis(qubits)
        part = p / len(words)
        weights = [1 - p + part] + [part] * (len(words) - 1)
        return Kraus([np.sqrt(w) * word.to_matrix() for w, word in zip(weights, words, strict=True)])
    if kind in ("dephase", "flip"):
        p = channel["probability"]
        return pauli_channel({"I": 1 - p, "Z" if kind == "dephase" else "X": p})
    if kind == "damp":
        g = channel["gamma"]
        return Kraus([np.diag([1, np.sqrt(1 - g)]), np.array([[0, np.sqrt(g)], [0, 0]])])
    if kind == "phase_damp":
        s = channel["lambda"]
        return Kraus([np.diag([1, np.sqrt(1 - s)]), np.diag([0, np.sqrt(s)])])
    # The Choi matrix of thermal relaxation towards |0>, columns stacked.
    decay = 1 - np.exp(-channel["duration"] / channel["t1"])
    coherence = np.exp(-channel["duration"] / channel["t2"])
    return Choi(
        np.array([[1, 0, 0, coherence], [0, 0, 0, 0], [0, 0, decay, 0], [coherence, 0, 0, 1 - decay]])
    )


def applied(state, step):
    targets = step["targets"]
    if "channel" in step:
        channel = step["channel"]
        if channel["kind"] == "depolarize":
            return state.evolve(channel_of(channel, len(targets)), targets)
        for target in targets:
            state = state.evolve(channel_of(channel, 1), [target])
        return state
    angle = [] if step["angle"] is None else [step["angle"]]
    gate = GATES[step["gate"]](*angle)
    controls = step["controls"]
    if controls:
        gate = gate.control(len(controls))
    return state.evolve(Operator(gate), controls + targets)


def expectations(case):
    state = DensityMatrix.from_int(0, 2 ** case["qubits"])
    for step in case["steps"]:
        state = applied(state, step)
    # Labels have the last qubit first.
    return [float(np.real(state.expectation_value(Pauli(word[::-1])))) for word in case["words"]]


def fidelity(case):
    total = SuperOp(np.eye(4 ** case["qubits"]))
    for step in case["steps"]:
        size = len(step["targets"])
        channel = SuperOp(channel_of(step["channel"], size))
        total = total.compose(channel, qargs=step["targets"])
    return [float(average_gate_fidelity(total))]


cases = json.load(sys.stdin)
json.dump({case["id"]: expectations(case) if case["words"] else fidelity(case) for case in cases}, sys.stdout)

"""Reads states from standard input and writes what Qiskit says of the entanglement in each.

A case has amplitudes whose index has the first qubit as its most significant digit, and parts, each a list of qubits.
"""

import json
import sys

import numpy as np
from qiskit.quantum_info import (
    DensityMatrix,
    Statevector,
    entropy,
    mutual_information,
    partial_trace,
    purity,
)


def answer(case):
    state = Statevector(np.array(case["real"]) + 1j * np.array(case["imaginary"]))
    count = state.num_qubits
    # Qiskit's qubit 0 is the least significant digit.
    def place(part):
        return [count - 1 - qubit for qubit in part]

    def others(part):
        return [qubit for qubit in range(count) if qubit not in place(part)]

    alone = [purity(partial_trace(state, others([qubit]))).real for qubit in range(count)]
    first, second = case["parts"]
    # With the first part on the low qubits, as one system of two.
    low = sorted(place(first))
    high = sorted(place(second))
    both = partial_trace(state, others(first + second))
    kept = sorted(low + high)
    order = [kept.index(qubit) for qubit in low + high]
    joint = np.asarray(both.data).reshape([2] * (2 * len(kept)))
    axes = [len(kept) - 1 - position for position in reversed(order)]
    joint = joint.transpose(axes + [len(kept) + axis for axis in axes])
    dimension = 2 ** len(kept)
    system = DensityMatrix(
        joint.reshape(dimension, dimension), dims=(2 ** len(low), 2 ** len(high))
    )
    return {
        "meyerWallach": 2 * (1 - sum(alone) / count),
        "entropies": [entropy(partial_trace(state, others(part)), base=2) for part in case["parts"]],
        "mutual": mutual_information(system, base=2),
    }


if __name__ == "__main__":
    cases = json.load(sys.stdin)
    json.dump({case["id"]: answer(case) for case in cases}, sys.stdout)

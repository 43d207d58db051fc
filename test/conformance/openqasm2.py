"""Reads pairs of texts, one in OpenQASM 2 and one in OpenQASM 3, and says whether Qiskit finds the same in them.

The OpenQASM 2 text is read twice: as the paper has it, and with the gates that Qiskit has always added to it.
"""

import json
import sys
import traceback

import branches
import numpy as np
from check import reduced, touched
from qiskit import QuantumCircuit, qasm2, qasm3
from qiskit.quantum_info import Operator

READERS = {"plain": qasm2.loads, "legacy": QuantumCircuit.from_qasm_str}


def mixture(circuit):
    """The density matrix over all courses of outcomes."""
    return sum(np.outer(state.data, state.data.conj()) for state, _ in branches.branches(circuit))


def same(two, three, registers):
    if branches.is_dynamic(three):
        if not np.allclose(mixture(two), mixture(three)):
            return "the states differ"
        found = [branches.register_probabilities(each, branches.branches(each)) for each in (two, three)]
        alike = all(np.allclose(found[0][name], found[1][name]) for name in registers)
        return "" if alike else "the outcomes differ"
    both = [Operator(each.remove_final_measurements(inplace=False)) for each in (two, three)]
    return "" if both[0].equiv(both[1]) else "the operators differ"


def names(circuit):
    return sorted({each.operation.name for each in circuit.data})


def answer(case):
    try:
        three = qasm3.loads(case["three"])
        keep = touched(three) if case["physical"] else list(range(three.num_qubits))
        answers = {}
        for mode, read in READERS.items():
            two = read(case["two"])
            answers[mode] = {
                "difference": same(reduced(two, keep), reduced(three, keep), case["registers"]),
                "gates": names(two),
            }
        return answers
    except Exception as error:  # Told to the test, which fails with it.
        return {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}


if __name__ == "__main__":
    cases = json.load(sys.stdin)
    json.dump({case["id"]: answer(case) for case in cases}, sys.stdout)

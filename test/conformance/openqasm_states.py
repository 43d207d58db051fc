"""Reads OpenQASM programs from standard input and writes the state each gives, as Qiskit reads it.

All programs start from the same state in which no two qubits are alike, so that a gate on a wrong qubit shows; those
that reset qubits start from |0...0>, where that does nothing. Of a program that measures, resets or decides on the way
the answer is what its bits hold in the end.
"""

import json
import sys

import branches
from qiskit import QuantumCircuit, qasm2, qasm3
from qiskit.quantum_info import Statevector


def load(text):
    if "OPENQASM 2" in text:
        return qasm2.loads(text, custom_instructions=qasm2.LEGACY_CUSTOM_INSTRUCTIONS)
    return qasm3.loads(text)


def start(circuit):
    prefix = QuantumCircuit(circuit.num_qubits)
    if any(instruction.operation.name == "reset" for instruction in circuit.data):
        return prefix
    for qubit in range(circuit.num_qubits):
        prefix.ry(0.3 + 0.4 * qubit, qubit)
        prefix.rz(0.2 + 0.5 * qubit, qubit)
    return prefix


def gates(circuit):
    """The circuit without what is read out of it."""
    plain = QuantumCircuit(*circuit.qregs, global_phase=circuit.global_phase)
    if not circuit.qregs:
        plain = QuantumCircuit(circuit.num_qubits)
    for instruction in circuit.data:
        if instruction.operation.name in ("measure", "barrier", "reset"):
            continue
        plain.append(
            instruction.operation, [circuit.find_bit(qubit).index for qubit in instruction.qubits]
        )
    return plain


def answer(case):
    try:
        circuit = load(case["text"])
        names = [each.name for each in circuit.parameters]
        bound = circuit.assign_parameters({name: case["values"][name] for name in names})
        if branches.is_dynamic(bound) and bound.cregs:
            found = branches.branches(bound)
            return {"probabilities": branches.register_probabilities(bound, found)}
        state = Statevector(start(bound).compose(gates(bound), range(bound.num_qubits)))
        return {"real": state.data.real.tolist(), "imaginary": state.data.imag.tolist()}
    except Exception as error:  # Told to the test, which fails with it.
        return {"error": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    cases = json.load(sys.stdin)
    json.dump({case["id"]: answer(case) for case in cases}, sys.stdout)

"""Circuits that measure, reset and decide on the way: every course of outcomes, followed exactly."""

import numpy as np
from qiskit.circuit import ClassicalRegister, Clbit
from qiskit.quantum_info import Statevector


def is_dynamic(circuit):
    """Whether anything comes after a measurement, or starts over."""
    names = [each.operation.name for each in circuit.data if each.operation.name != "barrier"]
    if "if_else" in names or "reset" in names:
        return True
    return "measure" in names and any(name != "measure" for name in names[names.index("measure") :])


def branches(circuit):
    """Unnormalised states with the bits that were measured on the way to them."""
    start = [(Statevector.from_int(0, 2**circuit.num_qubits), {})]
    qubits = list(range(circuit.num_qubits))
    return followed(circuit, qubits, {bit: bit for bit in circuit.clbits}, start)


def expectation(found, operator):
    return sum(state.expectation_value(operator).real for state, _ in found)


def register_probabilities(circuit, found):
    """For each bit register the probability of each of its values."""
    answers = {}
    for register in circuit.cregs:
        values = np.zeros(2 ** len(register))
        for state, bits in found:
            index = sum(bits.get(bit, 0) << place for place, bit in enumerate(register))
            values[index] += np.vdot(state.data, state.data).real
        answers[register.name] = values.tolist()
    return answers


def followed(block, qubits, bits, found):
    """`qubits` and `bits` say what those of the block are outside of it."""
    for instruction in block.data:
        operation = instruction.operation
        on = [qubits[block.find_bit(qubit).index] for qubit in instruction.qubits]
        into = [bits[bit] for bit in instruction.clbits]
        found = [after for one in found for after in acted(operation, on, into, bits, one)]
    return found


def acted(operation, on, into, bits, branch):
    state, known = branch
    if operation.name == "barrier":
        return [branch]
    if operation.name in ("measure", "reset"):
        return read(state, known, on[0], into[0] if into else None)
    if operation.name == "if_else":
        holds = is_true(operation.condition, bits, known)
        body = operation.blocks[0 if holds else 1] if holds or len(operation.blocks) > 1 else None
        if body is None:
            return [branch]
        return followed(body, on, dict(zip(body.clbits, into)), [branch])
    return [(state.evolve(operation, on), known)]


def read(state, known, qubit, bit):
    """Both outcomes; without a bit the qubit is put back to zero."""
    both = []
    for outcome in (0, 1):
        data = state.data.reshape(-1, 2, 2**qubit).copy()
        data[:, 1 - outcome, :] = 0
        if np.vdot(data, data).real < 1e-30:
            continue
        if bit is None and outcome == 1:
            data = data[:, ::-1, :]
        after = known if bit is None else {**known, bit: outcome}
        both.append((Statevector(data.reshape(-1)), after))
    return both


def is_true(condition, bits, known):
    target, value = condition
    if isinstance(target, Clbit):
        return known.get(bits.get(target, target), 0) == value
    assert isinstance(target, ClassicalRegister)
    return sum(known.get(bits.get(bit, bit), 0) << k for k, bit in enumerate(target)) == value

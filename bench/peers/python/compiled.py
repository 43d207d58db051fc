"""Reads circuits and what they were compiled to from stdin, asks Qiskit about each pair, and writes a list of answers.

Case: {"source", "compiled": OpenQASM, "sourceValues", "compiledValues": {input: number}, "start", "end": the physical
qubit of each of the source's, "reads": [[qubit of the source, register, bit], ...] of the compiled one, "qubits", "edges": [[a, b], ...], "directed", "basis": [gate, ...], "most": {"operator", "state": qubits}}
Answer: {"isa": what is no instruction of the machine, "by": "operator" or "state", "same": how much of it is right, 1 where
all of it is} or {"isa"} alone, where the circuit is wider or decides on the way, or {"error": text}

Up to `most.operator` qubits operators are compared, up to `most.state` what becomes of a random product state.
"""

import json
import sys

import numpy as np
from qiskit import QuantumCircuit, qasm2, qasm3
from qiskit.circuit import IfElseOp
from qiskit.quantum_info import Operator, Statevector
from qiskit.transpiler import CouplingMap, Target
from qiskit_ibm_runtime.utils.utils import is_isa_circuit


def load(text, values):
    if "OPENQASM 3" in text:
        circuit = qasm3.loads(text)
    else:
        instructions = qasm2.LEGACY_CUSTOM_INSTRUCTIONS
        circuit = qasm2.loads(text, include_path=(".",), custom_instructions=instructions)
    return circuit.assign_parameters({each.name: values[each.name] for each in circuit.parameters})


def target_of(case):
    pairs = [tuple(pair) for pair in case["edges"]]
    if not case["directed"]:
        pairs += [(b, a) for a, b in pairs]
    target = Target.from_configuration(
        basis_gates=[*case["basis"], "measure", "reset", "delay"],
        num_qubits=case["qubits"],
        coupling_map=CouplingMap(pairs),
    )
    target.add_instruction(IfElseOp, name="if_else")
    return target


def indices(circuit, instruction):
    return [circuit.find_bit(qubit).index for qubit in instruction.qubits]


def without_readouts(circuit):
    """Gates alone, and which qubit each bit reads at the end; None where something depends on what was measured."""
    gates = []
    read = {}
    for instruction in circuit.data:
        qubits = indices(circuit, instruction)
        name = instruction.operation.name
        if name == "barrier":
            continue
        if name == "measure":
            register, place = circuit.find_bit(instruction.clbits[0]).registers[0]
            read[(register.name, place)] = qubits[0]
        elif name in ("reset", "if_else") or any(qubit in read.values() for qubit in qubits):
            # What nobody reads afterwards, a width that is told among it, is no matter.
            if name != "rz" or float(instruction.operation.params[0]) != 0:
                return None
        else:
            gates.append((instruction.operation, qubits))
    return gates, read


def embedded(count, layout):
    """Indices of the states of some qubits among those of more, all others in |0>."""
    states = np.arange(2**count)
    return sum(((states >> k) & 1) << place for k, place in enumerate(layout))


def circuit_of(gates, width, place):
    circuit = QuantumCircuit(width)
    for operation, qubits in gates:
        circuit.append(operation, [place[qubit] for qubit in qubits])
    return circuit


def sameness(source, compiled, start, end, reads, most):
    """How much of what the source does the compiled circuit does, qubits that nobody named in |0>."""
    plain, machine = without_readouts(source), without_readouts(compiled)
    if plain is None or machine is None:
        return {}
    (gates, read), (native, found) = plain, machine
    if set(read.values()) != {qubit for qubit, *_ in reads} or len(reads) != len(found):
        return {}
    active = [(operation, qubits) for operation, qubits in native if not is_padding(operation)]
    keep = sorted({qubit for _, qubits in active for qubit in qubits} | set(start) | set(end))
    count = source.num_qubits
    place = {qubit: index for index, qubit in enumerate(keep)}
    circuits = (circuit_of(gates, count, range(count)), circuit_of(active, len(keep), place))
    layouts = [[place[qubit] for qubit in layout] for layout in (start, end)]
    bits = [(qubit, place[found[(register, bit)]]) for qubit, register, bit in reads]
    if len(keep) <= most["operator"]:
        return {"by": "operator", "same": by_operator(*circuits, *layouts, bits)}
    if len(keep) <= most["state"]:
        return {"by": "state", "same": by_state(*circuits, *layouts, bits)}
    return {}


def by_operator(source, compiled, start, end, bits):
    """The part of the compiled operator that goes where the source goes, up to phases that no reading shows."""
    count, width = source.num_qubits, compiled.num_qubits
    behind = Operator(compiled).data[:, embedded(count, start)] @ Operator(source).data.conj().T
    if not bits:
        return float(abs(np.trace(behind[embedded(count, end)])) / 2**count)
    rows, columns = np.arange(2**width), np.arange(2**count)
    agree = np.ones(behind.shape, dtype=bool)
    for qubit, there in bits:
        agree &= ((rows >> there) & 1)[:, None] == ((columns >> qubit) & 1)[None, :]
    return float(np.sum(np.abs(behind[agree]) ** 2) / 2**count)


def by_state(source, compiled, start, end, bits):
    """The overlap of both states after a random product state, or what their outcomes have in common."""
    count = source.num_qubits
    turns = np.random.default_rng(7).uniform(-3, 3, (count, 3))
    states = []
    for circuit, layout in ((source, range(count)), (compiled, start)):
        before = QuantumCircuit(circuit.num_qubits)
        for qubit, (theta, phi, lam) in zip(layout, turns):
            before.u(theta, phi, lam, qubit)
        states.append(Statevector(before.compose(circuit)))
    plain, machine = states
    if not bits:
        return float(abs(np.vdot(plain.data, machine.data[embedded(count, end)])))
    shares = [state.probabilities([pair[side] for pair in bits]) for side, state in enumerate(states)]
    return float(np.sum(np.minimum(*shares)))


def is_padding(operation):
    return operation.name == "rz" and float(operation.params[0]) == 0


def answer(case):
    try:
        source = load(case["source"], case["sourceValues"])
        compiled = load(case["compiled"], case["compiledValues"])
        return {
            "isa": is_isa_circuit(compiled, target_of(case)),
            **sameness(source, compiled, *(case[key] for key in ("start", "end", "reads", "most"))),
        }
    except BaseException as error:  # noqa: BLE001: a panic of Qiskit's Rust is no Exception
        return {"error": f"{type(error).__name__}: {error}".splitlines()[0][:200]}


print(json.dumps([answer(case) for case in json.load(sys.stdin)]))

"""A task's circuit in PennyLane, for its devices."""

import pennylane as qml

from .task import Task, expand

GATES = {
    "x": qml.PauliX, "y": qml.PauliY, "z": qml.PauliZ, "h": qml.Hadamard, "s": qml.S, "t": qml.T,
    "rx": qml.RX, "ry": qml.RY, "rz": qml.RZ, "p": qml.PhaseShift, "swap": qml.SWAP,
    "cx": qml.CNOT, "cz": qml.CZ, "cy": qml.CY, "crx": qml.CRX, "cry": qml.CRY, "crz": qml.CRZ,
    "cp": qml.ControlledPhaseShift, "rxx": qml.IsingXX, "ryy": qml.IsingYY, "rzz": qml.IsingZZ,
    "ccx": qml.Toffoli,
}  # fmt: skip

PAULIS = {"X": qml.PauliX, "Y": qml.PauliY, "Z": qml.PauliZ}


def node(task: Task, device, reading=None, **options):
    """A QNode of (shared, sampled) with the batch broadcast; by default the weighted sum of the observables, [batch]."""
    gates = expand(task.gates, set(GATES))

    @qml.qnode(device, **options)
    def circuit(shared, sampled):
        for gate in gates:
            angle = [gate.angle.value(shared, sampled)] if gate.angle else []
            GATES[gate.name](*angle, wires=gate.qubits)
        return reading() if reading else qml.expval(hamiltonian(task))

    return circuit


def hamiltonian(task: Task):
    products = [
        qml.prod(*[PAULIS[pauli](qubit) for qubit, pauli in each.factors])
        if len(each.factors) > 1
        else PAULIS[each.factors[0][1]](each.factors[0][0])
        for each in task.observables
    ]
    return qml.dot([each.coefficient for each in task.observables], products)

"""Qulacs: one parametric circuit, run for each sample of the batch; the gradient by its backprop (adjoint), complex128."""

import numpy as np
import qulacs

from .task import Ready, Task, expand, versions

VERSIONS = versions("qulacs")

PLAIN = {
    "x": "X", "y": "Y", "z": "Z", "h": "H", "s": "S", "sdg": "Sdag", "t": "T", "tdg": "Tdag",
    "swap": "SWAP", "cx": "CNOT", "cz": "CZ",
}  # fmt: skip
PAULI_IDS = {"X": 1, "Y": 2, "Z": 3}
ROTATIONS = {"rx": [1], "ry": [2], "rz": [3], "rxx": [1, 1], "ryy": [2, 2], "rzz": [3, 3]}


def prepare(task: Task) -> Ready:
    circuit = qulacs.ParametricQuantumCircuit(task.qubits)
    angles = []
    for gate in expand(task.gates, set(PLAIN) | set(ROTATIONS)):
        if gate.angle is None:
            getattr(circuit, f"add_{PLAIN[gate.name]}_gate")(*gate.qubits)
        else:
            add_rotation(circuit, gate)
            angles.append(gate.angle)
    observable = qulacs.Observable(task.qubits)
    for each in task.observables:
        observable.add_operator(each.coefficient, " ".join(f"{pauli} {qubit}" for qubit, pauli in each.factors))
    state = qulacs.QuantumState(task.qubits)
    set_shared, set_sampled, pull_back = parameters(circuit, angles, task)

    def forward() -> float:
        circuit_value = 0.0
        for sample in task.sampled:
            set_sampled(sample)
            state.set_zero_state()
            circuit.update_quantum_state(state)
            circuit_value += observable.get_expectation_value(state)
        return circuit_value / task.batch

    def step() -> tuple:
        set_shared()
        total, slopes = 0.0, np.zeros(len(angles))
        for sample in task.sampled:
            set_sampled(sample)
            state.set_zero_state()
            circuit.update_quantum_state(state)
            total += observable.get_expectation_value(state)
            slopes += circuit.backprop(observable)
        return total / task.batch, pull_back(slopes / task.batch)

    set_shared()
    if task.wants_gradient:
        return Ready(step, lambda result: (result[0], result[1].tolist()))
    return Ready(forward, lambda value: (value, None))


def add_rotation(circuit, gate) -> None:
    paulis = ROTATIONS[gate.name]
    if len(paulis) == 1:
        getattr(circuit, f"add_parametric_{gate.name.upper()}_gate")(*gate.qubits, 0.0)
    else:
        circuit.add_parametric_multi_Pauli_rotation_gate(list(gate.qubits), paulis, 0.0)


def parameters(circuit, angles, task):
    """How leaves become parameters, set only where they change, and how slopes of parameters become those of leaves."""
    # Qulacs turns the other way round.
    moving = [i for i, angle in enumerate(angles) if any(kind for kind, _, _ in angle.terms)]
    still = sorted(set(range(len(angles))) - set(moving))
    matrix = np.zeros((len(angles), len(task.shared)))
    for i, angle in enumerate(angles):
        for per_sample, index, coefficient in angle.terms:
            if not per_sample:
                matrix[i, index] -= coefficient

    def set_shared():
        for i in still:
            circuit.set_parameter(i, -float(angles[i].value(task.shared, task.shared)))

    def set_sampled(sample):
        for i in moving:
            circuit.set_parameter(i, -float(angles[i].value(task.shared, sample)))

    return set_shared, set_sampled, lambda slopes: slopes @ matrix

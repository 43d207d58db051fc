"""A task's circuit in Qiskit, with a parameter for each leaf."""

from qiskit import QuantumCircuit
from qiskit.circuit import ParameterVector
from qiskit.quantum_info import SparsePauliOp

from .task import Task


def build(task: Task):
    """(circuit, parameters of shared leaves, parameters of sampled leaves)"""
    shared = ParameterVector("w", len(task.shared))
    sampled = ParameterVector("x", task.sampled.shape[1])
    circuit = QuantumCircuit(task.qubits)
    for gate in task.gates:
        angle = [angle_of(gate.angle, shared, sampled)] if gate.angle else []
        getattr(circuit, gate.name)(*angle, *gate.qubits)
    return circuit, shared, sampled


def angle_of(angle, shared, sampled):
    total = angle.constant
    for per_sample, index, coefficient in angle.terms:
        total = total + coefficient * (sampled if per_sample else shared)[index]
    return total


def hamiltonian(task: Task) -> SparsePauliOp:
    return SparsePauliOp.from_sparse_list(
        [
            ("".join(pauli for _, pauli in each.factors), [qubit for qubit, _ in each.factors], each.coefficient)
            for each in task.observables
        ],
        num_qubits=task.qubits,
    )

"""PennyLane's lightning.qubit: adjoint differentiation in C++, the batch unrolled by PennyLane, complex64."""

import numpy
import pennylane as qml
from pennylane import numpy as np

from .pennylane_gates import node
from .task import Ready, Task, versions

VERSIONS = versions("pennylane", "pennylane-lightning")


def prepare(task: Task) -> Ready:
    device = qml.device("lightning.qubit", wires=task.qubits, c_dtype=numpy.complex64)
    circuit = node(task, device, interface="autograd", diff_method="adjoint")
    shared = np.array(task.shared, requires_grad=True)
    sampled = np.array(task.sampled, requires_grad=False)

    def loss(values):
        return np.mean(circuit(values, sampled))

    gradient = qml.grad(loss)
    if not task.wants_gradient:
        return Ready(lambda: loss(shared), lambda value: (value, None))

    def step():
        slopes = gradient(shared)
        # The value that the gradient's own forward pass came to.
        return gradient.forward, slopes

    return Ready(step, lambda result: (result[0], result[1].tolist()))

"""PennyLane's default.qubit on JAX: the batch broadcast, backprop, all of it under jit, complex64."""

import jax
import jax.numpy as jnp
import pennylane as qml

from .pennylane_gates import node
from .task import Ready, Task, versions

VERSIONS = versions("pennylane", "jax")


def prepare(task: Task) -> Ready:
    device = qml.device("default.qubit", wires=task.qubits)
    circuit = node(task, device, interface="jax", diff_method="backprop")

    def loss(shared, sampled):
        return jnp.mean(circuit(shared, sampled))

    function = jax.jit(jax.value_and_grad(loss) if task.wants_gradient else loss)
    arguments = (jnp.asarray(task.shared, jnp.float32), jnp.asarray(task.sampled, jnp.float32))
    return Ready(
        lambda: jax.block_until_ready(function(*arguments)),
        lambda result: (result[0], result[1].tolist()) if task.wants_gradient else (result, None),
    )

"""PennyLane's default.qubit on JAX: the batch broadcast, backprop, all of it under jit, complex64."""

import jax
import jax.numpy as jnp
import pennylane as qml

from .pennylane_gates import node
from .task import Ready, Task, diagonal, only_z, versions

VERSIONS = versions("pennylane", "jax")


def prepare(task: Task) -> Ready:
    device = qml.device("default.qubit", wires=task.qubits)
    options = {"interface": "jax", "diff_method": "backprop"}
    if only_z(task):
        # Faster than one expectation value after the other.
        probabilities = node(task, device, lambda: qml.probs(wires=range(task.qubits)), **options)
        signs = jnp.asarray(diagonal(task))

        def loss(shared, sampled):
            return jnp.mean(probabilities(shared, sampled) @ signs)
    else:
        circuit = node(task, device, **options)

        def loss(shared, sampled):
            return jnp.mean(circuit(shared, sampled))

    function = jax.jit(jax.value_and_grad(loss) if task.wants_gradient else loss)
    arguments = (jnp.asarray(task.shared, jnp.float32), jnp.asarray(task.sampled, jnp.float32))
    return Ready(
        lambda: jax.block_until_ready(function(*arguments)),
        lambda result: (result[0], result[1].tolist()) if task.wants_gradient else (result, None),
    )

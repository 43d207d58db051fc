"""TensorCircuit-NG on JAX: the batch by vmap, the gradient by value_and_grad, all of it under jit, complex64."""

import jax
import jax.numpy as jnp
import tensorcircuit as tc

from .task import Ready, Task, diagonal, expand, only_z, versions

VERSIONS = versions("tensorcircuit-ng", "jax")

tc.set_backend("jax")
tc.set_dtype("complex64")

NAMES = {
    "x": "x", "y": "y", "z": "z", "h": "h", "s": "s", "sdg": "sd", "t": "t", "tdg": "td",
    "rx": "rx", "ry": "ry", "rz": "rz", "p": "phase", "swap": "swap",
    "cx": "cnot", "cz": "cz", "cy": "cy", "crx": "crx", "cry": "cry", "crz": "crz", "cp": "cphase",
    "rxx": "rxx", "ryy": "ryy", "rzz": "rzz", "ccx": "toffoli",
}  # fmt: skip


def prepare(task: Task) -> Ready:
    gates = expand(task.gates, set(NAMES))
    read = reader(task)

    def value(shared, sample):
        circuit = tc.Circuit(task.qubits)
        for gate in gates:
            angle = {"theta": gate.angle.value(shared, sample)} if gate.angle else {}
            getattr(circuit, NAMES[gate.name])(*gate.qubits, **angle)
        return read(circuit)

    def loss(shared, sampled):
        return jnp.mean(jax.vmap(value, in_axes=(None, 0))(shared, sampled))

    function = jax.jit(jax.value_and_grad(loss) if task.wants_gradient else loss)
    arguments = (jnp.asarray(task.shared, jnp.float32), jnp.asarray(task.sampled, jnp.float32))
    return Ready(
        lambda: jax.block_until_ready(function(*arguments)),
        lambda result: (result[0], result[1].tolist()) if task.wants_gradient else (result, None),
    )


def reader(task: Task):
    """What only Z is read of comes from the probabilities: half the time of one expectation value after the other."""
    if only_z(task):
        signs = jnp.asarray(diagonal(task))
        return lambda circuit: circuit.probability() @ signs
    return lambda circuit: sum(
        each.coefficient * jnp.real(circuit.expectation_ps(**positions(each.factors))) for each in task.observables
    )


def positions(factors) -> dict:
    return {axis: [qubit for qubit, pauli in factors if pauli == axis.upper()] for axis in "xyz"}

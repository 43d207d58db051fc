"""Qiskit Aer: values of states, or with depolarizing errors of density matrices; it has no gradient. Single precision."""

from qiskit_aer import AerSimulator
from qiskit_aer.noise import NoiseModel, depolarizing_error

from .qiskit_parameters import build, hamiltonian
from .task import Ready, Task, versions

VERSIONS = versions("qiskit-aer", "qiskit")

NOISY_GATES = ["rx", "ry", "rz"]


def prepare(task: Task) -> Ready:
    if task.wants_gradient:
        raise NotImplementedError("Aer has no gradient")
    circuit, shared, sampled = build(task)
    circuit.save_expectation_value(hamiltonian(task), list(range(task.qubits)), label="value")
    noise = None
    if task.depolarizing is not None:
        noise = NoiseModel()
        noise.add_all_qubit_quantum_error(depolarizing_error(task.depolarizing, 1), NOISY_GATES)
    simulator = AerSimulator(
        method="statevector" if noise is None else "density_matrix",
        precision="single",
        noise_model=noise,
        max_parallel_threads=task.threads,
        max_parallel_experiments=task.threads,
    )
    binds = {parameter: [value] * task.batch for parameter, value in zip(shared, task.shared)}
    binds |= {parameter: task.sampled[:, i].tolist() for i, parameter in enumerate(sampled)}

    def forward() -> float:
        result = simulator.run([circuit], shots=1, parameter_binds=[binds]).result()
        if not result.success:
            raise RuntimeError(result.status)
        return sum(result.data(i)["value"] for i in range(task.batch)) / task.batch

    return Ready(forward, lambda value: (value, None))

"""qiskit-machine-learning: an EstimatorQNN on Aer's exact Estimator, the gradient by parameter shift (its default)."""

from qiskit_aer.primitives import EstimatorV2
from qiskit_machine_learning.gradients import ParamShiftEstimatorGradient
from qiskit_machine_learning.neural_networks import EstimatorQNN

from .qiskit_parameters import build, hamiltonian
from .task import Ready, Task, versions

VERSIONS = versions("qiskit-machine-learning", "qiskit-aer", "qiskit")


def prepare(task: Task) -> Ready:
    circuit, shared, sampled = build(task)
    backend = {"method": "statevector", "precision": "single", "max_parallel_threads": task.threads}
    estimator = EstimatorV2(options={"backend_options": backend, "default_precision": 0.0})
    network = EstimatorQNN(
        circuit=circuit,
        estimator=estimator,
        observables=hamiltonian(task),
        input_params=list(sampled),
        weight_params=list(shared),
        gradient=ParamShiftEstimatorGradient(estimator),
        default_precision=0.0,
    )
    forward = lambda: network.forward(task.sampled, task.shared).mean()  # noqa: E731
    if not task.wants_gradient:
        return Ready(forward, lambda value: (value, None))

    def step():
        value = forward()
        _, slopes = network.backward(task.sampled, task.shared)
        return value, slopes.mean(axis=(0, 1))

    return Ready(step, lambda result: (result[0], result[1].tolist()))

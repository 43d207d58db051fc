"""TorchQuantum: the batch in one device, autograd of PyTorch, complex64."""

import torch
import torchquantum as tq

from .task import Ready, Task, expand, versions

VERSIONS = versions("torchquantum", "torch")

NAMES = {
    "x": "x", "y": "y", "z": "z", "h": "h", "s": "s", "t": "t", "swap": "swap",
    "rx": "rx", "ry": "ry", "rz": "rz", "rxx": "rxx", "ryy": "ryy", "rzz": "rzz",
    "cx": "cnot", "cz": "cz", "cy": "cy", "crx": "crx", "cry": "cry", "crz": "crz",
}  # fmt: skip


def prepare(task: Task) -> Ready:
    torch.set_num_threads(task.threads)
    gates = expand(task.gates, set(NAMES))
    shared = torch.tensor(task.shared, dtype=torch.float32, requires_grad=task.wants_gradient)
    sampled = torch.tensor(task.sampled, dtype=torch.float32)

    def loss():
        device = tq.QuantumDevice(n_wires=task.qubits, bsz=task.batch, device="cpu")
        for gate in gates:
            getattr(device, NAMES[gate.name])(wires=list(gate.qubits), **angle_of(gate, shared, sampled))
        return value_of(device, task).mean()

    if not task.wants_gradient:
        def forward():
            with torch.no_grad():
                return loss()

        return Ready(forward, lambda value: (value.item(), None))

    def step():
        shared.grad = None
        value = loss()
        value.backward()
        return value.detach(), shared.grad

    return Ready(step, lambda result: (result[0].item(), result[1].tolist()))


def angle_of(gate, shared, sampled) -> dict:
    if gate.angle is None:
        return {}
    value = gate.angle.value(shared, sampled)
    return {"params": value if isinstance(value, torch.Tensor) else torch.tensor(value)}


def value_of(device, task: Task):
    if all(len(each.factors) == 1 and each.factors[0][1] == "Z" for each in task.observables):
        values = tq.MeasureAll(tq.PauliZ)(device)
        weights = torch.zeros(task.qubits)
        for each in task.observables:
            weights[each.factors[0][0]] += each.coefficient
        return values @ weights
    words = [["I"] * task.qubits for _ in task.observables]
    for word, each in zip(words, task.observables):
        for qubit, pauli in each.factors:
            word[qubit] = pauli
    return sum(
        each.coefficient * tq.measurement.expval_joint_analytical(device, "".join(word))
        for word, each in zip(words, task.observables)
    )

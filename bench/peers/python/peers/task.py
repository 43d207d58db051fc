"""What a peer is asked to run, and how it says what it made ready."""

from dataclasses import dataclass
from importlib.metadata import version
from math import pi
from typing import Any, Callable

import numpy as np


@dataclass(frozen=True)
class Angle:
    """constant + sum(coefficient * leaf)."""

    constant: float
    # (is it a value per sample?, index, coefficient)
    terms: tuple

    def value(self, shared, sampled):
        """`sampled` is [leaves] or [batch, leaves]; the answer is a scalar or [batch]."""
        total = self.constant
        for per_sample, index, coefficient in self.terms:
            leaf = sampled[..., index] if per_sample else shared[index]
            total = total + (leaf if coefficient == 1 else coefficient * leaf)
        return total

    def times(self, factor: float) -> "Angle":
        terms = tuple((kind, index, factor * coefficient) for kind, index, coefficient in self.terms)
        return Angle(factor * self.constant, terms)


@dataclass(frozen=True)
class Gate:
    # As in OpenQASM, controls in front: "cz", "crx", "ccx".
    name: str
    # Controls first.
    qubits: tuple
    angle: Angle | None


@dataclass(frozen=True)
class Observable:
    """A product of Paulis, one of the summands of the loss: coefficient * <P>, averaged over the batch."""

    coefficient: float
    # (qubit, "X" | "Y" | "Z")
    factors: tuple


@dataclass(frozen=True)
class Ready:
    """`run` does the work once and waits for it; `read` makes (loss, gradient by shared leaf or None) of what it gave."""

    run: Callable[[], Any]
    read: Callable[[Any], tuple]


class Task:
    def __init__(self, request: dict):
        circuit = request["circuit"]
        self.qubits: int = circuit["qubits"]
        self.gates = [read_gate(gate) for gate in circuit["gates"]]
        self.observables = [
            Observable(each["coefficient"], tuple(map(tuple, each["factors"]))) for each in circuit["observables"]
        ]
        self.shared = np.array(request["shared"], dtype=np.float64)
        # [batch, leaves]; without leaves per sample it still says how many samples there are.
        self.sampled = np.array(request["sampled"], dtype=np.float64)
        self.batch: int = len(request["sampled"])
        self.wants_gradient: bool = request["what"] == "step"
        self.threads: int = request["threads"]
        # Probability of a depolarizing error after each gate on one qubit with an angle, or None.
        self.depolarizing: float | None = request["depolarizing"]


def read_gate(gate: dict) -> Gate:
    angle = gate["angle"]
    return Gate(
        "c" * len(gate["controls"]) + gate["name"],
        (*gate["controls"], *gate["qubits"]),
        angle and Angle(angle["constant"], tuple(map(tuple, angle["terms"]))),
    )


def expand(gates: list, known: set) -> list:
    """The same unitary, up to a global phase, of gates that a peer knows."""
    return [each for gate in gates for each in expand_gate(gate, known)]


def expand_gate(gate: Gate, known: set) -> list:
    if gate.name in known:
        return [gate]
    rule = RULES.get(gate.name)
    if rule is None:
        raise NotImplementedError(f"no gate {gate.name}")
    return expand(rule(gate.qubits, gate.angle), known)


def bare(name: str, *qubits: int) -> Gate:
    return Gate(name, qubits, None)


def around(gates: list, inner: list) -> list:
    return [*gates, *inner, *gates]


def controlled(axis: str):
    def rule(qubits, angle):
        control, target = qubits
        cx = bare("cx", control, target)
        return [Gate(axis, (target,), angle.times(0.5)), cx, Gate(axis, (target,), angle.times(-0.5)), cx]

    return rule


RULES = {
    "p": lambda qubits, angle: [Gate("rz", qubits, angle)],
    "crz": controlled("rz"),
    "cry": controlled("ry"),
    "crx": lambda qubits, angle: around([bare("h", qubits[1])], [Gate("crz", qubits, angle)]),
    "cp": lambda qubits, angle: [Gate("crz", qubits, angle), Gate("rz", qubits[:1], angle.times(0.5))],
    "rzz": lambda qubits, angle: around([bare("cx", *qubits)], [Gate("rz", qubits[1:], angle)]),
    "rxx": lambda qubits, angle: around([bare("h", qubits[0]), bare("h", qubits[1])], [Gate("rzz", qubits, angle)]),
    "ryy": lambda qubits, angle: [
        *[Gate("rx", (q,), Angle(pi / 2, ())) for q in qubits],
        Gate("rzz", qubits, angle),
        *[Gate("rx", (q,), Angle(-pi / 2, ())) for q in qubits],
    ],
    "swap": lambda qubits, _: [bare("cx", *qubits), bare("cx", *qubits[::-1]), bare("cx", *qubits)],
}


def only_z(task: Task) -> bool:
    return all(pauli == "Z" for each in task.observables for _, pauli in each.factors)


def diagonal(task: Task):
    """The weighted sum of observables of Z, by basis state; the first qubit is the most significant bit."""
    states = np.arange(2**task.qubits)
    total = np.zeros(len(states), np.float32)
    for each in task.observables:
        ones = sum((states >> (task.qubits - 1 - qubit)) & 1 for qubit, _ in each.factors)
        total += each.coefficient * (-1.0) ** ones
    return total


def versions(*names: str) -> dict:
    return {name: version(name) for name in names}

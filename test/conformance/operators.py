"""Reads pairs of OpenQASM 3 programs from standard input and writes whether Qiskit finds their operators equal."""

import json
import sys

from qiskit import qasm3
from qiskit.quantum_info import Operator


def operator(text, values):
    circuit = qasm3.loads(text)
    names = [each.name for each in circuit.parameters]
    return Operator(circuit.assign_parameters({name: values[name] for name in names}))


def answer(case):
    try:
        return {
            "same": all(
                operator(case["a"], values).equiv(operator(case["b"], values), atol=1e-8)
                for values in case["values"]
            )
        }
    except Exception as error:  # Told to the test, which fails with it.
        return {"error": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    cases = json.load(sys.stdin)
    json.dump({case["id"]: answer(case) for case in cases}, sys.stdout)

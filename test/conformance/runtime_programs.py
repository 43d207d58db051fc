"""Reads bodies for Qiskit Runtime's executor, and options of its primitives, and says what the official packages make of them."""

import json
import sys
import traceback

import numpy as np
from check import reduced, target_of, touched
from ibm_quantum_schemas.executor.version_2_0.models import ParamsModel
from qiskit.primitives import StatevectorSampler
from qiskit_ibm_runtime.options import EstimatorOptions, SamplerOptions
from qiskit_ibm_runtime.utils.utils import is_isa_circuit


def executor_case(case):
    program = ParamsModel.model_validate(case["body"]["params"]).quantum_program
    target = target_of(case["backend"])
    answers = []
    for circuit, item in zip(program.circuits.to_python(), program.items, strict=True):
        small = reduced(circuit, touched(circuit))
        values = item.circuit_arguments.to_numpy()
        pub = (small, values, program.shots) if small.num_parameters else (small, None, program.shots)
        bits = StatevectorSampler(seed=7).run([pub]).result()[0].data.c
        rows = [bits[index].get_counts() for index in np.ndindex(bits.shape)]
        answers.append({"isa": is_isa_circuit(circuit, target), "qubits": circuit.num_qubits, "rows": rows})
    return {"items": answers}


def options_case(case):
    """The client knows every name; the schema would take any."""
    options = EstimatorOptions() if case["program"] == "estimator" else SamplerOptions()
    options.update(**case["options"])
    return {}


KINDS = {"executor": executor_case, "options": options_case}


def answer(case):
    try:
        return KINDS[case["kind"]](case)
    except Exception as error:  # Told to the test, which fails with it.
        return {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}


if __name__ == "__main__":
    cases = json.load(sys.stdin)
    json.dump({case["id"]: answer(case) for case in cases}, sys.stdout)

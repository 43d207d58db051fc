"""Runs jobs as `qmm submit` lets the user's Python run them, many in one process.

A case has an `id`, the text of a job as `body`, a `seed`, and a `machine`: a fake one's name, `aer`, or `braket`. It says
whether the errors of a fake machine are `noisy`; without them, all that a machine checks is still checked. A `whole` one
knows the errors of gates that no circuit uses, too. The answer is the text that the service would send.
"""

import importlib.util
import json
import os
import sys
import traceback
import unittest.mock
import warnings

warnings.simplefilter("ignore")

from qiskit_aer import AerSimulator
from qiskit_ibm_runtime import RuntimeDecoder


def script(name):
    path = os.path.join(os.path.dirname(__file__), "..", "..", "cli", "submit", f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ibm = script("local")
amazon = script("braket_local")


def whole(*_):
    """In place of leaving out what no circuit uses."""


def result(case):
    if case["machine"] == "braket":
        return amazon.answer(json.loads(case["body"]), case["seed"])
    machine = ibm.machine(case["machine"])
    if not case["noisy"] and case["machine"] != "aer":
        machine.sim = AerSimulator()
    job = json.loads(case["body"], cls=RuntimeDecoder)
    if not case.get("whole"):
        return ibm.answer(job, machine, case["seed"])
    with unittest.mock.patch.object(ibm, "forget_elsewhere", whole):
        return ibm.answer(job, machine, case["seed"])


def answer(case):
    try:
        return {"result": result(case)}
    except Exception as error:  # Told to the test, which fails with it.
        return {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}


if __name__ == "__main__":
    json.dump({case["id"]: answer(case) for case in json.load(sys.stdin)}, sys.stdout)

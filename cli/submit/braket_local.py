"""Runs the body of a task as Amazon Braket would get it, on its default simulator on this machine.

check            says nothing, or fails with what is missing
run local SEED   reads a body from standard input, writes the result of the task
"""

import json
import sys
import unittest.mock
import warnings

warnings.simplefilter("ignore")


def check():
    import braket.default_simulator  # noqa: F401


def answer(body, seed):
    """The result of a task, as the service writes it."""
    import numpy
    from braket.default_simulator import StateVectorSimulator
    from braket.ir.openqasm import Program, ProgramSet

    # The simulator asks for a generator without naming a seed, for each execution.
    generator = numpy.random.default_rng(int(seed))
    action = body["action"]
    is_set = action["braketSchemaHeader"]["name"].endswith("program_set")
    program = ProgramSet(**action) if is_set else Program(**action)
    with unittest.mock.patch("numpy.random.default_rng", lambda *_: generator):
        return StateVectorSimulator().run(program, shots=body["shots"]).json()


def run(_, seed):
    sys.stdout.write(answer(json.loads(sys.stdin.read()), seed))


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    {"check": check, "run": run}[command](*arguments)

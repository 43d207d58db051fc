"""Runs the body of a job as IBM's service would get it, on the primitives of qiskit-ibm-runtime on this machine.

check                  says nothing, or fails with what is missing
describe NAME          configuration and properties of a fake machine
run TARGET SEED        reads a body from standard input, writes its results; TARGET is a fake machine or `aer`
"""

import json
import os
import sys
import warnings

warnings.simplefilter("ignore")


def check():
    import qiskit_aer  # noqa: F401
    import qiskit_ibm_runtime  # noqa: F401
    import qiskit_qasm3_import  # noqa: F401


def fake(name):
    from qiskit_ibm_runtime.fake_provider import FakeProviderForBackendV2

    backends = {backend.name: backend for backend in FakeProviderForBackendV2().backends()}
    wanted = f"fake_{name}"
    if wanted not in backends:
        known = " ".join(sorted(each.removeprefix("fake_") for each in backends))
        sys.exit(f"unknown {known}")
    return backends[wanted]


def describe(name):
    backend = fake(name)

    def read(file):
        with open(os.path.join(backend.dirname, file), encoding="utf-8") as text:
            return json.load(text)

    answers = {
        "configuration": read(backend.conf_filename),
        "properties": read(backend.props_filename),
    }
    json.dump(answers, sys.stdout)


def run(target, seed):
    from qiskit import qasm3
    from qiskit_ibm_runtime import EstimatorV2, RuntimeDecoder, RuntimeEncoder, SamplerV2

    job = json.loads(sys.stdin.read(), cls=RuntimeDecoder)
    params = job["params"]
    is_estimator = job["program_id"] == "estimator"
    if target == "aer":
        from qiskit_aer import AerSimulator

        backend, width = AerSimulator(), None
    else:
        backend = fake(target)
        width = backend.num_qubits
    options = dict(params.get("options", {}))
    options["simulator"] = {**options.get("simulator", {}), "seed_simulator": int(seed)}
    if params.get("resilience_level") is not None:
        options["resilience_level"] = params["resilience_level"]
    pubs = [(qasm3.loads(pub[0], num_qubits=width), *pub[1:]) for pub in params["pubs"]]
    primitive = (EstimatorV2 if is_estimator else SamplerV2)(mode=backend, options=options)
    json.dump(primitive.run(pubs).result(), sys.stdout, cls=RuntimeEncoder)


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    {"check": check, "describe": describe, "run": run}[command](*arguments)

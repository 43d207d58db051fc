"""Runs the body of a job as IBM's service would get it, on the primitives of qiskit-ibm-runtime on this machine.

check                  says nothing, or fails with what is missing
describe NAME          configuration and properties of a fake machine
run TARGET SEED        reads a body from standard input, writes its results; TARGET is a fake machine or `aer`
"""

import importlib.util
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")


def check():
    import qiskit_aer  # noqa: F401
    import qiskit_ibm_runtime  # noqa: F401
    import qiskit_qasm3_import  # noqa: F401


def describe(name):
    # Read as files: the package takes seconds to load, and to make all of its machines.
    (package,) = importlib.util.find_spec("qiskit_ibm_runtime").submodule_search_locations
    folder = os.path.join(package, "fake_provider", "backends")
    known = [each for each in sorted(os.listdir(folder)) if os.path.isdir(os.path.join(folder, each, ""))]
    if name not in known:
        sys.exit("unknown " + " ".join(each for each in known if not each.startswith("_")))

    def read(kind):
        with open(os.path.join(folder, name, f"{kind}_{name}.json"), encoding="utf-8") as text:
            return json.load(text)

    json.dump({"configuration": read("conf"), "properties": read("props")}, sys.stdout)


def fake(name):
    from qiskit_ibm_runtime import fake_provider
    from qiskit_ibm_runtime.fake_provider.fake_backend import FakeBackendV2

    for each in vars(fake_provider).values():
        if isinstance(each, type) and issubclass(each, FakeBackendV2):
            if getattr(each, "backend_name", None) == f"fake_{name}":
                return each()
    sys.exit(f"qiskit-ibm-runtime has no fake machine {name}")


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

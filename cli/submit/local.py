"""Runs the body of a job as IBM's service would get it, on the primitives of qiskit-ibm-runtime on this machine.

check                  says nothing, or fails with what is missing
describe NAME          configuration and properties of a fake machine
run TARGET SEED        reads a body from standard input, writes its results; TARGET is a fake machine or `aer`
serve                  the same for one job after the other, each a line {machine, seed, body}; answers {results}
                       or {problem}
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


def machine(target):
    if target != "aer":
        return fake(target)
    from qiskit_aer import AerSimulator

    return AerSimulator()


def touched(circuit):
    return {circuit.find_bit(qubit).index for each in circuit.data for qubit in each.qubits}


def forget_elsewhere(backend, circuits):
    """Leaves the errors of gates that no circuit uses out of the calibration: to simulate them all takes a minute."""
    used = set().union(*map(touched, circuits))
    backend.target  # Made of the whole calibration, before it is cut.
    known = backend.properties().to_dict()
    known["gates"] = [gate for gate in known["gates"] if used.issuperset(gate["qubits"])]
    backend._props_dict = known


def primitive_answer(job, backend, seed):
    from qiskit import qasm3
    from qiskit_ibm_runtime import EstimatorV2, RuntimeEncoder, SamplerV2

    params = job["params"]
    is_fake = backend.name != "aer_simulator"
    width = backend.num_qubits if is_fake else None
    options = dict(params.get("options", {}))
    options["simulator"] = {**options.get("simulator", {}), "seed_simulator": int(seed)}
    if params.get("resilience_level") is not None:
        options["resilience_level"] = params["resilience_level"]
    pubs = [(qasm3.loads(pub[0], num_qubits=width), *pub[1:]) for pub in params["pubs"]]
    if is_fake:
        forget_elsewhere(backend, [pub[0] for pub in pubs])
    primitive = (EstimatorV2 if job["program_id"] == "estimator" else SamplerV2)(mode=backend, options=options)
    return json.dumps(primitive.run(pubs).result(), cls=RuntimeEncoder)


def executor_answer(job, backend, seed):
    from ibm_quantum_schemas.common import CompressedTensorModel
    from ibm_quantum_schemas.executor.version_2_0 import ParamsModel, QuantumProgramResultModel
    from qiskit_ibm_runtime import Executor
    from qiskit_ibm_runtime.quantum_program.params_converters import QUANTUM_PROGRAM_PARAMS_CONVERTERS

    params = ParamsModel.model_validate(job["params"])
    program, _ = QUANTUM_PROGRAM_PARAMS_CONVERTERS["v2.0"].decoder(params)
    if backend.name != "aer_simulator":
        forget_elsewhere(backend, [item.circuit for item in program.items])
        if backend.sim is None:
            backend._setup_sim()
        backend = backend.sim
    executor = Executor(mode=backend, options={"simulator": {"seed_simulator": int(seed)}})
    items = executor.run(program).result()
    data = [
        {"results": {name: CompressedTensorModel.from_numpy(bits) for name, bits in item.items()}, "metadata": {}}
        for item in items
    ]
    return QuantumProgramResultModel(data=data, metadata={"chunk_timing": []}).model_dump_json()


def answer(job, backend, seed):
    """The text that the service would send, of a job that RuntimeDecoder has read."""
    return (executor_answer if job["program_id"] == "executor" else primitive_answer)(job, backend, seed)


def run(target, seed):
    from qiskit_ibm_runtime import RuntimeDecoder

    sys.stdout.write(answer(json.loads(sys.stdin.read(), cls=RuntimeDecoder), machine(target), seed))


def serve():
    from qiskit_ibm_runtime import RuntimeDecoder

    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # What packages print is no answer.
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            job = json.loads(asked["body"], cls=RuntimeDecoder)
            told = {"results": answer(job, machine(asked["machine"]), asked["seed"])}
        except Exception as error:
            told = {"problem": str(error) or type(error).__name__}
        print(json.dumps(told), file=out, flush=True)


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    {"check": check, "describe": describe, "run": run, "serve": serve}[command](*arguments)

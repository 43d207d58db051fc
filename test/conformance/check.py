"""Reads cases from standard input, asks Qiskit, and writes one answer for each to standard output.

A case has an `id` and a `kind`; an answer is what Qiskit says, or `{"error": ...}`. One process serves all cases,
because starting Qiskit takes longer than any of them.
"""

import functools
import json
import sys
import traceback

import branches
import numpy as np
from qiskit import QuantumCircuit, qasm3
from qiskit.circuit import library
from qiskit.primitives import StatevectorEstimator, StatevectorSampler
from qiskit.quantum_info import Operator, SparsePauliOp, Statevector
from qiskit_ibm_runtime import RuntimeDecoder, fake_provider
from qiskit_ibm_runtime.utils.utils import is_isa_circuit


def load(text):
    return qasm3.loads(text)


@functools.cache
def target_of(backend):
    return getattr(fake_provider, backend)().target


def touched(circuit):
    """Indices of the qubits that some operation acts on, the padding rotation by zero aside."""
    used = set()
    for instruction in circuit.data:
        padding = instruction.operation.name == "rz" and instruction.operation.params[0] == 0
        if not padding:
            used.update(circuit.find_bit(qubit).index for qubit in instruction.qubits)
    return sorted(used)


def reduced(circuit, keep):
    """The circuit on some of its qubits: a machine is too wide for a statevector."""
    place = {qubit: index for index, qubit in enumerate(keep)}
    small = QuantumCircuit(len(keep), global_phase=circuit.global_phase)
    for register in circuit.cregs:
        small.add_register(register)
    for instruction in circuit.data:
        qubits = [circuit.find_bit(qubit).index for qubit in instruction.qubits]
        if all(qubit in place for qubit in qubits):
            small.append(instruction.operation, [place[qubit] for qubit in qubits], instruction.clbits)
    return small


def narrowed(terms, keep):
    """An observable on those qubits; letters elsewhere must be I."""
    result = {}
    for word, coefficient in terms.items():
        letters = word[::-1]
        if any(letter != "I" and index not in keep for index, letter in enumerate(letters)):
            raise ValueError(f"{word} reads a qubit that the circuit never touches")
        short = "".join(letters[index] for index in keep)[::-1]
        result[short] = result.get(short, 0) + coefficient
    return result


def operator(terms):
    return SparsePauliOp(list(terms), list(terms.values()))


def register_probabilities(circuit, state):
    """For each bit register the probability of each of its values."""
    bit_of = {}
    for instruction in circuit.data:
        if instruction.operation.name == "measure":
            bit_of[instruction.clbits[0]] = circuit.find_bit(instruction.qubits[0]).index
    answers = {}
    for register in circuit.cregs:
        qubits = [bit_of[bit] for bit in register]
        answers[register.name] = state.probabilities(qubits).tolist()
    return answers


def without_readouts(circuit, names):
    """The circuit before what is read at its end, which disturbs what observables would find."""
    bits = {bit for register in circuit.cregs if register.name in names for bit in register}
    plain = circuit.copy_empty_like()
    for instruction in circuit.data:
        if instruction.operation.name != "measure" or instruction.clbits[0] not in bits:
            plain.append(instruction)
    return plain


def text_case(case):
    circuit = load(case["text"])
    answer = {"qubits": circuit.num_qubits, "parameters": [each.name for each in circuit.parameters]}
    if any(len(word) != circuit.num_qubits for terms in case["observables"] for word in terms):
        raise ValueError("an observable is not as wide as the circuit")
    bound = circuit.assign_parameters(case["values"])
    if case.get("backend"):
        # Bound, because some gates take some angles only.
        answer["isa"] = is_isa_circuit(bound, target_of(case["backend"]))
    keep = touched(bound) if case.get("backend") else list(range(bound.num_qubits))
    small = reduced(bound, keep)
    if branches.is_dynamic(small):
        found = branches.branches(small)
        before = branches.branches(without_readouts(small, case["registers"]))
        answer["expectations"] = [
            branches.expectation(before, operator(narrowed(terms, keep)))
            for terms in case["observables"]
        ]
        answer["probabilities"] = branches.register_probabilities(small, found)
        return answer
    state = Statevector(small.remove_final_measurements(inplace=False))
    answer["expectations"] = [
        state.expectation_value(operator(narrowed(terms, keep))).real for terms in case["observables"]
    ]
    answer["probabilities"] = register_probabilities(small, state)
    return answer


def operator_case(case):
    """How far the compiled circuit, qubits that nobody named in |0>, is from the plain one, up to a global phase."""
    circuits = [
        load(case[name]["text"]).assign_parameters(case[name]["values"])
        for name in ("plain", "compiled")
    ]
    plain, compiled = (Operator(circuit).data for circuit in circuits)
    count = len(case["start"])

    def places(layout):
        return [
            sum(((index >> k) & 1) << qubit for k, qubit in enumerate(layout))
            for index in range(2**count)
        ]

    found = compiled[np.ix_(places(case["end"]), places(case["start"]))]
    return {
        "fidelity": float(abs(np.vdot(plain, found)) / 2**count),
        "foreign": sorted(set(circuits[1].count_ops()) - set(case.get("gates", circuits[1].count_ops()))),
    }


def validate(job):
    """The published schema of the program, with the raw body as it goes over the wire."""
    if job["program_id"] == "estimator":
        from ibm_quantum_schemas.estimator.version_0_1 import ParamsModel
    else:
        from ibm_quantum_schemas.sampler.version_0_1 import ParamsModel
    ParamsModel.model_validate(job["params"])


def job_case(case):
    validate(json.loads(case["body"]))
    job = json.loads(case["body"], cls=RuntimeDecoder)
    target = target_of(case["backend"])
    answers = []
    for text, *rest in job["params"]["pubs"]:
        circuit = load(text)
        keep = touched(circuit)
        small = reduced(circuit, keep)
        answer = {"qubits": circuit.num_qubits, "isa": is_isa_circuit(circuit, target)}
        if job["program_id"] == "estimator":
            observables, values, precision = rest
            narrow = [narrowed(terms, keep) for terms in observables]
            pub = (small, narrow, values) if small.num_parameters else (small, narrow)
            result = StatevectorEstimator(default_precision=0).run([pub]).result()[0]
            answer |= {"expectations": result.data.evs.tolist(), "precision": precision}
        else:
            values, shots = rest
            pub = (small, values, shots) if small.num_parameters else (small, None, shots)
            data = StatevectorSampler(seed=7).run([pub]).result()[0].data
            answer["counts"] = {
                name: [
                    bits[index].get_int_counts() for index in np.ndindex(bits.shape)
                ]
                for name, bits in data.items()
            }
        answers.append(answer)
    return {"backend": job["backend"], "pubs": answers}


def array_case(case):
    array = json.loads(case["text"], cls=RuntimeDecoder)
    return {"dtype": str(array.dtype), "shape": list(array.shape), "values": array.tolist()}


def library_case(case):
    circuit = getattr(library, case["name"])(**case["arguments"])
    values = case["values"]
    if len(values) != circuit.num_parameters:
        raise ValueError(f"{len(values)} values for {circuit.num_parameters} parameters")
    matrix = Operator(circuit.assign_parameters(values)).data
    return {"unitary": [matrix.real.tolist(), matrix.imag.tolist()]}


KINDS = {
    "text": text_case,
    "operator": operator_case,
    "job": job_case,
    "array": array_case,
    "library": library_case,
}


def answer(case):
    try:
        return KINDS[case["kind"]](case)
    except Exception as error:  # Told to the test, which fails with it.
        return {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}


if __name__ == "__main__":
    cases = json.load(sys.stdin)
    json.dump({case["id"]: answer(case) for case in cases}, sys.stdout)

"""Trains the example av-digits with TensorCircuit-NG on JAX, from features to test accuracy, as it would be written there.

The argument is a JSON file with features, labels, splits, start weights and settings, see bench/train/whole/. One line of
JSON comes out: the loss that the first rows have at the start, and what was reached.
"""

import json
import os
import sys
import time

started = time.perf_counter()

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
import optax  # noqa: E402
import tensorcircuit as tc  # noqa: E402

tc.set_backend("jax")
tc.set_dtype("complex64")

EYE, EAR = range(0, 4), range(4, 8)


def ring(qubits):
    return [(q, qubits[(i + 1) % len(qubits)]) for i, q in enumerate(qubits)]


def reupload(circuit, qubits, x, gain, shift):
    n = len(qubits)
    for layer in range(gain.shape[0]):
        turn = gain[layer] * x + shift[layer]
        for i, q in enumerate(qubits):
            circuit.rz(q, theta=turn[i])
        for i, q in enumerate(qubits):
            circuit.ry(q, theta=turn[n + i])
        for i, q in enumerate(qubits):
            circuit.rz(q, theta=turn[2 * n + i])
        for a, b in ring(qubits):
            circuit.cz(a, b)


def paired(circuit, w):
    for layer in range(w.shape[0]):
        for q in [*EYE, *EAR]:
            circuit.ry(q, theta=w[layer, q, 0])
            circuit.rz(q, theta=w[layer, q, 1])
        for a, b in zip(EYE, EAR):
            circuit.cz(a, b)


def readings(circuit):
    """X, Y and Z of each qubit, then of each pair, from the probabilities in three bases: faster than one by one."""
    turned = [circuit.copy() for _ in "XYZ"]
    for q in [*EYE, *EAR]:
        turned[0].h(q)
        turned[1].sd(q)
        turned[1].h(q)
    values = [each.probability() @ SIGNS for each in turned]
    return jnp.concatenate([value[:8] for value in values] + [value[8:] for value in values])


def signs():
    """[basis state, reading]: of each qubit, then of each pair; the first qubit is the most significant bit."""
    states = np.arange(256)
    single = [1 - 2 * ((states >> (7 - q)) & 1) for q in range(8)]
    return np.array(single + [single[a] * single[b] for a, b in zip(EYE, EAR)], np.float32).T


SIGNS = signs()


def logits(weights, seen, heard):
    circuit = tc.Circuit(8)
    reupload(circuit, EYE, seen, weights["v/gain"], weights["v/shift"])
    reupload(circuit, EAR, heard, weights["s/gain"], weights["s/shift"])
    paired(circuit, weights["paired"])
    return weights["w"] @ readings(circuit) + weights["b"]


def objective(weights, seen, heard, digit, counts):
    """Mean over the rows that count (a last batch is filled up), and how many of them are right."""
    scores = jax.vmap(logits, in_axes=(None, 0, 0))(weights, seen, heard)
    losses = optax.softmax_cross_entropy_with_integer_labels(scores, digit)
    right = (scores.argmax(axis=1) == digit) * counts
    return (losses * counts).sum() / counts.sum(), right.sum()


def main() -> None:
    with open(sys.argv[1]) as file:
        given = json.load(file)
    seen, heard = (np.array(given[name], np.float32) for name in ("seen", "heard"))
    digit = np.array(given["digit"], np.int32)
    train, test = (np.array(given[name]) for name in ("train", "test"))
    weights = start_weights(given["weights"])
    size, epochs = given["batch"], given["epochs"]
    steps = -(-len(train) // size)

    def rate(step):
        done = (step + 0.5) / steps
        fall = (1 + jnp.cos(jnp.pi * (done - 1) / (epochs - 1))) / 2
        return given["rate"] * jnp.where(done < 1, done, fall)

    optimizer = optax.adam(rate)
    slopes = jax.value_and_grad(objective, has_aux=True)

    @jax.jit
    def step(weights, state, *batch):
        (loss, right), gradient = slopes(weights, *batch)
        updates, state = optimizer.update(gradient, state)
        return optax.apply_updates(weights, updates), state, loss, right

    def batches(rows):
        """Rows in order, the last batch filled up with rows that do not count: one shape, so one compilation."""
        for start in range(0, len(rows), size):
            part = rows[start : start + size]
            counts = np.zeros(size, np.float32)
            counts[: len(part)] = 1
            part = np.resize(part, size)
            yield seen[part], heard[part], digit[part], counts

    evaluate = jax.jit(objective)
    first = train[: given["first"]]
    losses = [evaluate(weights, *batch)[0] for batch in batches(first)]
    first_loss = float(sum(losses) / len(losses))

    random = np.random.default_rng(7)
    state = optimizer.init(weights)
    for _ in range(epochs):
        for batch in batches(random.permutation(train)):
            weights, state, loss, right = step(weights, state, *batch)
    correct = sum(float(evaluate(weights, *batch)[1]) for batch in batches(test))
    with open(os.devnull, "w") as checkpoint:
        json.dump({name: value.tolist() for name, value in weights.items()}, checkpoint)
    seconds = time.perf_counter() - started
    print(json.dumps({"firstLoss": first_loss, "accuracy": correct / len(test), "seconds": seconds}))


def start_weights(by_path: dict) -> dict:
    shapes = {
        "AvDigits/encode v/reupload/gain": ("v/gain", (4, 12)),
        "AvDigits/encode v/reupload/shift": ("v/shift", (4, 12)),
        "AvDigits/encode s/reupload/gain": ("s/gain", (4, 12)),
        "AvDigits/encode s/reupload/shift": ("s/shift", (4, 12)),
        "AvDigits/fuse v/paired/w": ("paired", (3, 8, 2)),
        "AvDigits/logits/linear/w": ("w", (10, 36)),
        "AvDigits/logits/linear/b": ("b", (10,)),
    }
    return {
        name: jnp.asarray(by_path[path], jnp.float32).reshape(shape) for path, (name, shape) in shapes.items()
    }


main()

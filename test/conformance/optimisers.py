"""Reads cases from standard input, asks SciPy, and writes one answer for each to standard output.

A case has an `id`, a `method` of scipy.optimize.minimize, a `loss` and a `start`.
"""

import json
import sys

import numpy as np
from scipy.optimize import minimize, rosen, rosen_der

BENT = 0.5


def quadratic(x):
    return float(sum((k + 1) * (each - 0.3 * k) ** 2 for k, each in enumerate(x)) + BENT * np.sum(x) ** 2)


def quadratic_slopes(x):
    return np.array([2 * (k + 1) * (each - 0.3 * k) for k, each in enumerate(x)]) + 2 * BENT * np.sum(x)


LOSSES = {"quadratic": (quadratic, quadratic_slopes), "rosenbrock": (rosen, rosen_der)}

OPTIONS = {
    "L-BFGS-B": {"maxcor": 10, "gtol": 1e-5, "ftol": 0, "maxiter": 1000},
    "COBYLA": {"rhobeg": 0.5, "tol": 1e-6, "maxiter": 20_000},
}


def answer(case):
    loss, slopes = LOSSES[case["loss"]]
    method = case["method"]
    gradient = {"jac": slopes} if method == "L-BFGS-B" else {}
    found = minimize(loss, case["start"], method=method, options=OPTIONS[method], **gradient)
    return {"point": found.x.tolist(), "loss": float(found.fun), "looks": int(found.nfev)}


cases = json.load(sys.stdin)
json.dump({case["id"]: answer(case) for case in cases}, sys.stdout)

"""Reads cases from standard input, asks scikit-learn, and writes one answer for each to standard output.

A case has an `id` and a `kind`; `kernel` and `features` are of the training samples, `rows` of others: their kernel
values or their features. Tolerances are as tight as they go, so that what is compared is the optimum.
"""

import json
import sys

import numpy as np
from sklearn.cluster import KMeans, SpectralClustering
from sklearn.decomposition import KernelPCA
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import adjusted_rand_score
from sklearn.svm import SVC, SVR


def svm(case):
    model = SVC(C=case["c"], kernel="precomputed", tol=1e-9, break_ties=case["classes"] > 2)
    model.fit(case["kernel"], case["truth"])
    return {
        "scores": model.decision_function(case["rows"]).tolist(),
        "guesses": model.predict(case["rows"]).tolist(),
    }


def svr(case):
    model = SVR(C=case["c"], epsilon=case["epsilon"], kernel="precomputed", tol=1e-9)
    model.fit(case["kernel"], case["truth"])
    return {"guesses": model.predict(case["rows"]).tolist()}


def ridge(case):
    model = Ridge(alpha=case["penalty"], solver="svd").fit(case["features"], case["truth"])
    return {"weights": model.coef_.tolist(), "offsets": model.intercept_.tolist()}


def kernel_ridge(case):
    model = KernelRidge(alpha=case["penalty"], kernel="precomputed")
    model.fit(case["kernel"], case["truth"])
    return {"outputs": model.predict(case["rows"]).tolist()}


def logistic(case):
    model = LogisticRegression(C=case["c"], solver="newton-cg", tol=1e-12, max_iter=10_000)
    model.fit(case["features"], case["truth"])
    return {
        "weights": model.coef_.tolist(),
        "offsets": model.intercept_.tolist(),
        "scores": model.decision_function(case["rows"]).tolist(),
    }


def kernel_pca(case):
    model = KernelPCA(case["width"], kernel="precomputed", eigen_solver="dense")
    model.fit(np.array(case["kernel"]))
    return {"coordinates": model.transform(np.array(case["rows"])).tolist()}


def spectral(case):
    model = SpectralClustering(case["groups"], affinity="precomputed", random_state=0)
    return {"groups": model.fit_predict(np.array(case["kernel"])).tolist()}


def kmeans(case):
    model = KMeans(case["groups"], n_init=10, random_state=0, tol=0).fit(case["features"])
    return {"inertia": model.inertia_, "groups": model.labels_.tolist()}


def rand_index(case):
    return {"score": adjusted_rand_score(case["truth"], case["groups"])}


KINDS = {each.__name__: each for each in (svm, svr, ridge, kernel_ridge, logistic, kernel_pca, spectral, kmeans, rand_index)}

cases = json.load(sys.stdin)
json.dump({case["id"]: KINDS[case["kind"]](case) for case in cases}, sys.stdout)

"""The client of qiskit-ibm-runtime against a service at a given address: one of each thing that ours asks for too."""

import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
(case,) = json.load(sys.stdin)
os.environ["IAM_URL"] = case["url"]

from qiskit_ibm_runtime.api.client import RuntimeClient
from qiskit_ibm_runtime.api.client_parameters import ClientParameters
from qiskit_ibm_runtime.utils.json import RuntimeDecoder

client = RuntimeClient(
    ClientParameters(
        channel="ibm_quantum_platform",
        token=case["key"],
        url=case["url"],
        instance=case["instance"],
        url_resolver=lambda *_: case["url"] + "/api/v1",
    )
)
backend = case["backend"]
body = json.loads(case["body"])
answer = client.program_run(
    program_id=body["program_id"],
    backend_name=backend,
    params=body["params"],
    image=None,
    log_level="WARNING",
    session_id=None,
    job_tags=["qmm", "official"],
)
state = client.job_get(answer["id"])["state"]["status"]
result = json.loads(client.job_results(answer["id"]), cls=RuntimeDecoder)
found = [job["id"] for job in client.jobs_get(job_tags=["official"])["jobs"]]
session = client.create_session(backend, case["instance"], None, "batch")
client.close_session(session["id"])
client.job_cancel(answer["id"])
told = {
    "backends": [each["name"] for each in client.list_backends()],
    "qubits": client.backend_configuration(backend)["n_qubits"],
    "calibrated": str(client.backend_properties(backend)["last_update_date"]),
    "id": answer["id"],
    "state": state,
    "expectations": result[0].data.evs.tolist(),
    "found": found,
    "cancelled": client.job_get(answer["id"])["state"]["status"],
}
json.dump({case["id"]: told}, sys.stdout)

OPENQASM 3.0;
include "stdgates.inc";

// One layer between two registers: turns, ties between partners, and a controlled turn across.
gate tie(theta) a, b {
  cx a, b;
  rz(theta) b;
  cx a, b;
}

input float[64] turn;
input float[64] bond;
input float[64] cross;
qubit[2] left;
qubit[2] right;

ry(turn) left;
ry(-turn) right;
for int k in [0:1] {
  tie(bond) left[k], right[k];
}
ctrl @ rx(cross) left[1], right[0];
inv @ ctrl @ rx(cross) right[1], left[0];

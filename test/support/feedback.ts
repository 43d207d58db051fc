import type { Program } from '../../runtime/program/index.ts';
import { programOf } from './compile.ts';

/** Three qubits whose parities are measured twice, and a correction for each answer; then the check starts over. */
export const feedbackText = `
circuit correct on code[3], check[2] {
  cx code[0], check[0]
  cx code[1], check
  cx code[2], check[1]
  let syndrome = measure(check)
  if syndrome[0] and not syndrome[1] {
    x code[0]
  }
  if syndrome[1] and not syndrome[0] {
    param w: angle
    rx(w) code[2]
  } else {
    let spoilt = measure(code[2])
    if spoilt or syndrome[0] == syndrome[1] {
      reset code[2]
    }
  }
  reset check
  cx code[1], check[1]
}

model Feedback {
  modality point: real[3]
  label kind: class(2)

  register code, check[2]
  encode pi * point into code with ry
  evolve code, check with correct

  readout logits = expect([X(code), Z([code, check])]) |> linear
  objective classify(logits, kind)
}
`;

/** A model that measures, resets and decides on the way. */
export function feedbackProgram(): Program {
  return programOf(feedbackText);
}

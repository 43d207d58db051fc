import { itemOf, type Item } from './items.ts';

/** Readouts that the language cannot write: the reference shows them beside those of `stdlib/readouts.qmm`. */
export const intrinsicReadouts: readonly Item[] = [
  itemOf(
    'intrinsic',
    'expect',
    'expect(observable: observable[n]): real[n]',
    'Expectation values: `expect(Z(q))` is `<Z>` of each qubit, n numbers from n qubits in one basis, and the readout to begin with. Any sum and product of `X`, `Y` and `Z` will do; those of few qubits keep their gradients (Cerezo et al. 2021).',
  ),
  itemOf(
    'intrinsic',
    'probs',
    'probs(q: qubit[n]): real[2^n]',
    'The chances of all bit strings, q[0] their highest digit: all that one basis can tell, for heads that need correlations of every order. 2^n entries, so for few qubits (Farhi and Neven 2018 read a single one instead).',
  ),
  itemOf(
    'intrinsic',
    'purity',
    'purity(q: qubit[n]): real',
    'Trace of the squared reduced state: 1 when the register is entangled with nothing, down to 2^-n. Of up to six qubits, from 4^n Pauli expectations (Brennen 2003).',
  ),
  itemOf(
    'intrinsic',
    'entropy',
    'entropy(q: qubit[n]): real',
    'Von Neumann entropy of a reduced state in nats, from 0 to n log 2: how much the rest knows of this register. Of up to six qubits on the smaller side, from 4^n Pauli expectations (Groisman, Popescu and Winter 2005).',
  ),
  itemOf(
    'intrinsic',
    'information',
    'information(a: qubit[n], b: qubit[m]): real',
    'Mutual information of two registers in nats: all that they have in common, quantum or classical, 0 without fusion and at most twice the smaller entropy. For reports on what a fusion does, and as an objective (Groisman, Popescu and Winter 2005).',
  ),
  itemOf(
    'intrinsic',
    'fidelity',
    'fidelity(a: qubit[n], b: qubit[n]): real',
    'Trace of the product of two registers’ reduced states, from 0 to 1: the squared overlap when they are pure, and what `swap_test` tells without its ancilla (Buhrman et al. 2001). Of mixed states a state is less than 1 like itself.',
  ),
];

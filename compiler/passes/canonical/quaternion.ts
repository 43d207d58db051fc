/** They live with the format of programs, because what computes a circuit's angles at run time multiplies them too. */
export * from '../../../runtime/program/bind/quaternion.ts';

/** A pure state of one qubit by its Bloch vector. */
export type BlochVector = readonly [x: number, y: number, z: number];

const third = Math.PI * (2 / 3);

/**
 * States of one qubit that lie as far apart as that many can: poles, a triangle through |0> on the xz circle, a
 * tetrahedron with |0> on top, an octahedron (Perez-Salinas et al. 2020). Class 0 is |0>.
 */
const classStates: ReadonlyMap<number, readonly BlochVector[]> = new Map([
  [2, [northPole(), southPole()]],
  [3, [0, 1, -1].map((turn): BlochVector => [Math.sin(turn * third), 0, Math.cos(turn * third)])],
  [4, [northPole(), ...[0, 1, -1].map((turn) => below(turn * third))]],
  [6, [northPole(), southPole(), [1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0]]],
]);

/** Numbers of classes that have states. */
export const classStateCounts: readonly number[] = [...classStates.keys()];

/** The states of `classes` classes; undefined for a number that has none. */
export function classStatesOf(classes: number): readonly BlochVector[] | undefined {
  return classStates.get(classes);
}

function northPole(): BlochVector {
  return [0, 0, 1];
}

function southPole(): BlochVector {
  return [0, 0, -1];
}

/** A lower corner of the tetrahedron. */
function below(longitude: number): BlochVector {
  const radius = Math.sqrt(8) / 3;
  return [radius * Math.cos(longitude), radius * Math.sin(longitude), -1 / 3];
}

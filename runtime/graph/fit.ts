import { fitStatistic } from '../features/index.ts';
import type { Node } from '../program/index.ts';
import type { Rows } from './rows.ts';

export function fitNode(node: Node, data: Rows, rows: Uint32Array, _input: Node): Float64Array {
  return fitStatistic(node, data, rows);
}

import { encodedFamilies } from './encoded.ts';
import type { Family } from './family.ts';
import { layeredFamilies } from './layered.ts';

export const families: readonly Family[] = [...layeredFamilies, ...encodedFamilies];

export { libraryCircuits } from './library.ts';

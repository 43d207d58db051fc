import type { Generator } from './generator.ts';
import { moons } from './moons.ts';

/** All synthetic sources, as `qmm explain synthetic` lists them. */
export const SYNTHETIC_SOURCES: readonly Generator[] = [moons];

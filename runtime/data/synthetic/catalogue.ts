import { bars } from './bars.ts';
import { gaussianCloud } from './gaussian-cloud.ts';
import type { Generator } from './generator.ts';
import { hiddenManifold } from './hidden-manifold.ts';
import { hyperplanes } from './hyperplanes.ts';
import { moons } from './moons.ts';
import { rings } from './rings.ts';
import { scenes } from './scenes.ts';
import { shapes } from './shapes.ts';
import { stripes } from './stripes.ts';
import { twoCurves } from './two-curves.ts';
import { twoViews } from './two-views.ts';

/** All synthetic sources, as `qmm explain synthetic` lists them. */
export const SYNTHETIC_SOURCES: readonly Generator[] = [
  moons,
  rings,
  twoCurves,
  hiddenManifold,
  hyperplanes,
  gaussianCloud,
  twoViews,
  bars,
  stripes,
  shapes,
  scenes,
];

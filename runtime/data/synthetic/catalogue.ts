import { adHoc } from './ad-hoc.ts';
import { anything } from './anything.ts';
import { bars } from './bars.ts';
import { gaussianCloud } from './gaussian-cloud.ts';
import type { Generator } from './generator.ts';
import { hiddenManifold } from './hidden-manifold.ts';
import { hyperplanes } from './hyperplanes.ts';
import { moons } from './moons.ts';
import { namedShapes } from './named-shapes.ts';
import { questionsAboutShapes } from './questions-about-shapes.ts';
import { rings } from './rings.ts';
import { scenes } from './scenes.ts';
import { shapes } from './shapes.ts';
import { stripes } from './stripes.ts';
import { twoCurves } from './two-curves.ts';
import { twoViews } from './two-views.ts';
import { valence } from './valence.ts';

/** All synthetic sources, as `qmm explain synthetic` lists them. */
export const SYNTHETIC_SOURCES: readonly Generator[] = [
  moons,
  rings,
  twoCurves,
  hiddenManifold,
  hyperplanes,
  adHoc,
  gaussianCloud,
  twoViews,
  bars,
  stripes,
  shapes,
  namedShapes,
  questionsAboutShapes,
  scenes,
  valence,
  anything,
];

import { multiply, scale, transpose } from './matrix.ts';
import type { Mpo } from './mpo.ts';
import type { Matrix2 } from './operator.ts';
import { qr } from './qr.ts';
import {
  type Site,
  siteFromLeft,
  siteFromRight,
  siteOfColumns,
  siteOfRows,
  zeroSite,
} from './site.ts';
import { type Cutoff, truncatedSvd } from './svd.ts';
import { stackedSite, turnedSite, widenedSite } from './widen.ts';

/**
 * A matrix product state (Schollwoeck 2011). Sites left of the centre are isometries from the left, those right of it
 * from the right; so what is cut off at the centre is what the state loses.
 */
export interface Chain {
  /** Sites are replaced, never changed. */
  readonly sites: Site[];
  centre: number;
}

/** Told the part of the state's squared length that a bond loses, and how many values it keeps. */
export type NoteLoss = (discarded: number, kept: number) => void;

/** All qubits in |0>. */
export function zeroChain(length: number): Chain {
  return { sites: Array.from({ length }, zeroSite), centre: 0 };
}

/** Applies a unitary to one site. */
export function applyMatrix({ sites }: Chain, site: number, matrix: Matrix2): void {
  sites[site] = turnedSite(sites[site]!, matrix);
}

/** Applies an operator and makes the bonds that it widened as narrow as the cutoff allows. */
export function applyMpo(chain: Chain, mpo: Mpo, cutoff: Cutoff, note: NoteLoss): void {
  const last = mpo.first + mpo.sites.length - 1;
  moveCentre(chain, Math.min(Math.max(chain.centre, mpo.first), last));
  mpo.sites.forEach((operator, i) => {
    const site = mpo.first + i;
    chain.sites[site] = widenedSite(chain.sites[site]!, operator);
  });
  compress(chain, mpo.first, last, cutoff, note);
}

/** The sum of two states, compressed. */
export function addChains(a: Chain, b: Chain, cutoff: Cutoff, note: NoteLoss): Chain {
  const last = a.sites.length - 1;
  const sites = a.sites.map((site, i) => stackedSite(site, b.sites[i]!, i === 0, i === last));
  const sum: Chain = { sites, centre: 0 };
  compress(sum, 0, last, cutoff, note);
  return sum;
}

function moveCentre(chain: Chain, to: number): void {
  while (chain.centre < to) passRight(chain.sites, chain.centre++);
  while (chain.centre > to) passLeft(chain.sites, chain.centre--);
}

/** Sites from the first to the last are any, all others isometries towards them; the centre comes to the first. */
function compress(chain: Chain, first: number, last: number, cutoff: Cutoff, note: NoteLoss): void {
  const { sites } = chain;
  for (let site = first; site < last; site++) passRight(sites, site);
  for (let site = last; site > first; site--) {
    const { left, right, values, discarded } = truncatedSvd(siteFromLeft(sites[site]!), cutoff);
    note(discarded, values.length);
    sites[site] = siteOfRows(right);
    // What is cut off takes nothing from the length.
    const kept = scale(left, 1 / Math.sqrt(1 - discarded));
    sites[site - 1] = siteOfColumns(multiply(siteFromRight(sites[site - 1]!), kept));
  }
  chain.centre = first;
}

/** Makes a site an isometry from the left; the next one takes the rest. */
function passRight(sites: Site[], site: number): void {
  const { q, r } = qr(siteFromRight(sites[site]!));
  sites[site] = siteOfColumns(q);
  sites[site + 1] = siteOfRows(multiply(r, siteFromLeft(sites[site + 1]!)));
}

/** Makes a site an isometry from the right; the one before takes the rest. */
function passLeft(sites: Site[], site: number): void {
  const { q, r } = qr(transpose(siteFromLeft(sites[site]!)));
  sites[site] = siteOfRows(transpose(q));
  sites[site - 1] = siteOfColumns(multiply(siteFromRight(sites[site - 1]!), transpose(r)));
}

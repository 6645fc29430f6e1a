import { extent, format, max, scaleLinear } from 'd3';

import { Bin, isPredicted } from '../../frames/distribution';
import { Slot, Slots } from './slots';

/**
 * What is drawn of the two windows. `bars`: two bars for each bin. `steps`: the outlines of both. `cumulative`: the share
 * of all values up to each bin's end. `difference`: current minus baseline.
 */
export type Mode = 'bars' | 'steps' | 'cumulative' | 'difference';

/** A bin's heights on the vertical axis, in shares, densities or differences of shares; null where they are not known. */
export interface Heights {
  current: number | null;
  baseline: number | null;
  /** What earlier windows predict of `current`, without an upper end where `high` is null; null where they predict nothing. */
  usual: { low: number; high: number | null } | null;
}

/** The vertical axis: how heights become pixels, and how they read. */
export interface VerticalAxis {
  place: (height: number) => number;
  ticks: Array<{ position: number; value: number; text: string }>;
  /** What a height is, where it is not simply a share. */
  caption: string;
}

/** Whether a mode shows what earlier windows predict: shares add up, and what is predicted of each does not. */
export const showsUsual = (mode: Mode) => mode !== 'cumulative';

/** The heights of every bin in a mode. Special bins stand for themselves: they are no part of a cumulative sum. */
export function heightsOf({ slots, scale, pixelsPerUnit }: Slots, mode: Mode): Heights[] {
  switch (mode) {
    case 'cumulative':
      return cumulate(slots);
    case 'difference':
      return slots.map(({ bin }) => heights(bin, (share) => minus(share, bin.baseline)));
    default: {
      // A bar of s pixels is s / pixelsPerUnit units wide, special bins included, so that areas compare.
      const density = scale === 'bins' ? 1 : pixelsPerUnit;
      return slots.map(({ bin, x0, x1 }) =>
        heights(bin, (share) => (share === null ? null : scale === 'bins' ? share : (share * density) / (x1 - x0)))
      );
    }
  }
}

function heights(bin: Bin, height: (share: number | null) => number | null): Heights {
  const { current, baseline, usualLow, usualHigh } = bin;
  const low = height(usualLow ?? 0);
  return {
    current: height(current),
    baseline: height(baseline),
    usual: low === null || !isPredicted(bin) ? null : { low, high: height(usualHigh) },
  };
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

function cumulate(slots: Slot[]): Heights[] {
  const sums = { current: 0, baseline: 0 };
  const known = (window: 'current' | 'baseline') => slots.some(({ bin }) => bin.role === 'bin' && bin[window] !== null);
  const isKnown = { current: known('current'), baseline: known('baseline') };
  return slots.map(({ bin }) => {
    if (bin.role !== 'bin') {
      return { current: bin.current, baseline: bin.baseline, usual: null };
    }
    sums.current += bin.current ?? 0;
    sums.baseline += bin.baseline ?? 0;
    return {
      current: isKnown.current ? sums.current : null,
      baseline: isKnown.baseline ? sums.baseline : null,
      usual: null,
    };
  });
}

/** The axis that holds all heights, from 0 or below; `unit` is what follows a number of the feature. */
export function verticalAxis(all: Heights[], mode: Mode, slots: Slots, height: number, unit: string): VerticalAxis {
  const count = Math.max(2, Math.min(5, Math.floor(height / 40)));
  const [least, greatest] = extentOf(all);
  const axis = scaleLinear()
    .domain([least, mode === 'cumulative' ? 1 : greatest > least ? greatest : 1])
    .range([height, 0])
    .nice(count)
    .clamp(true);
  const isDensity = slots.scale !== 'bins' && (mode === 'bars' || mode === 'steps');
  const factor = isDensity ? unitOfDensity(axis.domain()[1] ?? 1) : 1;
  const text = mode === 'difference' ? signedPoints : isDensity ? percentOf(factor) : axis.tickFormat(count, '%');
  return {
    place: axis,
    ticks: axis.ticks(count).map((value) => ({ value, position: axis(value), text: text(value) })),
    caption: captionOf(mode, isDensity ? { scale: slots.scale, factor, unit } : undefined),
  };
}

/** How far a range that earlier windows predict may reach beyond the marks of both windows, as a multiple of them. */
const MOST_USUAL = 2;

/**
 * From the least height, or 0, to the greatest. A wide range that earlier windows predict is cut off, so that it never makes the
 * marks of both windows too small to read; the end that is nearest to the marks is always shown.
 */
function extentOf(all: Heights[]): [number, number] {
  const marks = all.flatMap(({ current, baseline, usual }) => [
    current ?? 0,
    baseline ?? 0,
    Math.max(0, usual?.low ?? 0),
    Math.min(0, usual?.high ?? 0),
  ]);
  const ends = all.flatMap(({ usual }) => [usual?.low ?? 0, usual?.high ?? 0]);
  const most = MOST_USUAL * (max(marks, Math.abs) ?? 0) || Infinity;
  const [least = 0, greatest = 0] = extent(marks);
  const [low = 0, high = 0] = extent(ends);
  return [Math.min(0, least, Math.max(low, -most)), Math.max(0, greatest, Math.min(high, most))];
}

/** The power of ten of the feature's unit in which densities stay below 100 %: a share of 2000 % reads like an error. */
function unitOfDensity(greatest: number): number {
  return greatest > 0 ? 10 ** -Math.ceil(Math.log10(greatest)) : 1;
}

/** Whether the vertical axis has a caption, at any height of the plot. */
export function hasCaption(mode: Mode, scale: Slots['scale']): boolean {
  return mode === 'difference' || mode === 'cumulative' || scale !== 'bins';
}

function captionOf(mode: Mode, density?: { scale: string; factor: number; unit: string }): string {
  if (mode === 'difference') {
    return 'current minus baseline, in percentage points';
  }
  if (mode === 'cumulative') {
    return 'share up to the end of each bin';
  }
  if (!density) {
    return '';
  }
  const size = format('~g')(density.factor);
  const part = { log: size === '1' ? '' : `${size} of a`, value: size === '1' ? '' : size };
  const per = density.scale === 'log' ? `${part.log} decade` : `${part.value} ${density.unit || 'unit'}`;
  return `share per ${per.trim()}: area is share`;
}

const percent = format('.2~p');
const points = format('+.3~f');

function percentOf(factor: number): (density: number) => string {
  return (density) => percent(density * factor);
}

/** A difference of shares in percentage points, with its sign. */
function signedPoints(difference: number): string {
  return Math.abs(difference) < 1e-12 ? '0' : points(100 * difference).replace('-', '−');
}

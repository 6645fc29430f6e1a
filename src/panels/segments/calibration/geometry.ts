import { max, min, range, scaleLinear } from 'd3';

import { isOff } from '../../../frames/describeCalibration';
import { formatShare } from '../../../frames/format';
import { Calibrated, CalibrationCurve, labelledRows, ScoreGroup, WindowName } from '../../../frames/outcomes';

/** The room around the plot in pixels, for the texts of both axes. */
export const MARGIN = { left: 40, right: 17, top: 8, bottom: 34 } as const;

/** The radii in pixels of the smallest mark and of one that holds all rows of its window. */
const RADIUS = { least: 2, all: 13 } as const;

/** The least distance in pixels of two texts of an axis. */
const TICK_ROOM = { x: 52, y: 26 } as const;

/** One group in one window, in pixels from the plot's upper left corner. */
export interface Mark {
  /** The group's place in the frame. */
  index: number;
  x: number;
  y: number;
  /** Its area is proportional to the group's part of the window's rows. */
  radius: number;
  /** The interval from its upper end down; null when it is not known. */
  whisker: { top: number; foot: number } | null;
  /** The mean score lies outside the interval. */
  isOff: boolean;
}

/** A mark of an axis and its text. */
export interface Tick {
  position: number;
  text: string;
}

/** Everything that is drawn of a curve, in pixels from the plot's upper left corner. */
export interface Plot {
  width: number;
  height: number;
  current: Mark[];
  baseline: Mark[];
  xTicks: Tick[];
  yTicks: Tick[];
  /** One target for each group, from left to right over the whole width. */
  targets: Array<{ index: number; x: number; width: number }>;
}

/** The least and the greatest share that curves need, in whole tenths: both axes of all of them, so that they compare. */
export function domainOf(curves: CalibrationCurve[]): [number, number] {
  const both = curves.flatMap(({ groups }) => groups.flatMap(({ current, baseline }) => [current, baseline]));
  const shares = both
    .flatMap(({ score, value, lower, upper }) => [score, value, lower, upper])
    .filter((share): share is number => share !== null);
  const low = Math.floor(10 * (min(shares) ?? 0)) / 10;
  const high = Math.ceil(10 * (max(shares) ?? 1)) / 10;
  return high > low ? [low, high] : [Math.max(0, high - 0.1), Math.max(0.1, high)];
}

/** Lays a curve out in `size` pixels, axes included. */
export function layoutCurve(
  { groups }: CalibrationCurve,
  domain: [number, number],
  size: { width: number; height: number }
): Plot {
  const width = Math.max(1, size.width - MARGIN.left - MARGIN.right);
  const height = Math.max(1, size.height - MARGIN.top - MARGIN.bottom);
  const x = scaleLinear().domain(domain).range([0, width]);
  const y = scaleLinear().domain(domain).range([height, 0]);
  const marksOf = (window: WindowName) => {
    const rows = labelledRows(groups, window);
    return groups.flatMap((group, index) => placeMark(group[window], { index, rows, x, y }) ?? []);
  };
  const ticks = (scale: typeof x, room: number): Tick[] =>
    tickValues(domain, extent(scale) / room).map((share) => ({
      position: scale(share),
      text: formatTick(share),
    }));
  return {
    width,
    height,
    current: marksOf('current'),
    baseline: marksOf('baseline'),
    xTicks: ticks(x, TICK_ROOM.x),
    yTicks: ticks(y, TICK_ROOM.y),
    targets: layoutTargets(groups, x, width),
  };
}

/** Marks joined by a line, as an SVG path. */
export function pathOf(marks: Mark[]): string {
  return marks.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x},${y}`).join(' ');
}

interface Placing {
  index: number;
  rows: number;
  x: (share: number) => number;
  y: (share: number) => number;
}

/** Where a group stands; undefined where it has no labelled rows. */
function placeMark(group: Calibrated, { index, rows, x, y }: Placing): Mark | undefined {
  const { score, value, lower, upper, count } = group;
  if (score === null || value === null) {
    return undefined;
  }
  return {
    index,
    x: x(score),
    y: y(value),
    radius: Math.max(RADIUS.least, RADIUS.all * Math.sqrt(rows > 0 ? (count ?? 0) / rows : 0)),
    whisker: lower === null || upper === null ? null : { top: y(upper), foot: y(lower) },
    isOff: isOff(group),
  };
}

/** Cuts the width halfway between the groups' scores. */
function layoutTargets(groups: ScoreGroup[], x: (share: number) => number, width: number): Plot['targets'] {
  const places = groups
    .map(({ current, baseline }, index) => ({ index, score: current.score ?? baseline.score }))
    .filter((place): place is { index: number; score: number } => place.score !== null)
    .map(({ index, score }) => ({ index, at: x(score) }));
  return places.map(({ index, at }, i) => {
    const from = i === 0 ? 0 : (places[i - 1]!.at + at) / 2;
    const to = i === places.length - 1 ? width : (at + places[i + 1]!.at) / 2;
    return { index, x: from, width: Math.max(1, to - from) };
  });
}

/** Shares at even steps, at most `most` steps of tenths, fifths, halves or the whole. */
function tickValues([low, high]: [number, number], most: number): number[] {
  const tenths = Math.round(10 * (high - low));
  const step = [1, 2, 5, 10].find((one) => tenths / one <= most) ?? 10;
  const first = Math.ceil(Math.round(10 * low) / step) * step;
  return range(first, Math.round(10 * high) + 0.5, step).map((tenth) => tenth / 10);
}

const extent = (scale: { range: () => number[] }) => Math.abs(scale.range()[1]! - scale.range()[0]!);

const formatTick = (share: number) => formatShare(share).replace('.0%', '%');

import { line, max, scaleLinear } from 'd3';

/** The room of a small picture in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Both windows over the same bins: the baseline as a filled area with an edge, the current window as a line of steps. */
export interface Overlay {
  baselineArea: string;
  baselineEdge: string;
  currentEdge: string;
}

/** The course of a divergence: a line, the band that earlier windows reached, and the current point. */
export interface Spark {
  line: string;
  band: { y: number; height: number } | null;
  last: { x: number; y: number };
}

/** Room for the strokes at the edges of a picture. */
const EDGE = 1;

/** Lays the shares of two windows over each other; undefined where neither has any. Both lists are of the same bins. */
export function layoutOverlay(current: number[], baseline: number[], { width, height }: Size): Overlay | undefined {
  const count = Math.max(current.length, baseline.length);
  const greatest = max([...current, ...baseline]) ?? 0;
  if (count === 0 || greatest <= 0) {
    return undefined;
  }
  const x = (bin: number) => round((bin / count) * width);
  const y = scaleLinear()
    .domain([0, greatest])
    .range([height - EDGE, EDGE]);
  const steps = (shares: number[]) =>
    Array.from({ length: count }, (_, bin) => `V${round(y(shares[bin] ?? 0))}H${x(bin + 1)}`).join('');
  const foot = round(y(0));
  return {
    baselineArea: `M0,${foot}${steps(baseline)}V${foot}Z`,
    baselineEdge: `M0,${round(y(baseline[0] ?? 0))}${steps(baseline)}`,
    currentEdge: `M0,${round(y(current[0] ?? 0))}${steps(current)}`,
  };
}

/** Lays out a course whose last value is the current one; undefined without values. */
export function layoutSpark(
  course: number[],
  usual: { low: number | null; high: number | null },
  { width, height }: Size
): Spark | undefined {
  const last = course[course.length - 1];
  if (last === undefined) {
    return undefined;
  }
  const radius = 2.5;
  const greatest = max([...course, usual.high ?? 0]) || 1;
  const x = scaleLinear()
    .domain([0, Math.max(1, course.length - 1)])
    .range([radius, width - radius]);
  const y = scaleLinear()
    .domain([0, greatest])
    .range([height - radius, radius]);
  const place = line<number>(
    (_, i) => round(x(i)),
    (value) => round(y(value))
  );
  const at = course.length === 1 ? width - radius : x(course.length - 1);
  return {
    line: place(course) ?? '',
    band:
      usual.low === null || usual.high === null
        ? null
        : { y: round(y(usual.high)), height: Math.max(1, round(y(usual.low) - y(usual.high))) },
    last: { x: round(at), y: round(y(last)) },
  };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

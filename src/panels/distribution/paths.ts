import { Bar, LaneBar } from './geometry';

/** One path for all marks of a kind: a chart of fifty features draws thousands of them. Coordinates have two decimals. */

/** Which of a bar's heights a path follows. */
export type Window = 'currentY' | 'baselineY';

/** The least size in pixels of a mark that is not zero. */
const LEAST = 1;
const ARROW = 7;

/** A length in pixels with at most two decimals. */
export const px = (value: number) => String(Math.round(value * 100) / 100);

const box = (x: number, y: number, width: number, height: number) =>
  `M${px(x)},${px(y)}h${px(width)}v${px(height)}h${px(-width)}Z`;

/**
 * Blocks from `zero` to each bar's height. `inset` is the part of a slot that stays free on either side; what is small but
 * not zero still shows as a pixel.
 */
export function blocks(bars: Bar[], window: Window, inset: number, zero: number): string {
  return bars
    .map((bar) => {
      const end = bar[window];
      if (end === null || end === zero) {
        return '';
      }
      const height = Math.max(LEAST, Math.abs(zero - end));
      const slot = bar.x1 - bar.x0;
      const width = Math.max(LEAST, slot * (1 - 2 * inset) - (inset === 0 ? LEAST : 0));
      return box(bar.x0 + inset * slot, end < zero ? zero - height : zero, width, height);
    })
    .join('');
}

/** A block up from `foot` for each bar of the lane of contributions; what is nothing still shows as a pixel. */
export function towers(bars: LaneBar[], foot: number, most: number): string {
  const inset = 0.08;
  return bars
    .map(({ bar: { x0, x1 }, part }) => {
      const height = Math.max(LEAST, part * most);
      const slot = x1 - x0;
      return box(x0 + inset * slot, foot - height, Math.max(LEAST, slot * (1 - 2 * inset)), height);
    })
    .join('');
}

/** A line across each bar at its height. */
export function levels(bars: Bar[], window: Window, inset: number): string {
  return bars
    .map((bar) => {
      const y = bar[window];
      const slot = bar.x1 - bar.x0;
      return y === null ? '' : `M${px(bar.x0 + inset * slot)},${px(y)}H${px(bar.x1 - inset * slot)}`;
    })
    .join('');
}

/** The outline of adjoining bars: up from `zero`, from height to height, and back. Heights that are not known leave a gap. */
export function outline(bars: Bar[], window: Window, zero: number): string {
  return runsOf(bars, window)
    .map((run) => {
      const tops = run.map((bar) => `V${px(bar[window] ?? zero)}H${px(bar.x1)}`).join('');
      return `M${px(run[0]!.x0)},${px(zero)}${tops}V${px(zero)}`;
    })
    .join('');
}

/** A line from `zero` through the ends of adjoining bars: the course of a sum. */
export function course(bars: Bar[], window: Window, zero: number): string {
  return runsOf(bars, window)
    .map((run) => {
      const ends = run.map((bar) => `L${px(bar.x1)},${px(bar[window] ?? zero)}`).join('');
      return `M${px(run[0]!.x0)},${px(zero)}${ends}`;
    })
    .join('');
}

/** The bands in which earlier windows expect the ends of the current heights. */
export function bands(bars: Bar[]): string {
  return bars
    .map(({ usual, x0, x1 }) =>
      usual ? box(x0, usual.top, Math.max(LEAST, x1 - x0), Math.max(LEAST, usual.foot - usual.top)) : ''
    )
    .join('');
}

/** An arrow beyond the end of each current height that lies outside its band, pointing to that side. */
export function arrows(bars: Bar[], zero: number): string {
  return bars
    .map(({ beyond, x0, x1, currentY }) => {
      if (!beyond) {
        return '';
      }
      const left = (x0 + x1 - ARROW) / 2;
      const end = currentY ?? 0;
      // Below the line of no difference a bar ends at its foot.
      const foot = end > zero ? end + ARROW + 2 : Math.max(ARROW, end - 2);
      return beyond === 'above'
        ? `M${px(left)},${px(foot)}h${ARROW}l${-ARROW / 2},${-ARROW}Z`
        : `M${px(left)},${px(foot - ARROW)}h${ARROW}l${-ARROW / 2},${ARROW}Z`;
    })
    .join('');
}

/** Adjoining bars with known heights. */
function runsOf(bars: Bar[], window: Window): Bar[][] {
  const runs: Bar[][] = [];
  let isBroken = true;
  for (const bar of bars) {
    if (bar[window] === null) {
      isBroken = true;
    } else if (isBroken) {
      runs.push([bar]);
      isBroken = false;
    } else {
      runs[runs.length - 1]!.push(bar);
    }
  }
  return runs;
}

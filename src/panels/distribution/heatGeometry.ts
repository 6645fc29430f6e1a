import { dateTimeForTimeZone } from '@grafana/data';
import { max, sum } from 'd3';

import { Verdict } from '../../frames/comparison';
import { formatCount, formatValue } from '../../frames/format';
import { describeUsual } from '../../frames/describe';
import { beyondUsualShare, cellOf, HeatMap, HeatRow } from '../../frames/heatMap';
import { verdictWords } from '../../frames/verdict';
import { shorten, textWidth, withoutOverlap } from '../../ui/labels';
import { PlotSize, Tick } from './geometry';
import { px } from './paths';
import { SPECIAL_GAP } from './slots';

/** One row of the map in pixels from the plot's upper left corner, with its name where it fits. */
export interface HeatBand {
  row: HeatRow;
  y: number;
  height: number;
  text: string;
}

/** All cells of one class of shares, as one path. */
export interface HeatClass {
  /** The greatest share of the class, 0…1. */
  to: number;
  path: string;
}

/** The mark of a window's verdict: its left edge and its size in pixels. */
export interface HeatMark {
  verdict: Verdict;
  x: number;
  size: number;
}

/** A distribution over time in pixels. */
export interface HeatPlot {
  /** The room left of the plot for names. */
  left: number;
  /** The room above it for the key and the marks of verdicts. */
  top: number;
  /** What the key says of the arrows, from the plot's left edge and the key's first line on; undefined without arrows. */
  arrowKey?: { text: string; x: number; y: number };
  /** The mark of each window's verdict, above its column. */
  marks: HeatMark[];
  size: PlotSize;
  columnWidth: number;
  bands: HeatBand[];
  /** From the smallest shares to the greatest; a share of 0 is in none. */
  classes: HeatClass[];
  /** Cells of windows without rows. */
  unknown: string;
  /** An arrow in each cell that holds more or less than earlier windows predict. */
  beyond: string;
  times: Tick[];
}

const CLASSES = 7;
const MIN_ROW = 9;
const MOST_LEFT = 0.35;
const ROOM = { key: 20, keyLine: 15, marks: 16, right: 10, below: 20 };
const MARK = { least: 5, most: 12 };
const DAY = 86_400_000;

/** Lays out a map: time to the right, numbers upwards, categories downwards in their order, special bins apart at the foot. */
export function layoutHeatMap(map: HeatMap, size: PlotSize): HeatPlot {
  const widest = max(map.rows, ({ label }) => textWidth(label)) ?? 0;
  const left = Math.ceil(Math.min(widest, MOST_LEFT * size.width)) + 10;
  const width = Math.max(1, size.width - left - ROOM.right);
  const columnWidth = width / Math.max(1, map.times.length);
  const hasArrows = map.rows.some((row) => row.shares.some((_, i) => beyondUsualShare(row, i)));
  const arrowKey = hasArrows ? placeArrowKey(width) : undefined;
  const top = ROOM.key + (arrowKey?.y ?? 0) + (map.verdicts ? ROOM.marks : 0);
  const height = Math.max(1, size.height - top - ROOM.below);
  const rows = fitRows(map, Math.max(2, Math.floor((height - SPECIAL_GAP) / MIN_ROW)));
  const bands = placeRows(rows, height, left - 10);
  return {
    left,
    top,
    arrowKey,
    marks: marksOf(map.verdicts ?? [], columnWidth),
    size: { width, height },
    columnWidth,
    bands,
    ...cellsOf(bands, columnWidth),
    beyond: arrowsOf(bands, columnWidth),
    times: timeTicks(map, columnWidth),
  };
}

/** Where the key of the colours ends in pixels. */
const KEY_END = 26 + CLASSES * 14 + 48;
const ARROW_WORDS = ['outside what earlier windows predict', 'outside expected'];

/** Beside the key of the colours where the words fit, else on a line of its own. */
function placeArrowKey(width: number): NonNullable<HeatPlot['arrowKey']> {
  const fitting = (x: number) => ARROW_WORDS.find((words) => x + 22 + textWidth(words) <= width);
  const beside = fitting(KEY_END);
  return beside ? { text: beside, x: KEY_END, y: 0 } : { text: fitting(0) ?? 'unusual', x: 0, y: ROOM.keyLine };
}

/** A mark above each column; where columns are too narrow for all, only above those that are more than steady. */
function marksOf(verdicts: Verdict[], width: number): HeatMark[] {
  const size = Math.max(MARK.least, Math.min(MARK.most, width - 1));
  const isCrowded = width < MARK.least;
  return verdicts.flatMap((verdict, i) =>
    isCrowded && (verdict === 0 || verdict === null) ? [] : [{ verdict, x: (i + 0.5) * width - size / 2, size }]
  );
}

/** The verdict of a window in words, as part of a sentence; '' where windows are not judged. */
export function verdictOf({ verdicts }: HeatMap, column: number): string {
  return verdicts ? verdictWords(verdicts[column] ?? null).toLowerCase() : '';
}

/** What a cell says: the bin, its share and the window. */
export function describeCell(map: HeatMap, { row }: HeatBand, column: number): string {
  const share = row.shares[column] ?? null;
  const parts = [
    share === null ? 'no rows' : formatValue(share, map.values),
    describeUsual(cellOf(row, column), map.values),
    [windowOf(map, column), verdictOf(map, column)].filter(Boolean).join(': '),
  ];
  return `${row.label}: ${parts.filter(Boolean).join(', ')}`;
}

/** The window of a column, by the instant at which it ends in the model's time zone. */
export function windowOf({ times, comparison }: HeatMap, column: number): string {
  const end = dateTimeForTimeZone(comparison?.timezone ?? 'UTC', times[column]);
  return `window that ends ${end.format('D MMM YYYY HH:mm')}`;
}

/** The rows as drawn, top first; where there are too many, neighbouring ranges or the last categories are taken together. */
function fitRows({ rows, kind }: HeatMap, most: number): HeatRow[] {
  const ordinary = rows.filter(({ role }) => role === 'bin');
  const special = rows.filter(({ role }) => role !== 'bin' && hasShare(rows, role));
  const room = Math.max(1, most - special.length);
  if (kind === 'numeric') {
    const group = Math.ceil(ordinary.length / room);
    const pooled = Array.from({ length: Math.ceil(ordinary.length / Math.max(1, group)) }, (_, i) =>
      pool(ordinary.slice(i * group, (i + 1) * group))
    );
    return [...pooled.reverse(), ...special];
  }
  if (ordinary.length <= room) {
    return [...ordinary, ...special];
  }
  const rest = ordinary.slice(room - 1);
  const label = `(${formatCount(rest.length)} more)`;
  return [...ordinary.slice(0, room - 1), { ...pool(rest), label, role: 'other' }, ...special];
}

function hasShare(rows: HeatRow[], role: HeatRow['role']): boolean {
  return rows.some((row) => row.role === role && row.shares.some((share) => share));
}

function pool(rows: HeatRow[]): HeatRow {
  const [first, last] = [rows[0], rows[rows.length - 1]];
  if (!first || !last || first === last) {
    return first ?? { label: '', role: 'bin', shares: [] };
  }
  const shares = first.shares.map((_, i) =>
    rows.every(({ shares: list }) => list[i] === null) ? null : sum(rows, ({ shares: list }) => list[i] ?? 0)
  );
  return { label: `${first.label} … ${last.label}`, role: 'bin', shares };
}

function placeRows(rows: HeatRow[], height: number, room: number): HeatBand[] {
  const firstSpecial = rows.findIndex(({ role }) => role !== 'bin');
  const gap = firstSpecial > 0 ? SPECIAL_GAP / 2 : 0;
  const each = (height - gap) / Math.max(1, rows.length);
  const bands = rows.map((row, i) => ({
    row,
    y: i * each + (gap > 0 && i >= firstSpecial ? gap : 0),
    height: each,
    text: shorten(row.label, room),
  }));
  const named = new Set(withoutOverlap(bands, ({ y, height: h }) => ({ x: y + h / 2, width: MIN_ROW + 2 }), 0));
  return bands.map((band) => (named.has(band) ? band : { ...band, text: '' }));
}

/** Cells by class of share. One path a class: a map of a year has thousands of cells. */
function cellsOf(bands: HeatBand[], width: number): Pick<HeatPlot, 'classes' | 'unknown'> {
  const greatest = max(bands, ({ row }) => max(row.shares, (share) => share ?? 0) ?? 0) || 1;
  const paths: string[] = Array(CLASSES).fill('');
  let unknown = '';
  for (const { row, y, height } of bands) {
    row.shares.forEach((share, i) => {
      const cell = `M${px(i * width)},${px(y)}h${px(width)}v${px(height)}h${px(-width)}Z`;
      if (share === null) {
        unknown += cell;
      } else if (share > 0) {
        paths[Math.min(CLASSES - 1, Math.ceil((share / greatest) * CLASSES) - 1)] += cell;
      }
    });
  }
  return { classes: paths.map((path, i) => ({ path, to: ((i + 1) / CLASSES) * greatest })), unknown };
}

/** The least and the greatest size in pixels of an arrow, and the room that it leaves on either side. */
const ARROW = { least: 3, most: 8, room: 1 };

/** An arrow in the middle of each cell outside what earlier windows predict: up for more, down for less. */
function arrowsOf(bands: HeatBand[], width: number): string {
  return bands
    .flatMap(({ row, y, height }) => {
      const size = Math.max(ARROW.least, Math.min(ARROW.most, width - 2 * ARROW.room, height - 2 * ARROW.room));
      return row.shares.map((_, i) => {
        const side = beyondUsualShare(row, i);
        const [x, middle] = [(i + 0.5) * width - size / 2, y + height / 2];
        const up = side === 'above' ? -1 : 1;
        return side ? `M${px(x)},${px(middle - (up * size) / 2)}h${px(size)}l${px(-size / 2)},${px(up * size)}Z` : '';
      });
    })
    .join('');
}

/** The ends of all windows in the model's time zone, as a table names them. */
export function timeTexts({ times, comparison }: HeatMap): string[] {
  return times.map((time) => dateTimeForTimeZone(comparison?.timezone ?? 'UTC', time).format('D MMM YYYY HH:mm'));
}

/** Days are named by the day before the midnight at which their window ends, instants by themselves. */
function timeTicks({ times, comparison }: HeatMap, columnWidth: number): Tick[] {
  const zone = comparison?.timezone ?? 'UTC';
  const step = times.length > 1 ? times[1]! - times[0]! : DAY;
  const isDaily = step >= DAY - 3_600_000;
  const ticks = times.map((value, i) => ({
    value,
    position: (i + 0.5) * columnWidth,
    text: dateTimeForTimeZone(zone, isDaily ? value - 1 : value).format(isDaily ? 'D MMM' : 'D MMM HH:mm'),
  }));
  return withoutOverlap(ticks, ({ position, text }) => ({ x: position, width: textWidth(text) }), 10);
}

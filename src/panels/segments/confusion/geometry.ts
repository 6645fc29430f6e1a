import { max } from 'd3';

import { formatCount, formatEffect, formatValue, ValueStyle } from '../../../frames/format';
import { ConfusionCell, ConfusionMatrix, Estimate } from '../../../frames/outcomes';
import { LABEL_SIZE, shorten, textWidth } from '../../../ui/labels';

/** The matrices of a subject, as they stand from left to right. */
export const VIEWS = ['before', 'now', 'change'] as const;
export type View = (typeof VIEWS)[number];

/** From this width in pixels on, the three matrices stand side by side. */
const ABREAST = 420;
const GAP = 16;
/** The heights in pixels of a matrix's title and of the names of its columns. */
const TITLE = 18;
const NAMES = 16;
const MAX_NAME_WIDTH = 72;
const CELL = { maxWidth: 110, maxHeight: 40, least: 10 } as const;

/** One cell of one matrix, in pixels from the drawing's upper left corner. */
export interface Square {
  view: View;
  /** The cell's place in the frame. */
  index: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Its share against the greatest of both windows, its change against the greatest change; 0…1. */
  strength: number;
  /** The change is a loss: the baseline has more. */
  isLoss: boolean;
  /** Predicted and actual class are the same. */
  isRight: boolean;
  /** The share or the change, then the rows; only what fits. */
  texts: string[];
}

/** A class beside a row or above a column. */
export interface Name {
  text: string;
  x: number;
  y: number;
  anchor: 'middle' | 'end';
}

/** The three matrices of a subject, in pixels. */
export interface Matrices {
  height: number;
  /** The number of classes. */
  size: number;
  titles: Array<{ view: View; x: number; y: number }>;
  names: Name[];
  /** By matrix, then by predicted class, then by actual class. */
  squares: Square[];
}

/** The classes of a matrix in the order of its frame. */
export function classesOf({ cells }: ConfusionMatrix): string[] {
  return [...new Set(cells.flatMap(({ prediction, label }) => [prediction, label]))];
}

/** Lays three matrices out in this width: side by side, or below each other where that is too narrow. */
export function layoutMatrices(matrix: ConfusionMatrix, width: number): Matrices {
  const classes = classesOf(matrix);
  const abreast = width >= ABREAST ? VIEWS.length : 1;
  const room = Math.floor((width - (abreast - 1) * GAP) / abreast);
  const nameWidth = Math.min(MAX_NAME_WIDTH, max(classes, (name) => textWidth(name)) ?? 0) + 6;
  const cellWidth = Math.min(CELL.maxWidth, Math.max(CELL.least, (room - nameWidth) / classes.length));
  const cellHeight = Math.min(CELL.maxHeight, Math.max(CELL.least, cellWidth));
  const block = TITLE + NAMES + classes.length * cellHeight;
  const corner = (i: number) => ({
    x: abreast === 1 ? nameWidth : i * (room + GAP) + nameWidth,
    y: (abreast === 1 ? i * (block + GAP) : 0) + TITLE + NAMES,
  });
  const place = { classes, cellWidth, cellHeight };
  return {
    height: abreast === 1 ? VIEWS.length * (block + GAP) - GAP : block,
    size: classes.length,
    titles: VIEWS.map((view, i) => ({ view, x: corner(i).x, y: corner(i).y - NAMES - 5 })),
    names: VIEWS.flatMap((_, i) => layoutNames(corner(i), place)),
    squares: VIEWS.flatMap((view, i) => layoutSquares(matrix, view, corner(i), place)),
  };
}

interface Corner {
  x: number;
  y: number;
}

interface Place {
  classes: string[];
  cellWidth: number;
  cellHeight: number;
}

/** Predicted classes on the left, actual classes on top; those that would touch a neighbour are cut. */
function layoutNames({ x, y }: Corner, { classes, cellWidth, cellHeight }: Place): Name[] {
  const rows = classes.map((name, i): Name => ({
    text: shorten(name, MAX_NAME_WIDTH),
    x: x - 6,
    y: y + (i + 0.5) * cellHeight,
    anchor: 'end',
  }));
  const columns = classes.map((name, i): Name => ({
    text: shorten(name, cellWidth - 4),
    x: x + (i + 0.5) * cellWidth,
    y: y - 8,
    anchor: 'middle',
  }));
  return [...rows, ...columns].filter(({ text }) => text !== '');
}

function layoutSquares({ cells, values }: ConfusionMatrix, view: View, corner: Corner, place: Place): Square[] {
  const { classes, cellWidth: width, cellHeight: height } = place;
  const most = (list: Array<number | null>) => max(list, (value) => Math.abs(value ?? 0)) || 1;
  const greatest =
    view === 'change'
      ? most(cells.map(({ change }) => change))
      : most(cells.flatMap(({ current, baseline }) => [current.value, baseline.value]));
  return cells.map((cell, index) => {
    const value = view === 'change' ? cell.change : shown(cell, view).value;
    return {
      view,
      index,
      x: corner.x + classes.indexOf(cell.label) * width,
      y: corner.y + classes.indexOf(cell.prediction) * height,
      width,
      height,
      strength: Math.abs(value ?? 0) / greatest,
      isLoss: view === 'change' && (value ?? 0) < 0,
      isRight: cell.prediction === cell.label,
      texts: fittingTexts(textsOf(cell, view, values), width, height),
    };
  });
}

const shown = (cell: ConfusionCell, view: 'before' | 'now'): Estimate =>
  view === 'now' ? cell.current : cell.baseline;

function textsOf(cell: ConfusionCell, view: View, style: ValueStyle): string[] {
  if (view === 'change') {
    return [formatEffect(cell.change, style)];
  }
  const { value, count } = shown(cell, view);
  const text = formatValue(value, style);
  return value === null ? [text] : [text, formatCount(count)];
}

/** The lines that fit a cell: none in cells that are too small for the first. */
function fittingTexts(texts: string[], width: number, height: number): string[] {
  const lines = texts.slice(0, Math.floor((height - 4) / (LABEL_SIZE + 3)));
  const tooWide = lines.findIndex((text) => textWidth(text) > width - 2);
  return tooWide < 0 ? lines : lines.slice(0, tooWide);
}

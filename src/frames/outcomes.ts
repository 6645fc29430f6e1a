import { DataFrame, FieldType, QueryResultMetaNotice } from '@grafana/data';
import { sum } from 'd3';

import { FIELDS } from '../contract';
import { Comparison, readComparison } from './comparison';
import { numberReader, segmentOf } from './distribution';
import { linksReader, RowLinks, shareStyleOf, WindowNames, windowNames } from './fieldLook';
import { ValueStyle } from './format';
import { Interval } from './segments';

/** A share of one window's labelled rows with its 95 % interval, and the rows that it is counted of; null when not known. */
export interface Estimate extends Interval {
  count: number | null;
}

/** What scores said and what came true in one window: `value` is the share of positive labels, 0…1. */
export interface Calibrated extends Estimate {
  /** The mean score, 0…1; null without labelled rows. */
  score: number | null;
}

/** A range of scores in both windows. */
export interface ScoreGroup {
  /** The range, such as `0.19 to 0.52`. */
  name: string;
  current: Calibrated;
  baseline: Calibrated;
  /** The data links that the panel's owner gave it. */
  links?: RowLinks;
}

/** A predicted class with an actual one: the share of the labelled rows that have both, and their number. */
export interface ConfusionCell {
  prediction: string;
  label: string;
  current: Estimate;
  baseline: Estimate;
  /** Current share minus the baseline's; null when either is not known. */
  change: number | null;
  /** The data links that the panel's owner gave it. */
  links?: RowLinks;
}

/** What every table of outcomes tells besides its rows. */
interface OutcomeTable {
  /** Stable across refreshes. */
  key: string;
  /** The segment and the model. */
  title: string;
  comparison?: Comparison;
  names: WindowNames;
  /** How shares are written, by overrides of the field `current`. */
  values: ValueStyle;
  notices: QueryResultMetaNotice[];
}

/** What came true by range of scores, ascending; no groups where nothing is labelled. */
export interface CalibrationCurve extends OutcomeTable {
  groups: ScoreGroup[];
}

/** What came true by predicted class; no cells where nothing is labelled. */
export interface ConfusionMatrix extends OutcomeTable {
  cells: ConfusionCell[];
}

/** One of the two windows, as frames name it. */
export type WindowName = 'current' | 'baseline';

/** The curves among frames, and the frames that are none. */
export function readCalibrations(frames: DataFrame[]): { curves: CalibrationCurve[]; others: DataFrame[] } {
  const { found, others } = choose(frames, FIELDS.calibration);
  return { curves: found.map((frame) => ({ ...readTable(frame), groups: readGroups(frame) })), others };
}

/** The matrices among frames, and the frames that are none. */
export function readConfusions(frames: DataFrame[]): { matrices: ConfusionMatrix[]; others: DataFrame[] } {
  const { found, others } = choose(frames, FIELDS.confusion);
  return { matrices: found.map((frame) => ({ ...readTable(frame), cells: readCells(frame) })), others };
}

/** The labelled rows of one window. */
export function labelledRows(rows: Array<Record<WindowName, Estimate>>, window: WindowName): number {
  return sum(rows, (row) => row[window].count ?? 0);
}

/** Frames are known by their fields, so that those of an empty answer are known, too. */
function choose(frames: DataFrame[], names: readonly string[]) {
  const isWanted = ({ fields }: DataFrame) => names.every((wanted) => fields.some(({ name }) => name === wanted));
  return { found: frames.filter(isWanted), others: frames.filter((frame) => !isWanted(frame)) };
}

function readTable(frame: DataFrame): OutcomeTable {
  const comparison = readComparison(frame);
  const title = [segmentOf(comparison), comparison?.modelName].filter(Boolean).join(' · ');
  return {
    key: [frame.refId ?? '', comparison?.model ?? '', title || frame.name].join('|'),
    title: title || frame.name || frame.refId || 'outcomes',
    comparison,
    names: windowNames(frame),
    values: shareStyleOf(frame.fields.find(({ name }) => name === 'current')),
    notices: frame.meta?.notices ?? [],
  };
}

function readGroups(frame: DataFrame): ScoreGroup[] {
  const { text, number, estimate, links } = readersOf(frame);
  return Array.from({ length: frame.length }, (_, row) => ({
    name: text('scores', row),
    current: { ...estimate('current', row), score: number('score', row) },
    baseline: { ...estimate('baseline', row), score: number('baselineScore', row) },
    links: links(row),
  }));
}

function readCells(frame: DataFrame): ConfusionCell[] {
  const { text, number, estimate, links } = readersOf(frame);
  return Array.from({ length: frame.length }, (_, row) => ({
    prediction: text('prediction', row),
    label: text('label', row),
    current: estimate('current', row),
    baseline: estimate('baseline', row),
    change: number('change', row),
    links: links(row),
  }));
}

function readersOf(frame: DataFrame) {
  const fields = new Map(frame.fields.map((field) => [field.name, field]));
  const number = (name: string, row: number) => {
    const field = fields.get(name);
    return field?.type === FieldType.number ? numberReader(field)(row) : null;
  };
  const text = (name: string, row: number) => String(fields.get(name)?.values[row] ?? '');
  const estimate = (window: WindowName, row: number): Estimate => ({
    value: number(window, row),
    lower: number(`${window}Lower`, row),
    upper: number(`${window}Upper`, row),
    count: number(window === 'current' ? 'count' : 'baselineCount', row),
  });
  return { text, number, estimate, links: linksReader(frame) };
}

import { DataFrame } from '@grafana/data';

import { ComparedBy, Comparison as FrameComparison, Finding, UsualShares as FrameUsualShares } from '../contract';
import { asInPanels } from './format';

/**
 * The judgement of a comparison: 0 steady, 1 significant but not material, 2 drifted, 3 material but within what earlier
 * windows did, null when it cannot be judged.
 */
export type Verdict = 0 | 1 | 2 | 3 | null;

const VERDICTS: readonly unknown[] = [0, 1, 2, 3] satisfies Verdict[];

/** One measure of a comparison, judged by the backend. */
export interface MeasureResult extends ComparedBy {
  verdict: Verdict;
  /** The least and the greatest value that earlier windows reached, each against the others; null when not known. */
  usualLow: number | null;
  usualHigh: number | null;
}

/** What earlier windows predict of the shares of a heat map's bin, by time; null where they predict nothing. */
export type UsualShares = Record<keyof FrameUsualShares, Array<number | null>>;

/** What a distribution frame compares, with every verdict one of the four. */
export interface Comparison extends Omit<FrameComparison, 'usual' | 'verdicts'> {
  measures: MeasureResult[];
  /** Of a heat map, by bin. */
  usual?: UsualShares[];
  /** Of a heat map, by time. */
  verdicts?: Verdict[];
}

/**
 * The comparison that a frame carries, or undefined when it carries none: frames that other data sources or
 * transformations made can still be drawn, without a verdict. Missing optional parts become empty, so that readers
 * need no guards; without a subject or a current window it is not a comparison.
 */
export function readComparison(frame: DataFrame): Comparison | undefined {
  const found: unknown = frame.meta?.custom?.comparison;
  if (!isRecord(found) || !isRecord(found.subject) || !isRecord(found.current)) {
    return undefined;
  }
  const raw = found as unknown as FrameComparison;
  return {
    ...raw,
    modelName: raw.modelName || raw.model || '',
    current: { ...raw.current, count: raw.current.count ?? null },
    baseline: readBaseline(raw.baseline),
    measures: (raw.measures ?? []).map(readMeasure),
    verdicts: raw.verdicts?.map(readVerdict),
    timezone: raw.timezone || 'UTC',
  };
}

function readBaseline(raw?: Partial<FrameComparison['baseline']>): FrameComparison['baseline'] {
  return { name: raw?.name ?? '', kind: raw?.kind ?? '', windows: raw?.windows ?? [], count: raw?.count ?? null };
}

/** The measure that speaks for a comparison: its PSI, else the first one asked for. */
export function leadingMeasure(comparison: Comparison | undefined): MeasureResult | undefined {
  return comparison?.measures.find((measure) => measure.id === 'psi') ?? comparison?.measures[0];
}

/** The windows that all of some subjects compare; the baseline is undefined where theirs differ. */
export interface SharedWindows extends Pick<Comparison, 'current' | 'timezone'> {
  baseline?: Comparison['baseline'];
}

/** What the windows of all subjects have in common; undefined if not even the current one, in the same time zone. */
export function sharedWindows(subjects: Array<{ comparison?: Comparison }>): SharedWindows | undefined {
  const first = subjects[0]?.comparison;
  const isShared = (key: (comparison: Comparison) => unknown) =>
    subjects.every(
      ({ comparison }) => first && comparison && JSON.stringify(key(comparison)) === JSON.stringify(key(first))
    );
  if (!first || !isShared(({ current, timezone }) => [current.from, current.to, timezone])) {
    return undefined;
  }
  const { current, timezone, baseline } = first;
  return isShared(({ baseline: { name, kind, windows } }) => [name, kind, windows])
    ? { current, timezone, baseline }
    : { current, timezone };
}

function readMeasure(raw: ComparedBy & Partial<Pick<MeasureResult, 'usualLow' | 'usualHigh'>>): MeasureResult {
  return {
    ...raw,
    ...(raw.expected === undefined ? {} : { expected: asInPanels(raw.expected) }),
    ...(raw.reason === undefined ? {} : { reason: asInPanels(raw.reason) }),
    ...(raw.finding && { finding: readFinding(raw.finding) }),
    value: raw.value ?? null,
    critical: raw.critical ?? null,
    threshold: raw.threshold ?? null,
    usualLow: raw.usualLow ?? null,
    usualHigh: raw.usualHigh ?? null,
    verdict: readVerdict(raw.verdict),
  };
}

function readVerdict(raw: unknown): Verdict {
  return VERDICTS.includes(raw) ? (raw as Verdict) : null;
}

function readFinding({ value, range, notes }: Finding): Finding {
  return { value: asInPanels(value), range: asInPanels(range ?? ''), notes: (notes ?? []).map(asInPanels) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

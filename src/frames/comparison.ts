import { DataFrame } from '@grafana/data';

/** The judgement of a comparison: 0 steady, 1 significant but not material, 2 drifted, null when it cannot be judged. */
export type Verdict = 0 | 1 | 2 | null;

/** A window of time, as RFC 3339 instants; `to` is exclusive. */
export interface Window {
  from: string;
  to: string;
}

/** One measure of a comparison, judged by the backend. */
export interface MeasureResult {
  /** The measure's id, such as `psi`. */
  id: string;
  /** The measured distance, null when it cannot be computed. */
  value: number | null;
  /** The smallest value that chance alone does not explain. */
  critical: number | null;
  /** The value from which a change is material. */
  threshold: number | null;
  verdict: Verdict;
  /** Why there is no verdict, in words. */
  reason?: string;
}

/** What a distribution frame compares: its `meta.custom.comparison`. */
export interface Comparison {
  /** The model's id. */
  model: string;
  modelName: string;
  revision: string;
  subject: {
    /** `features`, `prediction`, `score` … */
    target: string;
    /** The feature's name when the target is `features`. */
    feature?: string;
    kind: 'numeric' | 'categorical';
    /** A Grafana unit id, such as `lengthmi`. */
    unit?: string;
    /** The segment that this frame is restricted to, by segment name. */
    segments?: Record<string, string>;
  };
  current: Window & { count: number | null };
  /** `windows` is empty when the baseline is a table. */
  baseline: { name: string; kind: string; windows: Window[]; count: number | null };
  measures: MeasureResult[];
  grid?: string;
  labelCoverage?: number | null;
  readAt?: string;
  /** The model's IANA time zone, in which its days begin. */
  timezone: string;
}

/**
 * The comparison that a frame carries, or undefined when it carries none: frames that other data sources or
 * transformations made can still be drawn, without a verdict. Missing optional parts become empty, so that readers
 * need no guards; without a subject or a current window it is no comparison.
 */
export function readComparison(frame: DataFrame): Comparison | undefined {
  const found: unknown = frame.meta?.custom?.comparison;
  if (!isRecord(found) || !isRecord(found.subject) || !isRecord(found.current)) {
    return undefined;
  }
  const raw = found as unknown as Comparison;
  return {
    ...raw,
    modelName: raw.modelName || raw.model || '',
    current: { ...raw.current, count: raw.current.count ?? null },
    baseline: {
      name: raw.baseline?.name ?? '',
      kind: raw.baseline?.kind ?? '',
      windows: raw.baseline?.windows ?? [],
      count: raw.baseline?.count ?? null,
    },
    measures: (raw.measures ?? []).map(readMeasure),
    timezone: raw.timezone || 'UTC',
  };
}

/** The measure that speaks for a comparison: its PSI, else the first one asked for. */
export function leadingMeasure(comparison: Comparison | undefined): MeasureResult | undefined {
  return comparison?.measures.find((measure) => measure.id === 'psi') ?? comparison?.measures[0];
}

function readMeasure(raw: MeasureResult): MeasureResult {
  return {
    ...raw,
    value: raw.value ?? null,
    critical: raw.critical ?? null,
    threshold: raw.threshold ?? null,
    verdict: raw.verdict === 0 || raw.verdict === 1 || raw.verdict === 2 ? raw.verdict : null,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

import { layout } from './layout';
import type { Cell, Row, Table } from './response';

const VERDICTS: Record<number, string> = { 0: 'steady', 1: 'significant, not material', 2: 'drifted', 3: 'usual' };

/** Everything that the demo prints: the drift of each feature, largest first, and the accuracy beside it. */
export function report(drift: Table, accuracy: Table, timezone: string): string {
  const [week] = drift.rows;
  const notices = [...new Set([...drift.notices, ...accuracy.notices])].map((text) => `Note: ${text}`);
  return [
    `${text(week?.model)}: ${days(week?.windowStart, week?.windowEnd, timezone)}, against its baseline, ` +
      days(week?.baselineStart, week?.baselineEnd, timezone),
    driftTable(drift.rows),
    accuracyTable(accuracy.rows),
    ...(notices.length > 0 ? [notices.join('\n')] : []),
  ].join('\n\n');
}

function driftTable(rows: Row[]): string {
  const columns = [
    { title: 'feature', align: 'left' },
    { title: 'PSI', align: 'right' },
    { title: 'earlier weeks', align: 'right' },
    { title: 'count', align: 'right' },
    { title: 'baseline count', align: 'right' },
    { title: 'verdict', align: 'left' },
  ] as const;
  const sorted = [...rows].sort((a, b) => Number(b.value ?? -1) - Number(a.value ?? -1));
  return layout(
    [...columns],
    sorted.map((row) => [
      text(row.feature),
      decimal(row.value, 4),
      range(row.usualLow, row.usualHigh),
      whole(row.count),
      whole(row.baselineCount),
      verdict(row.verdict),
    ])
  );
}

function accuracyTable(rows: Row[]): string {
  const columns = [
    { title: 'measure', align: 'left' },
    { title: 'current', align: 'right' },
    { title: 'baseline', align: 'right' },
    { title: 'change', align: 'right' },
    { title: 'count', align: 'right' },
    { title: 'baseline count', align: 'right' },
    { title: 'verdict', align: 'left' },
  ] as const;
  return layout(
    [...columns],
    rows.map((row) => [
      'accuracy',
      decimal(row.current, 4),
      decimal(row.baseline, 4),
      decimal(row.change, 4),
      whole(row.count),
      whole(row.baselineCount),
      verdict(row.verdict),
    ])
  );
}

/** The first and the last day of a window, in the model's own calendar; its end is exclusive. */
function days(start: Cell | undefined, end: Cell | undefined, timezone: string): string {
  if (typeof start !== 'number' || typeof end !== 'number') {
    return 'an unknown window';
  }
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: timezone }).formatRange(start, end - 1);
}

/** What cannot be computed is shown as such, never as a number. */
const MISSING = '–';
const text = (cell: Cell | undefined) => String(cell ?? MISSING);
const decimal = (cell: Cell | undefined, digits: number) => (typeof cell === 'number' ? cell.toFixed(digits) : MISSING);
const range = (low: Cell | undefined, high: Cell | undefined) => `${decimal(low, 4)} to ${decimal(high, 4)}`;
const whole = (cell: Cell | undefined) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : MISSING);
const verdict = (cell: Cell | undefined) =>
  typeof cell === 'number' ? (VERDICTS[cell] ?? String(cell)) : 'not judged';

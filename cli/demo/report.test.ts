import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../engine';
import { report } from './report';
import { type Row, readTable } from './response';

/** A response of /api/ds/query with one frame. */
const response = (refId: string, columns: Record<string, unknown[]>, notices: string[] = []) =>
  JSON.stringify({
    results: {
      [refId]: {
        status: 200,
        frames: [
          {
            schema: {
              fields: Object.keys(columns).map((name) => ({ name })),
              meta: { notices: notices.map((text) => ({ severity: 'warning', text })) },
            },
            data: { values: Object.values(columns) },
          },
        ],
      },
    },
  });

describe('readTable', () => {
  it('turns columns into rows and keeps what is null', () => {
    const json = response('drift', { feature: ['wind', 'carrier'], value: [0.25, null] }, ['few rows']);
    expect(readTable(json, 'drift')).toEqual({
      rows: [
        { feature: 'wind', value: 0.25 },
        { feature: 'carrier', value: null },
      ],
      notices: ['few rows'],
    });
  });

  it("throws the engine's own words", () => {
    const json = JSON.stringify({ results: { drift: { status: 400, error: 'no model "x"' } } });
    expect(() => readTable(json, 'drift')).toThrow(new CommandError('no model "x"'));
  });

  it('throws when the query has no answer', () => {
    expect(() => readTable('{"results":{}}', 'drift')).toThrow('did not answer query drift');
  });
});

describe('report', () => {
  const midnight = (day: string) => Date.parse(`${day}T00:00:00-04:00`);
  const week = {
    model: 'arrival-delay',
    windowStart: midnight('2013-04-21'),
    windowEnd: midnight('2013-04-28'),
    baselineStart: midnight('2013-03-17'),
    baselineEnd: midnight('2013-04-21'),
  };
  const counts = { count: 6543, baselineCount: 50123 };
  const steady: Row = {
    ...week,
    ...counts,
    feature: 'distance',
    value: 0.0012,
    usualLow: 0.0004,
    usualHigh: 0.0021,
    verdict: 0,
  };
  const drifted: Row = {
    ...week,
    ...counts,
    feature: 'wind',
    value: 0.2534,
    usualLow: 0.01,
    usualHigh: 0.12,
    verdict: 2,
  };
  const accuracy: Row = { ...week, ...counts, current: 0.8234, baseline: 0.9012, change: -0.0778, verdict: 2 };
  const print = (drift: Row[], notices: string[] = []) =>
    report({ rows: drift, notices }, { rows: [accuracy], notices }, 'America/New_York').split('\n');

  it('names both windows by their days in the calendar of the model, the last ones included', () => {
    expect(print([steady])[0]).toMatch(
      /^arrival-delay: 21\s?–\s?27 April 2013, against its baseline, 17 March\s–\s20 April 2013$/u
    );
  });

  it('puts the feature that moved most first', () => {
    const lines = print([steady, drifted]);
    expect(lines[4]).toBe('wind      0.2534  0.0100 to 0.1200  6,543          50,123  drifted');
    expect(lines[5]).toBe('distance  0.0012  0.0004 to 0.0021  6,543          50,123  steady');
  });

  it('shows the accuracy now and before, with both counts', () => {
    expect(print([steady]).at(-1)).toBe('accuracy   0.8234    0.9012  -0.0778  6,543          50,123  drifted');
  });

  it('never prints a number for what is unknown', () => {
    const unknown = { ...steady, value: null, usualLow: null, usualHigh: null, verdict: null };
    expect(print([unknown])[4]).toBe('distance    –         – to –  6,543          50,123  not judged');
  });

  it('repeats a doubt of the engine once', () => {
    expect(print([steady], ['few rows']).filter((line) => line === 'Note: few rows')).toHaveLength(1);
  });
});

describe('the requests', () => {
  it.each(['drift', 'accuracy'])('%s.json asks under the name by which its answer is looked up', (name) => {
    const { queries } = JSON.parse(readFileSync(path.join(__dirname, `${name}.json`), 'utf8'));
    expect(queries.map(({ refId }: { refId: string }) => refId)).toEqual([name]);
  });
});

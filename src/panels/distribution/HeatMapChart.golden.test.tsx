import { render } from '@testing-library/react';
import path from 'node:path';
import React from 'react';

import { readHeatMaps } from '../../frames/heatMap';
import { testHeatMap } from '../../frames/testFrames';
import { expectGolden } from '../../ui/golden';
import { textWidth } from '../../ui/labels';
import { describeCell, layoutHeatMap } from './heatGeometry';
import { HeatMapChart } from './HeatMapChart';
import { HeatMapTable } from './HeatMapTable';

const read = (...frame: Parameters<typeof testHeatMap>) => readHeatMaps([testHeatMap(...frame)]).maps[0]!;

describe('layoutHeatMap', () => {
  it('puts small numbers at the foot, and special bins that hold anything below them', () => {
    const { bands } = layoutHeatMap(read(undefined, { '(missing)': [0, 0.1, 0], '(invalid)': [0, 0, 0] }), {
      width: 400,
      height: 200,
    });
    expect(bands.map(({ row }) => row.label)).toEqual(['≥ 500', '< 500', '(missing)']);
    expect(bands[2]!.y - (bands[1]!.y + bands[1]!.height)).toBeGreaterThan(5);
  });

  it('shades by share: the greatest is in the deepest class, nothing in none', () => {
    const { classes, unknown } = layoutHeatMap(
      read([
        [0.7, 0, 0.1],
        [0.3, null, 0.9],
      ]),
      { width: 400, height: 200 }
    );
    expect(classes[classes.length - 1]?.to).toBe(0.9);
    expect(classes.map(({ path: d }) => (d.match(/M/g) ?? []).length)).toEqual([1, 0, 1, 0, 0, 1, 1]);
    expect(unknown.match(/M/g)).toHaveLength(1);
  });

  it('takes neighbouring bins together where rows would be too low, and keeps their sum', () => {
    const map = read();
    const rows = Array.from({ length: 40 }, (_, i) => ({
      label: `${i}`,
      role: 'bin' as const,
      shares: [0.025, null, 0.025],
    }));
    const { bands } = layoutHeatMap({ ...map, rows }, { width: 400, height: 150 });
    expect(bands.length).toBeLessThan(13);
    expect(bands.reduce((sum, { row }) => sum + (row.shares[0] ?? 0), 0)).toBeCloseTo(1, 9);
    expect(describeCell(map, bands[0]!, 1)).toMatch(/no rows/);
  });
});

const USUAL = [
  { low: [0.7, null, 0.7], high: [0.9, null, 0.9] },
  { low: [0.1, null, 0.1], high: [0.3, null, 0.3] },
];

describe('cells outside what earlier windows predict', () => {
  const map = read(undefined, {}, USUAL);
  const plot = layoutHeatMap(map, { width: 400, height: 200 });

  it('have an arrow, up for more and down for less', () => {
    const tips = [...plot.beyond.matchAll(/h[\d.]+l[-\d.]+,(-?)/g)].map(([, sign]) => (sign ? 'up' : 'down'));
    expect(tips).toEqual(['up', 'down']);
  });

  it('say so, and others say what was expected', () => {
    expect(plot.bands.map((band) => describeCell(map, band, 2).replace(/, window.*/, ''))).toEqual([
      '≥ 500: 60.0%, expected 10.0% to 30.0%, lies above',
      '< 500: 40.0%, expected 70.0% to 90.0%, lies below',
    ]);
    expect(describeCell(map, plot.bands[0]!, 0)).toMatch(/^≥ 500: 20\.0%, expected 10\.0% to 30\.0%, window/);
  });

  it('are named in the table', () => {
    const { getAllByRole } = render(<HeatMapTable map={map} height={200} />);
    expect(getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
      '40.0%, less than expected',
      '60.0%, more than expected',
      '–',
      '–',
      '80.0%',
      '20.0%',
    ]);
  });
});

describe('windows that were judged', () => {
  const map = read(undefined, {}, USUAL, [0, null, 2]);

  it('have a mark each, which speech and table say in words', () => {
    const { container, getAllByRole } = render(
      <HeatMapChart map={map} width={600} height={220} pickOf={() => undefined} />
    );
    expect(Array.from(container.querySelectorAll('[data-verdict]'), (one) => one.getAttribute('data-verdict'))).toEqual(
      ['0', 'null', '2']
    );
    expect(getAllByRole('img')[0]).toHaveAccessibleName(/window that ends 28 Apr 2013 00:00: drifted$/);
    const table = render(<HeatMapTable map={map} height={200} />);
    const firsts = table.getAllByRole('row').map((row) => row.children[1]!.textContent);
    expect(firsts).toEqual(['Verdict', 'drifted', 'not enough data', 'steady']);
  });

  it('have no mark where a year of days leaves no room, unless they are more than steady', () => {
    const { marks } = layoutHeatMap(
      { ...map, times: Array.from({ length: 365 }, (_, i) => i) },
      { width: 600, height: 220 }
    );
    expect(marks.map(({ verdict }) => verdict)).toEqual([2]);
  });
});

it('explains its arrows at 300 pixels, too', () => {
  const { arrowKey, size } = layoutHeatMap(read(undefined, {}, USUAL), { width: 300, height: 220 });
  expect(arrowKey).toMatchObject({ text: 'outside expected', x: 0 });
  expect(arrowKey!.x + 22 + textWidth(arrowKey!.text)).toBeLessThanOrEqual(size.width);
});

it.each([
  { name: 'a heat map with cells outside the expected range', map: read(undefined, {}, USUAL), width: 600 },
  { name: 'a heat map with verdicts', map: read(undefined, {}, USUAL, [0, null, 2]), width: 600 },
  { name: 'a heat map with verdicts in a narrow panel', map: read(undefined, {}, USUAL, [3, 1, 2]), width: 300 },
  { name: 'three weeks of two bins', map: read(undefined, { '(missing)': [0, 0.1, 0] }), width: 600 },
  {
    name: 'a heat map in a narrow panel',
    map: read(undefined, { '<script>alert(1)</script>': [0.1, 0.1, 0.1] }),
    width: 300,
  },
])('draws $name as its golden file shows', ({ name, map, width }) => {
  const { container } = render(<HeatMapChart map={map} width={width} height={220} pickOf={() => undefined} />);
  expectGolden(path.join(__dirname, 'golden'), name, container.querySelector('svg')!);
});

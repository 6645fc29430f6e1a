import { render } from '@testing-library/react';
import path from 'node:path';
import React from 'react';

import { readHeatMaps } from '../../frames/heatMap';
import { testHeatMap } from '../../frames/testFrames';
import { expectGolden } from '../../ui/golden';
import { describeCell, layoutHeatMap } from './heatGeometry';
import { HeatMapChart } from './HeatMapChart';

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

it.each([
  { name: 'three weeks of two bins', map: read(undefined, { '(missing)': [0, 0.1, 0] }), width: 600 },
  {
    name: 'a heat map in a narrow panel',
    map: read(undefined, { '<script>alert(1)</script>': [0.1, 0.1, 0.1] }),
    width: 300,
  },
])('draws $name as its golden file shows', ({ name, map, width }) => {
  const { container } = render(<HeatMapChart map={map} width={width} height={220} />);
  expectGolden(path.join(__dirname, 'golden'), name, container.querySelector('svg')!);
});

import { render } from '@testing-library/react';
import path from 'node:path';
import React from 'react';

import { readCalibrations } from '../../../frames/outcomes';
import { GROUPS, testCalibration, TestGroup } from '../../../frames/testOutcomes';
import { expectGolden } from '../../../ui/golden';
import { CalibrationChart } from './CalibrationChart';
import { domainOf, layoutCurve, MARGIN } from './geometry';

const curveOf = (groups: TestGroup[]) => readCalibrations([testCalibration(groups)]).curves[0]!;

/** A plot of 100 by 100 pixels. */
const SIZE = { width: 100 + MARGIN.left + MARGIN.right, height: 100 + MARGIN.top + MARGIN.bottom };

/** Ranges of a rare class: all shares below a fifth. */
const RARE: TestGroup[] = [
  ['0 to 0.02', [0.01, 0.02, 0.01, 0.03, 500], [0.01, 0.01, 0.005, 0.02, 500]],
  ['0.02 to 1', [0.08, 0.12, 0.1, 0.15, 500], [0.08, 0.09, 0.07, 0.11, 500]],
];

const NOW_ONLY: TestGroup[] = GROUPS.map(([scores, current]) => [scores, current, [null, null, null, null, null]]);

describe('domainOf', () => {
  it('is the whole where scores reach from 0 to 1', () => {
    expect(domainOf([curveOf(GROUPS)])).toEqual([0, 1]);
  });

  it('ends at the tenth above the greatest share, so that a rare class fills the plot', () => {
    expect(domainOf([curveOf(RARE)])).toEqual([0, 0.2]);
  });

  it('is that of all curves', () => {
    expect(domainOf([curveOf(RARE), curveOf(GROUPS)])).toEqual([0, 1]);
  });

  it('is never empty', () => {
    const none: TestGroup = ['0 to 1', [0, 0, 0, 0, 1], [0, 0, 0, 0, 1]];
    expect(domainOf([curveOf([none])])).toEqual([0, 0.1]);
    expect(domainOf([curveOf([])])).toEqual([0, 1]);
  });
});

describe('layoutCurve', () => {
  const plot = layoutCurve(curveOf(GROUPS), [0, 1], SIZE);

  it('stands the mean score on the horizontal axis and what came true on the vertical one', () => {
    expect(plot.current[2]).toMatchObject({ index: 2, x: 20, y: expect.closeTo(55, 9) as number, isOff: true });
    expect(plot.current[2]!.whisker).toEqual({ top: expect.closeTo(51, 9), foot: expect.closeTo(59, 9) });
  });

  it('stands a calibrated group on the diagonal', () => {
    const { x, y, isOff } = plot.current[4]!;
    expect(x + y).toBeCloseTo(100);
    expect(isOff).toBe(false);
  });

  it('gives marks areas in proportion to their part of the rows', () => {
    const [first, , third] = plot.current;
    expect(first!.radius ** 2 / third!.radius ** 2).toBeCloseTo(1000 / 600);
    expect(plot.baseline[0]!.radius).toBeCloseTo(13 * Math.sqrt(0.2));
  });

  it('draws no mark where a window has no labelled rows', () => {
    const { current, baseline, targets } = layoutCurve(curveOf(NOW_ONLY), [0, 1], SIZE);
    expect([current.length, baseline.length, targets.length]).toEqual([5, 0, 5]);
  });

  it('covers the whole width by targets that do not overlap', () => {
    const { targets, width } = plot;
    expect(targets[0]!.x).toBe(0);
    for (const [i, { x, width: own }] of targets.entries()) {
      expect(x + own).toBeCloseTo(targets[i + 1]?.x ?? width);
    }
  });

  it.each([
    [120, ['0%', '100%']],
    [200, ['0%', '50%', '100%']],
    [700, ['0%', '10%', '20%', '30%', '40%', '50%', '60%', '70%', '80%', '90%', '100%']],
  ])('writes as many shares below %i pixels as have room', (width, texts) => {
    expect(layoutCurve(curveOf(GROUPS), [0, 1], { ...SIZE, width }).xTicks.map(({ text }) => text)).toEqual(texts);
  });
});

it.each([
  ['calibration, too low now', GROUPS, 520],
  ['calibration in a narrow panel', GROUPS, 300],
  ['calibration of a rare class', RARE, 520],
  ['calibration without a baseline', NOW_ONLY, 520],
])('draws %s as its golden file shows', (name, groups, width) => {
  const curve = curveOf(groups);
  const { container } = render(
    <CalibrationChart curve={curve} domain={domainOf([curve])} width={width} height={260} pickOf={() => undefined} />
  );
  expectGolden(path.join(__dirname, '../golden'), name, container.querySelector('svg')!);
});

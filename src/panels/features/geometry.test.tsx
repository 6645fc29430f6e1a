import { createTheme } from '@grafana/data';
import { render } from '@testing-library/react';
import path from 'node:path';
import React from 'react';

import { readFeatures } from '../../frames/features';
import { FEATURE_ROWS, TestFeature, testFeatures } from '../../frames/testFeatures';
import { chartColors } from '../../ui/chartColors';
import { expectGolden } from '../../ui/golden';
import { fitColumns } from './columns';
import { layoutOverlay, layoutSpark } from './geometry';
import { OverlayPicture, SparkPicture } from './Pictures';

const SIZE = { width: 100, height: 28 };
const featureOf = (row: TestFeature) => readFeatures([testFeatures([row])]).features[0]!;

describe('layoutOverlay', () => {
  it('draws the greatest share to the top, and both windows on one scale', () => {
    const overlay = layoutOverlay([0.5, 0.5], [1, 0], SIZE)!;
    expect(overlay.baselineEdge).toBe('M0,1V1H50V27H100');
    expect(overlay.currentEdge).toBe('M0,14V14H50V14H100');
    expect(overlay.baselineArea).toBe('M0,27V1H50V27H100V27Z');
  });

  it.each([
    ['no bins', [], []],
    ['bins that are all empty', [0, 0], [0, 0]],
  ])('draws nothing of %s', (_, current, baseline) => {
    expect(layoutOverlay(current, baseline, SIZE)).toBeUndefined();
  });
});

describe('layoutSpark', () => {
  it('stands the last value at the right, and the band where earlier windows were', () => {
    const spark = layoutSpark([0, 0.5, 1], { low: 0, high: 0.5 }, SIZE)!;
    expect(spark.last).toEqual({ x: 97.5, y: 2.5 });
    expect(spark.band).toEqual({ y: 14, height: 11.5 });
  });

  it('has no band where nothing is usual, and no line of nothing', () => {
    expect(layoutSpark([0.2], { low: null, high: null }, SIZE)).toMatchObject({ band: null, last: { x: 97.5 } });
    expect(layoutSpark([], { low: null, high: null }, SIZE)).toBeUndefined();
  });
});

describe('fitColumns', () => {
  const { features } = readFeatures([testFeatures(FEATURE_ROWS)]);
  const ids = (width: number) => fitColumns(features, width).map(({ id }) => id);

  it.each([
    [200, ['name', 'psi']],
    [300, ['name', 'overlay', 'psi']],
    [500, ['name', 'overlay', 'psi', 'course', 'missing']],
    [1200, ['name', 'verdict', 'overlay', 'psi', 'course', 'missing', 'unseen', 'meanShift', 'importance']],
  ])('has at %i pixels room for the columns that matter most', (width, expected) => {
    expect(ids(width)).toEqual(expected);
  });

  it('never takes more than the width', () => {
    for (let width = 130; width < 2000; width += 7) {
      const columns = fitColumns(features, width);
      const taken = columns.reduce((sum, column) => sum + column.width, 0) + 10 * (columns.length - 1);
      expect(taken).toBeLessThanOrEqual(width);
    }
  });
});

describe('the pictures of a row', () => {
  const theme = createTheme();
  const props = { size: SIZE, colors: chartColors(theme) };
  it.each([
    ['a feature that drifted', FEATURE_ROWS[0]!],
    ['a feature whose values are missing', FEATURE_ROWS[1]!],
    ['one earlier window', FEATURE_ROWS[2]!],
    ['nothing', FEATURE_ROWS[3]!],
    [
      'a hundred categories',
      {
        feature: 'dest',
        current: Array.from({ length: 100 }, (_, i) => 0.02 / (1 + i)),
        baseline: Array.from({ length: 100 }, (_, i) => 0.03 / (1 + i)),
        course: [0.1, 0.3, 0.2],
        usualLow: 0.1,
        usualHigh: 0.3,
      },
    ],
  ])('show %s', (name, row) => {
    const { container } = render(
      <>
        <OverlayPicture feature={featureOf(row)} {...props} />
        <SparkPicture feature={featureOf(row)} {...props} color={theme.colors.error.text} />
      </>
    );
    const [overlay, spark] = container.querySelectorAll('svg');
    expectGolden(path.join(__dirname, 'golden'), `overlay of ${name}`, overlay!);
    expectGolden(path.join(__dirname, 'golden'), `course of ${name}`, spark!);
  });
});

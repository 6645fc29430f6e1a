import { render } from '@testing-library/react';
import path from 'node:path';
import React from 'react';

import { readConfusions } from '../../../frames/outcomes';
import { CELLS, TestCell, testConfusion } from '../../../frames/testOutcomes';
import { expectGolden } from '../../../ui/golden';
import { ConfusionChart } from './ConfusionChart';
import { layoutMatrices, Square } from './geometry';

const matrixOf = (cells: TestCell[]) => readConfusions([testConfusion(cells)]).matrices[0]!;

/** A matrix of so many classes, all cells equal. */
function classes(count: number, name = (i: number) => `class ${i}`): TestCell[] {
  const names = Array.from({ length: count }, (_, i) => name(i));
  const share = 1 / count ** 2;
  return names.flatMap((prediction) => names.map((label): TestCell => [prediction, label, share, 10, share, 100]));
}

const NAMES = ['<script>alert(1)</script>', 'x'.repeat(2000), 'on time'];
const UNKNOWN_BEFORE = CELLS.map(([prediction, label, share, count]): TestCell => [
  prediction,
  label,
  share,
  count,
  null,
  null,
]);

const right = ({ x, width }: Square) => x + width;

describe('layoutMatrices', () => {
  const { squares } = layoutMatrices(matrixOf(CELLS), 600);
  const of = (view: Square['view']) => squares.filter((square) => square.view === view);

  it('stands predicted classes below each other and actual classes side by side', () => {
    const [a, b, c] = of('now');
    expect(b!.x - a!.x).toBeCloseTo(a!.width);
    expect(b!.y).toBe(a!.y);
    expect(c!.x).toBe(a!.x);
    expect(c!.y - a!.y).toBeCloseTo(a!.height);
  });

  it('writes share and rows of each window, and the change in points', () => {
    expect(of('before').map(({ texts }) => texts)).toEqual([
      ['70.0%', '7,000'],
      ['8.0%', '800'],
      ['4.0%', '400'],
      ['18.0%', '1,800'],
    ]);
    expect(of('now')[1]!.texts).toEqual(['24.0%', '240']);
    expect(of('change').map(({ texts }) => texts[0])).toEqual(['−20.0 pp', '+16.0 pp', '−3.0 pp', '+7.0 pp']);
  });

  it('colours both windows on one scale, and changes on their own', () => {
    expect(of('before')[0]!.strength).toBe(1);
    expect(of('now')[0]!.strength).toBeCloseTo(0.5 / 0.7);
    expect(of('change').map(({ strength, isLoss }) => [strength.toFixed(2), isLoss])).toEqual([
      ['1.00', true],
      ['0.80', false],
      ['0.15', true],
      ['0.35', false],
    ]);
  });

  it('marks what was predicted right', () => {
    expect(of('now').map(({ isRight }) => isRight)).toEqual([true, false, false, true]);
  });

  it.each([268, 420, 600, 1800])('stays within %i pixels', (width) => {
    const layout = layoutMatrices(matrixOf(CELLS), width);
    expect(Math.max(...layout.squares.map(right))).toBeLessThanOrEqual(width);
    expect(Math.max(...layout.squares.map(({ y, height }) => y + height))).toBeCloseTo(layout.height);
  });

  it('stands the matrices below each other where they are too narrow', () => {
    const { titles } = layoutMatrices(matrixOf(CELLS), 268);
    expect(new Set(titles.map(({ x }) => x)).size).toBe(1);
  });

  it('writes nothing into cells that are too small', () => {
    const { squares: many } = layoutMatrices(matrixOf(classes(20)), 900);
    expect(many).toHaveLength(1200);
    expect(many.every(({ texts }) => texts.length === 0)).toBe(true);
  });

  it('draws a change of nothing pale', () => {
    const { squares: same } = layoutMatrices(matrixOf(classes(2)), 600);
    expect(same.filter(({ view }) => view === 'change').map(({ strength }) => strength)).toEqual([0, 0, 0, 0]);
  });
});

it.each([
  ['confusion, an error that grew', CELLS, 600],
  ['confusion in a narrow panel', CELLS, 268],
  ['confusion of long and hostile names', classes(3, (i) => NAMES[i]!), 600],
  ['confusion without a baseline', UNKNOWN_BEFORE, 600],
  ['confusion of eight classes', classes(8), 600],
])('draws %s as its golden file shows', (name, cells, width) => {
  const matrix = matrixOf(cells);
  const { container } = render(
    <ConfusionChart matrix={matrix} layout={layoutMatrices(matrix, width)} width={width} pickOf={() => undefined} />
  );
  expectGolden(path.join(__dirname, '../golden'), name, container.querySelector('svg')!);
});

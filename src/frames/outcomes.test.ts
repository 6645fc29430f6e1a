import { describeGaps, describeGroup, describeRows, describeWidest, gapOf, isOff } from './describeCalibration';
import { describeCell, describeWorstError } from './describeConfusion';
import { readCalibrations, readConfusions } from './outcomes';
import { testFrame } from './testFrames';
import { CELLS, GROUPS, testCalibration, TestCell, testConfusion, TestGroup } from './testOutcomes';

/** How shares are written without overrides. */
const SHARES = { unit: 'percentunit' };
const curveOf = (groups: TestGroup[]) => readCalibrations([testCalibration(groups)]).curves[0]!;

describe('readCalibrations', () => {
  it('reads each window of each group, and names the segment and the model', () => {
    const { curves, others } = readCalibrations([testCalibration(GROUPS, 'JFK'), testFrame([])]);
    expect(others).toHaveLength(1);
    expect(curves[0]).toMatchObject({ title: 'origin = JFK · Arrival delay' });
    expect(curves[0]!.groups[2]).toEqual({
      name: '0.1 to 0.3',
      current: { score: 0.2, value: 0.45, lower: 0.41, upper: 0.49, count: 600 },
      baseline: { score: 0.19, value: 0.18, lower: 0.16, upper: 0.2, count: 8000 },
    });
  });

  it('knows a frame without rows', () => {
    expect(curveOf([]).groups).toEqual([]);
  });

  it('tells segments apart by their keys', () => {
    const { curves } = readCalibrations(['JFK', 'LGA'].map((origin) => testCalibration(GROUPS, origin)));
    expect(new Set(curves.map(({ key }) => key)).size).toBe(2);
  });
});

describe('a curve in words', () => {
  it('weighs the gaps of groups by their rows', () => {
    // (-0.14 · 1000 - 0.19 · 900 - 0.25 · 600 - 0.14 · 500 + 0) / 4000
    expect(gapOf(curveOf(GROUPS).groups, 'current')).toBeCloseTo(-0.13275, 12);
    expect(describeGaps(curveOf(GROUPS))).toBe('Scores 13.3 pp too low, were 0.20 pp too low');
  });

  it('names the widest gap beyond chance', () => {
    expect(describeWidest(curveOf(GROUPS))).toBe('Widest gap: said 20.0%, came true 45.0%');
  });

  it('names none that chance explains', () => {
    expect(describeWidest(curveOf([['0 to 1', [0.3, 0.2, 0.1, 0.4, 20], [0.3, 0.3, 0.2, 0.4, 200]]]))).toBe(
      'No gap beyond chance now'
    );
  });

  it('counts the labelled rows', () => {
    expect(describeRows(curveOf(GROUPS).groups)).toBe('4,000 labelled rows, 40,000 before');
  });

  it('says when one window has no labels', () => {
    const unlabelled = [null, null, null, null, null] as TestGroup[1];
    expect(describeGaps(curveOf([['0 to 1', unlabelled, [0.5, 0.4, 0.3, 0.5, 10]]]))).toBe(
      'No labelled rows now; scores were 10.0 pp too high'
    );
    expect(describeGaps(curveOf([['0 to 1', [0.5, 0.5, 0.4, 0.6, 10], unlabelled]]))).toBe(
      'Scores as high as what came true'
    );
  });

  it('speaks one group', () => {
    expect(describeGroup(curveOf(GROUPS).groups[1]!, SHARES)).toBe(
      'scores 0.03 to 0.1: now said 6.0%, came true 25.0% (22.0% to 28.0%) of 900 rows, 19.0 pp too low. ' +
        'before said 6.0%, came true 7.0% (5.5% to 8.5%) of 8,000 rows'
    );
  });

  it('is not off without an interval', () => {
    expect(isOff({ score: 0.9, value: 0.1, lower: null, upper: null, count: 1 })).toBe(false);
  });
});

describe('a confusion matrix', () => {
  const matrixOf = (cells: TestCell[]) => readConfusions([testConfusion(cells, 'LGA'), testFrame([])]).matrices[0]!;
  const inOneWindow = (cells: TestCell[]) => cells.map((cell): TestCell => [...cell.slice(0, 4), null, null] as never);

  it('is read cell by cell', () => {
    const { title, cells } = matrixOf(CELLS);
    expect(title).toBe('origin = LGA · Arrival delay');
    expect(cells[1]).toEqual({
      prediction: 'false',
      label: 'true',
      current: { value: 0.24, lower: 0.24 - 0.125, upper: 0.24 + 0.125, count: 240 },
      baseline: { value: 0.08, lower: 0.08 - 0.0625, upper: 0.08 + 0.0625, count: 800 },
      change: 0.24 - 0.08,
    });
  });

  it('names the error that grew most', () => {
    expect(describeWorstError(matrixOf(CELLS))).toBe('Grew most: “false” was “true”, 8.0% to 24.0%');
  });

  it('names none where no error grew, and none without a baseline', () => {
    const better = CELLS.map(([p, l, now, n, then, m]): TestCell => [p, l, then, n, now, m]);
    expect(describeWorstError(matrixOf([better[0]!, better[1]!]))).toBe('No error grew');
    expect(describeWorstError(matrixOf(inOneWindow(CELLS)))).toBe('');
  });

  it('speaks a cell', () => {
    expect(describeCell(matrixOf(CELLS).cells[1]!, SHARES)).toBe(
      'predicted “false”, came true “true”: now 24.0% of the labelled rows (240), before 8.0% of the labelled rows (800), change +16.0 pp'
    );
    expect(describeCell(matrixOf(inOneWindow(CELLS)).cells[1]!, SHARES)).toBe(
      'predicted “false”, came true “true”: now 24.0% of the labelled rows (240), before no labelled rows'
    );
  });
});

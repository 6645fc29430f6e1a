import { verdict } from './counts';
import type { GoReport } from './goReport';
import { withSecondTry } from './secondTry';

const failing = (...names: string[]): GoReport => ({
  passed: 5,
  failed: names.length,
  skipped: 1,
  failures: names.map((name) => `FAILED: leeway/pkg/store.${name}`).join('\n'),
  skips: 'SKIPPED: leeway/pkg/store.Slow',
  failedTests: names.map((name) => ({ package: 'leeway/pkg/store', name })),
});

describe('withSecondTry', () => {
  it('counts a test that passes alone as passed, and tells what it printed at first', async () => {
    const result = await withSecondTry(failing('TestDial'), async () => verdict(true, ''));
    expect(result).toMatchObject({ passed: 6, failed: 0, skipped: 1, failures: '' });
    expect(result.secondTries).toBe('FAILED: leeway/pkg/store.TestDial');
  });

  it('keeps the first result when one test fails again, or no longer runs', async () => {
    const first = failing('TestDial', 'TestClose');
    const again = async ({ name }: { name: string }) => verdict(name === 'TestDial', 'still wrong');
    expect(await withSecondTry(first, again)).toBe(first);
    expect(await withSecondTry(first, async () => ({ ...verdict(true, ''), passed: 0 }))).toBe(first);
  });

  it('tries neither a run without failures, nor one with many', async () => {
    const again = jest.fn(async () => verdict(true, ''));
    const many = failing('TestA', 'TestB', 'TestC', 'TestD');
    expect(await withSecondTry(many, again)).toBe(many);
    const none = failing();
    expect(await withSecondTry(none, again)).toBe(none);
    expect(again).not.toHaveBeenCalled();
  });
});

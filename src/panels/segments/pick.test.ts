import { Breakdown, Part } from '../../frames/segments';
import { testComparison } from '../../frames/testFrames';
import { isNamed, recordsOf } from './pick';

const part = (name: string) => ({ name }) as Part;
const ASKED = {
  refId: 'A',
  datasource: { type: 'leeway-monitor-datasource', uid: 'flights' },
  schemaVersion: 2,
  queryType: 'segments',
  models: ['$model'],
  window: '7d',
  filters: [{ key: 'haul', operator: '=', values: ['long'] }],
};

describe('the records of a segment', () => {
  it('are those of the model, window, filters and measure that the panel asked, and of the segment', () => {
    const comparison = testComparison({
      subject: { target: 'prediction', kind: 'categorical', segments: { carrier: 'AA' } },
    });
    const breakdown = { dimension: 'origin', measure: 'accuracy', comparison } as unknown as Breakdown;
    expect(recordsOf(part('LGA'), breakdown, ASKED)).toEqual({
      refId: 'A',
      datasource: ASKED.datasource,
      schemaVersion: 2,
      queryType: 'records',
      models: [comparison.model],
      measures: [{ id: 'accuracy' }],
      window: '7d',
      filters: [
        { key: 'haul', operator: '=', values: ['long'] },
        { key: 'carrier', operator: '=', values: ['AA'] },
        { key: 'origin', operator: '=', values: ['LGA'] },
      ],
    });
  });

  it('cannot be asked of rows without a value, or of the rest that is pooled', () => {
    expect(['LGA', '', '(other)'].map((name) => isNamed(part(name)))).toEqual([true, false, false]);
  });
});

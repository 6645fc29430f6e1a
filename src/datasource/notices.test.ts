import { DataFrame, QueryResultMetaNotice } from '@grafana/data';

import { gatherNotices } from './notices';

const warning = (text: string): QueryResultMetaNotice => ({ severity: 'warning', text });
const info = (text: string): QueryResultMetaNotice => ({ severity: 'info', text });
const frame = (...notices: QueryResultMetaNotice[]): DataFrame => ({
  fields: [],
  length: 0,
  meta: { custom: { a: 1 }, notices },
});
const noticesOf = (frames: DataFrame[]) => gatherNotices(frames).map(({ meta }) => meta?.notices);

describe('gatherNotices', () => {
  it('leaves answers alone in which each severity says one thing', () => {
    const frames = [
      frame(),
      frame(warning('few rows'), info('late')),
      frame(warning('few rows')),
      { fields: [], length: 0 },
    ];
    expect(gatherNotices(frames)).toBe(frames);
    expect(gatherNotices([])).toEqual([]);
  });

  it('says several of one severity as one, each once, in the first frame', () => {
    expect(noticesOf([frame(warning('a'), info('late')), frame(warning('b')), frame(warning('a'))])).toEqual([
      [warning('a · b'), info('late')],
      [],
      [],
    ]);
  });

  it('lists six and counts the rest', () => {
    const many = 'abcdefghi'.split('').map(warning);
    expect(noticesOf([frame(), frame(...many)])).toEqual([[warning('a · b · c · d · e · f · and 3 more')], []]);
  });

  it('keeps what else frames say', () => {
    expect(gatherNotices([frame(info('a'), info('b'))])[0]).toMatchObject({ fields: [], meta: { custom: { a: 1 } } });
  });
});

import { leftOut } from './leftOut';

describe('leftOut', () => {
  it('is nothing where all is drawn', () => {
    expect(leftOut({}, [])).toBeUndefined();
    expect(leftOut({ errors: [] }, [])).toBeUndefined();
  });

  it('names the queries that failed, each with its reason', () => {
    expect(
      leftOut({ errors: [{ refId: 'B', message: 'no table "t"' }, { data: { message: 'timeout' } }] }, [])
    ).toEqual({
      text: 'Not everything is shown: query B failed: no table "t" · a query failed: timeout',
      reasons: ['query B: no table "t"', 'a query: timeout'],
    });
  });

  it('counts frames that cannot be drawn, and gives the first reason', () => {
    expect(leftOut({}, ['Frame "x" has no field bin.'])?.text).toBe(
      'Not everything is shown: one frame cannot be drawn: Frame "x" has no field bin.'
    );
    expect(leftOut({}, ['first', 'second'])).toEqual({
      text: 'Not everything is shown: 2 frames cannot be drawn: first',
      reasons: ['first', 'second'],
    });
  });
});

import { PanelQuery, whyNoRecords } from './explore';

const QUERY: PanelQuery = { refId: 'A', queryType: 'distribution' };
const EDITOR = { isPublic: false, canExplore: true };

describe('whyNoRecords', () => {
  it.each([
    ['an editor of a dashboard has them', [QUERY], EDITOR, undefined],
    ['a role without Explore', [QUERY], { ...EDITOR, canExplore: false }, /your role/],
    ['a public dashboard', [QUERY], { isPublic: true, canExplore: false }, /^A public dashboard/],
    ['a snapshot', [{ refId: 'A', queryType: 'snapshot' }], EDITOR, /^A snapshot/],
  ])('%s', (_, targets, reader, reason) => {
    const said = whyNoRecords(targets, reader);
    expect(said ?? 'nothing').toMatch(reason ?? /^nothing$/);
  });
});

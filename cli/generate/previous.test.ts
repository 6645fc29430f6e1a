import { alertRules, keysOf, type RuleFile } from '../../src/ascode/alerts';
import { rulesIn } from './previous';
import { yaml } from './yaml';

const text = (uids: string[], gone: string[]) =>
  yaml({
    apiVersion: 1,
    groups: [{ orgId: 1, name: 'm', rules: uids.map((uid) => ({ uid, title: `rule ${uid}` })) }],
    deleteRules: gone.map((uid) => ({ orgId: 1, uid })),
  });

const source = { org: 1, dataSource: 'd', name: 'D', cannotRead: 'lw-own', overview: 'lw-all', models: [] };
const options = { folder: 'Leeway', interval: '5m' };
/** What is generated where a text stood. */
const after = (old: string): RuleFile => alertRules(source, { ...options, before: rulesIn(old).map(({ key }) => key) });

describe('rules that are generated no more', () => {
  it('are deleted by the file, once and for all, until they are back', () => {
    const first = after(text(['lw-own', 'lw-b', 'lw-a'], ['lw-old', 'lw-own']));
    expect(keysOf(first.groups)).toEqual([{ orgId: 1, uid: 'lw-own' }]);
    expect(first.deleteRules).toEqual(['lw-a', 'lw-b', 'lw-old'].map((uid) => ({ orgId: 1, uid })));
    expect(yaml(after(yaml(first)))).toBe(yaml(first));
  });

  it('are not those of other people', () => {
    expect(after(text(['mine', 'lw-own'], ['theirs'])).deleteRules).toBeUndefined();
  });

  it.each([
    '',
    'groups: 3',
    '[1]',
    'a: [',
    'groups: [null, { rules: [3] }]',
    'groups: [{ orgId: 1, rules: [{ uid: 4 }] }]',
  ])('are none in %j', (old) => expect(after(old).deleteRules).toBeUndefined());
});

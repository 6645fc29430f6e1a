import { readFeatures } from '../../frames/features';
import { testFeatures } from '../../frames/testFeatures';
import { canGroup, groupBySource, groupedItems, plainItems } from './groups';

const FEATURES = readFeatures([
  testFeatures([
    { feature: 'distance', source: 'schedule', verdict: 1 },
    { feature: 'visib', source: 'weather', verdict: 2 },
    { feature: 'carrier', source: 'schedule', verdict: 0 },
    { feature: 'gate', verdict: null },
    { feature: 'temp', source: 'weather', verdict: null },
    { feature: 'dest', source: 'airports', verdict: 1 },
  ]),
]).features;

const names = (items: ReturnType<typeof plainItems>) =>
  items.map((item) => (item.kind === 'group' ? `# ${item.group.source}` : item.feature.name));

describe('groupBySource', () => {
  it('puts the source with the worst verdict first, then the one whose first feature comes first', () => {
    expect(groupBySource(FEATURES).map(({ source, verdict }) => [source, verdict])).toEqual([
      ['weather', 2],
      ['schedule', 1],
      ['airports', 1],
      ['', null],
    ]);
  });

  it('keeps the order of the features within a source', () => {
    expect(groupBySource(FEATURES)[1]!.features.map(({ name }) => name)).toEqual(['distance', 'carrier']);
  });
});

describe('the rows of a table', () => {
  it('are a heading and the features of each group that is not closed', () => {
    expect(names(groupedItems(FEATURES, new Set(['schedule', ''])))).toEqual([
      '# weather',
      'visib',
      'temp',
      '# schedule',
      '# airports',
      'dest',
      '# ',
    ]);
  });

  it('are the features in their order without groups', () => {
    expect(names(plainItems(FEATURES))).toEqual(FEATURES.map(({ name }) => name));
  });

  it('cannot be grouped where no feature names its source', () => {
    expect(canGroup(FEATURES)).toBe(true);
    expect(canGroup(FEATURES.filter(({ source }) => source === ''))).toBe(false);
  });
});

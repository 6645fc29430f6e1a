/**
 * yaml's build for browsers is made of ES modules, which jest does not read; its build for node is not.
 *
 * @jest-environment-options {"customExportConditions": ["node", "require", "default"]}
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

import { Model } from '../../contract';
import { readDefinitions, writeDefinitions } from './definitions';
import { EXAMPLE } from './example';

const TEXT = `# a comment
- id: first
  log:
    table: predictions
    time: { column: at }
  features:
    - { name: distance, kind: numeric }
    - name: carrier
      kind: categorical
  baselines:
    last.year: { kind: offset, by: 52w }
- id: second
`;

const line = (text: string, at: string) => readDefinitions(text).locate(at).line;

describe('readDefinitions', () => {
  it.each([
    ['models[0].id', 2],
    ['models[0].log.time.column', 5],
    ['models[0].features[0].kind', 7],
    ['models[0].features[1]', 8],
    ['models[0].features[1].kind', 9],
    ['models[0].baselines.last.year.by', 11],
    ['models[1]', 12],
  ])('finds the line of %s', (at, expected) => {
    expect(line(TEXT, at)).toBe(expected);
  });

  it('finds the column of a field within a line', () => {
    expect(readDefinitions(TEXT).locate('models[0].features[0].kind')).toEqual({ line: 7, column: 25 });
  });

  it('finds the nearest thing around a field that is missing', () => {
    expect(line(TEXT, 'models[0].log.id')).toBe(3);
    expect(line(TEXT, 'models[0].features[7].kind')).toBe(6);
    expect(line(TEXT, 'models[1].task')).toBe(12);
    expect(line(TEXT, 'models')).toBe(2);
  });

  it('tells the line of text that is no YAML, once for each line', () => {
    const { models, findings } = readDefinitions('- id: a\n  log: {\n- id: b\nwrong: at: all\n');
    expect(models).toBeUndefined();
    expect(findings.length).toBeGreaterThan(0);
    expect(new Set(findings.map((finding) => finding.line)).size).toBe(findings.length);
    expect(findings[0].line).toBe(3);
  });

  it.each(['id: a', 'text', '42'])('refuses %p, which is no list', (text) => {
    const { models, findings } = readDefinitions(text);
    expect(models).toBeUndefined();
    expect(findings[0]).toMatchObject({ line: 1, message: expect.stringContaining('not a list of models') });
  });

  it.each(['', '\n', '# only a comment', '[]', '~'])('reads %p as no models', (text) => {
    expect(readDefinitions(text)).toMatchObject({ models: [], findings: [] });
  });

  it('reads anchors and merge keys, which provisioning files have', () => {
    const text = '- &a { id: a, log: &log { table: t } }\n- { <<: *a, id: b }\n- { id: c, log: *log }\n';
    expect(readDefinitions(text).models).toEqual([
      { id: 'a', log: { table: 't' } },
      { id: 'b', log: { table: 't' } },
      { id: 'c', log: { table: 't' } },
    ]);
  });

  it('says when an anchor is missing', () => {
    expect(readDefinitions('- { id: *nowhere }').findings[0].message).toContain('nowhere');
  });

  it('keeps dates, durations and words such as off as text', () => {
    const text = '- { from: 2013-02-01, window: 7d, records: off }';
    expect(readDefinitions(text).models).toEqual([{ from: '2013-02-01', window: '7d', records: 'off' }]);
  });
});

describe('writeDefinitions', () => {
  const example = parse(readFileSync(path.resolve(__dirname, '../../../schema/examples/model.yaml'), 'utf8')) as Model;

  it('writes what reads back the same, for a model that has every field', () => {
    const text = writeDefinitions([example]);
    expect(readDefinitions(text).models).toEqual([example]);
    expect(readDefinitions(EXAMPLE).models).toEqual(
      readDefinitions(writeDefinitions(readDefinitions(EXAMPLE).models ?? [])).models
    );
  });

  it('writes nothing for no models', () => {
    expect(writeDefinitions([])).toBe('');
  });

  it('puts a feature on a line, names first, whatever order the keys were stored in', () => {
    const stored = {
      features: [{ bounds: [0, 60], kind: 'numeric', name: 'wind' }],
      id: 'a',
      log: { time: { column: 'at' }, table: 't' },
    } as unknown as Model;
    const lines = writeDefinitions([stored]).split('\n');
    expect(lines[0]).toBe('- id: a');
    expect(lines).toContain('    - { name: wind, kind: numeric, bounds: [ 0, 60 ] }');
  });

  it('shows what is no definition as it is', () => {
    const broken = [{ id: 'a', features: 'none', log: null }, 7] as unknown as Model[];
    expect(readDefinitions(writeDefinitions(broken)).models).toEqual(broken);
  });
});

/**
 * yaml's build for browsers is made of ES modules, which jest does not read; its build for node is not.
 *
 * @jest-environment-options {"customExportConditions": ["node", "require", "default"]}
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';

import { Specification } from '../contract';
import { alertRules, RuleFile } from './alerts';
import { Rule } from './rule';

/**
 * What `leeway-engine describe` prints of the models that golden/models.yaml defines; cmd/leeway-engine/describe_test.go
 * holds it to that.
 */
const source = JSON.parse(readFileSync(path.join(__dirname, 'golden/specification.json'), 'utf8')) as Specification;
const OPTIONS = { folder: 'Leeway', interval: '5m' };
const file = alertRules(source, OPTIONS);
const rules = rulesOf(file);

function rulesOf({ groups }: RuleFile): Rule[] {
  return groups.flatMap((group) => group.rules);
}

/** Compares a text with its file in golden/; UPDATE_GOLDEN=1 writes it anew. Read the difference. */
function expectGolden(name: string, text: string): void {
  const committed = path.join(__dirname, 'golden', name);
  if (process.env.UPDATE_GOLDEN) {
    writeFileSync(committed, text);
  }
  expect(existsSync(committed) ? readFileSync(committed, 'utf8') : '').toBe(text);
}

const textsOf = (rule: Rule) => Object.values(rule.annotations).join(' ');

const kinds = JSON.parse(readFileSync(path.join(__dirname, 'golden/kinds.json'), 'utf8')) as Specification;

describe('the texts of each kind of policy', () => {
  it('are those that tests/alerttexts renders', () => {
    const written = rulesOf(alertRules(kinds, OPTIONS));
    const texts = kinds.models.flatMap((model) =>
      model.policies
        .filter(({ tier }) => tier !== 'explain')
        .map(({ id, uid, tier, unit, measure, stat, below, outside, windowSeconds }) => {
          const { summary, description } = written.find((rule) => rule.uid === uid)!.annotations;
          const what = { model: model.id, policy: id, tier, unit, measure, stat, below, outside, windowSeconds };
          return { ...what, summary, description };
        })
    );
    const { summary, description } = written.at(-1)!.annotations;
    const cannotRead = { model: '', policy: 'cannot-read', tier: 'notify', summary, description };
    expectGolden('kinds-texts.json', `${JSON.stringify([...texts, cannotRead], null, 2)}\n`);
  });
});

describe('alertRules', () => {
  it('writes what the committed file shows', () => {
    const texts = rules.map(({ title, annotations: { summary, description } }) => ({ title, summary, description }));
    expectGolden('alerts.yaml', stringify(file, { aliasDuplicateObjects: false, lineWidth: 0 }));
    expectGolden('texts.yaml', stringify(texts, { lineWidth: 0 }));
  });

  it('has a rule for each policy that pages or notifies, and none for those that explain', () => {
    const loud = source.models.flatMap(({ policies }) => policies.filter(({ tier }) => tier !== 'explain'));
    expect(rules.map(({ uid }) => uid)).toEqual([...loud.map(({ uid }) => uid), source.cannotRead]);
    expect(source.models.some(({ policies }) => policies.some(({ tier }) => tier === 'explain'))).toBe(true);
  });

  it('asks for every figure that the texts mention, under its own name, and for no other', () => {
    for (const rule of rules.slice(0, -1)) {
      const all = [...textsOf(rule).matchAll(/\$values\.(\w+)/g)].map(([, name]) => name);
      const mentioned = all.filter((name) => name !== 'breached');
      const asked = rule.data.map(({ refId }) => refId).filter((name) => name !== 'breach' && name !== 'breached');
      expect(new Set(asked)).toEqual(new Set(mentioned));
      expect(new Set(asked).size).toBe(asked.length);
    }
  });

  it('asks one model in each rule, so that another that cannot be read does not stop it', () => {
    for (const [i, { rules: group }] of file.groups.slice(0, -1).entries()) {
      const asked = group.flatMap(({ data }) => data).filter(({ datasourceUid }) => datasourceUid !== '__expr__');
      expect(new Set(asked.map(({ model }) => JSON.stringify(model.models)))).toEqual(
        new Set([JSON.stringify([source.models[i]!.id])])
      );
    }
  });

  it('fires above 0, and recovers as far inside the bound as the policy says', () => {
    const tests = Object.fromEntries(rules.map(({ title, data }) => [title, data.at(-1)!.model.conditions]));
    const above = { evaluator: { type: 'gt', params: [0] } };
    expect(tests['Arrival delay $$ {{x}}: accuracy']).toEqual([
      { ...above, unloadEvaluator: { type: 'lt', params: [-0.015] } },
    ]);
    expect(tests['Arrival delay $$ {{x}}: log-silent']).toEqual([above]);
  });

  it('defines every template that it uses, and prints a name as it stands', () => {
    for (const { annotations } of rules) {
      const { description } = annotations;
      const used = [...description!.matchAll(/\{\{ template "(\w+)"/g)].map(([, name]) => name);
      const defined = [...description!.matchAll(/\{\{ define "(\w+)"/g)].map(([, name]) => name);
      expect(new Set(used)).toEqual(new Set(defined));
    }
    expect(rules[0]!.annotations.description).toContain('{{ "Arrival delay $ {{x}}" }} is right less often');
  });

  it('sums up what is watched without figures, because lists of rules show a template as it stands', () => {
    const summaries = rulesOf(alertRules(kinds, OPTIONS)).map(({ annotations }) => annotations.summary!);
    expect(summaries.filter((text) => text.replace(/{{ [$]labels[.]\w+ }}/g, '').includes('{{'))).toEqual([]);
    const beginning = (words: string) => summaries.filter((text) => text.startsWith(words));
    expect(beginning('Fraud: missing rate of {{ $labels.feature }} over 1 day')).toHaveLength(2);
    expect(beginning('Fraud: accuracy of country {{ $labels.country }} over 7 days')).toHaveLength(2);
    expect(beginning('Fraud: mean of amount over 7 days')).toHaveLength(1); // the only feature with a number
    expect(rules[0]!.annotations.summary).toBe(
      '{{ "Arrival delay $ {{x}}" }}: accuracy over 7 days falls more than 2.5 points below the baseline “rolling”'
    );
  });

  it('keeps variables of provisioning out of titles and labels', () => {
    expect(rules[0]!.title).toMatch(/^Arrival delay \$\$ /);
    expect(rules[0]!.labels.team_model).toBe('ds-$$flights');
  });

  it('says the share of labels of the whole model only, not of one segment', () => {
    const [model] = source.models;
    const split = { ...model!.policies[0]!, splitBy: ['carrier'] };
    const [rule] = rulesOf(alertRules({ ...source, models: [{ ...model!, policies: [split] }] }, OPTIONS));
    expect(rules[0]!.annotations.description).toContain('$values.labelCoverage');
    expect(textsOf(rule!)).not.toContain('labelCoverage');
    expect(rule!.annotations.description).toContain('predictions judged.');
    expect(rule!.data.map(({ refId }) => refId)).not.toContain('labelCoverage');
  });

  it('links to the dashboard of the model, its panel and its segments, which viewers may open', () => {
    const { dashboard } = source.models[0]!;
    const [rule] = rules;
    expect(rule).toMatchObject({ dashboardUid: dashboard, panelId: 3 });
    const { comparison, segments } = rule!.annotations;
    expect(comparison).toMatch(new RegExp(`^\\{\\{ externalURL \\}\\}d/${dashboard}\\?var-datasource=flights&`));
    expect(comparison).toMatch(/&var-window=7d&var-baseline=rolling&from=.*000&to=.*000$/);
    expect(segments).toBe(`${comparison}&viewPanel=panel-6`);
  });

  it('links to a dashboard that is named, or to Explore alone', () => {
    const [named] = rulesOf(alertRules(source, { ...OPTIONS, dashboard: 'abc' }));
    expect(named!.annotations.comparison).toMatch(/^\{\{ externalURL \}\}d\/abc\?var-datasource=flights&/);
    const [none] = rulesOf(alertRules(source, { ...OPTIONS, dashboard: false }));
    expect(none!.annotations.comparison).toMatch(/^\{\{ externalURL \}\}explore\?/);
    for (const rule of [named!, none!]) {
      expect(rule).not.toHaveProperty('dashboardUid');
      expect(rule.annotations.segments).toMatch(/^\{\{ externalURL \}\}explore\?/);
    }
  });

  it('keeps the rule about Leeway itself beside a model called leeway', () => {
    const [model] = source.models;
    const { groups } = alertRules({ ...source, models: [{ ...model!, id: 'leeway' }] }, OPTIONS);
    const names = groups.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('changes no other rule when a policy is inserted', () => {
    const [model] = source.models;
    const inserted = { ...model!.policies[0]!, id: 'first', uid: 'lw-first', title: 'first' };
    const changed = { ...source, models: [{ ...model!, policies: [inserted, ...model!.policies] }] };
    const others = rulesOf(alertRules(changed, OPTIONS)).filter(({ uid }) => uid !== 'lw-first');
    expect(others).toEqual(rules);
  });
});

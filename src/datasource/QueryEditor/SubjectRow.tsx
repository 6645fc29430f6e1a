import { ComboboxOption } from '@grafana/ui';
import React from 'react';

import { ModelInfo } from '../../contract';
import { modelsOf, union } from '../adHoc';
import { Choice } from '../form/Choice';
import { EditorField } from '../form/EditorField';
import { EditorRow } from '../form/EditorRow';
import { including, plainOptions, withVariables } from '../form/options';
import { LeewayQuery, Target } from '../types';
import { measuresOf, partsOf, targetsOf } from './applies';
import { put, tidy } from './change';
import { MeasureField } from './MeasureField';
import { NamesField } from './NamesField';
import { RowProps } from './RowProps';
import { StatsField } from './StatsField';

const TARGET_WORDS: Record<Target, string> = {
  features: 'Features',
  prediction: 'Prediction',
  score: 'Score',
  label: 'Label',
  uncertainty: 'Uncertainty',
  interval: 'Interval',
  latency: 'Latency',
  log: 'Log',
};

const CHANGES: Array<ComboboxOption<string>> = [
  { value: 'announced', label: 'Announced', description: 'Documented changes of the definition' },
  { value: 'rollout', label: 'Roll-outs', description: 'Versions that took over' },
  { value: 'adoption', label: 'Adoptions', description: 'A level that became the new normal' },
  { value: 'breach', label: 'Breaches', description: 'When the rule of a policy would have fired' },
];

/** What is measured, of what, and which of its numbers are wanted. */
export function SubjectRow(props: RowProps) {
  const { query, offer, variables, onChange } = props;
  const parts = partsOf(query, offer.measures);
  const models = modelsOf(offer.models, query.models ?? []);
  if (!parts.measures && !parts.policy && !parts.features) {
    return null;
  }
  return (
    <EditorRow>
      {parts.measures && <MeasureField {...props} />}
      {parts.policy && <PolicyField {...props} models={models} />}
      {parts.changes && (
        <NamesField
          label="Changes"
          tooltip="The kinds of changes. Breaches and adoptions take the longest: all policies are judged over the range."
          placeholder="All kinds"
          options={CHANGES}
          variables={[]}
          value={query.changes}
          onChange={(changes) => onChange(put(query, { changes: changes as LeewayQuery['changes'] }))}
        />
      )}
      {parts.target && <TargetField {...props} />}
      {parts.features && (
        <NamesField
          label="Features"
          tooltip="The inputs of the model that are measured, each on its own."
          placeholder="All features"
          options={featureOptions(models)}
          variables={variables}
          value={query.features}
          free={Boolean(offer.error)}
          onChange={(features) => onChange(put(query, { features }))}
        />
      )}
      {parts.stats && <StatsField {...props} />}
    </EditorRow>
  );
}

/** Chosen only where the measures leave a choice, or where the query has made one that is none. */
function TargetField({ query, offer, onChange }: RowProps) {
  const targets = targetsOf(query, offer.models, offer.measures);
  const { target } = query;
  if (targets.length < 2 && (!target || targets.includes(target))) {
    return null;
  }
  const set = (chosen?: Target) => onChange(tidy(put(query, { target: chosen }), offer.measures));
  const own = measuresOf(query, offer.measures)?.[0]?.targets[0];
  const values = target && !targets.includes(target) ? [...targets, target] : targets;
  return (
    <EditorField
      label="Of"
      tooltip="What the measure is taken of."
      error={
        !target || targets.includes(target) || offer.loading || offer.error
          ? undefined
          : 'The measure cannot be taken of this.'
      }
    >
      {(ids) => (
        <Choice
          {...ids}
          width={18}
          placeholder={own ? TARGET_WORDS[own] : 'The measure’s own'}
          options={values.map((value) => ({ value, label: TARGET_WORDS[value] }))}
          value={target ?? null}
          onChange={set}
          onClear={set}
        />
      )}
    </EditorField>
  );
}

function PolicyField({ query, offer, variables, onChange, models }: RowProps & { models: ModelInfo[] }) {
  const policies = plainOptions(union(models.map((model) => model.policies)));
  const chosen = query.policy ? [query.policy] : [];
  const set = (policy?: string) => onChange(tidy(put(query, { policy }), offer.measures));
  return (
    <EditorField
      label="Policy"
      tooltip="A bound from the model’s definition. Empty: every policy of the models; of changes and a backtest those that alert."
    >
      {(ids) => (
        <Choice
          {...ids}
          width={34}
          createCustomValue={Boolean(offer.error)}
          placeholder={
            query.queryType === 'changes' || query.queryType === 'backtest' ? 'All that alert' : 'All policies'
          }
          options={including(withVariables(policies, variables), chosen)}
          value={query.policy || null}
          onChange={set}
          onClear={set}
        />
      )}
    </EditorField>
  );
}

function featureOptions(models: ModelInfo[]): Array<ComboboxOption<string>> {
  const kinds = new Map(models.flatMap(({ features }) => features.map(({ name, kind }) => [name, kind] as const)));
  return [...kinds].map(([value, description]) => ({ value, label: value, description }));
}

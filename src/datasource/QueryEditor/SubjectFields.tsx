import { ComboboxOption } from '@grafana/ui';
import React from 'react';

import { ModelInfo } from '../../contract';
import { union } from '../adHoc';
import { Choice } from '../form/Choice';
import { EditorField } from '../form/EditorField';
import { including, plainOptions, withVariables } from '../form/options';
import { LeewayQuery, Target } from '../types';
import { measuresOf, partsOf, targetsOf } from './applies';
import { put, tidy } from './change';
import { NamesField } from './NamesField';
import { RowProps } from './RowProps';

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
  { value: 'announced', label: 'Announced', description: 'Changes that the definition documents' },
  { value: 'rollout', label: 'Roll-outs', description: 'Versions that took over' },
  { value: 'adoption', label: 'Adoptions', description: 'Levels that became the new normal' },
  { value: 'breach', label: 'Breaches', description: 'When the rule of a policy would have fired' },
];

/** Which kinds of changes are listed. */
export function ChangesField({ query, onChange }: RowProps) {
  return (
    <NamesField
      label=""
      noun="Kinds of changes"
      tooltip="Breaches and adoptions take the longest: Leeway judges every policy over the whole range."
      placeholder="of all kinds"
      options={CHANGES}
      variables={[]}
      value={query.changes}
      onChange={(changes) => onChange(put(query, { changes: changes as LeewayQuery['changes'] }))}
    />
  );
}

/** Of which features; the word before them is there where no target is chosen. */
export function FeaturesField({ query, offer, variables, models, onChange }: RowProps) {
  return (
    <NamesField
      label={hasTargetField(query, offer) ? '' : 'of'}
      noun="Features"
      placeholder="All features"
      options={featureOptions(models)}
      variables={variables}
      value={query.features}
      free={Boolean(offer.error)}
      onChange={(features) => onChange(put(query, { features }))}
    />
  );
}

/** Reports whether the target can be chosen: where the measures leave a choice, or the query has made one that is none. */
function hasTargetField(query: LeewayQuery, offer: RowProps['offer']): boolean {
  const targets = targetsOf(query, offer.models, offer.measures);
  return (
    partsOf(query, offer.measures).target &&
    (targets.length >= 2 || Boolean(query.target && !targets.includes(query.target)))
  );
}

/** What the measure is computed for. */
export function TargetField({ query, offer, onChange }: RowProps) {
  const targets = targetsOf(query, offer.models, offer.measures);
  const { target } = query;
  if (!hasTargetField(query, offer)) {
    return null;
  }
  const set = (chosen?: Target) => onChange(tidy(put(query, { target: chosen }), offer.measures));
  const own = measuresOf(query, offer.measures)?.[0]?.targets[0];
  const values = target && !targets.includes(target) ? [...targets, target] : targets;
  return (
    <EditorField
      label="of"
      noun="target"
      tooltip="What the measure is computed for."
      error={
        !target || targets.includes(target) || offer.loading || offer.error
          ? undefined
          : 'The measure cannot be computed for this.'
      }
    >
      {(ids) => (
        <Choice
          {...ids}
          minWidth={10}
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

export function PolicyField({ query, offer, variables, models, onChange }: RowProps) {
  const policies = plainOptions(union(models.map((model) => model.policies)));
  const chosen = query.policy ? [query.policy] : [];
  const set = (policy?: string) => onChange(tidy(put(query, { policy }), offer.measures));
  return (
    <EditorField
      label={query.queryType === 'policy' ? '' : 'of'}
      noun="policy"
      tooltip="A bound from the model’s definition. Empty: every policy of the models, for changes and a backtest only those that alert."
    >
      {(ids) => (
        <Choice
          {...ids}
          minWidth={16}
          maxWidth={40}
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

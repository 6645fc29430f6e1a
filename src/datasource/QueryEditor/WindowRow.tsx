import { RadioButtonGroup, Stack, Switch } from '@grafana/ui';
import React from 'react';

import { COUNTS, ModelInfo } from '../../contract';
import { modelsOf, union } from '../adHoc';
import { Choice } from '../form/Choice';
import { EditorField } from '../form/EditorField';
import { EditorRow } from '../form/EditorRow';
import { including, plainOptions, withVariables } from '../form/options';
import { LeewayQuery } from '../types';
import { partsOf } from './applies';
import { put } from './change';
import { CountField, DurationField } from './fields';
import { RowProps } from './RowProps';
import { WindowField } from './WindowField';

const LABELS: Array<{ value: NonNullable<LeewayQuery['labels']>; label: string; description: string }> = [
  { value: 'horizon', label: 'In time', description: 'Labels observed within the model’s horizon' },
  { value: 'all', label: 'All', description: 'Late labels too, so past numbers may still change' },
];

/** Which windows are compared, and how finely. */
export function WindowRow(props: RowProps) {
  const { query, offer, onChange } = props;
  const parts = partsOf(query, offer.measures);
  const models = modelsOf(offer.models, query.models ?? []);
  if (!parts.window) {
    return null;
  }
  return (
    <EditorRow>
      <WindowField query={query} models={models} variables={props.variables} onChange={onChange} />
      {parts.every && (
        <DurationField
          label="Every"
          tooltip="The step between two points of the series."
          placeholder="1d, or finer"
          value={query.every ?? ''}
          onCommit={(every) => onChange(put(query, { every }))}
        />
      )}
      {parts.every && <RunningField {...props} />}
      {parts.baseline && <BaselineField {...props} models={models} />}
      {parts.labels && <LabelsField {...props} />}
      {parts.bins && (
        <CountField
          label="Bins"
          tooltip="Into how many bins, of equal mass in the baseline, a numeric column is cut."
          fallback={COUNTS.bins.default}
          min={COUNTS.bins.min}
          max={COUNTS.bins.max}
          value={query.bins}
          onCommit={(bins) => onChange(put(query, { bins }))}
        />
      )}
      {parts.limit && (
        <CountField
          label="Limit"
          tooltip="How many values of a segment that declares none are answered for: the baseline’s most frequent."
          fallback={COUNTS.limit.default}
          min={COUNTS.limit.min}
          max={COUNTS.limit.max}
          value={query.limit}
          onCommit={(limit) => onChange(put(query, { limit }))}
        />
      )}
    </EditorRow>
  );
}

/** What stands for a baseline that the query describes itself; it can be replaced here, not edited. */
const INLINE = '';

function BaselineField({ query, offer, variables, onChange, models }: RowProps & { models: ModelInfo[] }) {
  const { baseline } = query;
  const names = withVariables(plainOptions(union(models.map((model) => model.baselines))), variables);
  const options =
    typeof baseline === 'object'
      ? [...names, { value: INLINE, label: `${baseline.kind}, as the query says` }]
      : including(names, baseline ? [baseline] : []);
  const defaults = union([models.map((model) => model.baseline).filter(Boolean)]);
  return (
    <EditorField
      label="Baseline"
      tooltip="What the window is compared with. Empty: the default of the model’s definition."
    >
      {(ids) => (
        <Choice
          {...ids}
          width={24}
          createCustomValue={Boolean(offer.error)}
          loading={offer.loading}
          placeholder={defaults.length === 1 ? defaults[0] : 'The model’s default'}
          options={options}
          value={typeof baseline === 'object' ? INLINE : (baseline ?? null)}
          onChange={(name) => onChange(put(query, { baseline: name }))}
          onClear={() => onChange(put(query, { baseline: undefined }))}
        />
      )}
    </EditorField>
  );
}

function LabelsField({ query, onChange }: RowProps) {
  return (
    <EditorField label="Labels" tooltip="Which labels count as ground truth.">
      {({ id }) => (
        <RadioButtonGroup
          id={id}
          aria-label="Labels"
          options={LABELS}
          value={query.labels ?? 'horizon'}
          onChange={(value) => onChange(put(query, { labels: value === 'horizon' ? undefined : value }))}
        />
      )}
    </EditorField>
  );
}

function RunningField({ query, onChange }: RowProps) {
  return (
    <EditorField label="Running step" tooltip="Draws the step that has not ended yet, marked as such.">
      {({ id }) => (
        <Stack height={4} alignItems="center">
          <Switch
            id={id}
            value={query.partial ?? false}
            onChange={(event) => onChange(put(query, { partial: event.currentTarget.checked || undefined }))}
          />
        </Stack>
      )}
    </EditorField>
  );
}

import { RadioButtonGroup, Stack, Switch } from '@grafana/ui';
import React from 'react';

import { COUNTS } from '../../contract';
import { EditorField } from '../form/EditorField';
import { EditorRow } from '../form/EditorRow';
import { LeewayQuery } from '../types';
import { partsOf } from './applies';
import { put } from './change';
import { CompanionsField } from './CompanionsField';
import { CountField } from './fields';
import { RowProps } from './RowProps';
import { StatsField } from './StatsField';

const LABELS: Array<{ value: NonNullable<LeewayQuery['labels']>; label: string; description: string }> = [
  { value: 'horizon', label: 'In time', description: 'Labels that arrived within the model’s delay' },
  { value: 'all', label: 'All', description: 'Late labels count too, so past numbers can still change' },
];

/** What the sentence leaves open: which numbers of the answer, and how finely. Nothing where none of it applies. */
export function DetailsRow(props: RowProps) {
  const { query, offer, onChange } = props;
  const parts = partsOf(query, offer.measures);
  const isRunning = parts.every && parts.window;
  if (!parts.stats && !parts.labels && !parts.bins && !parts.limit && !isRunning) {
    return null;
  }
  return (
    <EditorRow>
      {parts.stats && <StatsField {...props} />}
      {parts.stats && <CompanionsField {...props} />}
      {parts.labels && <LabelsField {...props} />}
      {parts.bins && (
        <CountField
          label="Bins"
          tooltip="The number of bins for a numeric column. Each holds an equal share of the baseline."
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
          tooltip={
            query.queryType === 'records'
              ? 'The most rows to list, the newest first.'
              : 'The most values of a segment to show, if its definition lists none: the most frequent ones of the baseline.'
          }
          fallback={COUNTS.limit.default}
          min={COUNTS.limit.min}
          max={COUNTS.limit.max}
          value={query.limit}
          onCommit={(limit) => onChange(put(query, { limit }))}
        />
      )}
      {isRunning && <RunningField {...props} />}
    </EditorRow>
  );
}

function LabelsField({ query, onChange }: RowProps) {
  return (
    <EditorField label="Labels" tooltip="Which labels count: those that arrived within the model’s delay, or all.">
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
    <EditorField label="Unfinished step" tooltip="Also draws and marks the step that has not ended yet.">
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

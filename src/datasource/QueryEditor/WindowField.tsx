import React from 'react';

import { ModelInfo, THE_RANGE } from '../../contract';
import { union } from '../adHoc';
import { USUAL_WINDOWS } from '../defaults';
import { Choice } from '../form/Choice';
import { durationError } from '../form/duration';
import { EditorField } from '../form/EditorField';
import { including, plainOptions, withVariables } from '../form/options';
import { LeewayQuery } from '../types';
import { shapeOf } from './applies';
import { put } from './change';
import { DurationField } from './fields';
import { RowProps } from './RowProps';

const OPTIONS = [...plainOptions(USUAL_WINDOWS), { value: THE_RANGE, label: 'The range' }];

/** How long the window is: a length, which can be typed, or the range's. */
export function WindowField({ query, models, variables, onChange }: RowProps) {
  const value = query.window ?? '';
  const error = value === THE_RANGE ? undefined : durationError(value);
  return (
    <EditorField
      label="over"
      noun="window"
      tooltip="How long the window is. It ends at the end of the time range, minus the time that rows and labels may take to arrive. Empty: the model’s own window; in a time series one step. A policy uses its own window."
      error={error}
    >
      {(ids) => (
        <Choice
          {...ids}
          minWidth={12}
          createCustomValue
          invalid={Boolean(error)}
          placeholder={emptyText(query, models)}
          options={including(withVariables(OPTIONS, variables), value ? [value] : [])}
          value={value || null}
          onChange={(length) => onChange(put(query, { window: length.trim() }))}
          onClear={() => onChange(put(query, { window: '' }))}
        />
      )}
    </EditorField>
  );
}

/** What an empty window means: the models' own, where they have the same. */
function emptyText(query: LeewayQuery, models: ModelInfo[]): string {
  if (shapeOf(query).format === 'timeseries') {
    return 'One step';
  }
  const windows = union([models.map(({ window }) => window).filter(Boolean)]);
  return windows.length === 1 ? windows[0] : 'The model’s window';
}

const STEP = {
  tooltip:
    'The step from one point to the next. Empty: one day if the range has at least two days, else the model’s own step.',
  placeholder: '1d, or finer',
};

const LOOK = {
  tooltip:
    'How often the rules of policies look. Empty: once a day, more often for windows shorter than a day; at most weekly in ranges over 100 days.',
  placeholder: '1d',
};

/** How far two points of a series are apart, or two looks of the rules that changes and a backtest replay. */
export function EveryField({ query, onChange }: RowProps) {
  const { queryType } = shapeOf(query);
  return (
    <DurationField
      label="every"
      {...(queryType === 'changes' || queryType === 'backtest' ? LOOK : STEP)}
      value={query.every ?? ''}
      onCommit={(every) => onChange(put(query, { every }))}
    />
  );
}

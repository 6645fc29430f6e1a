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

const OPTIONS = [...plainOptions(USUAL_WINDOWS), { value: THE_RANGE, label: 'The range' }];

interface Props {
  query: LeewayQuery;
  /** The models that the query asks. */
  models: ModelInfo[];
  variables: string[];
  onChange: (query: LeewayQuery) => void;
}

/** How long the window is: a length, which can be typed, or the range's. */
export function WindowField({ query, models, variables, onChange }: Props) {
  const value = query.window ?? '';
  const error = value === THE_RANGE ? undefined : durationError(value);
  return (
    <EditorField
      label="Window"
      tooltip="How long the window is. It ends where the time range does, less the time that rows and labels may take to arrive. Empty: the window of the model’s definition; in a time series one step. A policy’s own window comes first."
      error={error}
    >
      {(ids) => (
        <Choice
          {...ids}
          width={20}
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

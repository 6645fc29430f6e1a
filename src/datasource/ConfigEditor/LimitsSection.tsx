import { Field, Input } from '@grafana/ui';
import React from 'react';

import { Limits, LIMITS, QUERY_TIMEOUT, SETTING_LABELS } from '../../contract';
import { durationError } from '../form/duration';
import { Section } from './Section';

/** The limits that are whole numbers. */
const COUNTED = [
  {
    name: 'maxOpenConns',
    description: 'How many statements may run at once.',
  },
  {
    name: 'cacheMB',
    description: 'Memory for the counts of past days, in megabytes.',
  },
  {
    name: 'memoryMB',
    description: 'Memory for statements, without the cache, in megabytes. Only for DuckDB and Parquet.',
  },
  {
    name: 'maxSeries',
    description: 'How many series one query may return.',
  },
] as const;

interface Props {
  limits: Limits;
  readOnly: boolean;
  onChange: (limits: Limits) => void;
}

/** What this data source may use of the store and of the server. */
export function LimitsSection({ limits, readOnly, onChange }: Props) {
  const timeout = limits.queryTimeout ?? '';
  const timeoutError = durationError(timeout);
  return (
    <Section title="Limits" description="What this data source may use. Empty fields mean the default.">
      <Field
        label={SETTING_LABELS['limits.queryTimeout']}
        description="The time limit of one query. Stay below 30 s: Grafana stops alert rules after that by default."
        invalid={Boolean(timeoutError)}
        error={timeoutError}
      >
        <Input
          id="leeway-limit-timeout"
          width={20}
          disabled={readOnly}
          placeholder={QUERY_TIMEOUT}
          value={timeout}
          onChange={(event) => onChange({ ...limits, queryTimeout: event.currentTarget.value || undefined })}
        />
      </Field>
      {COUNTED.map(({ name, description }) => {
        const { default: fallback, max } = LIMITS[name];
        const value = limits[name];
        const bad = value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= max);
        return (
          <Field
            key={name}
            label={SETTING_LABELS[`limits.${name}`]}
            description={description}
            invalid={bad}
            error={`A whole number from 1 to ${max}.`}
          >
            <Input
              id={`leeway-limit-${name}`}
              type="number"
              width={20}
              min={1}
              max={max}
              disabled={readOnly}
              placeholder={String(fallback)}
              value={value ?? ''}
              onChange={({ currentTarget }) =>
                onChange({ ...limits, [name]: currentTarget.value === '' ? undefined : currentTarget.valueAsNumber })
              }
            />
          </Field>
        );
      })}
    </Section>
  );
}

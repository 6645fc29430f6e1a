import { Combobox, ComboboxOption, Field, Input } from '@grafana/ui';
import React from 'react';

import { Store } from '../../contract';
import { Section } from './Section';

/** The stores that this version reads. */
const KINDS: Array<ComboboxOption<Store['kind']>> = [
  { value: 'duckdb', label: 'DuckDB', description: 'A database file, or Parquet files, on the server' },
];

interface Props {
  store: Store;
  readOnly: boolean;
  onChange: (store: Store) => void;
}

/** Where the prediction log lies. */
export function StoreSection({ store, readOnly, onChange }: Props) {
  const offered = KINDS.some(({ value }) => value === store.kind);
  return (
    <Section title="Store" description="Where the prediction log lies. It is only ever read.">
      <Field
        label="Kind"
        invalid={!offered}
        error={`This version of Leeway does not read ${store.kind}.`}
        htmlFor="leeway-store-kind"
      >
        <Combobox
          id="leeway-store-kind"
          width={40}
          disabled={readOnly}
          options={offered ? KINDS : [...KINDS, { value: store.kind, label: store.kind }]}
          value={store.kind}
          onChange={({ value }) => onChange({ ...store, kind: value })}
        />
      </Field>
      {store.kind === 'duckdb' && (
        <>
          <Field
            label="Database file"
            description="Below the directory that the operator of this Grafana allows (the setting duckdb_root of this plugin). Empty: every table of a definition is a Parquet file, or a pattern of several."
          >
            <Input
              id="leeway-store-path"
              width={60}
              disabled={readOnly}
              placeholder="predictions.duckdb"
              value={store.path ?? ''}
              onChange={(event) => onChange({ ...store, path: event.currentTarget.value || undefined })}
            />
          </Field>
          <Field
            label="Move in time"
            description="Only for demonstrations: moves the whole log by weeks, so that its last row lies in the week after this date, and hides rows after the date. Empty for a real log; now, or a date."
          >
            <Input
              id="leeway-store-move"
              width={40}
              disabled={readOnly}
              placeholder="Not moved"
              value={store.moveTo ?? ''}
              onChange={(event) => onChange({ ...store, moveTo: event.currentTarget.value || undefined })}
            />
          </Field>
        </>
      )}
    </Section>
  );
}

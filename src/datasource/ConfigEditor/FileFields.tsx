import { Field, Input } from '@grafana/ui';
import React from 'react';

import { Store } from '../../contract';

interface Props {
  store: Store;
  readOnly: boolean;
  onChange: (store: Store) => void;
}

/** Which files DuckDB reads. The demonstration's setting is shown where a provisioning file has set it. */
export function FileFields({ store, readOnly, onChange }: Props) {
  return (
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
      {store.moveTo !== undefined && (
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
            onChange={(event) => onChange({ ...store, moveTo: event.currentTarget.value })}
          />
        </Field>
      )}
    </>
  );
}

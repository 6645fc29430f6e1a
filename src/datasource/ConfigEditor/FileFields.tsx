import { Field, Input } from '@grafana/ui';
import React from 'react';

import { SETTING_LABELS, Store } from '../../contract';

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
        label={SETTING_LABELS['store.path']}
        description="A path below the directory that the operator of this Grafana allows (duckdb_root in the plugin’s configuration). Empty: each table of a model is a Parquet file, or a pattern such as log/*.parquet."
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
          label={SETTING_LABELS['store.moveTo']}
          description="Only for demonstrations. Shifts the whole log by whole weeks, so that it ends in the week after this date. Hides the rows after the date. Enter now or a date. Leave it empty for a real log."
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

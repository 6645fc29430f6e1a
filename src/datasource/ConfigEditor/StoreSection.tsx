import { SelectableValue } from '@grafana/data';
import { Field, RadioButtonGroup } from '@grafana/ui';
import React, { ReactNode } from 'react';

import { SETTING_LABELS, Store } from '../../contract';
import { FileFields } from './FileFields';
import { Section } from './Section';
import { STORES, withKind } from './stores';

type Kind = Store['kind'];

const KINDS = Object.entries(STORES).map(([value, { label, description }]) => ({
  value: value as Kind,
  label,
  description,
}));

interface Props {
  /** Undefined until one is chosen. */
  store?: Store;
  readOnly: boolean;
  onChange: (store: Store) => void;
  /** The fields of a server, for the kinds that are one, and the check. */
  children: ReactNode;
}

/** Where the prediction log lies. */
export function StoreSection({ store, readOnly, onChange, children }: Props) {
  const kind = store?.kind;
  const isKnown = !kind || kind in STORES;
  const options: Array<SelectableValue<Kind>> = isKnown ? KINDS : [...KINDS, { value: kind, label: kind }];
  return (
    <Section title="Store" description="Where the prediction log is. Leeway only reads it.">
      <Field
        label={SETTING_LABELS['store.kind']}
        required
        invalid={!isKnown}
        error={`This version of Leeway does not read ${kind}.`}
      >
        <RadioButtonGroup
          aria-label={SETTING_LABELS['store.kind']}
          disabled={readOnly}
          options={options}
          value={kind}
          onChange={(next) => onChange(withKind(store, next))}
        />
      </Field>
      {kind === 'duckdb' && <FileFields store={store!} readOnly={readOnly} onChange={onChange} />}
      {children}
    </Section>
  );
}

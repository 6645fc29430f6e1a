import { Field, Input, SecretInput } from '@grafana/ui';
import React from 'react';

import { SETTING_LABELS } from '../../contract';
import { Secrets } from './secrets';
import { ServerForm } from './stores';

/** Grafana's own fields of a data source, which viewers' browsers do not receive. */
export interface Address {
  url: string;
  user: string;
  database: string;
}

interface Props {
  form: ServerForm;
  address: Address;
  secrets: Secrets;
  readOnly: boolean;
  onChange: (changed: Partial<Address>) => void;
}

/** Where a server is, and how to sign in. */
export function ServerFields({ form, address, secrets, readOnly, onChange }: Props) {
  return (
    <>
      <Field label={SETTING_LABELS.url} required description={form.addressHelp}>
        <Input
          id="leeway-server-url"
          width={60}
          disabled={readOnly}
          placeholder={form.address}
          value={address.url}
          onChange={(event) => onChange({ url: event.currentTarget.value.trim() })}
        />
      </Field>
      <Field label={SETTING_LABELS.database} required description={form.databaseHelp}>
        <Input
          id="leeway-server-database"
          width={40}
          disabled={readOnly}
          value={address.database}
          onChange={(event) => onChange({ database: event.currentTarget.value })}
        />
      </Field>
      <Field
        label={SETTING_LABELS.user}
        required
        description="An account that may only SELECT from the tables of the models. Leeway also opens every session as read-only."
      >
        <Input
          id="leeway-server-user"
          width={40}
          disabled={readOnly}
          autoComplete="off"
          value={address.user}
          onChange={(event) => onChange({ user: event.currentTarget.value })}
        />
      </Field>
      <Field label={SETTING_LABELS['secureJsonData.password']}>
        <SecretInput
          id="leeway-server-password"
          width={40}
          disabled={readOnly}
          autoComplete="new-password"
          isConfigured={secrets.isKept('password')}
          value={secrets.typed('password')}
          onChange={(event) => secrets.type('password', event.currentTarget.value)}
          onReset={() => secrets.forget('password')}
        />
      </Field>
    </>
  );
}

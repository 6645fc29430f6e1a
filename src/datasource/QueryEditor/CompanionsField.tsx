import { CoreApp } from '@grafana/data';
import { MultiCombobox } from '@grafana/ui';
import React from 'react';

import { EditorField } from '../form/EditorField';
import { including } from '../form/options';
import { chosenCompanions, companionsOf, withCompanions } from './companions';
import { RowProps } from './RowProps';

/** What a time series draws beside its line. Alert rules take one stat. */
export function CompanionsField({ query, offer, onChange, app }: RowProps) {
  const chosen = chosenCompanions(query, offer.measures);
  const options = companionsOf(query, offer.measures).map(({ label, description }) => ({
    value: label,
    label,
    description,
  }));
  if (app === CoreApp.UnifiedAlerting || options.length + chosen.length === 0) {
    return null;
  }
  return (
    <EditorField
      label="beside it"
      noun="lines"
      tooltip="Lines and bands to compare with. They belong to this query and change with it."
    >
      {(ids) => (
        <MultiCombobox
          {...ids}
          width="auto"
          minWidth={chosen.length > 1 ? 34 : 16}
          maxWidth={60}
          isClearable
          placeholder="Nothing"
          options={including(options, chosen)}
          value={chosen}
          onChange={(picked) =>
            onChange(
              withCompanions(
                query,
                picked.map(({ value }) => value),
                offer.measures
              )
            )
          }
        />
      )}
    </EditorField>
  );
}

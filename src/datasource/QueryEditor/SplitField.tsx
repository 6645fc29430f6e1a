import { ComboboxOption, MultiCombobox } from '@grafana/ui';
import React from 'react';

import { ModelInfo, Split } from '../../contract';
import { union } from '../adHoc';
import { EditorField } from '../form/EditorField';
import { including, plainOptions, withVariables } from '../form/options';
import { put, tidy } from './change';
import { RowProps } from './RowProps';

/** Marks the key of a feature, since a segment may have the same name. */
const FEATURE = 'feature:';

/** Into which parts the log is split. */
export function SplitField({ query, offer, variables, models, onChange }: RowProps) {
  const chosen = query.splitBy ?? [];
  const keys = chosen.map(keyOf);
  const names = plainOptions(union(models.map(({ splits }) => splits)));
  const options = including([...withVariables(names, variables), ...featureOptions(models)], keys);
  const set = (next: string[]) => {
    const splitBy = next.map((key) => chosen.find((split) => keyOf(split) === key) ?? splitOf(key));
    onChange(tidy(put(query, { splitBy }), offer.measures));
  };
  return (
    <EditorField
      label="split by"
      tooltip="One result for each value of a segment, or for each combination of several segments. A numeric feature is split into bins. A categorical feature is split into its frequent categories and one group for all others."
    >
      {(ids) => (
        <MultiCombobox
          {...ids}
          width="auto"
          minWidth={14}
          maxWidth={70}
          createCustomValue={Boolean(offer.error)}
          isClearable
          placeholder="Nothing"
          options={options}
          value={keys}
          onChange={(picked) => set(picked.map(({ value }) => value))}
        />
      )}
    </EditorField>
  );
}

/** Every feature: categorical ones that are a segment too are offered once, as that. */
function featureOptions(models: ModelInfo[]): Array<ComboboxOption<string>> {
  const of = (wanted: string) =>
    models.flatMap(({ features, segments }) =>
      features
        .filter(({ name, kind }) => kind === wanted && (kind === 'numeric' || !segments.includes(name)))
        .map(({ name }) => name)
    );
  return [
    ...union([of('categorical')]).map((name) => ({
      value: FEATURE + name,
      label: name,
      group: 'Categorical features',
    })),
    ...union([of('numeric')]).map((name) => ({
      value: FEATURE + name,
      label: `${name}, in bins`,
      group: 'Numeric features',
    })),
  ];
}

function keyOf(split: Split): string {
  return typeof split === 'string' ? split : FEATURE + split.feature;
}

function splitOf(key: string): Split {
  return key.startsWith(FEATURE) ? { feature: key.slice(FEATURE.length) } : key;
}

import { ComboboxOption, MultiCombobox } from '@grafana/ui';
import React from 'react';

import { ModelInfo, Split } from '../../contract';
import { modelsOf, union } from '../adHoc';
import { Catalog } from '../Catalog';
import { EditorField } from '../form/EditorField';
import { EditorRow } from '../form/EditorRow';
import { including, plainOptions, withVariables } from '../form/options';

import { partsOf } from './applies';
import { put, tidy } from './change';
import { FilterList } from './FilterList';
import { RowProps } from './RowProps';

/** Marks the key of a feature, since a segment may have the same name. */
const FEATURE = 'feature:';

/** Into which parts the log is split, and which of its rows count. */
export function SliceRow(props: RowProps & { catalog: Catalog }) {
  const { query, offer } = props;
  const models = modelsOf(offer.models, query.models ?? []);
  const parts = partsOf(query, offer.measures);
  if (!parts.filters) {
    return null;
  }
  return (
    <EditorRow>
      {parts.splitBy && <SplitField {...props} models={models} />}
      <FilterList {...props} models={models} />
    </EditorRow>
  );
}

function SplitField({ query, offer, variables, onChange, models }: RowProps & { models: ModelInfo[] }) {
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
      label="Split by"
      tooltip="Answers for every value of a segment, and for every combination of several. A numeric feature is cut at the quantiles of its baseline; a categorical one has a part for each frequent category, and one for the others."
    >
      {(ids) => (
        <MultiCombobox
          {...ids}
          width="auto"
          minWidth={24}
          maxWidth={70}
          createCustomValue={Boolean(offer.error)}
          isClearable
          loading={offer.loading}
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

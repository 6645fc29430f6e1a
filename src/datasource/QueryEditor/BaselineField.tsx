import React from 'react';

import { ModelInfo } from '../../contract';
import { union } from '../adHoc';
import { Choice } from '../form/Choice';
import { EditorField } from '../form/EditorField';
import { including, withVariables } from '../form/options';
import { put } from './change';
import { RowProps } from './RowProps';

/** What stands for a baseline that the query describes itself; it can be replaced here, not edited. */
const INLINE = '';

/** What the window is compared with. */
export function BaselineField({ query, offer, variables, models, onChange }: RowProps) {
  const { baseline } = query;
  const words = wordsOfBaselines(models);
  const named = union(models.map((model) => model.baselines)).map((value) => ({ value, label: words(value) }));
  const names = withVariables(named, variables);
  const options =
    typeof baseline === 'object'
      ? [...names, { value: INLINE, label: `${baseline.kind}, as the query says` }]
      : including(names, baseline ? [baseline] : []);
  const defaults = union([models.map((model) => model.baseline).filter(Boolean)]);
  return (
    <EditorField
      label="against"
      noun="baseline"
      tooltip="What the window is compared with. Empty: the default of the model’s definition."
    >
      {(ids) => (
        <Choice
          {...ids}
          minWidth={14}
          maxWidth={48}
          createCustomValue={Boolean(offer.error)}
          placeholder={defaults.length === 1 ? words(defaults[0]!) : 'The model’s baseline'}
          options={options}
          value={typeof baseline === 'object' ? INLINE : (baseline ?? null)}
          onChange={(name) => onChange(put(query, { baseline: name }))}
          onClear={() => onChange(put(query, { baseline: undefined }))}
        />
      )}
    </EditorField>
  );
}

/** Says what a baseline is, before its name; the name alone where the models mean different things by it. */
function wordsOfBaselines(models: ModelInfo[]): (name: string) => string {
  return (name) => {
    const docs = union([models.map(({ baselineDocs }) => baselineDocs[name]).filter((doc) => doc !== undefined)]);
    return docs.length === 1 ? `${docs[0]} (${name})` : name;
  };
}

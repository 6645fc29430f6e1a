import { QueryEditorProps } from '@grafana/data';
import { Alert, ComboboxOption, Stack } from '@grafana/ui';
import React from 'react';

import { modelsOf, union } from './adHoc';
import { Choice } from './form/Choice';
import { EditorField } from './form/EditorField';
import { EditorRow } from './form/EditorRow';
import { including, plainOptions, withVariables } from './form/options';
import { LeewaySource } from './LeewaySource';
import { LeewayOptions, LeewayQuery, VariableKind, VariableQuery } from './types';
import { useCatalog } from './useCatalog';

const LISTS: Array<ComboboxOption<VariableKind>> = [
  { value: 'models', label: 'Models' },
  { value: 'features', label: 'Features' },
  { value: 'segments', label: 'Segments' },
  { value: 'values', label: 'Values of a segment' },
  { value: 'windows', label: 'Windows' },
  { value: 'baselines', label: 'Baselines' },
  { value: 'policies', label: 'Policies' },
];

const ORDERS: Array<ComboboxOption<'declared' | 'verdict'>> = [
  { value: 'declared', label: 'As declared' },
  { value: 'verdict', label: 'Worst first', description: 'By their verdict at the end of the range' },
];

/** What a new variable lists. */
export function initialVariableQuery(): VariableQuery {
  return { refId: 'LeewayVariable', list: 'models' };
}

type Props = QueryEditorProps<LeewaySource, LeewayQuery, LeewayOptions, VariableQuery>;

/** Says what a dashboard variable lists: models, or what one model's definition names. */
export function VariableEditor({ datasource, query: saved, onChange }: Props) {
  const { models, loading, error } = useCatalog(datasource.catalog);
  const query = { ...initialVariableQuery(), ...saved };
  const { list, model = '', segment = '', order } = query;
  const variables = datasource.variableNames();
  const modelOptions = models.map(({ id, name }) => ({ value: id, label: name }));
  const segments = union(modelsOf(models, [model]).map((one) => one.segments));
  return (
    <Stack direction="column" gap={1}>
      {error && (
        <Alert severity="warning" title="The models could not be listed">
          {error}
        </Alert>
      )}
      <EditorRow>
        <EditorField label="List">
          {(ids) => (
            <Choice
              {...ids}
              minWidth={20}
              options={LISTS}
              value={list}
              onChange={(value) => onChange({ ...query, list: value })}
            />
          )}
        </EditorField>
        {list !== 'models' && (
          <NameField
            label="Model"
            tooltip="List the names of this model only. Empty: the names of all models."
            placeholder="All models"
            options={withVariables(modelOptions, variables)}
            loading={loading}
            free={Boolean(error)}
            value={model}
            onChange={(name) => onChange({ ...query, model: name })}
          />
        )}
        {list === 'policies' && <OrderField value={order} onChange={(by) => onChange({ ...query, order: by })} />}
        {list === 'values' && (
          <NameField
            label="Segment"
            tooltip="List the values of this declared segment."
            placeholder="Choose a segment"
            options={withVariables(plainOptions(segments), variables)}
            loading={loading}
            free={Boolean(error)}
            value={segment}
            onChange={(name) => onChange({ ...query, segment: name })}
          />
        )}
      </EditorRow>
    </Stack>
  );
}

interface OrderProps {
  value: VariableQuery['order'];
  onChange: (order: VariableQuery['order']) => void;
}

function OrderField({ value, onChange }: OrderProps) {
  return (
    <EditorField label="Order" tooltip="What comes first, which a new variable stands at.">
      {(ids) => (
        <Choice
          {...ids}
          minWidth={20}
          options={ORDERS}
          value={value ?? 'declared'}
          onChange={(by) => onChange(by === 'verdict' ? by : undefined)}
        />
      )}
    </EditorField>
  );
}

interface NameProps {
  label: string;
  tooltip: string;
  placeholder: string;
  options: Array<ComboboxOption<string>>;
  loading: boolean;
  /** Takes any typed name. */
  free: boolean;
  value: string;
  onChange: (name?: string) => void;
}

function NameField({ label, tooltip, placeholder, options, loading, free, value, onChange }: NameProps) {
  return (
    <EditorField label={label} tooltip={tooltip}>
      {(ids) => (
        <Choice
          {...ids}
          minWidth={20}
          createCustomValue={free}
          // Grafana 12.2 never takes a combobox's spinner away again, so that words say what is under way.
          placeholder={loading ? 'Loading …' : placeholder}
          options={including(options, value ? [value] : [])}
          value={value || null}
          onChange={onChange}
          onClear={onChange}
        />
      )}
    </EditorField>
  );
}

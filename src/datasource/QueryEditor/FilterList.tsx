import { Button, ComboboxOption, IconButton, MultiCombobox, Stack } from '@grafana/ui';
import React, { useCallback, useState } from 'react';

import { Filter, ModelInfo } from '../../contract';
import { union } from '../adHoc';
import { Catalog } from '../Catalog';
import { Choice } from '../form/Choice';
import { EditorField } from '../form/EditorField';
import { including, plainOptions, withVariables } from '../form/options';

import { put } from './change';
import { replaceAt } from './replaceAt';
import { RowProps } from './RowProps';

type Operator = Filter['operator'];

const OPERATOR_WORDS: Record<Operator, string> = {
  '=': 'equals',
  '!=': 'differs from',
  '=|': 'is one of',
  '!=|': 'is not one of',
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
  '=~': 'matches the regular expression',
};

const EQUALITY: Operator[] = ['=', '!=', '=|', '!=|'];
const ORDERING: Operator[] = ['<', '<=', '>', '>='];
const SEVERAL: Operator[] = ['=|', '!=|'];

interface Props extends RowProps {
  catalog: Catalog;
}

/** Which rows of the log count: all conditions must hold. A condition without a value is not one yet and stays here. */
export function FilterList({ query, offer, variables, onChange, models, catalog }: Props) {
  const filters = query.filters ?? [];
  const [drafting, setDrafting] = useState<Filter>();
  const shown = drafting ? [...filters, drafting] : filters;
  const keys = plainOptions(union(models.map(keysOf)));
  const change = (i: number, changed?: Filter) => {
    if (i < filters.length) {
      onChange(put(query, { filters: replaceAt(filters, i, ...(changed ? [changed] : [])) }));
    } else if (changed && changed.key && valuesOf(changed).length > 0) {
      setDrafting(undefined);
      onChange(put(query, { filters: [...filters, changed] }));
    } else {
      setDrafting(changed);
    }
  };
  return (
    <EditorField label="where" noun="filters" tooltip="Only rows that meet every condition count, in the baseline too.">
      {({ id }) => (
        <Stack direction="column" gap={0.5} alignItems="flex-start">
          {shown.map((filter, i) => (
            <FilterItem
              key={i}
              filter={filter}
              keys={including(withVariables(keys, variables), filter.key ? [filter.key] : [])}
              variables={variables}
              models={models}
              catalog={catalog}
              free={Boolean(offer.error)}
              onChange={(changed) => change(i, changed)}
            />
          ))}
          {!drafting && (
            <Button
              id={id}
              variant="secondary"
              icon="plus"
              aria-label="Add a filter"
              onClick={() => setDrafting({ key: '', operator: '=' })}
            />
          )}
        </Stack>
      )}
    </EditorField>
  );
}

interface ItemProps {
  filter: Filter;
  keys: Array<ComboboxOption<string>>;
  variables: string[];
  models: ModelInfo[];
  catalog: Catalog;
  /** Takes any typed key. */
  free: boolean;
  /** Without a filter it is removed. */
  onChange: (filter?: Filter) => void;
}

function FilterItem({ filter, keys, variables, models, catalog, free, onChange }: ItemProps) {
  const { key, operator } = filter;
  const allowed = operatorsOf(key, models);
  const operators = allowed.includes(operator) ? allowed : [...allowed, operator];
  const values = valuesOf(filter).map(String);
  const load = useCallback(
    async (typed: string) => {
      const having = models.filter(({ segments }) => segments.includes(key));
      const known = union(await Promise.all(having.map(({ id }) => catalog.values(id, key))));
      return withVariables(plainOptions(known), variables).filter(({ value }) => value.includes(typed));
    },
    [models, catalog, key, variables]
  );
  return (
    <Stack gap={0.5} alignItems="center" wrap="wrap">
      <Choice
        aria-label="Filter by"
        minWidth={16}
        createCustomValue={free}
        placeholder="Segment or feature"
        options={keys}
        value={key || null}
        onChange={(value) => onChange({ key: value, operator: operatorsOf(value, models)[0] })}
      />
      <Choice
        aria-label="Operator"
        minWidth={6}
        options={operators.map((value) => ({ value, label: value, description: OPERATOR_WORDS[value] }))}
        value={operator}
        onChange={(value) =>
          onChange({ key, operator: value, values: SEVERAL.includes(value) ? values : values.slice(0, 1) })
        }
      />
      {SEVERAL.includes(operator) ? (
        <MultiCombobox
          width="auto"
          minWidth={22}
          maxWidth={50}
          createCustomValue
          placeholder="Values"
          options={load}
          value={plainOptions(values)}
          onChange={(chosen) => onChange({ key, operator, values: chosen.map(({ value }) => value) })}
        />
      ) : (
        <Choice
          aria-label="Value"
          minWidth={16}
          createCustomValue
          placeholder="Value"
          options={load}
          value={values[0] ?? null}
          onChange={(value) => onChange({ key, operator, values: [value] })}
        />
      )}
      <IconButton name="times" aria-label={`Remove the filter ${key}`} onClick={() => onChange(undefined)} />
    </Stack>
  );
}

/** A filter's values, whichever of Grafana's two forms it has. */
function valuesOf({ value, values }: Filter): NonNullable<Filter['values']> {
  return values ?? (value === undefined ? [] : [value]);
}

function keysOf({ segments, splits, features }: ModelInfo): string[] {
  return [...segments, ...splits.filter((name) => name === 'version'), ...features.map(({ name }) => name)];
}

/** Numeric features are compared by order, segments may be matched, everything else is equal or not. */
function operatorsOf(key: string, models: ModelInfo[]): Operator[] {
  const isSegment = models.some(({ segments }) => segments.includes(key));
  const isNumeric = models.some(({ features }) =>
    features.some(({ name, kind }) => name === key && kind === 'numeric')
  );
  if (isSegment) {
    return [...EQUALITY, '=~', ...(isNumeric ? ORDERING : [])];
  }
  return isNumeric ? ORDERING : EQUALITY;
}

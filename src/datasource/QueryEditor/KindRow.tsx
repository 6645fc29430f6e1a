import { CoreApp } from '@grafana/data';
import { ComboboxOption, RadioButtonGroup } from '@grafana/ui';
import React from 'react';

import { Choice } from '../form/Choice';
import { EditorField } from '../form/EditorField';
import { EditorRow } from '../form/EditorRow';
import { plainOptions } from '../form/options';
import { Format, LeewayQuery, QueryType } from '../types';
import { Offer } from '../useCatalog';
import { formatsOf, partsOf, queryTypesOf, shapeOf } from './applies';
import { put, withFormat, withType } from './change';
import { NamesField } from './NamesField';
import { RowProps } from './RowProps';

const TYPES: Array<ComboboxOption<QueryType>> = [
  { value: 'measure', label: 'Measure', description: 'A number about the window, compared with the baseline' },
  {
    value: 'policy',
    label: 'Policy',
    description: 'What the model’s definition allows, and by how much it is exceeded',
  },
  { value: 'distribution', label: 'Distribution', description: 'Both windows over the same bins' },
  { value: 'features', label: 'Features', description: 'A row for each feature, what differs most first' },
  { value: 'segments', label: 'Segments', description: 'A measure’s change taken apart: who got worse' },
  { value: 'calibration', label: 'Calibration', description: 'What scores say against what came true' },
  { value: 'confusion', label: 'Confusion matrix', description: 'Predicted against actual classes' },
  { value: 'records', label: 'Records', description: 'Single rows, where the model’s definition allows them' },
  { value: 'changes', label: 'Changes', description: 'What happened to a model, for annotations' },
  { value: 'backtest', label: 'Backtest', description: 'When the rules of policies would have fired' },
  { value: 'health', label: 'Health', description: 'Whether each model can be read' },
];

const FORMAT_WORDS: Record<Format, string> = { table: 'Table', timeseries: 'Time series', number: 'Number' };

const DISTRIBUTION_WORDS: Record<Format, string> = { ...FORMAT_WORDS, table: 'Bins', timeseries: 'Heat map' };

interface Props extends RowProps {
  app?: CoreApp | string;
}

/** What is asked, in which shape, of which models. */
export function KindRow({ query, offer, variables, onChange, app }: Props) {
  const { queryType } = shapeOf(query);
  const offered = queryTypesOf(app);
  const types = TYPES.filter(({ value }) => offered.includes(value));
  const known = TYPES.some(({ value }) => value === queryType);
  return (
    <EditorRow>
      <EditorField
        label="Show"
        tooltip="A measure is a number about a window of the log. A policy is a bound that the model’s definition sets on one. A distribution shows both windows bin by bin. Features, segments and records are tables for a model; changes are annotations; health says whether it can be read."
        error={known ? undefined : `${queryType} cannot be edited here, but is sent as it is.`}
      >
        {(ids) => (
          <Choice
            {...ids}
            width={20}
            options={
              types.some(({ value }) => value === queryType)
                ? types
                : [...types, { value: queryType, label: queryType }]
            }
            value={queryType}
            onChange={(value) => onChange(withType(query, value, formatsOf(value, app), offer.measures))}
          />
        )}
      </EditorField>
      <FormatField query={query} offer={offer} variables={variables} onChange={onChange} app={app} />
      <NamesField
        label="Models"
        tooltip="The models of this data source that are asked."
        // Grafana 12.2 never takes a combobox's spinner away again, so that words say what is under way.
        placeholder={offer.loading ? 'Loading …' : 'All models'}
        options={offer.models.map(({ id, name }) => ({ value: id, label: name }))}
        variables={variables}
        value={query.models}
        free={Boolean(offer.error)}
        onChange={(models) => onChange(put(query, { models }))}
      />
      {query.versions && (
        <NamesField
          label="Versions"
          tooltip="The versions of the models whose predictions count."
          placeholder="All versions"
          options={plainOptions(query.versions)}
          variables={variables}
          value={query.versions}
          free
          onChange={(versions) => onChange(put(query, { versions }))}
        />
      )}
    </EditorRow>
  );
}

function FormatField({ query, offer, onChange, app }: Props) {
  const { queryType, format } = shapeOf(query);
  const formats = formatsOf(queryType, app);
  if (formats.length < 2 && formats.includes(format)) {
    return null;
  }
  const words = queryType === 'distribution' ? DISTRIBUTION_WORDS : FORMAT_WORDS;
  return (
    <EditorField
      label="Format"
      tooltip="Table: a row for each feature and segment, a column for each stat. Time series: one stat over time. Number: one stat now, which is what alert rules and stat panels take."
      error={formatError(query, formats, offer)}
    >
      {({ id }) => (
        <RadioButtonGroup
          id={id}
          aria-label="Format"
          options={formats.map((value) => ({ value, label: words[value] }))}
          value={format}
          onChange={(value) => onChange(withFormat(query, value, offer.measures))}
        />
      )}
    </EditorField>
  );
}

/** Says why the query cannot be answered in its format; undefined if it can, or as long as nobody knows. */
function formatError(query: LeewayQuery, formats: Format[], offer: Offer): string | undefined {
  const { queryType, format } = shapeOf(query);
  if (!formats.includes(format)) {
    return formats.includes('number')
      ? 'Alert rules take a number or a time series. Choose one.'
      : `Choose ${formats.join(' or ')}.`;
  }
  const isHeatMap = queryType === 'distribution' && format === 'timeseries';
  const { features } = partsOf(query, offer.measures);
  return isHeatMap && features && query.features?.length !== 1
    ? 'A heat map shows one feature. Choose it in Features.'
    : undefined;
}

import { ComboboxOption, RadioButtonGroup } from '@grafana/ui';
import React from 'react';

import { QUERY_TYPES } from '../../contract';
import { Choice } from '../form/Choice';
import { EditorField } from '../form/EditorField';
import { Format, LeewayQuery, QueryType } from '../types';
import { Offer } from '../useCatalog';
import { formatsOf, partsOf, queryTypesOf, shapeOf } from './applies';
import { withFormat, withType } from './change';
import { formatsFor } from './panels';
import { RowProps } from './RowProps';

const FORMAT_WORDS: Record<Format, string> = { table: 'Table', timeseries: 'Time series', number: 'Number' };

const DISTRIBUTION_WORDS: Record<Format, string> = { ...FORMAT_WORDS, table: 'Bins', timeseries: 'Heat map' };

/** Which question is asked. */
export function ShowField({ query, offer, onChange, app, panel }: RowProps) {
  const { queryType } = shapeOf(query);
  const known = QUERY_TYPES.some(({ type }) => type === queryType);
  const offered = queryTypesOf(app);
  const options: Array<ComboboxOption<QueryType>> = QUERY_TYPES.filter(({ type }) => offered.includes(type)).map(
    ({ type, title, doc }) => ({ value: type, label: title, description: doc })
  );
  const own = QUERY_TYPES.find(({ type }) => type === queryType)?.title ?? queryType;
  return (
    <EditorField
      label="Show"
      tooltip="What the query returns. A measure is a number about a window of the log. A policy puts a bound on a measure."
      error={
        known ? undefined : `This version of Leeway does not know the query type ${queryType}. It is sent as it is.`
      }
    >
      {(ids) => (
        <Choice
          {...ids}
          minWidth={12}
          options={offered.includes(queryType) ? options : [...options, { value: queryType, label: own }]}
          value={queryType}
          onChange={(value) =>
            onChange(withType(query, value, formatsFor(panel, value, formatsOf(value, app)), offer.measures))
          }
        />
      )}
    </EditorField>
  );
}

/** In which shape the answer comes. */
export function FormatField({ query, offer, onChange, app }: RowProps) {
  const { queryType, format } = shapeOf(query);
  const formats = formatsOf(queryType, app);
  if (formats.length < 2 && formats.includes(format)) {
    return null;
  }
  const words = queryType === 'distribution' ? DISTRIBUTION_WORDS : FORMAT_WORDS;
  return (
    <EditorField
      label="as"
      noun="format"
      tooltip="Table: a row for each feature and segment. Time series: a line over time. Number: the value now, for alert rules and stat panels."
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
  return isHeatMap && features && query.features?.length !== 1 ? 'A heat map shows one feature. Choose it.' : undefined;
}

import { Button, ComboboxOption, IconButton, Stack } from '@grafana/ui';
import React, { useCallback } from 'react';

import { Measure, MeasureInfo } from '../../contract';
import { Choice } from '../form/Choice';
import { EditorField } from '../form/EditorField';
import { including } from '../form/options';
import { TextInput } from '../form/TextInput';
import { QueryType } from '../types';
import { measuresFor, shapeOf } from './applies';
import { withMeasures } from './change';
import { findMeasures } from './findMeasures';
import { replaceAt } from './replaceAt';
import { RowProps } from './RowProps';

/** The word before the measure, where what is shown is not the measure itself. */
const WORDS: Partial<Record<QueryType, string>> = {
  distribution: 'judged by',
  segments: 'of',
  records: 'in the window of',
};

/** What no measure means, where it means something. */
const PLACEHOLDERS: Partial<Record<QueryType, string>> = {
  distribution: 'psi',
  segments: 'Accuracy, or the mean prediction',
  records: 'The model',
};

/** The median is where a quantile starts. */
const FIRST_P = 0.5;

/** The measures of a query, each with its parameter; a table takes several. */
export function MeasureField({ query, offer, models, onChange }: RowProps) {
  const { queryType, format } = shapeOf(query);
  const { measures = [] } = query;
  const offered = measuresFor(models, offer.measures, queryType);
  const options = including(
    offered.map(optionOf),
    measures.map(({ id }) => id)
  );
  const find = useFoundMeasures(offered, measures, offer.measures);
  const set = (list: Measure[]) => onChange(withMeasures(query, list, offer.measures));
  const several = queryType === 'measure' && format === 'table';
  const shown = measures.length > 0 ? measures : [undefined];
  return (
    <EditorField
      label={WORDS[queryType] ?? ''}
      noun={several ? 'Measures' : 'Measure'}
      tooltip="The number to compute. A distance compares the values of the window with those of the baseline. All other measures are one number for each window. Search by what you want to see: drift, latency, null, volume."
    >
      {(ids) => (
        <Stack gap={1} wrap="wrap" alignItems="center">
          {shown.map((measure, i) => (
            <MeasureItem
              key={i}
              // Only the first can stand below the label.
              labelling={i === 0 ? ids : { 'aria-label': `Measure ${i + 1}` }}
              measure={measure}
              info={offer.measures.find(({ id }) => id === measure?.id)}
              options={options}
              find={find}
              placeholder={PLACEHOLDERS[queryType] ?? 'Choose a measure'}
              loading={offer.loading}
              onChange={(id) => set(replaceAt(measures, i, initial(id, offer.measures)))}
              onParameter={(changed) => set(replaceAt(measures, i, changed))}
              onRemove={measures.length > 1 ? () => set(replaceAt(measures, i)) : undefined}
            />
          ))}
          {several && measures.length > 0 && (
            <Button
              variant="secondary"
              icon="plus"
              aria-label="Add a measure"
              disabled={offered.length === 0}
              onClick={() => set([...measures, initial(unused(offered, measures), offer.measures)])}
            />
          )}
        </Stack>
      )}
    </EditorField>
  );
}

interface ItemProps {
  labelling: { id?: string; 'aria-labelledby'?: string; 'aria-label'?: string };
  measure?: Measure;
  info?: MeasureInfo;
  options: Array<ComboboxOption<string>>;
  /** The options that match what was typed. */
  find: (typed: string) => Promise<Array<ComboboxOption<string>>>;
  placeholder: string;
  loading: boolean;
  onChange: (id: string) => void;
  onParameter: (measure: Measure) => void;
  onRemove?: () => void;
}

function MeasureItem(props: ItemProps) {
  const { labelling, measure, info, options, find, placeholder, loading, onChange, onParameter, onRemove } = props;
  return (
    <Stack gap={0.5} alignItems="center">
      <Choice
        {...labelling}
        minWidth={16}
        maxWidth={48}
        options={find}
        placeholder={placeholder}
        loading={loading}
        value={measure?.id ?? null}
        valueLabel={options.find(({ value }) => value === measure?.id)?.label}
        onChange={onChange}
      />
      {measure && <Parameter measure={measure} takes={info?.param} onChange={onParameter} />}
      {onRemove && <IconButton name="times" aria-label={`Remove ${measure?.id}`} onClick={onRemove} />}
    </Stack>
  );
}

interface ParameterProps {
  measure: Measure;
  /** The parameter that the measure takes, if it is known. */
  takes?: MeasureInfo['param'];
  onChange: (measure: Measure) => void;
}

/** The parameter of a measure: the one that it takes, or one that the query has for it nevertheless. */
function Parameter({ measure, takes, onChange }: ParameterProps) {
  const { p } = measure;
  return (
    <>
      {(takes === 'p' || p !== undefined) && (
        <TextInput
          aria-label="Quantile, from 0 to 1"
          type="number"
          width={10}
          min={0}
          max={1}
          step={0.05}
          placeholder="0 to 1"
          invalid={p === undefined || p < 0 || p > 1}
          value={p === undefined ? '' : String(p)}
          onCommit={(text) => onChange({ ...measure, p: text === '' ? undefined : Number(text) })}
        />
      )}
      {(takes === 'class' || measure.class) && (
        <TextInput
          aria-label="Class"
          width={14}
          placeholder="Class"
          value={measure.class ?? ''}
          onCommit={(text) => onChange({ ...measure, class: text || undefined })}
        />
      )}
    </>
  );
}

/** Looks measures up by what was typed; the same function as long as there is the same to choose from. */
function useFoundMeasures(offered: MeasureInfo[], chosen: Measure[], known: MeasureInfo[]) {
  const key = JSON.stringify([offered, chosen].map((list) => list.map(({ id }) => id)));
  return useCallback(
    (typed: string) => {
      const [ids, others] = JSON.parse(key) as string[][];
      const list = known.filter(({ id }) => ids.includes(id));
      return Promise.resolve(findMeasures(including(list.map(optionOf), others), list, typed));
    },
    [key, known]
  );
}

function optionOf({ id, title, doc, twoSample, targets }: MeasureInfo): ComboboxOption<string> {
  const group = targets.includes('features') ? 'Of any values' : 'Of predictions and labels';
  const isSpeltOut = title.toLowerCase().replace(/[ -]/g, '_') === id;
  return {
    value: id,
    label: isSpeltOut ? title : `${title} (${id})`,
    description: doc,
    group: twoSample ? 'Distances' : group,
  };
}

/** The measure with the parameter that it cannot do without. */
function initial(id: string, known: MeasureInfo[]): Measure {
  return known.some((measure) => measure.id === id && measure.param === 'p') ? { id, p: FIRST_P } : { id };
}

function unused(offered: MeasureInfo[], measures: Measure[]): string {
  const next = offered.find(({ id }) => !measures.some((measure) => measure.id === id));
  return (next ?? offered[0]).id;
}

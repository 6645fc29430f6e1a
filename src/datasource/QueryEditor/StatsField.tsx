import { ComboboxOption, MultiCombobox } from '@grafana/ui';
import React from 'react';

import { STAT_WORDS, Stat, VERDICTS } from '../../contract';
import { Choice } from '../form/Choice';
import { EditorField } from '../form/EditorField';
import { union } from '../adHoc';
import { mainStat, shapeOf, statsOf } from './applies';
import { put } from './change';
import { withMainStat } from './companions';
import { RowProps } from './RowProps';

/** Which numbers about the measure are wanted: in a table any, elsewhere one. */
export function StatsField({ query, offer, onChange }: RowProps) {
  const stats = query.stats ?? [];
  const options: Array<ComboboxOption<Stat>> = union([statsOf(query, offer.measures), stats]).map((value) => ({
    value,
    label: value,
    description: describeStat(value),
  }));
  if (shapeOf(query).format === 'table') {
    return (
      <EditorField label="Columns" tooltip="One column for each stat. Empty: all stats of the measure.">
        {(ids) => (
          <MultiCombobox
            {...ids}
            width="auto"
            minWidth={19}
            maxWidth={70}
            isClearable
            placeholder="All that apply"
            options={options}
            value={stats}
            onChange={(chosen) => onChange(put(query, { stats: chosen.map(({ value }) => value) }))}
          />
        )}
      </EditorField>
    );
  }
  return (
    <EditorField label="Stat" tooltip="Which number of the measure to show.">
      {(ids) => (
        <Choice
          {...ids}
          minWidth={12}
          placeholder={mainStat(query, offer.measures)}
          options={options}
          value={stats[0] ?? null}
          onChange={(stat) => onChange(withMainStat(query, stat, offer.measures))}
          onClear={() => onChange(withMainStat(query, undefined, offer.measures))}
        />
      )}
    </EditorField>
  );
}

/** What a stat is, in words; of the verdict also what its numbers mean. */
function describeStat(stat: Stat): string {
  const numbers = VERDICTS.map((word, number) => `${number} ${word}`).join('; ');
  return stat === 'verdict' ? `${STAT_WORDS.verdict}: ${numbers}` : STAT_WORDS[stat];
}

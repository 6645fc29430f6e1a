import { PanelProps } from '@grafana/data';
import React, { useMemo, useState } from 'react';

import { matching, readFeatures } from '../../frames/features';
import { NothingToDraw } from '../../ui/NothingToDraw';
import { PanelMessage } from '../../ui/PanelMessage';
import { FeatureTable } from './FeatureTable';
import { FeaturesOptions } from './options';
import { Summary, SUMMARY_HEIGHT } from './Summary';

/** What the panel needs of a dashboard: little enough that a page without Grafana can give it too. */
export interface FeaturesPanelProps extends Pick<PanelProps<FeaturesOptions>, 'data' | 'width' | 'height' | 'options'> {
  /** The feature that the dashboard's variable names. */
  selected?: string;
  /** Called with the name of a feature that was pressed; without it rows can only be read. */
  onSelect?: (name: string) => void;
}

/** Every feature of a features query in a row, as the backend sorted them: what differs most first. */
export function FeaturesPanel({ data, width, height, options, selected, onSelect }: FeaturesPanelProps) {
  const [search, setSearch] = useState('');
  const read = useMemo(() => readFeatures(data.series), [data.series]);
  const shown = useMemo(() => matching(read.features, search), [read, search]);
  if (read.features.length === 0) {
    return (
      <NothingToDraw
        data={data}
        problems={read.problems}
        wanted={{ title: 'These data are no features', hint: "Set the query's type to Features." }}
        loading="Comparing features with the baseline …"
        empty={{
          title: 'No features',
          hint: 'The query returned nothing. Choose a model that declares features, and a time range in which it made predictions.',
        }}
      />
    );
  }
  const room = height - (options.showSummary ? SUMMARY_HEIGHT : 0);
  return (
    <div style={{ width, height, overflow: 'hidden' }}>
      {options.showSummary && (
        <Summary
          features={read.features}
          comparison={read.comparison}
          width={width}
          search={search}
          onSearch={setSearch}
        />
      )}
      {shown.length > 0 ? (
        <FeatureTable features={shown} width={width} height={room} selected={selected} onSelect={onSelect} />
      ) : (
        <div style={{ height: room }}>
          <PanelMessage title={`No feature has "${search.trim()}" in its name, source or policy`} />
        </div>
      )}
    </div>
  );
}

import React from 'react';

import { Catalog } from '../Catalog';
import { EditorRow } from '../form/EditorRow';
import { plainOptions } from '../form/options';
import { partsOf } from './applies';
import { BaselineField } from './BaselineField';
import { put } from './change';
import { FilterList } from './FilterList';
import { MeasureField } from './MeasureField';
import { NamesField } from './NamesField';
import { RowProps } from './RowProps';
import { FormatField, ShowField } from './ShowField';
import { SplitField } from './SplitField';
import { ChangesField, FeaturesField, PolicyField, TargetField } from './SubjectFields';
import { EveryField, WindowField } from './WindowField';

/** What is asked, as a sentence: show this measure of these features, against that baseline, split by those segments. */
export function Sentence(props: RowProps & { catalog: Catalog }) {
  const { query, offer } = props;
  if (offer.loading) {
    return (
      <EditorRow>
        <ShowField {...props} />
        <span role="status">Loading models and measures …</span>
      </EditorRow>
    );
  }
  const parts = partsOf(query, offer.measures);
  return (
    <EditorRow>
      <ShowField {...props} />
      {parts.measures && <MeasureField {...props} />}
      {parts.changes && <ChangesField {...props} />}
      {parts.policy && <PolicyField {...props} />}
      {parts.target && <TargetField {...props} />}
      {parts.features && <FeaturesField {...props} />}
      <ModelsField {...props} />
      {query.versions && <VersionsField {...props} />}
      {parts.baseline && <BaselineField {...props} />}
      {parts.splitBy && <SplitField {...props} />}
      {parts.filters && <FilterList {...props} />}
      {parts.window && <WindowField {...props} />}
      {parts.every && <EveryField {...props} />}
      <FormatField {...props} />
    </EditorRow>
  );
}

function ModelsField({ query, offer, variables, onChange }: RowProps) {
  return (
    <NamesField
      label="for"
      noun="models"
      placeholder="All models"
      options={offer.models.map(({ id, name }) => ({ value: id, label: name }))}
      variables={variables}
      value={query.models}
      free={Boolean(offer.error)}
      onChange={(models) => onChange(put(query, { models }))}
    />
  );
}

function VersionsField({ query, variables, onChange }: RowProps) {
  return (
    <NamesField
      label="in"
      noun="versions"
      tooltip="Only predictions of these versions count."
      placeholder="All versions"
      options={plainOptions(query.versions ?? [])}
      variables={variables}
      value={query.versions}
      free
      onChange={(versions) => onChange(put(query, { versions }))}
    />
  );
}

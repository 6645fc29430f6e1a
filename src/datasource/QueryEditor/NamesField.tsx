import { ComboboxOption, MultiCombobox } from '@grafana/ui';
import React from 'react';

import { EditorField } from '../form/EditorField';
import { including, withVariables } from '../form/options';

interface Props {
  label: string;
  /** What the names are of; see EditorField. */
  noun?: string;
  tooltip?: string;
  /** What an empty list means. */
  placeholder: string;
  options: Array<ComboboxOption<string>>;
  variables: string[];
  value: string[] | undefined;
  onChange: (names: string[]) => void;
  /** Takes any typed name. Where names are listed it is left out: Enter would take what was typed before what was found. */
  free?: boolean;
}

/** A list of names: those that the definition has, the dashboard's variables, or anything typed. */
export function NamesField(props: Props) {
  const { label, noun, tooltip, placeholder, options, variables, value = [], onChange, free } = props;
  return (
    <EditorField label={label} noun={noun} tooltip={tooltip}>
      {(ids) => (
        <MultiCombobox
          {...ids}
          width="auto"
          minWidth={16}
          maxWidth={70}
          createCustomValue={free}
          isClearable
          placeholder={placeholder}
          options={including(withVariables(options, variables), value)}
          value={value}
          onChange={(chosen) => onChange(chosen.map((option) => option.value))}
        />
      )}
    </EditorField>
  );
}

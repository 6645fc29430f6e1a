import { Combobox, ComboboxOption } from '@grafana/ui';
import React, { useId, useLayoutEffect, useRef } from 'react';

import { Unseen } from '../../ui/Unseen';

interface Props<T extends string> {
  id?: string;
  'aria-labelledby'?: string;
  /** Names the control where no visible label does. */
  'aria-label'?: string;
  /** In units of 8 pixels: how wide it is at least, and at most. It is as wide as what it says. */
  minWidth: number;
  maxWidth?: number;
  /** All options, or those that match what was typed. */
  options: Array<ComboboxOption<T>> | ((typed: string) => Promise<Array<ComboboxOption<T>>>);
  value: T | null;
  /** How the value reads, where options are looked up and the value alone does not say it. */
  valueLabel?: string;
  placeholder?: string;
  loading?: boolean;
  invalid?: boolean;
  createCustomValue?: boolean;
  onChange: (value: T) => void;
  /** Called when the value is removed; without it the value cannot be. */
  onClear?: () => void;
}

/**
 * Grafana's combobox, which says each choice once. By itself it may announce a choice again after it was taken over: when
 * the pointer moves onto an option and presses it at once, React replays the press with the properties of before. An
 * editor that answers each announcement with a new query then never comes to rest.
 */
export function Choice<T extends string>(props: Props<T>) {
  const { value, valueLabel, onChange, onClear, 'aria-label': name, 'aria-labelledby': labelledBy, ...rest } = props;
  const current = useRef(value);
  useLayoutEffect(() => {
    current.current = value;
  });
  const nameId = useId();
  const announce = (option: ComboboxOption<T> | null) => {
    const chosen = option?.value ?? null;
    if (chosen === current.current) {
      return;
    }
    current.current = chosen; // until the answer is drawn
    if (chosen !== null) {
      onChange(chosen);
    } else {
      onClear?.();
    }
  };
  return (
    <>
      {/* Grafana 12.2's comboboxes have no aria-label. */}
      {name && <Unseen id={nameId}>{name}</Unseen>}
      <Combobox<T>
        {...rest}
        width="auto"
        aria-labelledby={name ? nameId : labelledBy}
        value={value !== null && valueLabel ? { value, label: valueLabel } : value}
        isClearable={Boolean(onClear) as true}
        onChange={announce}
      />
    </>
  );
}

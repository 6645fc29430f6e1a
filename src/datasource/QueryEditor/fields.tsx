import React from 'react';

import { durationError } from '../form/duration';
import { EditorField } from '../form/EditorField';
import { TextInput } from '../form/TextInput';

interface DurationProps {
  label: string;
  noun?: string;
  tooltip: string;
  placeholder: string;
  value: string;
  onCommit: (text: string) => void;
}

/** A length of time; empty means what the placeholder says. */
export function DurationField({ label, noun, tooltip, placeholder, value, onCommit }: DurationProps) {
  const error = durationError(value);
  return (
    <EditorField label={label} noun={noun} tooltip={tooltip} error={error}>
      {({ id }) => (
        <TextInput
          id={id}
          width={13}
          placeholder={placeholder}
          value={value}
          invalid={Boolean(error)}
          onCommit={onCommit}
        />
      )}
    </EditorField>
  );
}

interface CountProps {
  label: string;
  tooltip: string;
  /** What the backend takes where the query says nothing. */
  fallback: number;
  min: number;
  max: number;
  value?: number;
  onCommit: (value?: number) => void;
}

/** A whole number; empty means the backend's default. */
export function CountField({ label, tooltip, fallback, min, max, value, onCommit }: CountProps) {
  const bad = value !== undefined && !(Number.isInteger(value) && value >= min && value <= max);
  return (
    <EditorField label={label} tooltip={tooltip} error={bad ? `A whole number from ${min} to ${max}.` : undefined}>
      {({ id }) => (
        <TextInput
          id={id}
          type="number"
          width={8}
          min={min}
          max={max}
          step={1}
          placeholder={String(fallback)}
          value={value === undefined ? '' : String(value)}
          invalid={bad}
          onCommit={(text) => onCommit(text === '' ? undefined : Number(text))}
        />
      )}
    </EditorField>
  );
}

import { Input } from '@grafana/ui';
import React, { useState } from 'react';

interface Props {
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  value: string;
  /** Called with the trimmed text when the user leaves the field or presses Enter, if it changed. */
  onCommit: (text: string) => void;
  placeholder?: string;
  /** In units of 8 pixels. */
  width?: number;
  type?: 'text' | 'number';
  /** Bounds of a number. */
  min?: number;
  max?: number;
  step?: number;
  invalid?: boolean;
  disabled?: boolean;
}

/** A text or number that counts once it is finished, so that no query runs on half a word. */
export function TextInput({ value, onCommit, ...input }: Props) {
  const [draft, setDraft] = useState({ of: value, text: value });
  const text = draft.of === value ? draft.text : value; // the value was changed from outside
  const commit = () => {
    if (text.trim() !== value) {
      onCommit(text.trim());
    }
  };
  return (
    <Input
      {...input}
      value={text}
      spellCheck={false}
      onChange={(event) => setDraft({ of: value, text: event.currentTarget.value })}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}

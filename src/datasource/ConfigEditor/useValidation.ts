import { isFetchError } from '@grafana/runtime';
import { useEffect, useState } from 'react';

import { ModelSpec, Validation as Answer } from '../../contract';
import { wordsOf } from '../words';
import { Definitions, Finding } from './definitions';
import { askResource } from './resource';

/** What the backend says of a text: pending, its findings, or why it could not be asked. */
export type Validation =
  | { state: 'pending' }
  | { state: 'checked'; models: ModelSpec[]; findings: Finding[] }
  | { state: 'unavailable'; reason: string };

const PENDING: Validation = { state: 'pending' };

/** How long typing pauses before the text is checked, in milliseconds. */
const PAUSE = 500;

/** Has the backend check what definitions say, a moment after the last change. Text that cannot be read is not sent. */
export function useValidation(uid: string, text: string, definitions: Definitions): Validation {
  const [checked, setChecked] = useState<{ text: string; validation: Validation }>();
  const isReadable = Boolean(definitions.models?.length);
  useEffect(() => {
    if (!isReadable) {
      return;
    }
    let current = true;
    const settle = (validation: Validation) => current && setChecked({ text, validation });
    const timer = setTimeout(() => {
      ask(uid, text).then(
        ({ models, errors }) =>
          settle({
            state: 'checked',
            models,
            findings: errors.map(({ path, message }) => ({
              ...definitions.locate(path),
              message: placed(path, message, definitions),
            })),
          }),
        (error: unknown) => settle({ state: 'unavailable', reason: reasonOf(error) })
      );
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [uid, text, definitions, isReadable]);
  return checked?.text === text ? checked.validation : PENDING;
}

/** Says where in which model something is wrong, as a reader of the text calls it. */
function placed(path: string, message: string, { models = [] }: Definitions): string {
  const [whole, index] = /^models\[(\d+)\]\.?/.exec(path) ?? ['', ''];
  const id: unknown = models[Number(index)]?.id;
  const place = [index && typeof id === 'string' && `model ${id}`, id ? path.slice(whole.length) : path];
  return [...place.filter(Boolean), message].join(': ');
}

function ask(uid: string, text: string): Promise<Answer> {
  const headers = { 'Content-Type': 'application/yaml' };
  return askResource<Answer>(uid, 'validate', { method: 'POST', headers, data: text });
}

function reasonOf(error: unknown): string {
  if (isFetchError(error) && error.status === 403) {
    return 'Only administrators can check definitions here. Save & test shows what is wrong.';
  }
  return `The definitions could not be checked: ${wordsOf(error)} Save the data source once, then change the text.`;
}

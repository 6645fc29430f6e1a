import { useState } from 'react';

/** An option's value until the reader chooses another one; a change of the option counts again. */
export function useChosen<Value>(option: Value): [Value, (value: Value) => void] {
  const [chosen, choose] = useState({ option, value: option });
  return [chosen.option === option ? chosen.value : option, (value) => choose({ option, value })];
}

import { act, fireEvent, render, screen } from '@testing-library/react';
import React, { useState } from 'react';

import { giveElementsRoom } from '../testDom';
import { Choice } from './Choice';

beforeAll(giveElementsRoom);

/** Answers every announcement with new objects, as an editor of queries does. */
function Editor({ heard }: { heard: string[] }) {
  const [query, setQuery] = useState({ kind: 'measure' });
  if (heard.length > 20) {
    return null; // it does not come to rest
  }
  return (
    <Choice
      aria-label="Show"
      minWidth={20}
      options={['measure', 'policy'].map((value) => ({ value }))}
      value={query.kind}
      onChange={(kind) => {
        heard.push(kind);
        setQuery({ kind });
      }}
    />
  );
}

describe('Choice', () => {
  it('says a choice once although the pointer moved and pressed within the same tick', async () => {
    const heard: string[] = [];
    render(<Editor heard={heard} />);
    fireEvent.click(screen.getByLabelText('Show', { selector: 'input' }));
    const option = await screen.findByText('policy', { selector: '[role="option"] *' });
    act(() => {
      fireEvent.mouseMove(option);
      fireEvent.click(option);
    });
    expect(heard).toEqual(['policy']);
    expect(screen.getByLabelText('Show', { selector: 'input' })).toHaveValue('policy');
  });
});

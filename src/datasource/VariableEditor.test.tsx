import { render, screen } from '@testing-library/react';
import React, { useState } from 'react';

import { LeewaySource } from './LeewaySource';
import { testCatalog } from './testCatalog';
import { choose, giveElementsRoom } from './testDom';
import { VariableQuery } from './types';
import { VariableEditor } from './VariableEditor';

jest.setTimeout(60_000); // many clicks, each of which renders every combobox
beforeAll(giveElementsRoom);

describe('VariableEditor', () => {
  it('writes what a variable lists, asking only for what that needs', async () => {
    const onChange = jest.fn();
    const datasource = { catalog: testCatalog(), variableNames: () => ['$model'] } as unknown as LeewaySource;
    function Host() {
      const [query, setQuery] = useState({} as VariableQuery);
      const change = (next: VariableQuery) => {
        onChange(next);
        setQuery(next);
      };
      return <VariableEditor datasource={datasource} query={query} onChange={change} onRunQuery={() => undefined} />;
    }
    render(<Host />);
    expect(screen.getByLabelText('List', { selector: 'input' })).toHaveValue('Models');
    expect(screen.queryByLabelText('Model', { selector: 'input' })).not.toBeInTheDocument();
    await choose('List', 'Values of a segment');
    await choose('Model', '$model');
    await choose('Segment', 'haul');
    expect(onChange).toHaveBeenLastCalledWith({
      refId: 'LeewayVariable',
      list: 'values',
      model: '$model',
      segment: 'haul',
    });
    await choose('List', 'Features');
    expect(screen.queryByLabelText('Segment', { selector: 'input' })).not.toBeInTheDocument();
  });

  it('orders policies by their verdict', async () => {
    const onChange = jest.fn();
    const datasource = { catalog: testCatalog(), variableNames: () => ['$model'] } as unknown as LeewaySource;
    const query: VariableQuery = { refId: 'A', list: 'policies' };
    render(<VariableEditor datasource={datasource} query={query} onChange={onChange} onRunQuery={() => undefined} />);
    expect(screen.getByLabelText('Order', { selector: 'input' })).toHaveValue('As declared');
    await choose('Order', 'Worst first');
    expect(onChange).toHaveBeenLastCalledWith({ ...query, order: 'verdict' });
  });
});

import { createDataFrame, FieldType, LinkModel } from '@grafana/data';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { linksReader, RowLinks } from '../frames/fieldLook';
import { useDataLinks } from './useDataLinks';

const link = (title: string, onClick?: LinkModel['onClick']): LinkModel => ({
  title,
  href: `/d/${title}`,
  target: '_self',
  origin: undefined,
  onClick,
});

function Mark({ links, otherwise }: { links?: RowLinks; otherwise?: () => void }) {
  const { pickOf, menu } = useDataLinks();
  const pick = pickOf(links, otherwise);
  return (
    <>
      <button disabled={!pick} onClick={(event) => pick?.(event.currentTarget)}>
        mark
      </button>
      {menu}
    </>
  );
}

const press = () => userEvent.click(screen.getByRole('button', { name: 'mark' }));

it('follows the only link of a mark instead of what a click does otherwise', async () => {
  const [follow, otherwise] = [jest.fn(), jest.fn()];
  render(<Mark links={() => [link('runbook', follow)]} otherwise={otherwise} />);
  await press();
  expect(follow).toHaveBeenCalledTimes(1);
  expect(otherwise).not.toHaveBeenCalled();
});

it('follows an address as a click on an anchor does', async () => {
  const followed: string[] = [];
  const listen = (event: Event) => {
    const anchor = (event.target as Element).closest('a');
    if (anchor) {
      event.preventDefault();
      followed.push(anchor.getAttribute('href') ?? '');
    }
  };
  document.addEventListener('click', listen);
  render(<Mark links={() => [link('runbook')]} />);
  await press();
  document.removeEventListener('click', listen);
  expect(followed).toEqual(['/d/runbook']);
  expect(document.querySelector('a')).toBeNull();
});

it('offers several links in a menu', async () => {
  render(<Mark links={() => [link('runbook'), link('owner')]} />);
  await press();
  expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual(['runbook', 'owner']);
  await act(async () => userEvent.keyboard('{Escape}'));
});

it('leaves a click what it does otherwise where there is no link, and nothing where it does nothing', async () => {
  const otherwise = jest.fn();
  const { rerender } = render(<Mark otherwise={otherwise} />);
  await press();
  expect(otherwise).toHaveBeenCalledTimes(1);
  rerender(<Mark />);
  expect(screen.getByRole('button')).toBeDisabled();
});

it('reads each title once, as links of a whole panel come with every field', () => {
  const field = (name: string) => ({
    name,
    type: FieldType.number,
    values: [1, 2],
    config: { links: [{ title: 'runbook', url: '' }] },
    getLinks: ({ valueRowIndex }: { valueRowIndex?: number }) => [
      { ...link('runbook'), href: `/${name}/${valueRowIndex}` },
    ],
  });
  const frame = createDataFrame({ fields: [field('a'), field('b')] });
  // createDataFrame drops what it does not know.
  frame.fields.forEach((one, i) => Object.assign(one, field(['a', 'b'][i]!)));
  expect(linksReader(frame)(1)?.().map(({ href }) => href)).toEqual(['/a/1']);
  expect(linksReader(createDataFrame({ fields: [{ name: 'a', values: [1] }] }))(0)).toBeUndefined();
});

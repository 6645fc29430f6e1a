import { LinkModel } from '@grafana/data';
import { ContextMenu, Menu } from '@grafana/ui';
import React, { ReactNode, useState } from 'react';

import { RowLinks } from '../frames/fieldLook';
import { besideMark } from './ChartTooltip';

/** What a click calls, with the element that was clicked. */
export type Pick = (mark: Element) => void;

/** What a click on a mark does in a panel whose fields may have data links. */
export interface DataLinks {
  /** What a click on a mark with these links calls: they come before what it does otherwise. Undefined where it can only be read. */
  pickOf: (links: RowLinks | undefined, otherwise?: () => void) => Pick | undefined;
  /** The links of the item that was clicked, where it has several; to be drawn once in the panel. */
  menu: ReactNode;
}

/** Makes a click follow the data link that the panel's owner gave a mark, or offer several. */
export function useDataLinks(): DataLinks {
  const [open, setOpen] = useState<{ links: LinkModel[]; x: number; y: number } | undefined>();
  const pickOf: DataLinks['pickOf'] = (links, otherwise) => {
    if (!links) {
      return otherwise;
    }
    return (mark) => {
      const found = links();
      if (found.length === 1) {
        follow(found[0]!, mark);
      } else if (found.length > 1) {
        setOpen({ links: found, ...besideMark(mark) });
      }
    };
  };
  return { pickOf, menu: open && <LinkMenu {...open} onClose={() => setOpen(undefined)} /> };
}

/** What a click on the mark of an item calls; undefined where no item has links, so that marks can only be read. */
export function pickerOf(
  items: Array<{ links?: RowLinks }>,
  pickOf: DataLinks['pickOf']
): ((index: number, mark: Element) => void) | undefined {
  return items.some(({ links }) => links) ? (index, mark) => pickOf(items[index]?.links)?.(mark) : undefined;
}

interface MenuProps {
  links: LinkModel[];
  x: number;
  y: number;
  onClose: () => void;
}

function LinkMenu({ links, x, y, onClose }: MenuProps) {
  const items = () =>
    links.map((link) => (
      <Menu.Item
        key={link.title}
        label={link.title}
        url={link.href || undefined}
        target={link.target}
        onClick={link.onClick}
      />
    ));
  return <ContextMenu x={x} y={y} onClose={onClose} renderMenuItems={items} focusOnOpen />;
}

/** Follows a link as a click on an anchor does, so that Grafana changes the page without loading it anew. */
function follow({ href, target, onClick }: LinkModel, origin: unknown): void {
  if (onClick) {
    onClick({ origin });
    return;
  }
  const anchor = Object.assign(document.createElement('a'), { href, target: target ?? '', rel: 'noopener' });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}

import { css } from '@emotion/css';
import React, { ReactNode } from 'react';

/** A text that is read aloud and not seen. */
export function Unseen({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <span id={id} className={unseen}>
      {children}
    </span>
  );
}

/** The style of such a text, for an element that must be of another kind. */
export const unseen = css({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});

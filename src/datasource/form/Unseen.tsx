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

const unseen = css({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});

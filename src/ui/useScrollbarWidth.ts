import { useMemo } from 'react';

/** The width in pixels that a vertical scroll bar takes of its element: 0 where bars float above it, as on most phones. */
export function useScrollbarWidth(): number {
  return useMemo(() => measureScrollbar(), []);
}

function measureScrollbar(): number {
  const probe = document.createElement('div');
  Object.assign(probe.style, { position: 'absolute', visibility: 'hidden', width: '100px', overflowY: 'scroll' });
  document.body.appendChild(probe);
  const width = probe.offsetWidth - probe.clientWidth;
  probe.remove();
  return width;
}

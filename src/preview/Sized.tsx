import React, { ReactNode, useLayoutEffect, useRef, useState } from 'react';

interface Props {
  className: string;
  busy: boolean;
  children: (width: number, height: number) => ReactNode;
}

/** Hands its children the pixels they have, as a dashboard does with a panel. */
export function Sized({ className, busy, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ width: number; height: number }>();
  useLayoutEffect(() => {
    const observer = new ResizeObserver((entries) => {
      for (const { contentRect } of entries) {
        setSize({ width: Math.floor(contentRect.width), height: Math.floor(contentRect.height) });
      }
    });
    if (frame.current) {
      observer.observe(frame.current);
    }
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={frame} className={className} aria-busy={busy}>
      {size && children(size.width, size.height)}
    </div>
  );
}

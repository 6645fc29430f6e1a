import { startTransition, useEffect, useState } from 'react';

/**
 * False until what is in view has been painted: then there is time for what comes next. While `isWanted` is false there is nothing to
 * wait for.
 */
export function useAfterPaint(isWanted = true): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => startTransition(() => setPainted(isWanted)), [isWanted]);
  return isPainted;
}

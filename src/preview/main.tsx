import React from 'react';
import '@fontsource-variable/inter';
import { createRoot } from 'react-dom/client';

import { Preview } from './Preview';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(<Preview />);
}

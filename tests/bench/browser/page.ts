import { clearDrawing, measureDrawing, untilTargets } from './drawing';
import { measureScrolling } from './scrolling';

declare global {
  interface Window {
    clearDrawing: typeof clearDrawing;
    measureDrawing: typeof measureDrawing;
    measureScrolling: typeof measureScrolling;
    untilTargets: typeof untilTargets;
  }
}

Object.assign(window, { clearDrawing, measureDrawing, measureScrolling, untilTargets });

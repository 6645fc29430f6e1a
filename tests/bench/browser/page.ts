import { measureDrawing } from './drawing';
import { measureScrolling } from './scrolling';

declare global {
  interface Window {
    measureDrawing: typeof measureDrawing;
    measureScrolling: typeof measureScrolling;
  }
}

Object.assign(window, { measureDrawing, measureScrolling });

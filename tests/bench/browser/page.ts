import { clearDrawing, enterChart, measureDrawing, untilPainted } from './drawing';
import { measureScrolling } from './scrolling';

declare global {
  interface Window {
    clearDrawing: typeof clearDrawing;
    enterChart: typeof enterChart;
    measureDrawing: typeof measureDrawing;
    measureScrolling: typeof measureScrolling;
    untilPainted: typeof untilPainted;
  }
}

Object.assign(window, { clearDrawing, enterChart, measureDrawing, measureScrolling, untilPainted });

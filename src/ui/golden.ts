import fs from 'node:fs';
import path from 'node:path';

/**
 * Compares a drawing with its golden file, for tests: an SVG that a browser opens, one element a line. `UPDATE_GOLDEN=1 npx jest`
 * writes the files anew; look at them, and read the difference, before you commit it.
 */
export function expectGolden(folder: string, name: string, drawing: Element): void {
  const file = path.join(folder, `${name.replace(/[^\p{L}\d]+/gu, '-')}.svg`);
  const text = withStableIds(new XMLSerializer().serializeToString(drawing)).replace(/></g, '>\n<') + '\n';
  if (process.env.UPDATE_GOLDEN) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(file, text);
  }
  expect(text).toBe(
    fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : 'no golden file; write it with UPDATE_GOLDEN=1'
  );
}

/** React numbers its ids over all tests of a file; here they are numbered in each drawing. */
function withStableIds(svg: string): string {
  const ids = [...new Set(svg.match(/hatch-\w+/g))];
  return ids.reduce((text, id, i) => text.split(id).join(`hatch-${i + 1}`), svg);
}

/** A text below the horizontal axis. */
export interface Label {
  text: string;
  x: number;
  /** Reads upwards, because it is too long to lie flat. */
  upright: boolean;
}

/** A name that wants to stand below a bar. */
export interface Name {
  text: string;
  x: number;
  /** The width of its bar's slot in pixels. */
  room: number;
}

/** Texts of the horizontal axis are drawn in this many pixels. */
export const LABEL_SIZE = 11;

/** Names in rows of tables are drawn in this many pixels. */
export const NAME_SIZE = 12;

/** The most pixels that an upright label may take of the plot's height. */
const MAX_UPRIGHT = 72;
/** The room in pixels above and below upright labels. */
export const UPRIGHT_PADDING = 6;
/** From this slot width on, a cut name that lies flat still says more than an upright one. */
const FLAT_ENOUGH = 64;

/** The least pixels between two names that lie flat: carriers "UA" and "B6" must not read "UAB6". */
const NAME_GAP = 6;

/**
 * The width of a text in pixels, estimated from Inter's glyphs (capitals are wider, `m` and `w` wider still, ideographs square). An
 * estimate keeps the layout pure; being a little wide is harmless.
 */
export function textWidth(text: string, size: number = LABEL_SIZE): number {
  let ems = 0;
  for (const glyph of text) {
    ems += emsOf(glyph);
  }
  return ems * size;
}

function emsOf(glyph: string): number {
  if ((glyph.codePointAt(0) ?? 0) >= 0x2e80) {
    return 1;
  }
  if (/[mwMW@%&—…]/.test(glyph)) {
    return 0.92;
  }
  return /\p{Lu}/u.test(glyph) ? 0.7 : 0.58;
}

/**
 * A text cut to a width in pixels, with an ellipsis where something is missing: in the middle, because names that start alike
 * (category 00001, category 00002) often differ in their ends.
 */
export function shorten(text: string, width: number, size: number = LABEL_SIZE): string {
  if (textWidth(text, size) <= width) {
    return text;
  }
  const glyphs = Array.from(text);
  let head = 0;
  let tail = glyphs.length;
  let room = width / size - emsOf('…');
  while (head < tail) {
    const isHead = head <= glyphs.length - tail;
    room -= emsOf(glyphs[isHead ? head : tail - 1]!);
    // Sums in another order differ in their last digits.
    if (room < 1e-9) {
      break;
    }
    if (isHead) {
      head++;
    } else {
      tail--;
    }
  }
  const parts = [glyphs.slice(0, head).join('').trimEnd(), glyphs.slice(tail).join('').trimStart()];
  return head > 0 ? parts.join('…') : '';
}

/**
 * The texts of one line that can stay without touching a neighbour: from left to right, each that clears the last one
 * kept. `place` gives a text's centre and width, `gap` is the least room between two texts, all in pixels.
 */
export function withoutOverlap<T>(items: T[], place: (item: T) => { x: number; width: number }, gap: number): T[] {
  let clear = -Infinity;
  return items.filter((item) => {
    const { x, width } = place(item);
    const fits = x - width / 2 >= clear;
    if (fits) {
      clear = x + width / 2 + gap;
    }
    return fits;
  });
}

/**
 * Names of categories and special bins: flat where they fit, else upright and thinned out until none overlap. Upright ones
 * are cut to `height` pixels, so that a low chart shows whole words or an ellipsis and never half a letter.
 */
export function layoutNames(names: Name[], height: number = MAX_UPRIGHT): Label[] {
  const flat = names.every(({ text, room }) => room >= FLAT_ENOUGH || textWidth(text) <= room - NAME_GAP);
  const labels = names.map(({ text, x, room }) => ({
    text: shorten(text, flat ? room - NAME_GAP : Math.min(height, MAX_UPRIGHT)),
    x,
    upright: !flat,
  }));
  return withoutOverlap(labels, ({ text, x }) => ({ x, width: flat ? textWidth(text) : LABEL_SIZE }), 0);
}

/** The height in pixels that labels need below the axis. */
export function labelHeight(labels: Label[]): number {
  const upright = labels.filter((label) => label.upright).map((label) => textWidth(label.text));
  return Math.max(LABEL_SIZE + 9, ...upright.map((height) => height + UPRIGHT_PADDING));
}

/**
 * Items in as many lines as they need: each line takes what fits its room, at least one item. `widthOf` and `roomOf` give the
 * width of an item and of a line in pixels, `gap` is the room between two items.
 */
export function inLines<T>(
  items: T[],
  widthOf: (item: T) => number,
  roomOf: (line: number) => number,
  gap: number
): T[][] {
  const lines: T[][] = [];
  let used = Infinity;
  for (const item of items) {
    const needed = used + gap + widthOf(item);
    if (needed <= roomOf(lines.length - 1)) {
      lines[lines.length - 1]!.push(item);
      used = needed;
    } else {
      lines.push([item]);
      used = widthOf(item);
    }
  }
  return lines;
}

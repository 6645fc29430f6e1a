/** The height of a row in pixels: two lines of text. */
export const ROW_HEIGHT = 42;

/** A column of a printed table; numbers stand right, words left. */
export interface Column {
  title: string;
  align: 'left' | 'right';
}

/** Lines of text with the cells of each column under its title, two spaces between columns. */
export function layout(columns: Column[], rows: string[][]): string {
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: string[]) =>
    columns
      .map(({ align }, i) =>
        align === 'right' ? (cells[i] ?? '').padStart(widths[i]) : (cells[i] ?? '').padEnd(widths[i])
      )
      .join('  ')
      .trimEnd();
  return [columns.map(({ title }) => title), widths.map((width) => '─'.repeat(width)), ...rows].map(line).join('\n');
}

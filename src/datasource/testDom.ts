import { configure, fireEvent, screen } from '@testing-library/react';

/** Gives elements and their text a size: comboboxes draw the options that there is room for, and jsdom has none. */
export function giveElementsRoom(): void {
  configure({ asyncUtilTimeout: 10_000 }); // the first rendering of many comboboxes takes long
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(500);
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(500);
  const context = { measureText: (text: string) => ({ width: 8 * text.length }) };
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as CanvasRenderingContext2D);
  global.IntersectionObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  } as unknown as typeof IntersectionObserver;
}

// What follows fires single events and looks elements up by text: whole gestures and queries by role ask jsdom for the
// style of every element, which takes it seconds among so many.

/** Opens a combobox and chooses an option. */
export async function choose(combobox: string | HTMLElement, option: string | RegExp): Promise<void> {
  fireEvent.click(typeof combobox === 'string' ? labelled(combobox) : combobox);
  fireEvent.click(await screen.findByText(option, { selector: '[role="option"] *' }));
}

/** Writes a text into a field and leaves it. */
export function enter(field: string | HTMLElement, text: string): void {
  const input = typeof field === 'string' ? labelled(field) : field;
  fireEvent.change(input, { target: { value: text } });
  fireEvent.blur(input);
}

/** Clicks the button of that text or name. */
export function press(name: string): void {
  fireEvent.click(screen.queryByLabelText(name, { selector: 'button' }) ?? screen.getByText(name));
}

function labelled(label: string): HTMLElement {
  return screen.getByLabelText(label, { selector: 'input' });
}

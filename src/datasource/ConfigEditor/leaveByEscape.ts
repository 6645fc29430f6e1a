import { Monaco, MonacoEditor } from '@grafana/ui';

/**
 * Lets the Tab key leave a code editor, where it indents, once Escape has been pressed: otherwise nobody who has only a
 * keyboard gets past the editor. Any other key makes Tab indent again.
 */
export function leaveByEscape(editor: MonacoEditor, { KeyCode }: Monaco): void {
  let leaves = false;
  editor.onKeyDown((event) => {
    if (event.keyCode === KeyCode.Tab && leaves) {
      event.stopPropagation(); // the browser moves the focus
    }
    leaves = event.keyCode === KeyCode.Escape || (leaves && event.keyCode === KeyCode.Shift);
  });
}

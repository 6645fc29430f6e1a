import { Alert, Button, CodeEditor, Monaco, MonacoEditor } from '@grafana/ui';
import React, { useEffect, useMemo, useRef, useState } from 'react';

import { Model, SETTING_LABELS } from '../../contract';
import { Finding, readDefinitions, writeDefinitions } from './definitions';
import { Draft } from './draft';
import { EXAMPLE } from './example';
import { Findings } from './Findings';
import { leaveByEscape } from './leaveByEscape';
import { ProposeModel } from './ProposeModel';
import { Section } from './Section';
import { useValidation } from './useValidation';

/** Where the text of definitions is big enough to slow every page down, in bytes of JSON, as the backend counts. */
const BIG = 20_000;

/** What a screen reader says of the editor. */
const EDITOR_NAME = 'Definitions of the models, YAML. Tab indents. To leave the editor, press Escape, then Tab.';

/** Names Leeway's marks among those of others. */
const MARKS = 'leeway';

interface Props {
  uid: string;
  /** The form as it stands, for a proposal from its store. */
  draft: Draft;
  models?: Model[];
  readOnly: boolean;
  /** Takes the models over. Undefined: there are none. */
  onChange: (models?: Model[]) => void;
}

/** The definitions of the models, as YAML text that is checked while it is written. */
export function ModelsSection({ uid, draft, models, readOnly, onChange }: Props) {
  const [text, setText] = useState(() => writeDefinitions(models ?? []));
  const definitions = useMemo(() => readDefinitions(text), [text]);
  const validation = useValidation(uid, text, definitions);
  const findings = validation.state === 'checked' ? validation.findings : definitions.findings;
  const { mount, goTo } = useMarks(findings);

  const take = (next: string) => {
    setText(next);
    const read = readDefinitions(next).models;
    if (read) {
      onChange(read.length > 0 ? read : undefined);
    }
  };
  const latest = useRef(take); // the editor keeps the function that it was given first
  useEffect(() => {
    latest.current = take;
  });

  return (
    <Section title={SETTING_LABELS.models} description={<Description readOnly={readOnly} />}>
      <CodeEditor
        language="yaml"
        height={460}
        showLineNumbers
        showMiniMap={false}
        readOnly={readOnly}
        value={text}
        monacoOptions={{ ariaLabel: EDITOR_NAME, scrollBeyondLastLine: false }}
        onEditorDidMount={(editor, monaco) => {
          leaveByEscape(editor, monaco);
          mount(editor, monaco);
        }}
        onChange={(next) => latest.current(next)}
      />
      {!readOnly && (
        <ProposeModel
          uid={uid}
          draft={draft}
          onPropose={(yaml) => take(text.trim() === '' ? yaml : `${text.trimEnd()}\n\n${yaml}`)}
        >
          {text.trim() === '' && (
            <Button variant="secondary" icon="plus" onClick={() => take(EXAMPLE)}>
              Start from an example
            </Button>
          )}
        </ProposeModel>
      )}
      <Findings uid={uid} definitions={definitions} validation={validation} onGoTo={goTo} />
      <SizeWarning models={definitions.models} />
    </Section>
  );
}

function Description({ readOnly }: { readOnly: boolean }) {
  return (
    <>
      What is monitored: a YAML list of definitions, as a provisioning file has it under <code>jsonData.models</code>.{' '}
      {readOnly
        ? 'This data source is provisioned. You can read the definitions here. To change them, edit its file on the server.'
        : 'Comments are lost when you save. In the editor, Tab indents. To leave it, press Escape, then Tab.'}{' '}
      The browser of every viewer receives this text, so write no secrets into it.
    </>
  );
}

function SizeWarning({ models = [] }: { models?: Model[] }) {
  const size = new TextEncoder().encode(JSON.stringify(models)).length;
  return size < BIG ? null : (
    <Alert severity="warning" title={`The definitions take ${Math.floor(size / 1000)} kB`}>
      Every user loads them with every page. From 20 kB on, keep them in a file that <code>jsonData.modelsFile</code>{' '}
      names.
    </Alert>
  );
}

/** Marks findings in the editor, and brings one into view. */
function useMarks(findings: Finding[]): {
  mount: (editor: MonacoEditor, monaco: Monaco) => void;
  goTo: (finding: Finding) => void;
} {
  const [mounted, setMounted] = useState<{ editor: MonacoEditor; monaco: Monaco }>();
  useEffect(() => {
    const model = mounted?.editor.getModel();
    if (!mounted || !model || model.isDisposed()) {
      return;
    }
    const { editor, MarkerSeverity } = mounted.monaco;
    const marks = findings.map(({ line, column, message }) => ({
      startLineNumber: line,
      startColumn: column,
      endLineNumber: line,
      endColumn: model.getLineMaxColumn(Math.min(line, model.getLineCount())),
      severity: MarkerSeverity.Error,
      message,
    }));
    editor.setModelMarkers(model, MARKS, marks);
  }, [mounted, findings]);
  const goTo = ({ line, column }: Finding) => {
    mounted?.editor.revealLineInCenter(line);
    mounted?.editor.setPosition({ lineNumber: line, column });
    mounted?.editor.focus();
  };
  return { mount: (editor, monaco) => setMounted({ editor, monaco }), goTo };
}

import { autocompletion } from '@codemirror/autocomplete';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { clojure } from '@nextjournal/lang-clojure';
import { basicSetup } from 'codemirror';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import type { ProcedureUse } from '../api/queries';
import type { Place } from '../datalog/place';
import { completionOf } from './completion';
import { look } from './look';
import type { Vocabulary } from './suggestions';
import { variables } from './variables';

export interface EditorHandle {
  /** Puts a text where the caret is. */
  insert: (text: string) => void;
  focus: () => void;
}

export interface CodeEditorProps {
  value: string;
  label: string;
  hint?: string;
  vocabulary: Vocabulary;
  marks?: { places: Place[]; message: string } | null;
  readOnly?: boolean;
  onChange?: (value: string) => void;
  onRun?: () => void;
  /** A saved procedure was completed. */
  onUse?: (use: ProcedureUse) => void;
  ref?: Ref<EditorHandle>;
}

/**
 * CodeMirror in a shadow root: its style sheets are then constructed by script, which a content security policy
 * without 'unsafe-inline' and without a nonce lets pass.
 */
export default function CodeEditor({
  value,
  label,
  hint,
  vocabulary,
  marks,
  readOnly = false,
  onChange,
  onRun,
  onUse,
  ref,
}: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const now = useRef({ value, vocabulary, onChange, onRun, onUse });
  useLayoutEffect(() => {
    now.current = { value, vocabulary, onChange, onRun, onUse };
  });

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open', delegatesFocus: true });
    const created = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: now.current.value,
        extensions: [
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (now.current.onRun?.(), true) }])),
          basicSetup,
          clojure(),
          autocompletion({
            override: [
              completionOf(
                () => now.current.vocabulary,
                (use) => now.current.onUse?.(use),
              ),
            ],
            icons: false,
          }),
          lintGutter(),
          look,
          variables,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          hint === undefined ? [] : placeholder(hint),
          EditorState.readOnly.of(readOnly),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) now.current.onChange?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = created;
    return () => {
      created.destroy();
      view.current = null;
    };
  }, [label, hint, readOnly]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const length = editor.state.doc.length;
    const diagnostics = (marks?.places ?? []).map(({ from, to }) => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      severity: 'error' as const,
      message: marks?.message ?? '',
    }));
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
    const first = diagnostics[0];
    if (first !== undefined) editor.dispatch({ effects: EditorView.scrollIntoView(first.from) });
  }, [marks]);

  useImperativeHandle(ref, () => ({
    insert: (text: string) => {
      const editor = view.current;
      if (editor === null) return;
      const { from, to } = editor.state.selection.main;
      const space = from > 0 && /[^\s([{]/.test(editor.state.sliceDoc(from - 1, from)) ? ' ' : '';
      const insert = space + text;
      editor.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
      editor.focus();
    },
    focus: () => view.current?.focus(),
  }));

  return <div className="code-editor" ref={host} />;
}

import type { Extension } from '@codemirror/state';
import {
  Decoration,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';
import { EditorView as View } from '@codemirror/view';

const variable = Decoration.mark({ class: 'cm-datalog-variable' });
const source = Decoration.mark({ class: 'cm-datalog-source' });

/** Variables and sources mean something in Datalog, which to Clojure are symbols like any other. */
const decorator = new MatchDecorator({
  regexp: /(?<![\w?$/.-])([?$][\w-]*[\w])/g,
  decoration: (match) => (match[0].startsWith('?') ? variable : source),
});

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorator.createDeco(view);
    }
    update(update: ViewUpdate) {
      this.decorations = decorator.updateDeco(update, this.decorations);
    }
  },
  { decorations: (value) => value.decorations },
);

export const variables: Extension = [
  plugin,
  View.baseTheme({
    '.cm-datalog-variable': { color: 'var(--code-variable)' },
    '.cm-datalog-source': { color: 'var(--code-source)', fontWeight: '600' },
  }),
];

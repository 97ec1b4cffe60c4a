import type { ProcedureDraft } from '../api/procedures';
import { atomText, isVariable, read, within, type Form } from '../edn/forms';

/** The variables in the head of the rule of this name, in order. */
export function parametersOf(rules: string, name: string): string[] {
  for (const form of read(rules).forms.flatMap((each) => [...within(each)])) {
    const head = form.kind === 'vector' ? form.items[0] : undefined;
    if (head !== undefined && head.kind === 'list' && atomText(head.items[0]) === name)
      return variables(head.items.slice(1));
  }
  return [];
}

function variables(forms: Form[]): string[] {
  const texts = forms.flatMap((form) => [...within(form)]).map(atomText);
  return [...new Set(texts.filter(isVariable))];
}

/** The draft with exactly the parameters that its rule has. */
export function withParametersOf(draft: ProcedureDraft, name: string): ProcedureDraft {
  const documented = (variable: string) => draft.parameters.find((each) => each.name === variable)?.documentation ?? '';
  return {
    ...draft,
    parameters: parametersOf(draft.rules, name).map((variable) => ({
      name: variable,
      documentation: documented(variable),
    })),
  };
}

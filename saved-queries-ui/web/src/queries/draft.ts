import type { Draft, SavedQuery, Version } from '../api/queries';

export const emptyDraft: Draft = {
  name: '',
  description: '',
  tags: [],
  team: null,
  text: '',
  parameters: [],
  chart: null,
  procedures: [],
  sources: null,
};

export function draftOf(saved: SavedQuery): Draft {
  const { name, description, tags, team, content } = saved;
  return pick({ name, description, tags, team, ...content });
}

export function draftOfVersion(version: Version): Draft {
  return pick(version);
}

/** The members of a draft and no others. */
function pick(from: Draft): Draft {
  return {
    name: from.name,
    description: from.description,
    tags: from.tags,
    team: from.team,
    text: from.text,
    parameters: from.parameters,
    chart: from.chart,
    procedures: from.procedures,
    sources: from.sources,
  };
}

export function sameDraft(a: Draft, b: Draft): boolean {
  return stable(pick(a)) === stable(pick(b));
}

/** Whether running one is running the other. */
export function sameContent(a: Draft, b: Draft): boolean {
  return [a.text, a.parameters, a.procedures, a.sources].every(
    (part, index) => stable(part) === stable([b.text, b.parameters, b.procedures, b.sources][index]),
  );
}

/** JSON with members in order, so that equal values are equal texts. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(
          Object.entries(member)
            .filter(([, each]) => each !== undefined && each !== null)
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : member,
  );
}

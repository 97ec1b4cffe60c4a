import type { Content, SavedQuery, Summary, Usage, Version, VersionHead } from './queries';
import type { Shared } from './runs';

// A member that has no value may be null in an answer or not be in it: to the page it is null.

const noUsage: Usage = { runs: 0, people: 0, 'last-run': null, 'median-ms': null, failures: 0 };

export function wholeSummary<T extends Summary>(summary: T): T {
  const whole = filled<Summary>({ team: null, 'fork-of': null }, summary);
  return { ...summary, ...whole, usage: filled(noUsage, summary.usage) };
}

export function wholeQuery(query: SavedQuery): SavedQuery {
  return { ...filled<SavedQuery>({ origin: null }, wholeSummary(query)), content: wholeContent(query.content) };
}

export function wholeHead(head: VersionHead): VersionHead {
  return filled<VersionHead>({ note: null }, head);
}

export function wholeVersion(version: Version): Version {
  return filled<Version>(
    { team: null, description: '', tags: [] },
    { ...version, ...wholeContent(version), ...wholeHead(version) },
  );
}

export function wholeShared(shared: Shared): Shared {
  const query = filled<Shared['query']>({ chart: null }, shared.query);
  return { ...filled<Shared>({ cursor: null, run: null, result: null }, shared), query };
}

function wholeContent(content: Content): Content {
  return filled<Content>({ parameters: [], chart: null, procedures: [], sources: null }, content);
}

function filled<T>(absent: Partial<T>, from: T): T {
  return { ...absent, ...from };
}

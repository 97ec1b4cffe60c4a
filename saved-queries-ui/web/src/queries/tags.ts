const MOST = 20;
const LONGEST = 40;

/** Tags as typed, with commas between them; none twice. */
export function tagsOf(typed: string): string[] {
  const tags = typed
    .split(',')
    .map((tag) => tag.trim().toLowerCase().slice(0, LONGEST))
    .filter((tag) => tag !== '');
  return [...new Set(tags)].slice(0, MOST);
}

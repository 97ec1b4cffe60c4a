/** Text as EDN writes it. */
export function ednString(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r')}"`;
}

/** The text that a token of EDN stands for. */
export function ednText(token: string): string {
  const escaped: Record<string, string> = { n: '\n', t: '\t', r: '\r' };
  return token.slice(1, -1).replaceAll(/\\([\s\S])/g, (_, sign: string) => escaped[sign] ?? sign);
}

/** What may follow a question mark in the name of a variable, made from any text. */
export function symbolName(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'value'
  );
}

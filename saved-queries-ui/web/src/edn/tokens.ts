/** The words of EDN with their places. Nothing is evaluated and nothing is refused: an editor shows unfinished text. */
export type TokenKind =
  'open' | 'close' | 'string' | 'character' | 'keyword' | 'number' | 'symbol' | 'comment' | 'prefix' | 'space';

export interface Token {
  kind: TokenKind;
  from: number;
  to: number;
  text: string;
}

const PATTERNS: [TokenKind, RegExp][] = [
  ['space', /[\s,]+/y],
  ['comment', /;[^\n]*/y],
  ['string', /"(?:[^"\\]|\\[\s\S])*(?:"|$)/y],
  ['open', /#\{|[([{]/y],
  ['close', /[)\]}]/y],
  // Quote, discard and tags belong to the form after them.
  ['prefix', /#_|#[A-Za-z][^\s,"()[\]{};]*|['`~@^]/y],
  ['character', /\\(?:u[0-9A-Fa-f]{4}|[a-z]+|[\s\S])/y],
  ['keyword', /:[^\s,"()[\]{};]*/y],
  ['number', /[+-]?\d[^\s,"()[\]{};]*/y],
  ['symbol', /##?[^\s,"()[\]{};]*|[^\s,"()[\]{};]+/y],
];

/** All of the text, space included: the tokens' texts together are the text. */
export function allTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

/** Without space and comments. */
export function tokens(text: string): Token[] {
  return allTokens(text).filter((token) => token.kind !== 'space' && token.kind !== 'comment');
}

function tokenAt(text: string, at: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null && match[0] !== '') return { kind, from: at, to: pattern.lastIndex, text: match[0] };
  }
  return { kind: 'symbol', from: at, to: at + 1, text: text.charAt(at) };
}

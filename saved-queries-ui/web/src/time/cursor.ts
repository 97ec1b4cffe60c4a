/** What is asked for: null is now, a text an instant, an object an instant or a `t` for each database. */
export type Cursor = null | string | Record<string, string | number>;

/** What an answer was read at: the basis `t` of each database. */
export type ResolvedCursor = Record<string, number>;

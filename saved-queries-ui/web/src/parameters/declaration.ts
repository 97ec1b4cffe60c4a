import type { Json } from '../api/json-types';

export const parameterTypes = ['text', 'number', 'instant', 'keyword', 'choice', 'list', 'boolean', 'edn'] as const;
export type ParameterType = (typeof parameterTypes)[number];

/** What a saved query says about one input of its `:in`. */
export interface Declaration {
  name: string;
  type: ParameterType;
  default?: Json;
  help?: string;
  choices?: Json[];
  /** For lists the type of an item; for numbers and choices the type a value is sent as. */
  of?: string | null;
}

/** By name; a value is JSON of the declared type. */
export type Values = Record<string, Json>;

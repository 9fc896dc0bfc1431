/**
 * What AWS's published model says of one shape, reduced to what a server must
 * check: kinds, lengths, ranges, patterns, enumerations and required members.
 */
export type Shape =
  | { type: 'string'; min?: number; max?: number; pattern?: string }
  | { type: 'enum'; values: string[] }
  | { type: 'integer'; min?: number; max?: number }
  | { type: 'boolean' }
  | { type: 'timestamp' }
  | { type: 'list'; member: string; min?: number; max?: number }
  | { type: 'map'; key: string; value: string; min?: number; max?: number }
  | { type: 'structure'; members: Record<string, string>; required?: string[] };

/** One operation: the names of its input and output shapes, its modelled errors. */
export interface Operation {
  input: string;
  output: string;
  errors: string[];
}

/** The operations that the stand-in serves, and every shape that they reach. */
export interface ServiceModel {
  operations: Record<string, Operation>;
  shapes: Record<string, Shape>;
}

/** A text that is no entity search query. */
export class EntitySearchSyntaxError extends Error {
  /** From 1. */
  readonly position: number;

  constructor(position: number, found: string, expected?: string) {
    super(
      `Invalid entity search query: unexpected ${
        found === '' ? 'end of query' : `'${found}'`
      } at position ${position}${expected ? `, expected ${expected}` : ''}`,
    );
    this.name = 'EntitySearchSyntaxError';
    this.position = position;
  }
}

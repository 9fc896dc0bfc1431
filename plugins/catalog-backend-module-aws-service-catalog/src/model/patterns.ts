/** One `*` pattern, or several of which one must fit. */
export type Patterns = string | readonly string[];

/** Whether a text fits a pattern; `*` stands for anything, case does not count. */
export function matches(
  patterns: Patterns | undefined,
  text: string | undefined,
): boolean {
  if (patterns === undefined) {
    return true;
  }
  return [patterns].flat().some(pattern => {
    const source = pattern
      .split('*')
      .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*');
    return text !== undefined && new RegExp(`^${source}$`, 'is').test(text);
  });
}

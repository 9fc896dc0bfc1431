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
  const folded = text?.toLowerCase();
  return (
    folded !== undefined &&
    [patterns].flat().some(pattern => fits(pattern.toLowerCase(), folded))
  );
}

/**
 * Takes each part between the stars where it comes first, so that no pattern that
 * a request brings can keep the process busy: a regular expression tries them all,
 * and the glob libraries at hand (micromatch, minimatch, picomatch) make one.
 */
function fits(pattern: string, text: string): boolean {
  const [start, ...others] = pattern.split('*');
  const end = others.pop();
  if (end === undefined) {
    return text === start;
  }
  if (
    text.length < start.length + end.length ||
    !text.startsWith(start) ||
    !text.endsWith(end)
  ) {
    return false;
  }
  const middle = text.slice(start.length, text.length - end.length);
  let position = 0;
  for (const part of others) {
    const found = middle.indexOf(part, position);
    if (found < 0) {
      return false;
    }
    position = found + part.length;
  }
  return true;
}

/** A tree without positions and undefined fields, to compare trees of different texts. */
export function withoutSpans(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(withoutSpans);
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => key !== 'span' && value !== undefined)
      .map(([key, value]) => [key, withoutSpans(value)]),
  );
}

const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escape(text: string, quote: string): string {
  return text.replace(/[\\\n\r\t'`]/g, char =>
    char === quote ? `\\${char}` : (ESCAPES[char] ?? char),
  );
}

/** A text as an NRQL string: `it's` becomes `'it\'s'`. */
export function quoteString(text: string): string {
  return `'${escape(text, "'")}'`;
}

/**
 * A regular expression as a raw string where its backslashes allow it, so that
 * they need not be doubled: `r'\d+'`.
 */
export function quoteRawString(text: string): string {
  return text.includes('\\') && /^[^'\n\r\t]*[^'\\\n\r\t]$/.test(text)
    ? `r'${text}'`
    : quoteString(text);
}

/** A name in back-ticks. */
export function quoteName(name: string): string {
  return `\`${escape(name, '`')}\``;
}

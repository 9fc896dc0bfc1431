import { SourceSpan } from '@rocket/nrql';
import { invalid } from '../errors';

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** LIKE: `%` stands for any text, case does not matter. */
export function likePattern(pattern: string): RegExp {
  const body = pattern.split('%').map(escapeRegExp).join('[\\s\\S]*');
  return new RegExp(`^${body}$`, 'i');
}

/** `aparse`: `%` stands for any text, `*` for a part to give back. */
export function anchorPattern(pattern: string): RegExp {
  const body = pattern
    .split(/([%*])/)
    .map(part => {
      if (part === '%') {
        return '[\\s\\S]*?';
      }
      return part === '*' ? '([\\s\\S]*?)' : escapeRegExp(part);
    })
    .join('');
  return new RegExp(`^${body}$`, 'i');
}

/** RLIKE and `capture`: a regular expression of RE2, which must match the whole text. */
export function fullMatch(pattern: string, node: { span: SourceSpan }): RegExp {
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  const body = pattern.slice(flags?.[0].length ?? 0).replace(/\(\?P</g, '(?<');
  try {
    return new RegExp(`^(?:${body})$`, flags?.[1]);
  } catch {
    throw invalid(node, `'${pattern}' is not a regular expression`);
  }
}

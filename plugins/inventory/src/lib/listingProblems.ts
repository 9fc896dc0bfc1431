import { formatTime } from '@rocket/ui';
import type { Scope } from '../model/scopes';
import { accountTitle, formatCount } from './words';

/** What is wrong with some listings, in a sentence, and where and what to do. */
export interface ListingProblem {
  title: string;
  /** A line for each reason. */
  lines: string[];
}

/** More places than these are not read, only counted. */
const mostPlaces = 4;

/** What needs a look, the failed listings before those that were held back. */
export function listingProblems(scopes: readonly Scope[]): ListingProblem[] {
  const failed = scopes.filter(
    ({ status, reason }) =>
      status === 'stale' || (status === 'never' && reason),
  );
  const held = scopes.filter(scope => scope.notice && !failed.includes(scope));
  const whole = failed.some(({ lastSuccessAt }) => lastSuccessAt)
    ? 'last told is shown'
    : 'would tell is missing';
  const problems = [
    {
      title: `${listings(failed.length)} failed: what ${failed.length === 1 ? 'it' : 'they'} ${whole}`,
      lines: linesOf(failed, ({ reason }) => adviceOf(reason ?? undefined)),
    },
    {
      title: `${listings(held.length)} ${held.length === 1 ? 'is' : 'are'} held back: too much is missing from ${held.length === 1 ? 'it' : 'them'}`,
      lines: linesOf(
        held,
        ({ notice }) =>
          `${sentence(notice ?? '')} When it is truly gone, raise limits.maximumRemovalRatio until the next listing.`,
      ),
    },
  ];
  return problems.filter(({ lines }) => lines.length > 0);
}

/** "production in us-east-1 (as of 10:42), staging in us-east-1: AWS denies access." */
function linesOf(
  scopes: readonly Scope[],
  wordsOf: (scope: Scope) => string,
): string[] {
  const places = new Map<string, string[]>();
  for (const scope of scopes) {
    const since = scope.lastSuccessAt
      ? ` (as of ${formatTime(scope.lastSuccessAt)})`
      : '';
    const words = wordsOf(scope);
    places.set(words, [
      ...(places.get(words) ?? []),
      `${accountTitle(scope)} in ${scope.region}${since}`,
    ]);
  }
  return [...places].map(([words, where]) => {
    const more = where.length - mostPlaces;
    const named = where.slice(0, mostPlaces).join(', ');
    return `${named}${more > 0 ? ` and ${formatCount(more)} more` : ''}: ${words}`;
  });
}

/**
 * What to do about the reason of a failure. The reason itself stands in the table,
 * in AWS's words.
 */
export function adviceOf(reason: string | undefined): string {
  const denied =
    /^AccessDenied.*?User: (?<user>\S+).*? not authorized to perform: (?<action>[\w:*]+)(?: on resource: (?<resource>\S+))?/.exec(
      reason ?? '',
    )?.groups;
  if (denied) {
    const { user, action, resource } = denied;
    const on =
      action === 'sts:AssumeRole' && resource
        ? ` on the role ${nameOf(resource)}`
        : '';
    return `AWS denies access. Allow the role ${nameOf(user)} the action ${action}${on}.`;
  }
  const name = /^(\w+?)(?:Exception|Error)?:/.exec(reason ?? '')?.[1];
  return `${name ? `AWS answered ${name}` : 'AWS did not tell'}. It is asked again by itself; AWS’s words stand with the listing below.`;
}

/** The role of an ARN, of a session in it or of itself; else what stands there. */
function nameOf(principal: string): string {
  return (
    /:(?:assumed-role|role|user)\/([^/]+)/.exec(principal)?.[1] ?? principal
  );
}

function listings(count: number): string {
  return `${formatCount(count)} listing${count === 1 ? '' : 's'} of AWS`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

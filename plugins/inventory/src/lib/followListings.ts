import type { Scope } from '../model/scopes';

/** What a scope's listings had come to when somebody asked for another one. */
export type AskedScopes = Readonly<Record<string, string>>;

/** The asked scopes and one more. */
export function withAsked(asked: AskedScopes, scope: Scope): AskedScopes {
  return { ...asked, [keyOf(scope)]: outcomeOf(scope) };
}

/**
 * Whether something of the listings is about to change: one runs, is due, was
 * never made, or was asked for and did not come to anything yet.
 */
export function isUnderWay(
  scopes: readonly Scope[],
  asked: AskedScopes,
  now: number,
): boolean {
  return scopes.some(
    scope =>
      scope.running ||
      (scope.status === 'never' && !scope.reason) ||
      (scope.nextRunAt && Date.parse(scope.nextRunAt) <= now) ||
      asked[keyOf(scope)] === outcomeOf(scope),
  );
}

/** Another text after each listing that was made, well or not. */
export function outcomesOf(scopes: readonly Scope[]): string {
  return scopes.map(scope => `${keyOf(scope)} ${outcomeOf(scope)}`).join();
}

function keyOf({ provider, account, region }: Scope): string {
  return `${provider} ${account} ${region}`;
}

function outcomeOf({ lastSuccessAt, lastErrorAt }: Scope): string {
  return `${lastSuccessAt} ${lastErrorAt}`;
}

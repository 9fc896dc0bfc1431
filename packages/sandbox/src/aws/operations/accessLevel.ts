import { invalidParameters } from '../errors';
import { Context } from './Context';
import { AccessLevel } from './inputs';

/** Whether a caller sees what somebody made: by default only what it made itself. */
export function accessLevel(
  filter: AccessLevel['AccessLevelFilter'],
  { caller }: Context,
): (made: { userArn: string }) => boolean {
  if (filter?.Value !== undefined && filter.Value !== 'self') {
    throw invalidParameters('AccessLevelFilter value must be self');
  }
  const role = caller.arn.split('/').slice(0, 2).join('/');
  switch (filter?.Key ?? 'User') {
    case 'Account':
      return () => true;
    case 'Role':
      return ({ userArn }) => userArn.startsWith(`${role}/`);
    default:
      return ({ userArn }) => userArn === caller.arn;
  }
}

import { randomUUID } from 'node:crypto';
import { AwsError } from '../errors';
import { StsOperationName } from '../model/operations';
import { Caller, Identities } from './identities';

const VERSION = '2011-06-15';
const NAMESPACE = `https://sts.amazonaws.com/doc/${VERSION}/`;

/** The accounts and roles that AssumeRole may be asked for. */
export interface RoleDirectory {
  /** whether there is such a role, and it lets a caller in */
  trusts(
    caller: Caller,
    request: { accountId: string; role: string; externalId?: string },
  ): boolean;
}

/** Of a role, unless it was given another. */
const MAX_SESSION_SECONDS = 3600;

/** Answers one awsQuery request of STS with XML. */
export function answerSts(options: {
  form: URLSearchParams;
  caller: Caller;
  identities: Identities;
  roles: RoleDirectory;
  /** throws when the operation goes wrong in an account and role */
  refuse: (occasion: {
    operation: StsOperationName;
    accountId: string;
    role?: string;
  }) => void;
}): string {
  const { form, caller, identities, roles, refuse } = options;
  const action = form.get('Action') ?? '';
  const version = form.get('Version') ?? 'NO_VERSION_SPECIFIED';
  const unknown = () =>
    new AwsError(
      'InvalidAction',
      `Could not find operation ${action} for version ${version}`,
    );
  if (version !== VERSION) {
    throw unknown();
  }
  switch (action) {
    case 'GetCallerIdentity':
      refuse({ operation: action, ...caller });
      return result(action, {
        Arn: caller.arn,
        UserId: caller.role ? `AROA:${caller.role}` : 'AIDAROCKET',
        Account: caller.accountId,
      });
    case 'AssumeRole': {
      const request = readAssumeRole(form);
      refuse({
        operation: action,
        accountId: request.accountId,
        role: request.role,
      });
      if (!roles.trusts(caller, request)) {
        throw new AwsError(
          'AccessDenied',
          `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${request.roleArn}`,
          403,
        );
      }
      if (request.durationSeconds > MAX_SESSION_SECONDS) {
        throw new AwsError(
          'ValidationError',
          'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
        );
      }
      const issued = identities.issue(request);
      return result(action, {
        Credentials: {
          AccessKeyId: issued.accessKeyId,
          SecretAccessKey: issued.secretAccessKey,
          SessionToken: issued.sessionToken,
          Expiration: issued.expiration.toISOString(),
        },
        AssumedRoleUser: {
          AssumedRoleId: `AROA:${request.sessionName}`,
          Arn: issued.arn,
        },
      });
    }
    default:
      throw unknown();
  }
}

/** What STS calls the errors that it shares with other services, and the status of each. */
const STS_ERRORS: Record<string, [code: string, status: number]> = {
  AccessDeniedException: ['AccessDenied', 403],
  ExpiredTokenException: ['ExpiredToken', 403],
  IncompleteSignatureException: ['IncompleteSignature', 400],
  InvalidSignatureException: ['SignatureDoesNotMatch', 403],
  MissingAuthenticationTokenException: ['MissingAuthenticationToken', 403],
  ThrottlingException: ['Throttling', 400],
  UnknownOperationException: ['InvalidAction', 400],
  UnrecognizedClientException: ['InvalidClientTokenId', 403],
};

/** An error as STS has it, which other services have by another name. */
export function toStsError(error: AwsError): AwsError {
  const [code, status] = STS_ERRORS[error.code] ?? [error.code, error.status];
  return new AwsError(code, error.message, status);
}

/** Renders an error as STS does. */
export function renderStsError(error: AwsError): string {
  return element('ErrorResponse', {
    Error: {
      Type: error.status >= 500 ? 'Receiver' : 'Sender',
      Code: error.code,
      Message: error.message,
    },
    RequestId: randomUUID(),
  });
}

// Limits: AWS STS API reference, AssumeRole, request parameters.
function readAssumeRole(form: URLSearchParams) {
  const roleArn = form.get('RoleArn') ?? '';
  const sessionName = form.get('RoleSessionName') ?? '';
  const externalId = form.get('ExternalId') ?? undefined;
  const durationSeconds = Number(form.get('DurationSeconds') ?? 3600);
  const arn = /^arn:aws:iam::(\d{12}):role\/([\w+=,.@/-]{1,512})$/.exec(
    roleArn,
  );
  if (!arn || roleArn.length < 20 || roleArn.length > 2048) {
    throw new AwsError('ValidationError', `${roleArn} is invalid`);
  }
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
  if (externalId !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${externalId}' at 'externalId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*`,
    );
  }
  if (!Number.isInteger(durationSeconds)) {
    throw new AwsError('MalformedInput', 'DurationSeconds is not an integer');
  }
  if (!(durationSeconds >= 900 && durationSeconds <= 43_200)) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${durationSeconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and 43200`,
    );
  }
  return {
    roleArn,
    accountId: arn[1],
    role: arn[2],
    sessionName,
    durationSeconds,
    externalId,
  };
}

interface Xml {
  [name: string]: string | Xml;
}

function result(action: string, body: Xml): string {
  return element(`${action}Response`, {
    [`${action}Result`]: body,
    ResponseMetadata: { RequestId: randomUUID() },
  });
}

function element(root: string, body: Xml): string {
  return `<${root} xmlns="${NAMESPACE}">${children(body)}</${root}>`;
}

function children(body: Xml): string {
  return Object.entries(body)
    .map(([name, value]) => {
      const inner = typeof value === 'string' ? escape(value) : children(value);
      return `<${name}>${inner}</${name}>`;
    })
    .join('');
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

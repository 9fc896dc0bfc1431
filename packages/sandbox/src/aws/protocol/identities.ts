import { randomBytes } from 'node:crypto';
import { AwsError } from '../errors';

/** Who sent a request: the account that it acts in, and as what. */
export interface Caller {
  accountId: string;
  /** ARN of the user or of the assumed role's session */
  arn: string;
  /** name of the assumed role; a user has none */
  role?: string;
}

interface Identity extends Caller {
  secretAccessKey: string;
  sessionToken?: string;
  /** epoch milliseconds */
  expiresAt?: number;
}

/** Temporary credentials as AssumeRole issues them. */
export interface IssuedCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

/** The refusal of keys that are not known where they are used. */
export const unknownToken = () =>
  new AwsError(
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  );

/** The one long-lived user of the sandbox, in its hub account. */
export const SANDBOX_USER = {
  accessKeyId: 'AKIAROCKETSANDBOX001',
  secretAccessKey: 'rocket-sandbox-secret-access-key-0000000',
};

/** Access keys known to the stand-in: the user's own and those it has issued. */
export class Identities {
  private readonly byKey = new Map<string, Identity>();

  constructor(hubAccountId: string) {
    this.byKey.set(SANDBOX_USER.accessKeyId, {
      ...SANDBOX_USER,
      accountId: hubAccountId,
      arn: `arn:aws:iam::${hubAccountId}:user/rocket`,
    });
  }

  /** Issues credentials for a session of a role. */
  issue(options: {
    accountId: string;
    role: string;
    sessionName: string;
    durationSeconds: number;
  }): IssuedCredentials & Caller {
    const { accountId, role, sessionName, durationSeconds } = options;
    const credentials = {
      accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(96).toString('base64'),
    };
    const expiresAt = Date.now() + durationSeconds * 1000;
    const caller: Caller = {
      accountId,
      role,
      arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${sessionName}`,
    };
    this.byKey.set(credentials.accessKeyId, {
      ...credentials,
      ...caller,
      expiresAt,
    });
    return { ...credentials, ...caller, expiration: new Date(expiresAt) };
  }

  /** The identity of an access key, when its session token fits and still lives. */
  find(accessKeyId: string, sessionToken: string | undefined): Identity {
    const identity = this.byKey.get(accessKeyId);
    if (!identity || identity.sessionToken !== sessionToken) {
      throw unknownToken();
    }
    if (identity.expiresAt !== undefined && identity.expiresAt <= Date.now()) {
      throw new AwsError(
        'ExpiredTokenException',
        'The security token included in the request is expired',
      );
    }
    return identity;
  }
}

import { AwsError } from '../errors';
import { Caller, Identities, unknownToken } from './identities';
import { readScope, SignedRequest, verifySignature } from './signature';

/** STS has one endpoint for the world beside those of the regions, signed for as this one. */
const GLOBAL_REGION = 'us-east-1';

/**
 * Who signed a request, and the region that it is for.
 *
 * @throws AwsError when it was not signed as AWS asks for
 */
export function authenticate(
  request: SignedRequest,
  options: {
    service: 'servicecatalog' | 'sts';
    identities: Identities;
    /** those that the accounts use */
    regions: readonly string[];
  },
): { caller: Caller; region: string } {
  const { service, identities, regions } = options;
  const { accessKeyId, region, ...scope } = readScope(request.headers);
  const sessionToken = request.headers['x-amz-security-token'];
  const { secretAccessKey, accountId, arn, role } = identities.find(
    accessKeyId,
    sessionToken === undefined ? undefined : String(sessionToken),
  );
  verifySignature(request, secretAccessKey);
  if (scope.service !== service) {
    throw new AwsError(
      'InvalidSignatureException',
      `Credential should be scoped to correct service: '${service}'.`,
      403,
    );
  }
  // A region that an account does not use knows none of its keys.
  if (
    !regions.includes(region) &&
    !(service === 'sts' && region === GLOBAL_REGION)
  ) {
    throw unknownToken();
  }
  return { caller: { accountId, arn, role }, region };
}

import {
  DescribeProvisionedProductCommand,
  ProvisionProductCommand,
} from '@aws-sdk/client-service-catalog';
import { ROLES } from '.';
import { choiceOf } from './__testUtils__/seeded';
import { sendSigned, SignedRequestOptions } from './__testUtils__/sendSigned';
import { Keys, PRODUCTION, useAws } from './__testUtils__/useAws';

const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.1' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const TARGET = {
  'x-amz-target': 'AWS242ServiceCatalogService.ListPortfolios',
};

describe('the protocols', () => {
  const aws = useAws();
  let keys: Keys;
  beforeAll(async () => {
    keys = await aws.assume(PRODUCTION);
  });

  const ask = (options: SignedRequestOptions) =>
    sendSigned(aws.url, {
      keys,
      headers: { ...TARGET, ...JSON_TYPE },
      ...options,
    });
  const identify = (body: string, options: SignedRequestOptions = {}) =>
    sendSigned(aws.url, {
      service: 'sts',
      headers: FORM_TYPE,
      body,
      ...options,
    });

  it('take what is signed and sent as AWS has it', async () => {
    expect(await ask({})).toMatchObject({ status: 200 });
    expect(await ask({ body: '' })).toMatchObject({ status: 200 });
    expect(
      await identify('Action=GetCallerIdentity&Version=2011-06-15'),
    ).toMatchObject({ status: 200 });
  });

  it.each<[string, SignedRequestOptions, number, string]>([
    ['another method', { method: 'PUT' }, 400, 'UnknownOperationException'],
    ['another path', { path: '/whatever' }, 400, 'UnknownOperationException'],
    [
      'another type of content',
      { headers: { ...TARGET, 'content-type': 'text/plain' } },
      400,
      'UnknownOperationException',
    ],
    [
      'a target that is not signed',
      { headers: JSON_TYPE, unsignedHeaders: TARGET },
      403,
      'InvalidSignatureException',
    ],
    [
      'another body than was signed',
      { sentBody: '{"PageSize":1}' },
      403,
      'InvalidSignatureException',
    ],
    [
      'a signature for another service',
      { service: 'sts' },
      403,
      'InvalidSignatureException',
    ],
    [
      'a signature that is too old',
      { at: Date.now() - 6 * 60_000 },
      403,
      'InvalidSignatureException',
    ],
    [
      'a signature of the future',
      { at: Date.now() + 6 * 60_000 },
      403,
      'InvalidSignatureException',
    ],
    ['what is not JSON', { body: '{' }, 400, 'SerializationException'],
    [
      'what is too large',
      { body: JSON.stringify({ x: 'y'.repeat(2_000_000) }) },
      413,
      'RequestEntityTooLarge',
    ],
  ])('refuse %s', async (_, options, status, code) => {
    const answer = await ask(options);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text).__type).toBe(code);
  });

  it.each<[string, string, SignedRequestOptions]>([
    ['no version', 'Action=GetCallerIdentity', {}],
    ['an unknown operation', 'Action=Dance&Version=2011-06-15', {}],
    [
      'another path',
      'Action=GetCallerIdentity&Version=2011-06-15',
      { path: '/whatever' },
    ],
  ])('refuse %s of STS', async (_, body, options) => {
    const answer = await identify(body, options);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('<Code>InvalidAction</Code>');
  });
});

describe('the control endpoint', () => {
  const aws = useAws();

  it('refuses what is not JSON', async () => {
    const answer = await fetch(`${aws.url}/__control/faults`, {
      method: 'POST',
      body: '{',
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      error: 'SerializationException: The body is not JSON',
    });
  });

  it('counts requests by operation', async () => {
    const counts = `${aws.url}/__control/requests`;
    await fetch(counts, { method: 'DELETE' });
    await aws.assume(PRODUCTION);
    expect(await (await fetch(counts)).json()).toEqual({ AssumeRole: 1 });
  });

  it('loses nothing that is launched while others vanish', async () => {
    const client = await aws.catalog(PRODUCTION, { role: ROLES.launcher });
    await aws.setFaults({ kind: 'vanish', ratio: 0.1, times: 1 });
    await client.send(
      new ProvisionProductCommand({
        ...choiceOf('DynamoDB table', 'v2.2.0'),
        ProvisionedProductName: 'kept',
        ProvisioningParameters: [{ Key: 'Name', Value: 'kept' }],
        ProvisionToken: 'kept',
      }),
    );
    aws.pass(60);
    const { ProvisionedProductDetail } = await client.send(
      new DescribeProvisionedProductCommand({ Name: 'kept' }),
    );
    expect(ProvisionedProductDetail!.Status).toBe('AVAILABLE');
  });
});

import { randomUUID } from 'node:crypto';
import { Estate } from '../estate/Estate';
import { awsId } from '../estate/identifiers';
import { createRecord } from '../estate/createRecord';
import {
  Output,
  ProvisionedProduct,
  ProvisioningRecord,
  Tag,
} from '../estate/types';
import { invalidParameters, notFound } from '../errors';
import { accessLevel } from './accessLevel';
import { Context, Handler } from './Context';
import { toRecordOutputs } from './provisioned';

/** How long provisioning takes here; half an hour would be normal in AWS. */
const SECONDS = { toStart: 2, toFinish: 15, toRollBack: 10 };

/** A change of a provisioned product: what it is to make of it, when it succeeds. */
export interface Change {
  item: ProvisionedProduct;
  /** Empty where no launch path is taken. */
  pathId: string;
  productId: string;
  artifactId: string;
  tags: Tag[];
  outputs: Output[];
  /** why it will not succeed */
  failure?: string;
}

/** Starts a change: its record, with what will happen when. */
export function planRecord(
  { item, ...change }: Change,
  plan: { type: ProvisioningRecord['type']; token: string; context: Context },
): ProvisioningRecord {
  const { context, type, token } = plan;
  const { now } = context;
  const at = (seconds: number) => now + seconds * 1000;
  const failure =
    change.failure ??
    (context.takeRecordFailure()
      ? 'CREATE_FAILED: the quota of this account for the resource is used up. Rolled back.'
      : undefined);
  const record = createRecord(item, {
    ...change,
    id: awsId('rec', randomUUID()),
    type,
    token,
    userArn: context.caller.arn,
    failure,
    timeline: [
      { status: 'CREATED', at: now },
      { status: 'IN_PROGRESS', at: at(SECONDS.toStart) },
      ...(failure === undefined
        ? [{ status: 'SUCCEEDED' as const, at: at(SECONDS.toFinish) }]
        : [
            {
              status: 'IN_PROGRESS_IN_ERROR' as const,
              at: at(SECONDS.toFinish),
            },
            {
              status: 'FAILED' as const,
              at: at(SECONDS.toFinish + SECONDS.toRollBack),
            },
          ]),
    ],
  });
  context.estate.records.set(record.id, record);
  item.status = 'UNDER_CHANGE';
  item.lastRecordId = record.id;
  return record;
}

const statusAt = (record: ProvisioningRecord, now: number) =>
  record.timeline.filter(step => step.at <= now).at(-1) ?? record.timeline[0];

/** Lets records that have ended by now take effect on what they changed. */
export function settleRecords(estate: Estate, now: number): void {
  for (const item of estate.provisionedProducts.filter(
    candidate => candidate.status === 'UNDER_CHANGE',
  )) {
    const record = estate.records.get(item.lastRecordId);
    const status = record && statusAt(record, now).status;
    if (record && status === 'SUCCEEDED') {
      if (record.type === 'TERMINATE_PROVISIONED_PRODUCT') {
        const index = estate.provisionedProducts.indexOf(item);
        estate.provisionedProducts.splice(index, 1); // a terminated one vanishes
      } else {
        item.status = 'AVAILABLE';
        item.statusMessage = undefined;
        item.productId = record.productId;
        item.artifactId = record.artifactId;
        item.tags = record.tags;
        item.outputs = record.outputs;
        item.lastSuccessfulRecordId = record.id;
      }
    } else if (record && status === 'FAILED') {
      // A failed first launch leaves nothing that works; a failed change leaves the old.
      item.status = record.type === 'PROVISION_PRODUCT' ? 'ERROR' : 'TAINTED';
      item.statusMessage = record.errors[0].Description;
    }
  }
}

/** A record as the API writes it, at a time. */
export function toRecordDetail(record: ProvisioningRecord, now: number) {
  const current = statusAt(record, now);
  const failed = current.status === 'FAILED';
  return {
    RecordId: record.id,
    ProvisionedProductName: record.provisionedProductName,
    Status: current.status,
    CreatedTime: record.timeline[0].at / 1000,
    UpdatedTime: current.at / 1000,
    ProvisionedProductType: record.provisionedProductType,
    RecordType: record.type,
    ProvisionedProductId: record.provisionedProductId,
    ProductId: record.productId,
    ProvisioningArtifactId: record.artifactId,
    PathId: record.pathId || undefined,
    RecordErrors: failed ? record.errors : [],
    RecordTags: record.tags.map(({ Key, Value }) => ({ Key, Value })),
    LaunchRoleArn: record.launchRoleArn,
  };
}

function recordsIn(context: Context): ProvisioningRecord[] {
  return [...context.estate.records.values()].filter(
    record =>
      record.accountId === context.accountId &&
      record.region === context.region,
  );
}

export const describeRecord: Handler<'DescribeRecord'> = (input, context) => {
  const record = recordsIn(context).find(
    candidate => candidate.id === input.Id,
  );
  if (!record) {
    throw notFound(`Record ${input.Id} not found.`);
  }
  const detail = toRecordDetail(record, context.now);
  const { items, NextPageToken } = context.page(
    detail.Status === 'SUCCEEDED' ? record.outputs : [],
    { request: input, limit: 20 },
  );
  return {
    RecordDetail: detail,
    RecordOutputs: toRecordOutputs(items),
    NextPageToken,
  };
};

export const listRecordHistory: Handler<'ListRecordHistory'> = (
  input,
  context,
) => {
  const { Key, Value } = input.SearchFilter ?? {};
  if (Key !== undefined && Key !== 'product' && Key !== 'provisionedproduct') {
    throw invalidParameters(`Unknown search filter ${Key}`);
  }
  const isAccessible = accessLevel(input.AccessLevelFilter, context);
  const found = recordsIn(context).filter(
    record =>
      isAccessible(record) &&
      (Key !== 'product' || record.productId === Value) &&
      (Key !== 'provisionedproduct' || record.provisionedProductId === Value),
  );
  const { items, NextPageToken } = context.page(
    found.sort((a, b) => b.timeline[0].at - a.timeline[0].at),
    { request: input, limit: 20 },
  );
  return {
    RecordDetails: items.map(record => toRecordDetail(record, context.now)),
    NextPageToken,
  };
};

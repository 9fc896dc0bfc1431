import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import { Drift, driftAs } from './drift';
import { REF_FIELDS, toRef } from './refs';
import { Deployment, ObservedFields, UnusableTag } from './types';

/** What AWS gives as the reason, as the end of a sentence. */
const reasonOf = ({ statusMessage }: Deployment) =>
  `${(statusMessage ?? 'AWS gives no reason').trim().replace(/[.\s]+$/, '')}.`;

const placeOf = (deployment: Deployment) =>
  `${deployment.name} (${deployment.accountName ?? deployment.account}, ${deployment.region})`;

/** Drift of how an entity is declared, claimed and tagged. */
export const driftOf = {
  notDeclared: () =>
    driftAs(
      'not-declared',
      'It runs in AWS and no repository declares it. Claim it: add a catalog-info.yaml to the repository that it has, or make one.',
    ),
  notRunning: () =>
    driftAs(
      'not-running',
      'A repository declares it and no service in AWS is placed on it. Tag what it runs on, or change its lifecycle.',
    ),
  unusableTag: (subject: string, { key, value }: UnusableTag) =>
    driftAs(
      'unusable-tag',
      `${subject} is tagged ${key}=“${value}”, which can be no entity’s name, so the tag does not count. Correct it: the form is [kind:][namespace/]name.`,
    ),
  /** Without claimants it is only its name that says where it belongs. */
  ambiguous: (deployment: Deployment, claimants: readonly string[]) =>
    driftAs(
      'ambiguous-claim',
      claimants.length
        ? `${placeOf(deployment)} is claimed by several entities, also by ${claimants.join(', ')}; it is merged into none. Leave one claim.`
        : `${placeOf(deployment)} has the name of something in another account, with another owner; it is merged into none. Tag each with the service that it is.`,
    ),
};

/** What is wrong with the deployments themselves, whoever they belong to. */
export function driftOfDeployments(
  deployments: readonly Deployment[],
): Drift[] {
  return deployments.flatMap(deployment => {
    const found: Drift[] = [];
    const where = placeOf(deployment);
    if (deployment.status === 'TAINTED') {
      found.push(
        driftAs(
          'tainted',
          `${where} runs, but its last change failed: ${reasonOf(deployment)} Update it again.`,
        ),
      );
    }
    if (deployment.status === 'ERROR') {
      found.push(
        driftAs(
          'failed',
          `${where} does not run: ${reasonOf(deployment)} Launch it again or terminate it.`,
        ),
      );
    }
    if (deployment.versionState === 'deprecated') {
      found.push(
        driftAs(
          'version-deprecated',
          `${where} is on version ${deployment.version} of ${deployment.product}, which is deprecated. Update it to the default version.`,
        ),
      );
    }
    if (deployment.versionState === 'inactive') {
      found.push(
        driftAs(
          'version-inactive',
          `${where} is on version ${deployment.version} of ${deployment.product}, which cannot be launched any more. Update it.`,
        ),
      );
    }
    if (deployment.ownerUnknown) {
      found.push(
        driftAs(
          'owner-unknown',
          `${where} is tagged with the owner “${deployment.observed.owner}”, which is no group of the catalog. Correct the tag.`,
        ),
      );
    }
    for (const tag of deployment.unusableTags ?? []) {
      found.push(driftOf.unusableTag(where, tag));
    }
    if (deployment.stale) {
      found.push(
        driftAs(
          'scope-stale',
          `${deployment.accountName ?? deployment.account} in ${deployment.region} could not be listed lately: what is shown may be old.`,
        ),
      );
    }
    return found;
  });
}

/** Where what a repository declares and what AWS shows differ, as an entity says both. */
export function driftOfFields(
  declared: ObservedFields,
  observed: ObservedFields,
  namespace: string,
): Drift[] {
  return (['owner', 'system', 'lifecycle'] as const).flatMap(field => {
    const fields = [declared[field], observed[field]];
    const [from, to] = fields.map(
      value => value && normalize(field, value, namespace),
    );
    if (!from || !to || from === to) {
      return [];
    }
    const [said, seen] = namespace === DEFAULT_NAMESPACE ? fields : [from, to];
    return [
      driftAs(
        `${field}-differs`,
        `The repository says ${field} “${said}”, the tag in AWS says “${seen}”. Correct the one that is wrong.`,
      ),
    ];
  });
}

/** What can only be one for a service, wherever it runs. */
const SHARED_FIELDS = ['owner', 'system', 'lifecycle', 'tier', 'type'] as const;

/** Where the deployments of a service disagree, so that not all of them can count. */
export function driftBetween(deployments: readonly Deployment[]): Drift[] {
  return SHARED_FIELDS.flatMap(field => {
    const places = new Map<string, string[]>();
    for (const deployment of deployments) {
      const value = deployment.observed[field];
      if (value) {
        const said = normalize(field, value, DEFAULT_NAMESPACE);
        places.set(said, [...(places.get(said) ?? []), placeOf(deployment)]);
      }
    }
    if (places.size < 2) {
      return [];
    }
    const values = [...places].map(
      ([said, where]) => `“${said}” for ${where.join(', ')}`,
    );
    return [
      driftAs(
        'deployments-differ',
        `AWS tells different values of ${field}: ${values.join('; ')}. Correct the tags that are wrong.`,
      ),
    ];
  });
}

/** So that what means the same is the same text. */
function normalize(
  field: keyof ObservedFields,
  value: string,
  namespace: string,
): string {
  const isRef = field === 'owner' || field === 'system';
  const ref = isRef && toRef(value, { kind: REF_FIELDS[field], namespace });
  return ref || value.toLowerCase();
}

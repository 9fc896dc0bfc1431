import { actorResolvers } from './actor';
import { alertMutationResolvers } from './alertMutations';
import { alertResolvers } from './alerts';
import { changeTrackingResolvers } from './changeTracking';
import { dashboardResolvers } from './dashboards';
import { entityResolvers } from './entities';
import { entitySearchResolvers } from './entitySearch';
import { goldenMetricResolvers } from './goldenMetrics';
import { issueResolvers } from './issues';
import { mutingRuleResolvers } from './mutingRules';
import { relationshipResolvers } from './relationships';
import { serviceLevelResolvers } from './serviceLevels';
import { taggingResolvers } from './tagging';
import { ResolverMap } from './types';
import { workloadResolvers } from './workloads';

export { typeNameOf, type EntitySource } from './entities';
export type { ResolverMap } from './types';

/** All resolvers of the schema. */
export const resolverMaps: readonly ResolverMap[] = [
  actorResolvers,
  alertMutationResolvers,
  alertResolvers,
  changeTrackingResolvers,
  dashboardResolvers,
  entityResolvers,
  entitySearchResolvers,
  goldenMetricResolvers,
  issueResolvers,
  mutingRuleResolvers,
  relationshipResolvers,
  serviceLevelResolvers,
  taggingResolvers,
  workloadResolvers,
];
